import ECRAccess
public import ECRSimulator
import Texts

/// The answer to a line of a batch as a line of JSON.
public enum AccessBatchJSON {
  /// The line, with its end.
  public static func line(_ outcome: AnswerAccessQuestion.Outcome) -> [UInt8] {
    var json = ByteBuffer()
    json.answer(outcome)
    json.newLine(0)
    return json.bytes
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
      string(error?.message ?? "the line is no question")
    }
    if !outcome.findings.isEmpty {
      member("findings")
      findings(outcome.findings)
    }
    close("}")
  }
}
