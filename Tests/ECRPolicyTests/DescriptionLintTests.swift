import ECRPolicy
import Testing
import Texts

/// Descriptions against what their rules do: ECR reads none, and whoever looks at the policy reads
/// nothing else.
struct DescriptionLintTests {
  /// A rule without its description.
  enum Limit: String {
    case count, pushed, pulled
  }

  private func codes(
    _ description: String, _ tags: String, _ limit: Limit, _ number: Int, archives: Bool = false
  ) -> [String] {
    let count =
      switch limit {
      case .count: #""countType": "imageCountMoreThan""#
      case .pushed: #""countType": "sinceImagePushed", "countUnit": "days""#
      case .pulled: #""countType": "sinceImagePulled", "countUnit": "days""#
      }
    let status: String
    switch tags {
    case "any", "untagged": status = #""tagStatus": "\#(tags)""#
    default: status = #""tagStatus": "tagged", "tagPatternList": ["\#(tags)"]"#
    }
    let text = policy(
      rule(
        selection: selection(status: status, count: count, number: #""countNumber": \#(number)"#),
        action: archives
          ? #"{"type": "transition", "targetStorageClass": "archive"}"# : #"{"type": "expire"}"#
      ).replacing("a rule of a test", with: description))
    let reading = LifecyclePolicy.read(SourceText(name: "p", text: text))
    #expect(reading.policy != nil)
    return reading.findings.map(\.code.rawValue).filter {
      $0.hasPrefix("DESCRIPTION_") || $0 == "LIMIT_IS_SHARED"
    }
  }

  static let agreeing: [(String, String, Limit, Int)] = [
    ("Keep branch images for 60 days", "branch-*", .pushed, 60),
    ("Keep 10 images", "v*", .count, 10), ("Keep the last ten", "v*", .count, 10),
    ("Expire images older than 2 weeks", "any", .pushed, 14),
    ("A fortnight", "any", .pushed, 14), ("14-day-old builds go", "b*", .pushed, 14),
    ("Expire after one month", "b*", .pushed, 30), ("after 3 months", "b*", .pushed, 90),
    ("after a year", "b*", .pushed, 365), ("after half a year", "b*", .pushed, 182),
    ("Untagged images expire after 48 hours", "untagged", .pushed, 2),
    ("Keep twenty-five release candidates", "rc-*", .count, 25),
    ("Keep 1,000 builds", "b*", .count, 1_000), ("Only one image", "b*", .count, 1),
    ("Keep 30 images, delete untagged ones after 7 days", "untagged", .pushed, 7),
    ("Images are deleted within 24 hours when there are more than 30", "b*", .count, 30),
    ("Rule 3: python 3 builds", "py*", .count, 50), ("Builds of v2 and 3.11", "b*", .count, 50),
    ("Release train 2026-05", "train-*", .count, 20), ("Images of 2025", "2025*", .count, 20),
    ("Expire the 11th", "b*", .count, 10), ("See OPS-123", "b*", .count, 10),
    ("Keep production and staging images", "prod-*", .count, 10),
    ("Everything except production", "dev-*", .count, 10),
    ("Tagged or untagged", "any", .count, 10),
    ("Remaining untagged and other images", "any", .count, 9),
    ("Keep recent builds", "b*", .pushed, 30), ("Keep releases", "v*", .count, 30),
    ("Delete archived test images", "archive-*", .count, 10),
    ("Keep images that were pulled or pushed lately", "b*", .pushed, 10),
    ("", "any", .count, 10), ("Löscht nach 30 Tagen", "b*", .pushed, 14),
    ("Images tagged 'b-7' or \\\"b*\\\"", "b-*", .count, 10), ("All of `b*`", "b-1", .count, 10),
    ("Keep 10 test images, production stays", "test-*", .count, 10),
    ("Two years of releases, 40 at most", "v*", .count, 40),
    ("The customer's images", "acme-*", .count, 10),
    ("Expire old PR images", "feature-*", .count, 5),
    ("Expire all images of team red", "red-*", .pushed, 14),
    // Images that are part of all, and those of another rule.
    ("Keep the 30 most recent images, untagged included", "any", .count, 30),
    ("Keep 30 images, untagged ones counted", "any", .count, 30),
    ("The newest 30, tagged and untagged alike", "any", .count, 30),
    ("Keep 30 prod images (untagged handled by rule 5)", "prod-*", .count, 30),
    ("Dev only (prod is kept forever by rule 5)", "dev-*", .pushed, 14),
    ("One week of nightlies", "nightly-*", .count, 7),
    ("Development builds of main", "main-*", .count, 10),
    ("Keep 10 builds of main and develop", "main-*", .count, 10),
    ("The main reason for develop", "develop-*", .count, 10),
    ("Delete builds of the last pull requests", "pr-*", .pushed, 10),
    ("30 days since the last push", "b*", .pushed, 30),
    ("More than 30 in number", "b*", .count, 30),
    // Sentences without spaces, and the names of things with numbers in them.
    ("keep_last_30_images", "any", .count, 30), ("expire-after-14-days", "any", .pushed, 14),
    ("untagged-14-days", "untagged", .pushed, 14), ("sprint-12-builds", "b*", .count, 50),
    ("release-2024-images", "v*", .count, 20), ("See TEAM-12 images", "b*", .count, 20),
    ("Remove images if count > 30", "any", .count, 30), ("age > 14", "any", .pushed, 14),
    // What the rule does not select, it does not expire.
    ("Delete all images except production", "dev-*", .pushed, 30),
    ("Delete all except the latest 10 images", "any", .count, 10),
    ("Expire all but the latest", "any", .count, 1),
    ("Images tagged release", "v*", .count, 10), ("Images tagged Beta", "beta-*", .count, 10),
    ("Images tagged production", "prod-*", .count, 10), ("Images tagged by CI", "b*", .count, 10),
    ("Expire images by age", "any", .pushed, 30), ("Count-based retention", "any", .count, 30),
    ("Expire by count, not by age", "any", .count, 10),
  ]

  @Test(arguments: agreeing)
  func `a description that agrees, or says nothing of it, is left alone`(
    description: String, tags: String, limit: Limit, number: Int
  ) {
    #expect(codes(description, tags, limit, number) == [])
  }

  static let contradicting: [(String, String, Limit, Int)] = [
    // The number.
    ("Expire images older than 90 days", "any", .pushed, 30),
    ("Keep 100 images", "any", .count, 10),
    ("Keep the last 5", "v*", .count, 50), ("Retain 20", "v*", .count, 10),
    ("after three months", "b*", .pushed, 30), ("older than 7d", "b*", .pushed, 70),
    ("two years", "b*", .pushed, 365), ("older than 30", "b*", .pushed, 60),
    // The unit.
    ("Delete what is older than 60 days", "7*", .count, 60), ("Keep 14 builds", "b*", .pushed, 14),
    ("Keep images for a month", "b*", .count, 30),
    ("the ten most recent images", "b*", .pushed, 10),
    // The selection.
    ("Delete untagged images", "any", .pushed, 7), ("Remove dangling images", "b*", .pushed, 7),
    ("Images without tags", "*", .count, 7), ("Images with tags", "untagged", .count, 7),
    ("Keep tagged images", "untagged", .count, 7),
    ("Tagged images only", "any", .count, 7), ("Clean up production", "staging-*", .count, 7),
    ("Feature images", "prod", .count, 7),
    ("Delete all images older than 9 days", "b*", .pushed, 9),
    ("Images tagged 'release-'", "build-*", .count, 7), ("Keep 5 of beta*", "rc-*", .count, 5),
    // What happens, and by which clock.
    ("Archive old images", "b*", .pushed, 7), ("Move to the archive", "b*", .count, 7),
    ("Images not pulled for 30 days", "b*", .pushed, 30),
    ("30 days since the last pull", "b*", .pushed, 30),
    ("Expire images more than 30 in number", "any", .pushed, 30),
    ("keep last 10 develop builds", "main*", .count, 10),
    ("keep last 10 master builds", "develop-*", .count, 10),
    ("Two weeks of nightlies", "nightly-*", .count, 7),
    ("keep_last_30_images", "any", .count, 3), ("expire-after-14-days", "any", .count, 14),
    ("keep-30-images", "any", .count, 10), ("untagged-14-days", "untagged", .pushed, 1),
    ("Remove images if count > 30", "any", .count, 10), ("images >= 30", "any", .count, 10),
    ("Expire images older than 30 minutes", "any", .pushed, 30),
    ("Expire images by count", "any", .pushed, 30), ("Age-based cleanup", "any", .count, 30),
    // One rule has one limit, and the other half of the sentence is not met.
    ("Keep last 10 images and delete anything older than 30 days", "any", .pushed, 30),
    ("Keep last 10 images and delete anything older than 30 days", "any", .count, 10),
    ("Delete images older than 30 days except the last 10 images", "any", .pushed, 30),
    ("Expire images tagged beta", "alpha*", .count, 5),
    // What it says of this very rule.
    ("Rule 1 deletes untagged images", "b*", .pushed, 7),
  ]

  @Test(arguments: contradicting)
  func `a description that says something else than the rule does`(
    description: String, tags: String, limit: Limit, number: Int
  ) {
    #expect(codes(description, tags, limit, number) == ["DESCRIPTION_CONTRADICTS_RULE"])
  }

  @Test func `a rule that archives deletes nothing, and goes by the clock that it names`() {
    let code = ["DESCRIPTION_CONTRADICTS_RULE"]
    #expect(codes("Delete old images", "b*", .pushed, 7, archives: true) == code)
    #expect(codes("Pushed long ago", "b*", .pulled, 7, archives: true) == code)
    #expect(
      codes("Archive images older than 60 days since push", "any", .pulled, 60, archives: true)
        == code)
    #expect(codes("Archive 60 days since the last pull", "b*", .pulled, 60, archives: true) == [])
    #expect(codes("Archive, delete later", "b*", .pushed, 7, archives: true) == [])
    #expect(codes("Unused for a week", "b*", .pulled, 7, archives: true) == [])
  }

