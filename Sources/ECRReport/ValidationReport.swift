import ECRPolicy
package import ECRSimulator
import Texts

/// What validation found, as text and as JSON.
package enum ValidationReport {
  /// The verdict on all documents, a line for each of several, and the findings in the order of their
  /// places.
  package static func text(_ outcomes: [ValidatePolicy.Outcome], _ style: Style) -> String {
    var text = verdict(outcomes, style)
    if outcomes.contains(where: { !$0.isValid && $0.kind != .noPolicy }) {
      text += "Drydock looks for likely mistakes once the errors are fixed.\n"
    }
    if outcomes.count > 1 { text += "\n" + outcomes.map { "  " + line($0, style) }.joined() }
    for outcome in outcomes {
      for finding in FindingText.texts(outcome.findings, style, namesLessons: true) {
        text += "\n" + finding
      }
    }
    return text
  }

  private static func line(_ outcome: ValidatePolicy.Outcome, _ style: Style) -> String {
    let counts = kinds.compactMap { types, one, many -> String? in
      let count = outcome.findings.count { types.contains($0.type) }
      return count > 0 ? Prose.count(count, one, many) : nil
    }
    let verdict =
      if outcome.isValid, let parts = outcome.partCount {
        style(.green, "valid") + " " + self.parts(parts, outcome.kind)
      } else {
        style(.red, "invalid")
      }
    return ([Prose.printable(outcome.file) + ": " + verdict] + counts).joined(separator: ", ")
      + "\n"
  }

  /// The kinds of findings that are counted, the gravest first.
  private static let kinds: [(Set<FindingType>, String, String)] = [
    ([.error], "error", "errors"), ([.warning, .securityWarning], "warning", "warnings"),
    ([.suggestion], "suggestion", "suggestions"),
  ]

  /// Whether AWS accepts the policies, and how many findings there are.
  static func verdict(_ outcomes: [ValidatePolicy.Outcome], _ style: Style) -> String {
    let counts = kinds.compactMap { types, one, many -> String? in
      let count = outcomes.reduce(0) { $0 + $1.findings.count { types.contains($0.type) } }
      return count > 0 ? Prose.count(count, one, many) : nil
    }
    let all = Prose.count(outcomes.count, "document", "documents")
    let rejected = outcomes.count { !$0.isValid }
    let answer =
      if rejected == 0 {
        style(.green, "AWS accepts")
          + (isOne(outcomes)
            ? " the policy" : outcomes.count == 1 ? " all policies" : " all policies in \(all)")
      } else if outcomes.count == 1, outcomes[0].kind == .noPolicy {
        style(.red, "This is not a policy")
      } else {
        style(.red, "AWS rejects")
          + (outcomes.count == 1
            ? " the policy" : " policies in \(Prose.grouped(rejected)) of \(all)")
      }
    return "\(answer); " + (counts.isEmpty ? "no findings" : counts.joined(separator: ", ")) + ".\n"
  }

  private static func isOne(_ outcomes: [ValidatePolicy.Outcome]) -> Bool {
    outcomes.count == 1 && outcomes[0].kind != .authorizationDetails
  }

  /// What the document is, and of how many parts.
  private static func parts(_ count: Int, _ kind: ValidatePolicy.Kind) -> String {
    switch kind {
    case .lifecyclePolicy: kind.title + ", " + Prose.count(count, "rule", "rules")
    case .accessPolicy: kind.title + ", " + Prose.count(count, "statement", "statements")
    case .authorizationDetails: kind.title + ", " + Prose.count(count, "policy", "policies")
    case .noPolicy: kind.title
    }
  }

  /// The outcomes as JSON, `drydock.validation.v1`.
  package static func json(_ outcomes: [ValidatePolicy.Outcome]) -> [UInt8] {
    var json = ByteBuffer()
    json.open("{")
    json.member("schema", indent: 2)
    json.string("drydock.validation.v1")
    json.member("documents", indent: 2)
    json.array(outcomes, indent: 4) { json, outcome in
      json.open("{")
      json.member("file", indent: 6)
      json.string(outcome.file)
      json.member("kind", indent: 6)
      json.string(outcome.kind.name)
      json.member("valid", indent: 6)
      json.bool(outcome.isValid)
      json.member("ruleTotalCount", indent: 6)
      json.count(outcome, outcome.kind == .lifecyclePolicy)
      json.member("statementTotalCount", indent: 6)
      json.count(outcome, outcome.kind.isAccessPolicy)
      json.member("policyTotalCount", indent: 6)
      json.count(outcome, outcome.kind == .authorizationDetails)
      json.member("findings", indent: 6)
      json.findings(outcome.findings, indent: 8)
      json.newLine(4)
      json.close("}")
    }
    json.newLine(0)
    json.close("}")
    json.newLine(0)
    return json.bytes
  }
}

extension ByteBuffer {
  /// The number of a document's parts, where they are of this sort.
  fileprivate mutating func count(_ outcome: ValidatePolicy.Outcome, _ isOfSort: Bool) {
    guard isOfSort, let count = outcome.partCount else { return null() }
    number(count)
  }
}

extension ValidatePolicy.Kind {
  /// What a reader calls it.
  var title: String {
    switch self {
    case .lifecyclePolicy: "lifecycle policy"
    case .accessPolicy(let kind): kind.name
    case .authorizationDetails: "account details"
    case .noPolicy: "no policy"
    }
  }

  fileprivate var isAccessPolicy: Bool {
    if case .accessPolicy = self { return true }
    return false
  }
}
