import ECRReport
import Foundation
import Testing
import Texts

/// The table of what each issue code means.
struct IssueCodeSummaryTests {
  /// The modules that make findings.
  private static let modules = [
    "Texts", "ECRPolicy", "ECRDocuments", "ECRSimulator", "ECRScenarios", "DrydockCommand",
  ]

  /// Texts that look like codes.
  private static let others: Set = [
    "GITHUB_ACTIONS", "NO_COLOR", "RESOURCE_CONTROL_POLICY", "SERVICE_CONTROL_POLICY",
    "SIZES_MISSING",
  ]

  private static func texts() throws -> [String] {
    let sources = PreviewJSONTests.root.appending(path: "Sources")
    return try modules.flatMap { module -> [String] in
      let folder = sources.appending(path: module)
      let paths = try #require(FileManager.default.enumerator(atPath: folder.path))
      return try paths.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.map {
        try String(contentsOf: folder.appending(path: $0), encoding: .utf8)
      }
    }
  }

  /// The codes in the sources: texts in capitals with an underscore that no enumeration has as a value of
  /// its own, and shorter ones behind the severity of a finding or a function that reports.
  private static func codes() throws -> Set<String> {
    var codes: Set<String> = []
    for text in try texts() {
      let text = text.replacing(/case [a-zA-Z0-9]+ = "[A-Z_]+"/, with: "")
      for match in text.matches(of: /"([A-Z][A-Z0-9]*(_[A-Z0-9]+)+)"/) {
        codes.insert(String(match.output.1))
      }
      let reporting =
        #/(\.(error|warning|suggestion|securityWarning),|(error|report|stop)\()\s*"([A-Z][A-Z0-9]+)"/#
      for match in text.matches(of: reporting) { codes.insert(String(match.output.4)) }
    }
    return codes.subtracting(others)
  }

  @Test func `every code of the sources has a summary, and no summary is without its code`() throws
  {
    let codes = try Self.codes()
    let summaries = Set(IssueCodeSummary.codes.map(\.rawValue))
    #expect(codes.count > 200)
    for code in codes.subtracting(summaries).sorted() {
      Issue.record("add a sentence for \(code) to Sources/ECRReport/Words/IssueCodeSummary+….swift")
    }
    for code in summaries.subtracting(codes).sorted() {
      Issue.record("no finding has the code \(code): remove its sentence")
    }
    #expect(summaries.count == IssueCodeSummary.codes.count, "a code is in two groups")
  }

  /// GitHub takes 1,024 characters, and the text is the headline of an alert.
  @Test func `a summary is one short sentence without its full stop`() throws {
    for code in IssueCodeSummary.codes {
      let sentence = try #require(IssueCodeSummary.of(code)).sentence
      #expect(sentence.first?.isUppercase == true, "\(code.rawValue)")
      #expect(sentence.last != "." && !sentence.contains(". "), "\(code.rawValue)")
      #expect((10...110).contains(sentence.count), "\(code.rawValue)")
    }
  }

  /// The gravest findings of a file are counted in a finding of their severity, which is not about
  /// security itself.
  @Test func `the codes of security warnings have a score, and no others`() throws {
    var codes: Set<String> = []
    for text in try Self.texts() {
      for match in text.matches(of: /securityWarning[^"]{0,40}"([A-Z_]+)"/) {
        codes.insert(String(match.output.1))
      }
    }
    codes.remove("SECURITY_WARNING")
    let scored = IssueCodeSummary.codes.filter { IssueCodeSummary.of($0)?.securityScore != nil }
    #expect(codes == Set(scored.map(\.rawValue)))
    for code in scored {
      let score = try #require(IssueCodeSummary.of(code)?.securityScore.flatMap { Double($0) })
      #expect((0.1...10).contains(score))
    }
  }

  /// `RECORD=1 swift test --filter IssueCodeSummaryTests` writes the tables again.
  @Test func `the page of issue codes has every code with its sentence`() throws {
    let page = PreviewJSONTests.root.appending(
      path: "Sources/Drydock/Documentation.docc/IssueCodes.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    let head = try #require(text.range(of: "\n## ")).lowerBound
    var tables = ""
    for (title, codes) in IssueCodeSummary.chapters {
      tables += "\n## \(title)\n\n| code | meaning |\n|---|---|\n"
      for code in codes {
        let sentence = try #require(IssueCodeSummary.of(code)).sentence
        tables += "| `\(code.rawValue)` | \(sentence). |\n"
      }
    }
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try Data((text[..<head] + tables).utf8).write(to: page)
    }
    #expect(String(text[head...]) == tables)
  }
}
