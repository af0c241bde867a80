import ECRPolicy
public import ECRSimulator
import Texts

/// What validation found, as text and as JSON.
public enum ValidationReport {
  /// One line a document, the verdict; of several documents also a line with their numbers.
  public static func verdicts(_ outcomes: [ValidatePolicy.Outcome], _ style: Style) -> String {
    outcomes.map { outcome in
      let name = Prose.printable(outcome.file)
      let errors = outcome.findings.count { $0.type == .error }
      let warnings = outcome.findings.count { [.warning, .securityWarning].contains($0.type) }
      let suggestions = outcome.findings.count { $0.type == .suggestion }
      let counts = [
        (errors, "error", "errors"), (warnings, "warning", "warnings"),
        (suggestions, "suggestion", "suggestions"),
      ].filter { $0.0 > 0 }.map { Prose.count($0.0, $0.1, $0.2) }
      let verdict =
        if outcome.isValid, let parts = outcome.partCount {
          style(.green, "valid") + " " + self.parts(parts, outcome.kind)
        } else {
          style(.red, "refused")
        }
      return ([name + ": " + verdict] + counts).joined(separator: ", ") + "\n"
    }.joined() + (outcomes.count > 1 ? summary(outcomes) : "")
  }

  /// How many of several documents are valid, and how many have which findings.
  private static func summary(_ outcomes: [ValidatePolicy.Outcome]) -> String {
    func share(_ isCounted: (ValidatePolicy.Outcome) -> Bool) -> String {
      let number = outcomes.count(where: isCounted)
      let percent = (number * 100 + outcomes.count / 2) / outcomes.count
      return "\(Prose.grouped(number)) (\(percent)%)"
    }
    func has(_ types: Set<FindingType>) -> String {
      share { outcome in outcome.findings.contains { types.contains($0.type) } }
    }
    return "\(Prose.count(outcomes.count, "document", "documents")): "
      + "\(share(\.isValid)) valid, \(has([.warning, .securityWarning])) with warnings, "
      + "\(has([.suggestion])) with suggestions\n"
  }

  /// What the document is, and of how many parts.
  private static func parts(_ count: Int, _ kind: ValidatePolicy.Kind) -> String {
    switch kind {
    case .lifecyclePolicy: "lifecycle policy, " + Prose.count(count, "rule", "rules")
    case .accessPolicy(let kind):
      "\(kind.name), " + Prose.count(count, "statement", "statements")
    case .authorizationDetails:
      "account details, " + Prose.count(count, "policy", "policies")
    case .noPolicy: "no policy"
    }
  }

  /// The outcomes as JSON, `drydock.validation.v1`.
  public static func json(_ outcomes: [ValidatePolicy.Outcome]) -> [UInt8] {
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
  fileprivate var isAccessPolicy: Bool {
    if case .accessPolicy = self { return true }
    return false
  }
}
