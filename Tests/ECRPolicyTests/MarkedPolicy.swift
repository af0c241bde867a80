import ECRPolicy
import Testing
import Texts

/// A policy in whose text `«` and `»` stand around what a finding should point at.
struct MarkedPolicy: Sendable, CustomTestStringConvertible {
  /// The text without the marks.
  var text = ""
  /// What stood between the marks, by UTF-8 offset, in the order of the text.
  var spans: [Span] = []

  init(_ marked: String) {
    var open: [Int] = []
    for character in marked {
      switch character {
      case "«": open.append(text.utf8.count)
      case "»": spans.append(Span(open.popLast() ?? 0, text.utf8.count))
      default: text.append(character)
      }
    }
    spans.sort { $0.start < $1.start }
  }

  var testDescription: String { text }

  /// Reads the policy; its findings as `CODE: message` with their spans.
  func read() -> [(what: String, span: Span, finding: Finding)] {
    LifecyclePolicy.read(SourceText(name: "policy.json", text: text)).findings.map {
      (
        "\($0.code.rawValue): \($0.message)",
        Span($0.location.startOffset, $0.location.endOffset), $0
      )
    }
  }

  /// Reads the policy as one of access; its findings likewise.
  func read(as kind: PolicyKind) -> [(what: String, span: Span, finding: Finding)] {
    PolicyDocument.read(SourceText(name: "policy.json", text: text), as: kind).findings.map {
      (
        "\($0.code.rawValue): \($0.message)",
        Span($0.location.startOffset, $0.location.endOffset), $0
      )
    }
  }

  /// Expects exactly these findings of a policy of access, each at its mark.
  func expect(_ expected: [String], as kind: PolicyKind) {
    let found = read(as: kind)
    #expect(found.map(\.what) == expected)
    #expect(found.map(\.span) == spans, "the marks are not where the findings are")
  }

  /// Expects exactly these findings, each at its mark.
  func expect(_ expected: [String]) {
    let found = read()
    #expect(found.map(\.what) == expected)
    #expect(found.map(\.span) == spans, "the marks are not where the findings are")
  }
}

/// A rule as text, its parts replaceable.
func rule(
  _ priority: String = #""rulePriority": 1"#,
  selection: String =
    #"{"tagStatus": "untagged", "countType": "imageCountMoreThan", "countNumber": 5}"#,
  action: String = #"{"type": "expire"}"#, extra: String = ""
) -> String {
  #"{\#(priority), "description": "a rule of a test", "selection": \#(selection), "action": \#(action)\#(extra)}"#
}

/// A policy as text.
func policy(_ rules: String...) -> String {
  "{\"rules\": [\n  \(rules.joined(separator: ",\n  "))\n]}"
}

/// A selection as text: the common part, and more behind it.
func selection(
  status: String = #""tagStatus": "untagged""#,
  count: String = #""countType": "imageCountMoreThan""#,
  number: String = #""countNumber": 5"#, more: String = ""
) -> String {
  "{\(status), \(count), \(number)\(more)}"
}
