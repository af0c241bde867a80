public import SourceText

/// The use case cannot be carried out: a document that it needs has mistakes.
public struct InvalidInput: Error, Sendable {
  /// Everything that was found, mistakes and warnings, document by document.
  public var findings: [Finding]

  /// Makes the error.
  public init(findings: [Finding]) { self.findings = findings }
}
