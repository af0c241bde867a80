import ECRAccess
package import ECRSimulator
import Texts

/// The answers to lines of a batch, each a line of JSON.
package struct AccessBatchJSON: Sendable {
  private var json = ByteBuffer()

  /// Starts without lines.
  package init() {}

  /// The lines, in the order of the answers.
  package var lines: [UInt8] { json.bytes }

  /// Adds the line for an answer.
  package mutating func add(_ outcome: AnswerAccessQuestion.Outcome) {
    json.answer(outcome)
    json.newLine(0)
  }
}

extension ByteBuffer {
  /// The answer to one line: the decision, or what is wrong with the line.
  fileprivate mutating func answer(_ outcome: AnswerAccessQuestion.Outcome) {
    open("{")
    member("id")
    outcome.id.map { text($0) } ?? null()
    if let result = outcome.result {
      evaluation(result)
      if !result.remarks.isEmpty { remarks(result.remarks) }
      dependentActions(result.dependentActions)
      if !outcome.addedPolicies.isEmpty { addedPolicies(outcome.addedPolicies) }
    } else {
      member("line")
      number(outcome.line)
      member("error")
      let error = outcome.findings.first { $0.type == .error }
      string(error?.message ?? "the line is not a question")
    }
    if !outcome.findings.isEmpty {
      member("findings")
      findings(outcome.findings)
    }
    close("}")
  }
}
