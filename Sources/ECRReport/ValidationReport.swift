public import ECRSimulator
import SourceText

/// What validation found, as text and as JSON.
public enum ValidationReport {
  /// One line a document: the verdict.
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
        if outcome.isValid, let rules = outcome.ruleCount {
          style(.green, "valid") + ", " + Prose.count(rules, "rule", "rules")
        } else {
          style(.red, "refused")
        }
      return ([name + ": " + verdict] + counts).joined(separator: ", ") + "\n"
    }.joined()
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
      json.string("lifecyclePolicy")
      json.member("valid", indent: 6)
      json.bool(outcome.isValid)
      json.member("ruleTotalCount", indent: 6)
      outcome.ruleCount.map { json.number($0) } ?? json.null()
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
