import ECRLifecycle
import ECRModel
import ECRReport
import ECRSimulator
import Texts

/// What must hold of every input, whatever reads it.
enum Laws {
  static let plain = Style(isColored: false)

  static func require(_ holds: Bool, _ law: @autoclosure () -> String) throws(BrokenLaw) {
    if !holds { throw BrokenLaw(law()) }
  }

  // MARK: Findings

  /// A finding lies inside its text, its line and column are those of its offset, and it can be shown.
  ///
  /// `files` are the texts by name; findings about others are only shown.
  static func findings(_ findings: [Finding], in files: [String: [UInt8]]) throws(BrokenLaw) {
    for finding in findings {
      try require(!finding.message.isEmpty, "\(finding.code.rawValue) has a message")
      for location in [finding.location] + finding.related.map(\.location) {
        try place(location, in: files[location.file], finding)
      }
    }
    try text(FindingText.text(findings, plain))
  }

  private static func place(
    _ location: Location, in bytes: [UInt8]?, _ finding: Finding
  ) throws(BrokenLaw) {
    let (start, end) = (location.startOffset, location.endOffset)
    let limit = bytes?.count ?? .max
    try require(
      0 <= start && start <= end && end <= limit,
      "\(finding.code.rawValue) lies inside its text: \(start)..<\(end) of \(limit)")
    let quotation = location.quotation
    try require(
      quotation.caretOffset <= quotation.excerpt.unicodeScalars.count && quotation.caretLength > 0,
      "the carets of \(finding.code.rawValue) are under the line")
    // What cannot be read at all is not searched for lines.
    guard let bytes, ![0, 0xFE, 0xFF].contains(bytes.first) else { return }
    for (offset, position) in [(start, location.start), (end, location.end)] {
      let expected = counted(offset, in: bytes)
      try require(
        position == expected,
        "\(finding.code.rawValue) is at \(expected.line):\(expected.column) by its offset "
          + "\(offset), not \(position.line):\(position.column)+\(position.offset)")
    }
  }

  /// Line and column by counting, byte by byte.
  private static func counted(_ offset: Int, in bytes: [UInt8]) -> Position {
    var (line, column) = (1, 1)
    let mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    for byte in bytes[min(mark, offset)..<offset] {
      if byte == UInt8(ascii: "\n") {
        (line, column) = (line + 1, 1)
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    return Position(line: line, column: column, offset: offset)
  }

  // MARK: Reports

  /// A report of ours is JSON, and nothing but one document.
  static func json(_ bytes: [UInt8]) throws(BrokenLaw) {
    let findings = JSONReader.read(SourceText(name: "report", bytes: bytes)).findings
    try require(
      findings.isEmpty,
      "a report is JSON: \(findings.first.map { "\($0.message) at \($0.location.start)" } ?? "")")
  }

  /// A report for people, as it is printed, has nothing in it that a terminal obeys.
  static func text(_ report: String) throws(BrokenLaw) {
    try printable(String(decoding: plain.bytes(of: report), as: UTF8.self))
  }

  /// A text that is read by programs too has nothing in it that a terminal obeys as it is.
  static func printable(_ text: String) throws(BrokenLaw) {
    for scalar in text.unicodeScalars
    where !(0x20..<0x7F).contains(scalar.value) && scalar != "\n" && scalar != "\t" {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate:
        throw BrokenLaw(
          "a report has no U+\(String(scalar.value, radix: 16)), which a terminal obeys: "
            + String(reflecting: String(text.suffix(400))))
      default: break
      }
    }
  }

  /// Everything that is said of a preview.
  static func preview(_ outcome: PreviewLifecyclePolicy.Outcome) async throws {
    for repository in outcome.repositories {
      let preview = repository.preview
      let summary = preview.summary()
      try require(
        summary.all.imageTotalCount == preview.repository.images.count
          && summary.all.imageTotalCount == summary.expiring.imageTotalCount
            + summary.transitioning.imageTotalCount + summary.kept.imageTotalCount,
        "every image goes, moves or stays")
      for index in preview.order.prefix(3) {
        try text(ExplainText.text(index, in: repository, plain))
      }
    }
    var bytes: [UInt8] = []
    try await PreviewJSON.write(outcome) { bytes += $0 }
    try json(bytes)
    try text(PreviewText.text(outcome, listsAll: true, plain))
  }

  /// Everything that is said of the answer to a question about access.
  static func access(_ outcome: AskAccess.Outcome) throws {
    try json(AccessReportJSON.json(outcome))
    try text(AccessText.text(outcome, plain))
  }

  /// Everything that is said of many principals and repositories.
  static func survey(_ request: SurveyAccess.Request) throws {
    let survey = try SurveyAccess.run(request)
    try json(AccessMatrixJSON.json(survey))
    try require(
      AccessMatrixJSON.json(survey) == AccessMatrixJSON.json(try SurveyAccess.run(request)),
      "asking twice has the same answer")
    try text(AccessMatrixText.text(survey, .groups, plain))
    let who = try WhoMayAccess.run(request, Permission("push"))
    try json(AccessMatrixJSON.who(who))
    try text(AccessWhoText.text(who, plain))
  }

  /// Everything that is said of a document that is validated.
  static func validation(_ source: SourceText, in files: [String: [UInt8]]) throws {
    let outcome = ValidatePolicy.run(source)
    try require(
      outcome.findings == ValidatePolicy.run(source).findings, "validating twice finds the same")
    try findings(outcome.findings, in: files)
    try json(ValidationReport.json([outcome]))
    try text(ValidationReport.text([outcome, outcome], plain))
    try pipelines(outcome)
  }

  /// The same in the formats of pipelines.
  private static func pipelines(_ outcome: ValidatePolicy.Outcome) throws {
    let folder = WorkingFolder(path: "/work")
    let annotations = ValidationReport.annotations([outcome], in: folder)
    let run = ValidationReport.run(
      [outcome], annotations, in: folder, version: "0", category: nil)
    try require(
      annotations == ValidationReport.annotations([outcome], in: folder),
      "annotating twice finds the same")
    try json(SARIF.bytes(annotations, run))
    try json(GitLabCodeQuality.bytes(annotations))
    try xml(String(decoding: JUnit.bytes(annotations, run), as: UTF8.self))
    let log = String(decoding: GitHubCommands.bytes(annotations, run), as: UTF8.self)
    try printable(log)
    for line in log.split(separator: "\n") {
      let words = ["error", "warning", "notice", "group", "endgroup"]
      let isCommand = words.contains { line.hasPrefix("::\($0) ") || line.hasPrefix("::\($0)::") }
      try require(
        isCommand || String(line) == String(line).withoutWorkflowCommands(),
        "a line of a document is not a command: \(line)")
    }
  }

  /// XML 1.0 has no other characters, not even escaped.
  static func xml(_ text: String) throws(BrokenLaw) {
    for scalar in text.unicodeScalars {
      let isAllowed =
        switch scalar.value {
        case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
      try require(isAllowed, "JUnit's XML has no U+\(String(scalar.value, radix: 16))")
    }
  }
}