  static let keeping: [(String, String, Limit, Int)] = [
    ("Keep production", "prod-*", .pushed, 30), ("Releases stay", "v*", .pushed, 90),
    ("Never expire", "v*", .count, 20), ("Keep all releases", "v*", .count, 20),
    ("Do not delete", "v*", .count, 20), ("Protect what runs", "v*", .pushed, 20),
    // A rule takes nothing out of what it selects (E-20).
    ("Delete images older than 30 days, except latest", "any", .pushed, 30),
    ("Delete all images except those tagged prod", "any", .pushed, 30),
    ("Delete everything older than 30 days but always keep prod", "any", .pushed, 30),
    ("Keep 10 images, but never delete release images", "*", .count, 10),
    ("Expire after 30 days, excluding the latest image", "any", .pushed, 30),
    ("Keep 10 images, not counting main, unless tagged stable", "any", .count, 10),
  ]

  @Test(arguments: keeping)
  func `T-02 a description that keeps, and a rule that expires`(
    description: String, tags: String, limit: Limit, number: Int
  ) {
    #expect(codes(description, tags, limit, number) == ["DESCRIPTION_SAYS_KEEP"])
  }

  @Test func `T-02 a guard keeps as its description says`() {
    #expect(codes("Never expire production", "prod-*", .count, 9_999) == [])
    #expect(codes("Keep production for ten years", "prod-*", .pushed, 3_650) == [])
    #expect(codes("Always keep latest", "latest", .count, 1) == [])
    // Ten are said, and far more stay.
    #expect(codes("Keep 10", "prod-*", .count, 9_999) == ["DESCRIPTION_CONTRADICTS_RULE"])
  }

