import ECRReport
import ECRSimulator
import Foundation
import TestSupport
import Testing
import Texts

/// Findings in the formats of pipelines.
struct PipelineTests {
  static let folder = WorkingFolder(path: "/work/project")

  /// The findings of a file in each format.
  struct Formats {
    var annotations: [Annotation]
    var run: PipelineRun

    init(_ sources: [SourceText], in folder: WorkingFolder = PipelineTests.folder) {
      let outcomes = sources.map { ValidatePolicy.run($0) }
      annotations = ValidationReport.annotations(outcomes, in: folder)
      run = ValidationReport.run(
        outcomes, annotations, in: folder, version: "1.2.3", category: nil)
    }

    init(_ text: String, name: String = "policy.json") {
      self.init([SourceText(name: name, text: text)])
    }

    init(_ annotations: [Annotation]) {
      self.init([SourceText]())
      self.annotations = annotations
    }

    var sarif: String { String(decoding: SARIF.bytes(annotations, run), as: UTF8.self) }
    var github: String { String(decoding: GitHubCommands.bytes(annotations, run), as: UTF8.self) }
    var gitlab: String { String(decoding: GitLabCodeQuality.bytes(annotations), as: UTF8.self) }
    var junit: String { String(decoding: JUnit.bytes(annotations, run), as: UTF8.self) }

    func sarifRun() throws -> [String: Any] {
      let object = try AccessReportTests.object(Array(sarif.utf8))
      return try #require((object["runs"] as? [[String: Any]])?.first)
    }

    func results() throws -> [[String: Any]] {
      try #require(try sarifRun()["results"] as? [[String: Any]])
    }

    /// The fingerprints of the results of a rule.
    func fingerprints(_ rule: String) throws -> [String] {
      try results().filter { $0["ruleId"] as? String == rule }.map {
        let all = try #require($0["partialFingerprints"] as? [String: String])
        #expect(all["drydock/v1"] == all["primaryLocationLineHash"])
        return try #require(all["primaryLocationLineHash"])
      }
    }
  }

  static let file = AnnotatedFile(name: "a.json", place: .inside("a.json"))

  static func annotation(
    _ severity: Annotation.Severity, _ title: String = "`x` is wrong", isSecurity: Bool = false,
    file: AnnotatedFile = PipelineTests.file, line: Int = 3,
    details: [String] = ["Help: write `y`."],
    identity: [String] = ["rules", "1"], code: String = "C"
  ) -> Annotation {
    Annotation(
      .init(code: code, summary: IssueCodeSummary(sentence: "Something is wrong")), severity,
      isSecurity: isSecurity, title: title, details: details,
      at: .init(
        file, Position(line: line, column: 5, offset: 0), Position(line: line, column: 9, offset: 4)
      ), identity: identity)
  }

  /// Two entries with a space, which no tag contains, on one line.
  static func rule(_ priority: Int, _ entries: String = #""a b", "c d""#) -> String {
    """
    {"rulePriority": \(priority), "selection": {"tagStatus": "tagged",
      "tagPatternList": [\(entries)], "countType": "imageCountMoreThan", "countNumber": 5},
      "action": {"type": "expire"}}
    """
  }

  // MARK: Fingerprints

