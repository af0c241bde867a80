import Foundation
import Testing

/// AWS gives the tags of an image in any order, and an answer does not depend on it.
struct TagOrderTests {
  private static let tags = ["prod-2", "latest", "v1.0", "a", "sha256-0", "B"]

  private static func page(_ order: [Int]) -> String {
    let images = ["1", "2", "3"].map { digit in
      let own = order.map { "\"\(tags[$0])\(digit == "1" ? "" : "-" + digit)\"" }
      return """
        {"registryId": "111122223333", "repositoryName": "a/b", "imageDigest": \
        "sha256:\(String(repeating: digit, count: 64))", "imageTags": [\(own.joined(separator: ","))], \
        "imagePushedAt": "2026-01-0\(digit)T00:00:00Z"}
        """
    }
    return "{\"imageDetails\": [\(images.joined(separator: ","))]}"
  }

  private static let policy = """
    {"rules": [{"rulePriority": 1, "selection": {"tagStatus": "any", "countType":
      "imageCountMoreThan", "countNumber": 1}, "action": {"type": "expire"}}]}
    """

  @Test func `text, JSON, guards, stories and recordings are the same for every order of tags`()
    throws
  {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "drydock-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let policy = folder.appending(path: "policy.json")
    try Data(Self.policy.utf8).write(to: policy)
    let commands = CommandLineTests()
    var answers: Set<[String]> = []
    for order in [[0, 1, 2, 3, 4, 5], [5, 4, 3, 2, 1, 0], [2, 0, 5, 1, 3, 4]] {
      let images = folder.appending(path: "images.json")
      try Data(Self.page(order).utf8).write(to: images)
      let files = [
        "--images", images.path, "--policy", policy.path, "--at", "2026-01-10", "--protect", "*",
      ]
      var answer: [String] = []
      for arguments in [
        ["preview", "--all"] + files, ["preview", "--format", "json"] + files,
        ["explain", "a"] + files.dropLast(2),
      ] {
        let run = try commands.run(arguments)
        #expect(!run.output.isEmpty, "\(run.errors)")
        answer += [run.output, run.errors]
      }
      let new = folder.appending(path: "new").path
      _ = try commands.run(["record", "--into", new, "--anonymize"] + files.dropLast(2))
      answer.append(try String(contentsOfFile: new + "/scenario.yaml", encoding: .utf8))
      try FileManager.default.removeItem(atPath: new)
      answers.insert(answer)
    }
    #expect(answers.count == 1)
  }
}
