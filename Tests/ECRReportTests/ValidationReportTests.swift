import ECRReport
import ECRSimulator
import Foundation
import Testing
import Texts

/// What `validate --format json` writes of the committed policies with mistakes.
struct ValidationReportTests {
  static let traps = PreviewJSONTests.root.appending(path: "Fixtures/policies/traps")

  @Test func `what validation finds keeps to its schema`() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.traps.path).sorted()
    #expect(!files.isEmpty)
    let outcomes = try files.map {
      ValidatePolicy.run(try PreviewJSONTests.source("Fixtures/policies/traps/\($0)"))
    }
    let json = ValidationReport.json(outcomes)
    #expect(try AccessReportTests.problems(json, "drydock.validation.v1") == [])
  }

  @Test func `the edits of a remedy mend the file, also where the policy is a string in it`() throws
  {
    let policy = """
      {"rules": [{"rulePriority": 1, "selection": {"tagStatus": "tagged", "tagPrefixList": ["a", "a"],
        "countType": "imageCountMoreThan", "countNumber": 5}, "action": {"type": "expire"}}]}
      """
    let answer = try JSONSerialization.data(withJSONObject: ["lifecyclePolicyText": policy])
    for bytes in [Array(policy.utf8), Array(answer)] {
      let file = SourceText(name: "policy.json", bytes: bytes)
      let object = try AccessReportTests.object(ValidationReport.json([ValidatePolicy.run(file)]))
      let document = try #require((object["documents"] as? [[String: Any]])?.first)
      let finding = try #require(
        (document["findings"] as? [[String: Any]])?.first {
          $0["issueCode"] as? String == "DUPLICATE_TAG_ENTRY"
        })
      let remedy = try #require(finding["remedy"] as? [String: Any])
      #expect(remedy["kind"] as? String == "edits")
      #expect(remedy["changes"] is NSNull)
      let edits = try #require(remedy["edits"] as? [[String: Any]]).map { edit -> TextEdit in
        func offset(_ name: String) throws -> Int {
          try #require((edit[name] as? [String: Any])?["offset"] as? Int)
        }
        return TextEdit(
          Span(try offset("start"), try offset("end")),
          try #require(edit["replacement"] as? String))
      }
      let mended = SourceText(name: "policy.json", bytes: edits.applied(to: bytes))
      let codes = ValidatePolicy.run(mended).findings.map(\.code)
      #expect(ValidatePolicy.run(mended).isValid)
      #expect(!codes.contains("DUPLICATE_TAG_ENTRY"))
    }
  }

  @Test func `a remedy that changes what is kept says what it changes`() throws {
    let name = "Fixtures/policies/traps/LIMIT_IS_SHARED.each-branch.json"
    let outcome = ValidatePolicy.run(try PreviewJSONTests.source(name))
    let text = String(decoding: ValidationReport.json([outcome]), as: UTF8.self)
    #expect(
      text.contains(
        #""remedy":{"kind":"changes","edits":[],"changes":"each then acts on images past a limit of its own"}"#
      ))
  }
}
