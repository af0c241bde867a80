/// The lifecycle policies that go with the made repositories.
enum FixturePolicies {
  static let webService = policy([
    (1, "Guard what is deployed", tagged("tagPatternList", "prod*"), count(9999), expire),
    (2, "Archive releases that nobody pulls any more", tagged("tagPatternList", "v1.*"),
      days("sinceImagePulled", 180), archive),
    (3, "Builds of the main branch: the last 20", tagged("tagPrefixList", "main-"), count(20), expire),
    (4, "Feature builds live two weeks", tagged("tagPrefixList", "feature-"),
      days("sinceImagePushed", 14), expire),
    (5, "Pull request builds live two weeks", tagged("tagPrefixList", "pr-"),
      days("sinceImagePushed", 14), expire),
    (6, "Leftovers without a tag", #""tagStatus": "untagged""#, days("sinceImagePushed", 7), expire),
    (7, "Delete what was archived a year ago", #""tagStatus": "any", "storageClass": "archive""#,
      days("sinceImageTransitioned", 365), expire),
  ])

  static let baseImage = policy([
    (1, "Patch releases: the last five", tagged("tagPatternList", "3.*"), count(5), expire),
    (2, "Superseded builds and their parts", #""tagStatus": "untagged""#,
      days("sinceImagePushed", 30), expire),
    (3, "Everything else after four months", #""tagStatus": "any""#,
      days("sinceImagePushed", 120), expire),
  ])

  static let bulk = policy(
    (1...7).map { number in
      (number, "Builds of team \(number)", tagged("tagPatternList", "team\(number)-*"),
        count(1_000 * number), expire)
    } + [
      (8, "Archive releases that nobody pulls", tagged("tagPatternList", "v*.*"),
        days("sinceImagePulled", 90), archive),
      (9, "Leftovers", #""tagStatus": "untagged""#, days("sinceImagePushed", 14), expire),
      (10, "Everything else", #""tagStatus": "any""#, count(50_000), expire),
    ])

  private static let expire = #"{"type": "expire"}"#
  private static let archive = #"{"type": "transition", "targetStorageClass": "archive"}"#

  private static func tagged(_ list: String, _ entry: String) -> String {
    #""tagStatus": "tagged", "\#(list)": ["\#(entry)"]"#
  }

  private static func count(_ number: Int) -> String {
    #""countType": "imageCountMoreThan", "countNumber": \#(number)"#
  }

  private static func days(_ type: String, _ number: Int) -> String {
    #""countType": "\#(type)", "countUnit": "days", "countNumber": \#(number)"#
  }

  private static func policy(
    _ rules: [(Int, String, String, String, String)]
  ) -> String {
    let texts = rules.map { priority, description, tags, limit, action in
      """
          {
            "rulePriority": \(priority),
            "description": "\(description)",
            "selection": {
              \((tags + ", " + limit).replacing(", \"", with: ",\n          \""))
            },
            "action": \(action)
          }
      """
    }
    return "{\n  \"rules\": [\n" + texts.joined(separator: ",\n") + "\n  ]\n}\n"
  }
}
