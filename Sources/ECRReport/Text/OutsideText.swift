import ECRAccess
import ECRModel
import Texts

/// The outside principals that resource-based policies allow something.
enum OutsideText {
  /// One grant, with what it gives of several columns.
  struct Line {
    var grant: OutsideGrant
    var parts: [String]
  }

  /// The title of those who are certainly allowed it.
  static let title = "Also allowed by resource-based policies"
  /// The title of those who might be.
  static let uncertainTitle = "May also be allowed by resource-based policies"

  /// The list, with what else the principals of accounts need.
  static func text(_ lines: [Line], _ title: String, _ style: Style) -> String {
    guard !lines.isEmpty else { return "" }
    let needsMore = lines.contains { !$0.grant.isService }
    return "\n"
      + style(.yellow, needsMore ? "\(title), if the principals' own policies allow it too" : title)
      + "\n" + lines.map { self.lines($0, style) }.joined()
  }

  /// Who is allowed it, under which conditions and by which statement, and a line for each statement that
  /// keeps some of them out.
  private static func lines(_ line: Line, _ style: Style) -> String {
    let grant = line.grant
    let first =
      who(grant) + (line.parts.isEmpty ? "" : ": " + line.parts.joined(separator: ", "))
      + conditions(grant.conditions)
    return Prose.placed(Prose.printable(first), place(grant.statement), style)
      + grant.exceptions.map { exception in
        let words = "unless denied to \(whom(exception))\(conditions(exception.conditions))"
        return Prose.placed(
          Prose.printable(words), place(exception.statement), indent: "    ", style)
      }.joined()
  }

  private static func conditions(_ conditions: [OutsideGrant.Condition]) -> String {
    guard !conditions.isEmpty else { return "" }
    return ", if " + conditions.map(sentence).joined(separator: " and ")
  }

  private static func sentence(_ condition: OutsideGrant.Condition) -> String {
    let values = condition.values.map { "`\($0)`" }.joined(separator: " or ")
    let verb: String? =
      switch condition.comparison {
      case "StringEquals", "ArnEquals", "NumericEquals", "Bool": "is"
      case "StringLike", "ArnLike": "matches"
      case "IpAddress": "is in"
      case "StringNotEquals", "ArnNotEquals", "NumericNotEquals": "is not"
      case "StringNotLike", "ArnNotLike": "does not match"
      case "NotIpAddress": "is not in"
      default: nil
      }
    // Operators on sets of values, for example, are clearer by their own names.
    return verb.map { "`\(condition.key)` \($0) \(values)" }
      ?? "the condition \(condition.comparison) `\(condition.key)` \(values) holds"
  }

  private static func place(_ statement: StatementReference) -> String {
    Prose.printable(statement.file)
      + ":\(statement.position.line):\(statement.position.column)"
  }

  /// The principals of a statement that denies.
  private static func whom(_ exception: OutsideGrant.Exception) -> String {
    let names = Prose.list(exception.principals.map { "`\($0)`" })
    if exception.isNegated { return "everyone but \(names)" }
    return exception.principals.isEmpty || exception.principals.contains("*") ? "everyone" : names
  }

  /// The meaning of a name.
  private static func who(_ grant: OutsideGrant) -> String {
    let name = grant.principal
    if grant.isNegated { return "everyone but `\(name)`" }
    if grant.isService { return "the service `\(name)`" }
    if name == "*" { return "everyone in every account" }
    if ARN(name) == nil || name.hasSuffix(":root") {
      return "everyone in account \(ARN(name)?.account ?? name)"
    }
    return "`\(name)`"
  }
}
