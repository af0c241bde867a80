import Foundation
import Testing

/// What strangers wrote into documents, names of files and arguments never reaches a terminal as it is.
struct HostileTextTests: CommandFolder {
  let folder: URL
  private let commands = CommandLineTests()

  /// Paints, sets a title, rings, deletes, clears the screen in C1, turns the direction around, and
  /// ends lines as some readers see them.
  private static let hostile =
    "x\u{1B}[31mX\u{1B}]0;t\u{07}\u{7F}\u{08}\u{9B}2J\u{85}\u{202E}\u{2066}\u{2028}\u{2029}\u{200B}\u{FEFF}y"
  /// What is left of it for everybody to see.
  private static let visible = "[31mX"

  init() throws {
    folder = try Self.newFolder()
    try FileManager.default.createDirectory(
      at: folder.appending(path: "documents"), withIntermediateDirectories: true)
    for (name, text) in Self.files { try write(text, to: name) }
  }

  private func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: folder.appending(path: name))
  }

  /// The text as a JSON string, and as a YAML one in double quotes.
  private static let quoted: String = {
    let escapes = hostile.utf16.map { unit in
      let digits = String(unit, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
    return "\"" + escapes.joined() + "\""
  }()

  private static func image(_ repository: String, _ tag: String, _ digit: Character) -> String {
    """
    {"registryId": "111122223333", "repositoryName": \(repository), "imageTags": [\(tag)], \
    "imageDigest": "sha256:\(String(repeating: digit, count: 64))", "imagePushedAt": 1780000000, \
    "imageManifestMediaType": \(quoted), "artifactMediaType": \(quoted)}
    """
  }

  private static func policy(_ pattern: String, count: Int = 1) -> String {
    """
    {"rules": [{"rulePriority": 1, "description": \(quoted), "selection": {"tagStatus": "tagged",
      "tagPatternList": [\(pattern)], "countType": "imageCountMoreThan", "countNumber": \(count)},
      "action": {"type": "expire"}}, {"rulePriority": 2, "selection": {"tagStatus": "any",
      "countType": "imageCountMoreThan", "countNumber": 1}, "action": {"type": "expire"}}]}
    """
  }

  private static let repositoryPolicy = """
    {"Version": "2012-10-17", "Statement": [{"Sid": \(quoted), "Effect": "Allow", "Principal":
      {"AWS": "arn:aws:iam::111122223333:role/r"}, "Action": "ecr:*", "Condition":
      {"StringEquals": {"aws:PrincipalTag/t": \(quoted)}}}]}
    """

  private static let files: [String: String] = [
    "images.json":
      "{\"imageDetails\": [\(image(quoted, quoted, "1")), \(image(quoted, "\"b\"", "2"))]}",
    "two.json":
      "{\"imageDetails\": [\(image(quoted, quoted, "1")), \(image("\"a\"", "\"b\"", "2"))]}",
    "policy.json": policy(quoted), "good.json": policy("\"b*\""),
    "bad.json": "{\(quoted): 1, \"rules\": [{\"rulePriority\": \(quoted), \(quoted): \(quoted)}]}",
    "text.json": "Error: \(hostile)",
    "in-use.txt": "\(hostile)\n111122223333.dkr.ecr.eu-west-1.amazonaws.com/\(hostile):b\n",
    "repository.json":
      "{\"registryId\": \"111122223333\", \"repositoryName\": \(quoted), \"policyText\": \(repositoryPolicy)}",
    "identity.json": """
    {"Version": "2012-10-17", "Statement": [{"Sid": \(quoted), "Effect": "Allow", \(quoted): 1,
      "Action": \(quoted), "Resource": \(quoted)}]}
    """,
    "batch.jsonl":
      "{\"id\": \(quoted), \"request\": {\"principal\": \(quoted), \"action\": \(quoted), \"resource\": \(quoted)}}\n",
    "documents/\(hostile.replacing("/", with: "")).json": "{\(quoted): \(quoted)",
    "scenario.yaml": """
    title: \(quoted)
    lesson: \(quoted)
    source: {claim: inferred, page: \(quoted)}
    clock: 2026-10-31
    repositories:
      \(quoted):
        lifecyclePolicy: good.json
        images: [{tags: [\(quoted)], pushed: 1 day ago}, {tags: [b], pushed: 2 days ago}]
    story:
      - {question: \(quoted), preview: \(quoted), answer: {expire: [], keep: [\(quoted)]}}
    """,
    "broken.scenario.yaml": "title: t\n\(quoted): 1\nlesson: \(quoted)\nclock: \(quoted)\n",
  ]

  private static let at = ["--at", "2026-11-01"]
  private static let images = ["--images", "images.json", "--policy", "policy.json"]
  private static let access = [
    "--region", "eu-west-1", "--policies", "repository.json", "identity.json",
  ]
  private static let app = "arn:aws:ecr:eu-west-1:111122223333:repository/a/b"
  private static let role = ["--principal", "arn:aws:iam::111122223333:role/r"]
  private static let two = [
    "record", "--into", "new", "--images", "two.json", "--policy", "good.json",
  ]

  /// Commands by their arguments; names of files stand for those of the folder.
  private static let arguments: [[String]] = reports + errors

  /// Those that tell what stands in documents.
  private static let reports: [[String]] = {
    var all: [[String]] = []
    for format in ["text", "json"] {
      let format = ["--format", format]
      all.append(["preview", "--all", "--protect", "*"] + format + images + at)
      all.append(["preview", "--in-use", "in-use.txt"] + format + images + at)
      all.append(
        ["validate", "bad.json", "policy.json", "identity.json", "text.json"] + format)
      let question = ["--action", "ecr:PutImage", "--repository", "a/b"] + format
      all.append(["access", "ask"] + role + question + access)
      all.append(["access", "who", "--action", "pull", "--repository", app] + format + access)
      all.append(["access", "matrix", "--repository", "a/b"] + role + format + access)
    }
    for format in ["sarif", "junit", "github", "gitlab"] {
      all.append(
        ["validate", "bad.json", "policy.json", "identity.json", "text.json", "--format", format])
    }
    for format in ["text", "json", "junit", "tap"] {
      all.append(["test", "scenario.yaml", "broken.scenario.yaml", "--format", format])
    }
    all.append(["explain", "b"] + images + at)
    all.append(["learn", "scenario.yaml"])
    all.append(["learn", "--list", "scenario.yaml"])
    all.append(two + at)
    all.append(["access", "batch", "batch.jsonl"])
    all.append(["snapshot", "import", "--into", "new.sqlite", "documents"])
    all.append(["snapshot", "import", "--into", "new.sqlite", "text.json"])
    return all
  }()

  /// Those that tell what stands on the command line.
  private static let errors: [[String]] = {
    var all: [[String]] = []
    all.append(["explain", hostile] + images + at)
    all.append(["learn", hostile])
    all.append(two + at + ["--repository", "b", "--at", hostile])
    all.append(["access", "ask", "--action", hostile, "--repository", "a/b"] + role + access)
    all.append(
      ["access", "ask", "--action", "ecr:PutImage", "--repository", hostile] + role + access)
    all.append(
      ["access", "matrix", "--repository", "a/b", "--principal", hostile, "--policies"]
        + ["repository.json"])
    all.append(["snapshot", "show", hostile])
    all.append(["snapshot", "script", "--region", hostile])
    all.append(["preview", "--snapshot", hostile] + at)
    all.append(["preview", "--at", hostile])
    all.append([hostile])
    all.append(["preview", "--" + hostile] + images + at)
    all.append(["preview", "--format", hostile] + images)
    all.append(["preview", "--children", hostile] + images)
    all.append(["preview", "--jobs", hostile] + images)
    all.append(["access", "ask", "--context", hostile])
    all.append(["validate", "--as", hostile, "policy.json"])
    all.append(["test", "--filter", hostile, "scenario.yaml"])
    all.append(["test", hostile])
    return all
  }()

  /// What in a text a terminal might obey.
  private func raw(_ text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.filter { scalar in
      guard scalar != "\n", scalar != "\t" else { return false }
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: return true
      default: return false
      }
    }
  }

  @Test(arguments: arguments.indices)
  func `no report and no message has a character that a terminal obeys`(index: Int) throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let names = Set(Self.files.keys).union(["documents", "new", "new.sqlite"])
    let arguments = Self.arguments[index].map { names.contains($0) ? path($0) : $0 }
    let run = try commands.run(arguments)
    #expect((0...2).contains(run.status), "\(arguments.prefix(2)): \(run.errors)")
    #expect(raw(run.output) == [], "\(arguments.prefix(2))")
    #expect(raw(run.errors) == [], "\(arguments.prefix(2))")
    // It is told all the same, so that a reader can find it.
    #expect(
      (run.output + run.errors).contains(Self.visible), "\(arguments): \(run.output)\(run.errors)")
  }

  /// The runner obeys `::name::` at the start of a line, and `##[name]` anywhere in it.
  @Test func `the runner of GitHub Actions obeys nothing in a report`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let command = "::stop-commands::x"
    try write(###"{"rules": 1, "##[stop-commands]x": 1}"###, to: command + ".json")
    for format in ["text", "github"] {
      let run = try commands.run(
        ["validate", command + ".json", "--format", format],
        environment: ["GITHUB_ACTIONS": "true"], in: folder)
      #expect(run.status == 2)
      #expect(run.output.contains("stop-commands"))
      for line in run.output.split(separator: "\n") {
        let isOurs = ["::error ", "::group::", "::endgroup::"].contains { line.hasPrefix($0) }
        #expect(isOurs || !line.drop(while: \.isWhitespace).hasPrefix("::"), "\(line)")
        #expect(isOurs || !line.contains("##["), "\(line)")
      }
    }
    // Elsewhere names and quotations stay as they are.
    let elsewhere = try commands.run(["validate", command + ".json"], in: folder).output
    #expect(elsewhere.contains("\n\(command).json:1:"))
    #expect(elsewhere.contains("##["))
    let missing = try commands.run(
      ["validate", "##[error]x"], environment: ["GITHUB_ACTIONS": "true"], in: folder)
    #expect(missing.errors.contains("## [error]x"))
  }

  @Test func `one message is one line, whatever stands in it`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let run = try commands.run(["test", path("no\ndrydock: all is well")])
    #expect(run.errors.split(separator: "\n").count == 1)
  }

  @Test func `a recording of hostile names can be run, and has none of them as it is`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let run = try commands.run([
      "record", "--into", path("new"), "--images", path("images.json"), "--policy",
      path("good.json"), "--at", "2026-11-01", "--title", Self.hostile,
    ])
    guard run.status == 0 else {
      // No image can have such a tag, and the message says so.
      #expect(run.errors.contains(Self.visible))
      return
    }
    #expect(raw(try String(contentsOfFile: path("new/scenario.yaml"), encoding: .utf8)) == [])
    #expect(try commands.run(["test", path("new")]).status == 0)
  }
}
