import ECRReport
import ECRSimulator
import Foundation
import TestSupport
import Testing
import Texts

/// What each format of a pipeline has, as those who read it document it.
extension PipelineTests {
  // MARK: SARIF

  /// SARIF 2.1.0 requires `version` and `runs`, a run its tool's name, and GitHub `$schema` and `results`.
  @Test func `without findings every format is a whole document`() throws {
    let formats = Formats(#"{"rules": [\#(Self.rule(1, #""a*""#))]}"#)
    #expect(formats.annotations.isEmpty)
    #expect(
      formats.sarif == """
        {
          "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
          "version": "2.1.0",
          "runs": [
            {
              "tool": {"driver":{"name":"drydock","semanticVersion":"1.2.3","rules":[]}},
              "automationDetails": {"id":"drydock/validate/"},
              "columnKind": "unicodeCodePoints",
              "results": []
            }
          ]
        }

        """)
    #expect(formats.gitlab == "[]\n")
    #expect(formats.github == "AWS accepts the policy; no findings.\n")
    #expect(
      formats.junit == """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="drydock validate" tests="1" failures="0" errors="0">
          <testsuite name="policy.json" tests="1" failures="0" errors="0">
            <testcase name="lifecycle policy" classname="policy.json"/>
          </testsuite>
        </testsuites>

        """)
  }

  @Test func `a result has what GitHub requires, and its rule too`() throws {
    var annotation = Self.annotation(.warning, "see [x](1)", isSecurity: true)
    annotation.rule.summary.securityScore = "8.0"
    let formats = Formats([annotation, Self.annotation(.note, code: "D")])
    let run = try formats.sarifRun()
    let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
    let rules = try #require(driver["rules"] as? [[String: Any]])
    #expect(rules.count == 2)
    #expect(rules[0]["id"] as? String == "C")
    #expect(rules[0]["shortDescription"] as? [String: String] == ["text": "Something is wrong"])
    #expect(rules[0]["fullDescription"] as? [String: String] == ["text": "Something is wrong."])
    #expect((rules[0]["help"] as? [String: String])?["text"]?.isEmpty == false)
    let properties = try rules.map { try #require($0["properties"] as? [String: Any]) }
    let security = try #require(properties.first { $0["tags"] != nil })
    #expect(security["security-severity"] as? String == "8.0")
    #expect(security["tags"] as? [String] == ["security"])
    let other = try #require(properties.first { $0["tags"] == nil })
    #expect(other["problem.severity"] as? String == "recommendation")
    #expect(other["security-severity"] == nil)

    let result = try #require(try formats.results().first)
    #expect(result["level"] as? String == "warning")
    // A reader would make a link of `[x](1)`.
    #expect(
      result["message"] as? [String: String] == ["text": "See [x] (1).\nHelp: write `y`."])
    let locations = try #require(result["locations"] as? [[String: Any]])
    #expect(locations.count == 1)
    let place = try #require(locations[0]["physicalLocation"] as? [String: Any])
    #expect(place["artifactLocation"] as? [String: String] == ["uri": "a.json"])
    #expect(
      place["region"] as? [String: Int] == [
        "startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 9,
      ])
  }

  /// In a pull request GitHub shows an alert only where all its lines are part of the change (OF-05 of
  /// GitHub's rules: keep regions short).
  @Test func `a region is on one line, its columns count characters, and related places follow`()
    throws
  {
    // The wider pattern of rule 1 leaves rule 2 nothing; `é` and 😀 are one column each.
    let text = """
      {"rules": [
        {"description": "é😀", "rulePriority": 1, "selection": {
          "tagStatus": "tagged", "tagPatternList": ["*"],
          "countType": "imageCountMoreThan", "countNumber": 5}, "action": {"type": "expire"}},
        {"description": "é😀", "rulePriority": 2, "selection": {
          "tagStatus": "tagged", "tagPatternList": ["a*"],
          "countType": "imageCountMoreThan", "countNumber": 9}, "action": {"type": "expire"}}
      ]}
      """
    let formats = Formats(text)
    let unreachable = formats.annotations.filter { $0.rule.code == "UNREACHABLE_RULE" }
    #expect(unreachable.count == 1)
    #expect(unreachable.first?.related.isEmpty == false)
    for result in try formats.results() {
      for location in result["locations"] as? [[String: Any]] ?? [] {
        let place = try #require(location["physicalLocation"] as? [String: Any])
        let region = try #require(place["region"] as? [String: Int])
        #expect(region["startLine"] == region["endLine"])
      }
    }
    #expect(try formats.results().contains { $0["relatedLocations"] != nil })
  }

  @Test func `more results than GitHub takes lose the least grave, and the file counts them`()
    throws
  {
    let notes = (1...25_000).map { Self.annotation(.note, identity: ["\($0)"]) }
    let formats = Formats(notes + [Self.annotation(.error, line: 9)])
    let results = try formats.results()
    #expect(results.count == 25_000)
    #expect(results.last?["level"] as? String == "error")
    #expect(formats.sarif.contains("1 more finding is left out."))
  }

  // MARK: GitHub

  @Test func `a command has the place, and escapes what would end it`() {
    let file = AnnotatedFile(name: "x", place: .inside("50%, a:b.json"))
    let annotation = Self.annotation(
      .warning, "100% `::error::x`\nnext", file: file, details: ["Help: write `a`, b: c."])
    // `%`, line ends, and in a property `:` and `,` are escaped; the new line is not printable.
    #expect(
      Formats([annotation]).github == """
        ::warning file=50%25%2C a%3Ab.json,line=3,endLine=3,col=5,endColumn=9,title=C::\
        100%25 `::error::x`\u{FFFD}next.%0AHelp: write `a`, b: c.
        ::group::1 finding
        x:3:5: warning C: 100% `::error::x`\u{FFFD}next.
        Help: write `a`, b: c.
        ::endgroup::
        AWS accepts all policies in 0 documents; no findings.

        """)
  }

  @Test
  func `of more than ten of a kind the gravest nine are shown, and the tenth counts the others`() {
    var all = (1...12).map { Self.annotation(.warning, "w\($0)", line: $0, identity: ["\($0)"]) }
    all[11].isSecurity = true
    all += [Self.annotation(.error, "e", identity: ["e"])]
    all += (1...10).map { Self.annotation(.note, "n\($0)", line: $0, identity: ["n\($0)"]) }
    let lines = Formats(all).github.split(separator: "\n")
    #expect(lines.filter { $0.hasPrefix("::error ") }.count == 1)
    let warnings = lines.filter { $0.hasPrefix("::warning ") }
    #expect(warnings.count == 10)
    #expect(lines.first?.hasPrefix("::error ") == true)
    #expect(warnings[0].contains("::W12.") || warnings[0].contains("::w12."))
    #expect(
      warnings[9] == "::warning title=3 more warnings::The log of this step lists all of them.")
    #expect(lines.filter { $0.hasPrefix("::notice ") }.count == 10)
    #expect(!lines.contains { $0.contains("more suggestion") })
    #expect(lines.contains("::group::23 findings"))
    #expect(lines.filter { $0.hasPrefix("a.json:") }.count == 23)
  }

  @Test func `standard input has no file, so the message has the place`() {
    let file = AnnotatedFile(name: "<stdin>", place: .stream)
    let line = Formats([Self.annotation(.error, file: file)]).github.prefix { $0 != "\n" }
    #expect(line == "::error title=C::<stdin>:3:5: `x` is wrong.%0AHelp: write `y`.")
  }

  @Test func `no name and no Sid is a command`() {
    let name = "::error::a\n::stop-commands::b.json"
    let formats = Formats(
      """
      {"Version": "2012-10-17", "Statement": [{"Sid": "x\\n::stop-commands::y ##[stop-commands]z",
        "Effect": "Allow", "Action": "ecr:##[add-mask]x", "Resource": "*"}]}
      """, name: name)
    #expect(formats.annotations.contains { $0.rule.code == "UNSUPPORTED_SID" })
    for line in formats.github.split(separator: "\n") {
      let isOurs = ["::error ", "::warning ", "::notice ", "::group::", "::endgroup::"].contains {
        line.hasPrefix($0)
      }
      #expect(isOurs || String(line) == String(line).withoutWorkflowCommands(), "\(line)")
    }
  }

  // MARK: GitLab

  @Test func `GitLab gets each field that it documents`() throws {
    let all = [
      Self.annotation(.error), Self.annotation(.warning, isSecurity: true),
      Self.annotation(.warning, identity: ["w"]), Self.annotation(.note, identity: ["n"]),
    ]
    let entries = try #require(
      try JSONSerialization.jsonObject(with: Data(Formats(all).gitlab.utf8)) as? [[String: Any]])
    #expect(
      entries.map { $0["severity"] as? String } == ["blocker", "critical", "major", "info"])
    #expect(Set(entries.compactMap { $0["fingerprint"] as? String }).count == 4)
    for entry in entries {
      #expect(entry["check_name"] as? String == "C")
      #expect(entry["description"] as? String == "`x` is wrong. Help: write `y`.")
      let location = try #require(entry["location"] as? [String: Any])
      #expect(location["path"] as? String == "a.json")
      #expect(location["lines"] as? [String: Int] == ["begin": 3, "end": 3])
    }
  }

  // MARK: JUnit

  @Test func `a policy that AWS rejects fails with all its errors in one element`() throws {
    let sources = [
      SourceText(
        name: "bad.json",
        text: #"{"rules": [{"rulePriority": 0, "oops<": 1}]}"#),
      SourceText(name: "trap.json", text: #"{"rules": [\#(Self.rule(7))]}"#),
    ]
    let formats = Formats(sources)
    let errors = formats.annotations.filter { $0.severity == .error }
    #expect(errors.count > 1)
    let elements = try XMLElements(formats.junit).all
    func all(_ name: String) -> [XMLElements.Element] { elements.filter { $0.name == name } }
    #expect(
      all("testsuites").map(\.attributes) == [
        ["name": "drydock validate", "tests": "2", "failures": "1", "errors": "0"]
      ])
    #expect(all("testsuite").map { $0.attributes["name"] } == ["bad.json", "trap.json"])
    #expect(all("testcase").map { $0.attributes["classname"] } == ["bad.json", "trap.json"])
    #expect(all("failure").count == 1)
    for error in errors {
      #expect(all("failure")[0].text.contains("\(error.rule.code)\n\(error.title)."))
    }
    // Warnings are no failure, as they do not change the exit code.
    #expect(all("system-out").last?.text.contains("warning ENTRY_CANNOT_MATCH") == true)
  }

  @Test func `each policy of an account that has findings is a case of its own`() throws {
    let source = try PreviewJSONTests.source("Fixtures/access/shop/authorization-details.json")
    var text = String(decoding: source.bytes, as: UTF8.self)
    let name = try #require(text.firstMatch(of: /"ecr:[A-Za-z*]+"/)).output
    text.replace(name, with: "\"ecr:NoSuchAction\"", maxReplacements: 1)
    let formats = Formats(text)
    let policies = Set(formats.annotations.compactMap(\.policy))
    #expect(!policies.isEmpty)
    let cases = try XMLElements(formats.junit).all.filter { $0.name == "testcase" }
      .compactMap { $0.attributes["name"] }
    #expect(Set(cases) == policies.union(["everything else"]))
    #expect(cases.count == policies.count + 1)
  }

  // MARK: All

  @Test func `the same findings give the same bytes`() throws {
    let traps = try FileManager.default.contentsOfDirectory(
      atPath: ValidationReportTests.traps.path
    ).sorted().map { try PreviewJSONTests.source("Fixtures/policies/traps/\($0)") }
    let first = Formats(traps)
    #expect(first.annotations.count >= traps.count)
    for _ in 0..<3 {
      let again = Formats(traps)
      #expect(first.sarif == again.sarif)
      #expect(first.github == again.github)
      #expect(first.gitlab == again.gitlab)
      #expect(first.junit == again.junit)
    }
    let fingerprints = try first.results().map {
      try #require($0["partialFingerprints"] as? [String: String])["drydock/v1"]
    }
    #expect(Set(fingerprints).count == fingerprints.count)
  }
}