  @Test func `E-20 an exception holds where a smaller rulePriority selects it, and only there`() {
    func codes(_ guardTags: String, _ priority: Int) -> [String] {
      let rules = [
        rule(
          #""rulePriority": \#(priority)"#,
          selection: selection(
            status: #""tagStatus": "tagged", "tagPatternList": ["\#(guardTags)"]"#,
            number: #""countNumber": 9999"#)),
        rule(
          #""rulePriority": 5"#,
          selection: selection(
            status: #""tagStatus": "any""#,
            count: #""countType": "sinceImagePushed", "countUnit": "days""#,
            number: #""countNumber": 30"#)
        ).replacing("a rule of a test", with: "Expire after 30 days, except prod and latest"),
      ]
      return LifecyclePolicy.read(SourceText(name: "p", text: policy(rules.joined(separator: ","))))
        .findings.map(\.code.rawValue).filter { $0.hasPrefix("DESCRIPTION_") }
    }
    #expect(codes("production-*", 1) == [])
    #expect(codes("web-*", 1) == ["DESCRIPTION_SAYS_KEEP"])
  }

  @Test func `E-13 a limit for each is one limit for all`() {
    for each in ["per environment", "for each service", "of every branch", "per deployed function"]
    {
      #expect(codes("Keep 5 images \(each)", "any", .count, 5) == ["LIMIT_IS_SHARED"], "\(each)")
    }
    #expect(codes("Keep 5 images per branch", "branch-*", .count, 5) == ["LIMIT_IS_SHARED"])
    for each in ["keep 5 of each", "5 each", "Keep 5 images of each (dev, prod)"] {
      #expect(codes(each, "any", .count, 5) == ["LIMIT_IS_SHARED"], "\(each)")
    }
    #expect(codes("Keep 5 images per repository", "any", .count, 5) == [])
    #expect(codes("Each image lives for 5 days", "b*", .pushed, 5) == [])
  }
}
