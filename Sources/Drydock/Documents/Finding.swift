import ECRReport
import Texts

/// A problem in a document, with its place.
public struct Finding: Sendable, Hashable, CustomStringConvertible {
  let inner: Texts.Finding

  /// How grave a finding is, in the words of IAM Access Analyzer's policy validation.
  public enum Severity: String, Sendable, Hashable, CaseIterable {
    /// AWS rejects the document.
    case error = "ERROR"
    /// AWS accepts the document, but it allows more than its author may know.
    case securityWarning = "SECURITY_WARNING"
    /// AWS accepts the document, but it probably does something unwanted.
    case warning = "WARNING"
    /// AWS accepts the document, and a reader may like to know this.
    case suggestion = "SUGGESTION"
  }

  init(_ inner: Texts.Finding) { self.inner = inner }

  /// How grave it is.
  public var severity: Severity {
    switch inner.type {
    case .error: .error
    case .securityWarning: .securityWarning
    case .warning: .warning
    case .suggestion: .suggestion
    }
  }
  /// The stable name of its kind, such as `POLICY_TOO_LONG`; a code never changes its meaning.
  public var code: String { inner.code.rawValue }
  /// What is wrong, in one sentence without a full stop.
  public var message: String { inner.message }
  /// How to fix it.
  public var help: String? { inner.help }
  /// The name of the document.
  public var file: String { inner.location.file }
  /// The line on which it starts, from 1.
  public var line: Int { inner.location.start.line }
  /// The column at which it starts, from 1, in Unicode scalars.
  public var column: Int { inner.location.start.column }
  /// The bytes of the document that it is about, from 0.
  public var byteRange: Range<Int> { inner.location.startOffset..<inner.location.endOffset }
  /// The numbers of the facts about AWS that it rests on, such as `J-01`.
  public var facts: [String] { inner.facts }
  /// The error message of AWS itself, word for word, where it is public.
  public var serviceAnswer: String? { inner.serviceAnswer?.text }

  /// One line: `policy.json:3:9: error: message [CODE]`.
  public var description: String {
    "\(file):\(line):\(column): \(inner.type.word): \(message) [\(code)]"
  }

  /// What `drydock` prints of it: its place, the line with a caret, what it means, and how to fix it.
  public var report: String { Report.text(FindingText.text(inner, Report.style)) }
}

extension Collection<Texts.Finding> {
  var forUsers: [Finding] { map { Finding($0) } }
}
