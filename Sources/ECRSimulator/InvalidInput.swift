public import Texts

/// The use case cannot be carried out: a document that it needs has mistakes, or the question has.
public struct InvalidInput: Error, Sendable {
  /// Everything that was found, mistakes and warnings, document by document.
  public var findings: [Finding]
  /// What is wrong with the question itself.
  public var message: String?

  /// Makes the error.
  public init(findings: [Finding]) { self.findings = findings }

  /// Makes the error.
  public init(_ message: String) {
    findings = []
    self.message = message.withShortQuotations()
  }
}
