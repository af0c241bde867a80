import Foundation

/// The commands whose growth is measured, each with an input of any size.
enum GrowthInputs {
  static let all: [GrowthBenchmark.Series] =
    lifecycle + validation + access + snapshots + scenarios

  private static let at = ["--at", "2026-11-01"]
  private static let repository = "arn:aws:ecr:eu-central-1:111122223333:repository/team/app"

  private static func write(_ text: String, _ name: String, _ folder: URL) throws {
    let file = folder.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  // MARK: Documents

  private static func images(_ count: Int, of name: String = "team/app") -> String {
    let images = (0..<count).map { number in
      let digest = String(format: "%064x", number)
      return """
        {"registryId": "111122223333", "repositoryName": "\(name)", "imageDigest": \
        "sha256:\(digest)", "imageTags": ["prod-\(number)", "b\(number)"], "imageSizeInBytes": \
        \(1_000 + number), "imagePushedAt": \(1_780_000_000 + number)}
        """
    }
    return "{\"imageDetails\": [\(images.joined(separator: ",\n"))]}"
  }

  private static func rules(_ count: Int, priority: (Int) -> String = { "\($0)" }) -> String {
    let rules = (1...count).map { number in
      """
      {"rulePriority": \(priority(number)), "selection": {"tagStatus": "tagged", "tagPatternList": \
      ["*-w\(number)-*"], "countType": "imageCountMoreThan", "countNumber": 9}, "action": {"type": \
      "expire"}}
      """
    }
    return "{\"rules\": [\(rules.joined(separator: ",\n"))]}"
  }

  private static let everything = """
    {"rules": [{"rulePriority": 1, "selection": {"tagStatus": "any", "countType":
      "imageCountMoreThan", "countNumber": 1}, "action": {"type": "expire"}}]}
    """

  private static func list(_ entries: Int) -> String {
    let entries = (0..<entries).map { "\"*w\($0)*x*\"" }.joined(separator: ", ")
    return """
      {"rules": [{"rulePriority": 1, "selection": {"tagStatus": "tagged", "tagPatternList":
        [\(entries)], "countType": "imageCountMoreThan", "countNumber": 9}, "action": {"type":
        "expire"}}]}
      """
  }

  private static let policy =
    #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:*", "Resource": "*"}]}"#

  private static func details(_ roles: Int) -> String {
    let list = (0..<roles).map { number in
      """
      {"RoleName": "r\(number)", "RoleId": "AROA\(number)", "Arn":
        "arn:aws:iam::111122223333:role/r\(number)", "RolePolicyList":
        [{"PolicyName": "p", "PolicyDocument": \(policy)}]}
      """
    }
    return """
      {"UserDetailList": [], "GroupDetailList": [], "RoleDetailList":
        [\(list.joined(separator: ",\n"))], "Policies": [], "IsTruncated": false}
      """
  }

  // MARK: Commands

  private static let lifecycle: [GrowthBenchmark.Series] = [
    .init(name: "preview, images", size: 12_500) { size, folder in
      try write(images(size), "images.json", folder)
      try write(rules(5), "policy.json", folder)
      return ["preview", "--all", "--images", "images.json", "--policy", "policy.json"] + at
    },
    .init(name: "preview, protected patterns", size: 25) { size, folder in
      try write(images(20_000), "images.json", folder)
      try write(everything, "policy.json", folder)
      let patterns = (0..<size).flatMap { _ in ["--protect", "prod*"] }
      return ["preview", "--images", "images.json", "--policy", "policy.json"] + at + patterns
    },
    .init(name: "explain, images", size: 12_500) { size, folder in
      try write(images(size), "images.json", folder)
      try write(rules(5), "policy.json", folder)
      return ["explain", "prod-7", "--images", "images.json", "--policy", "policy.json"] + at
    },
    .init(name: "record, images", size: 1_000) { size, folder in
      try write(images(size), "images.json", folder)
      try write(everything, "policy.json", folder)
      return ["record", "--anonymize", "--into", "new", "--images", "images.json", "--policy"]
        + ["policy.json"] + at
    },
  ]

  private static let validation: [GrowthBenchmark.Series] = [
    .init(name: "validate, entries of a list", size: 160) { size, folder in
      try write(list(size), "policy.json", folder)
      return ["validate", "policy.json"]
    },
    .init(name: "validate, bad rules", size: 4_000) { size, folder in
      try write(rules(size) { _ in "0" }, "policy.json", folder)
      return ["validate", "policy.json"]
    },
    .init(name: "validate, unknown members", size: 12_500) { size, folder in
      let members = (0..<size).map { "\"k\($0)\": 1" }.joined(separator: ", ")
      try write("{\(members)}", "policy.json", folder)
      return ["validate", "policy.json"]
    },
    .init(name: "validate, roles", size: 1_250) { size, folder in
      try write(details(size), "details.json", folder)
      return ["validate", "details.json"]
    },
  ]

  private static func roles(_ name: String, _ arguments: [String]) -> GrowthBenchmark.Series {
    .init(name: "access \(name), roles", size: 1_250) { size, folder in
      try write(details(size), "details.json", folder)
      return ["access", name, "--repository", repository, "--policies", "details.json"] + arguments
    }
  }

  private static let access: [GrowthBenchmark.Series] = [
    roles("ask", ["--actions", "push", "--principal", "arn:aws:iam::111122223333:role/r7"]),
    roles("who", ["--action", "pull"]), roles("matrix", []),
    .init(name: "access batch, lines", size: 2_500) { size, folder in
      let lines = (0..<size).map { number in
        """
        {"id": "\(number)", "request": {"principal": "arn:aws:iam::111122223333:role/r", "action": \
        "ecr:PutImage", "resource": "\(repository)"}, "identityPolicies": [\(policy)]}

        """
      }
      try write(lines.joined(), "batch.jsonl", folder)
      return ["access", "batch", "batch.jsonl"]
    },
  ]

  /// A fleet of a number of repositories with a few images each, in files and in a snapshot.
  private static func fleet(_ size: Int, _ folder: URL) throws {
    let text = rules(10).replacing("\"", with: "\\\"").replacing("\n", with: " ")
    for number in 0..<size {
      let name = "team/app-\(number)"
      try write(images(20, of: name), "in/\(number)/images.json", folder)
      try write(
        "{\"registryId\": \"111122223333\", \"repositoryName\": \"\(name)\", "
          + "\"lifecyclePolicyText\": \"\(text)\"}", "in/\(number)/policy.json", folder)
    }
    try write(details(size), "in/details.json", folder)
    let process = Process()
    process.executableURL = URL(filePath: Measure.drydock)
    process.currentDirectoryURL = folder
    process.arguments = [
      "snapshot", "import", "--into", "old.sqlite", "--region", "eu-central-1", "in",
    ]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
  }

  private static func snapshot(_ name: String, _ arguments: [String]) -> GrowthBenchmark.Series {
    .init(name: "\(name), repositories of a snapshot", size: 250) { size, folder in
      try fleet(size, folder)
      return arguments
    }
  }

  private static let snapshots: [GrowthBenchmark.Series] = [
    snapshot(
      "snapshot import",
      ["snapshot", "import", "--into", "new.sqlite", "--region", "eu-central-1", "in"]),
    snapshot("snapshot export", ["snapshot", "export", "old.sqlite", "--into", "new"]),
    snapshot("snapshot show", ["snapshot", "show", "old.sqlite"]),
    snapshot("preview", ["preview", "--snapshot", "old.sqlite"] + at),
    snapshot("validate", ["validate", "--snapshot", "old.sqlite"]),
    snapshot(
      "access who",
      ["access", "who", "--action", "pull", "--snapshot", "old.sqlite"]
        + ["--repository", repository]),
  ]

  private static let scenarios: [GrowthBenchmark.Series] = [
    .init(name: "test, scenarios", size: 50) { size, folder in
      for number in 0..<size {
        try write(scenario(images: 20), "book/\(number)/scenario.yaml", folder)
        try write(everything, "book/\(number)/policy.json", folder)
      }
      return ["test", "book"]
    },
    .init(name: "test, images of a scenario", size: 2_500) { size, folder in
      try write(scenario(images: size), "scenario.yaml", folder)
      try write(everything, "policy.json", folder)
      return ["test", "scenario.yaml"]
    },
    .init(name: "test, unknown keys", size: 12_500) { size, folder in
      let keys = (0..<size).map { "k\($0): 1\n" }.joined()
      try write(scenario(images: 1) + keys, "scenario.yaml", folder)
      try write(everything, "policy.json", folder)
      return ["test", "scenario.yaml"]
    },
  ]

  private static func scenario(images: Int) -> String {
    let list = (0..<images).map { "      - {image: I\($0), pushed: \($0 + 1) minutes ago}\n" }
    return """
      title: Only the newest image stays
      lesson: One rule keeps one image.
      source: {claim: inferred, page: none}
      clock: 2026-10-31
      repositories:
        team/app:
          lifecyclePolicy: policy.json
          images:
      \(list.joined())story:
        - {question: Which image stays?, preview: team/app, answer: {keep: [I0]}}

      """
  }
}
