import ECRModel
import ECRSimulator
import Texts

/// A question that cannot be answered: a document has errors, or the question has no meaning.
public struct InvalidInput: Error, Sendable, CustomStringConvertible {
  /// Everything that was found in the documents, errors and warnings; none when the question is at
  /// fault.
  public let findings: [Finding]
  /// What is wrong with the question; nil when a document is at fault.
  public let message: String?

  init(_ message: String) {
    findings = []
    self.message = message
  }

  init(_ name: InvalidName) { self.init("\(name.message): \(name.help)") }

  init(_ inner: ECRSimulator.InvalidInput) {
    findings = inner.findings.forUsers
    message = inner.message
  }

  init(_ findings: [Texts.Finding]) {
    self.findings = findings.forUsers
    message = nil
  }

  /// A line for each error, or the message.
  public var description: String {
    let errors = findings.filter { $0.severity == .error }.map(\.description)
    return ([message].compactMap(\.self) + errors).joined(separator: "\n")
  }
}

/// Does something whose errors are those of a use case.
func asking<Value>(
  _ body: () throws(ECRSimulator.InvalidInput) -> Value
) throws(InvalidInput) -> Value {
  do {
    return try body()
  } catch {
    throw InvalidInput(error)
  }
}
