package import Texts

/// The use case cannot be carried out: a document that it needs has mistakes, or the question has.
package struct InvalidInput: Error, Sendable {
  /// Everything that was found, mistakes and warnings, document by document.
  package var findings: [Finding]
  /// What is wrong with the question itself.
  package var message: String?

  /// Makes the error.
  package init(findings: [Finding]) { self.findings = findings }

  /// Makes the error.
  package init(_ message: String) {
    findings = []
    self.message = message.withShortQuotations()
  }
}