  @Test func `a finding is known again when lines and rules are inserted above it`() throws {
    let before = try Formats(#"{"rules": [\#(Self.rule(7))]}"#).fingerprints("ENTRY_CANNOT_MATCH")
    let after = try Formats(
      "\n\n{\n\"rules\": [\n\(Self.rule(2, #""e f""#)),\n\n\(Self.rule(7))]}"
    ).fingerprints("ENTRY_CANNOT_MATCH")
    #expect(before.count == 2)
    #expect(after.count == 3)
    #expect(Array(after.suffix(2)) == before)
    // The policy that AWS prints as a string is another document, in which the place is found too.
    let string = Self.rule(7).replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    let answers = try ["", "\n\n"].map { space in
      try Formats(
        #"\#(space){"lifecyclePolicyText": "{\"rules\": [\#(string)]}"}"#
      ).fingerprints("ENTRY_CANNOT_MATCH")
    }
    #expect(answers[0].count == 2)
    #expect(answers[0] == answers[1])
  }

  @Test func `findings on one line, of one entry twice, and of two files are told apart`() throws {
    let twice = #"{"rules": [\#(Self.rule(7, #""a b", "a b""#))]}"#
    let text = #"{"rules": [\#(Self.rule(7))]}"#
    for formats in [Formats(twice), Formats(text)] {
      let fingerprints = try formats.fingerprints("ENTRY_CANNOT_MATCH")
      #expect(fingerprints.count == 2)
      #expect(Set(fingerprints).count == 2)
    }
    let other = try Formats(text, name: "other.json").fingerprints("ENTRY_CANNOT_MATCH")
    #expect(Set(other).isDisjoint(with: try Formats(text).fingerprints("ENTRY_CANNOT_MATCH")))
  }

  @Test func `a statement is known by its Sid, and a broken line by its text`() throws {
    func policy(_ before: String) -> String {
      """
      {"Version": "2012-10-17", "Statement": [\(before)
        {"Sid": "Pull", "Effect": "Allow", "Principal": "*", "Action": "ecr:BatchGetImage"}]}
      """
    }
    let other =
      #"{"Sid": "Other", "Effect": "Deny", "Principal": "*", "Action": "ecr:PutImage"},"#
    let fingerprints = try ["", other].map {
      try Formats(policy($0)).fingerprints("PRINCIPAL_IS_EVERYBODY")
    }
    #expect(fingerprints[0].count == 1)
    #expect(fingerprints[0] == fingerprints[1])
    let broken = try ["no policy", "\n\nno policy", "not a policy"].map {
      try Formats($0).fingerprints("NOT_JSON")
    }
    #expect(broken[0].count == 1)
    #expect(broken[0] == broken[1])
    #expect(broken[0] != broken[2])
  }

  @Test func `a finding about the whole document stays the same whatever is in it`() throws {
    let short = try ["{\"rules\": []}", "\n {\"rules\": [{}]}"].map {
      try Formats($0).fingerprints("POLICY_TOO_SHORT")
    }
    #expect(short[0].count == 1)
    #expect(short[0] == short[1])
  }

  @Test func `the same file given twice is reported once`() throws {
    let sources = ["policy.json", "./policy.json", "/work/project/x/../policy.json"].map {
      SourceText(name: $0, text: #"{"rules": [\#(Self.rule(7))]}"#)
    }
    let formats = Formats(sources)
    #expect(try formats.fingerprints("ENTRY_CANNOT_MATCH").count == 2)
    let elements = try XMLElements(formats.junit).all
    #expect(elements.filter { $0.name == "testcase" }.count == 1)
  }

  // MARK: Files

  @Test(arguments: [
    ("a.json", "a.json"), ("./x//y/../a.json", "x/a.json"), ("/work/project/a.json", "a.json"),
    ("/work/projects/a.json", "file:///work/projects/a.json"), ("../a.json", "file:///work/a.json"),
    ("/a.json", "file:///a.json"), ("50% of é, a:b.json", "50%25%20of%20%C3%A9%2C%20a%3Ab.json"),
    ("a\nb.json", "a%0Ab.json"), ("<stdin>", "stdin"),
    ("link.json", "real/policy.json"), ("elsewhere.json", "elsewhere.json"),
    ("s.sqlite/1/eu/get.json", "s.sqlite/1/eu/get.json"),
  ])
  func `a file is named relative to the working folder, as a URI`(name: String, uri: String) throws
  {
    let folder = WorkingFolder(
      path: "/work/project",
      places: [
        "link.json": "/work/project/real/policy.json", "elsewhere.json": "/etc/policy.json",
      ])
    let annotation = Self.annotation(.error, file: folder.file(named: name))
    #expect(Formats([annotation]).sarif.contains("{\"uri\":\"\(uri)\"}"))
  }
}
