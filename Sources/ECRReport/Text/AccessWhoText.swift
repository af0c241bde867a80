import ECRAccess
import ECRModel
public import ECRSimulator
import Texts

/// Everybody who may do something with a repository.
public enum AccessWhoText {
  /// The list for each repository.
  public static func text(_ outcome: WhoMayAccess.Outcome, _ style: Style) -> String {
    let permission = outcome.permission
    return outcome.repositories.map { answer in
      let title = "\(permission.text) on \(answer.resource)"
      var text = style(.bold, Prose.printable(title)) + "\n"
      text += list("may", answer.certain.map { Prose.printable($0.text) }, .green, style)
      text += list(
        "may, and may not once context keys are known that policies ask for",
        answer.mayBeDenied.map { Prose.printable($0.text) }, .yellow, style)
      text += list(
        "may, once context keys are known that policies ask for",
        answer.possible.map { Prose.printable($0.text) }, .yellow, style)
      text += outside(answer.outside, of: nil, style)
      if answer.allowed.isEmpty, answer.possible.isEmpty, answer.outside.isEmpty {
        text +=
          outcome.missingPages.isEmpty
          ? "  nobody of whom the documents tell\n" : "  nobody on the pages that are given\n"
      }
      text += list(
        "not asked",
        permission.conditionalSteps.map { "\($0.action), when \($0.condition ?? "")" }, .yellow,
        style)
      return text
    }.joined(separator: "\n") + AccessWords.missing(outcome.missingPages, style)
      + AccessWords.added(outcome.addedPolicies, style)
  }

  /// The title of those of whom no document tells.
  static let outsideTitle = "also allowed by resource-based policies"

  /// Those of whom no document tells, the certain ones first; `repository` says of which repository's
  /// policies, where several are told of.
  static func outside(
    _ grants: [OutsideGrant], of repository: String?, _ style: Style
  ) -> String {
    let whose = repository.map { " of \($0)" } ?? ""
    return list(
      outsideTitle + whose, grants.filter(\.isCertain).flatMap { lines($0) }, .yellow, style)
      + list(
        "may also be allowed by resource-based policies" + whose,
        grants.filter { !$0.isCertain }.flatMap { lines($0) }, .yellow, style)
  }

  static func list(
    _ title: String, _ lines: [String], _ paint: Style.Paint, _ style: Style
  ) -> String {
    guard !lines.isEmpty else { return "" }
    return "  \(style(paint, title))\n" + lines.map { "    \($0)\n" }.joined()
  }

  /// Who is allowed it, under which conditions and by which statement, and a line for each statement that
  /// keeps some of them out.
  static func lines(_ grant: OutsideGrant, parts: [String] = []) -> [String] {
    let first =
      sentence(grant) + conditions(grant.conditions)
      + (parts.isEmpty ? "" : ": " + parts.joined(separator: ", ")) + place(grant.statement)
    return [Prose.printable(first)]
      + grant.exceptions.map { exception in
        Prose.printable(
          "  unless denied to \(whom(exception))\(conditions(exception.conditions))"
            + place(exception.statement))
      }
  }

  private static func conditions(_ conditions: [String]) -> String {
    conditions.isEmpty ? "" : ", if " + conditions.joined(separator: " and ")
  }

  private static func place(_ statement: StatementReference) -> String {
    " (\(statement.file):\(statement.position.line):\(statement.position.column))"
  }

  /// Whom a statement is for that denies.
  private static func whom(_ exception: OutsideGrant.Exception) -> String {
    let names = exception.principals.map { "`\($0)`" }.joined(separator: ", ")
    if exception.isNegated { return "everybody but \(names)" }
    return exception.principals.isEmpty || exception.principals.contains("*") ? "everybody" : names
  }

  /// Whom a name means, and what else it takes.
  static func sentence(_ grant: OutsideGrant) -> String {
    let name = grant.principal
    if grant.isNegated {
      return "everybody but `\(name)`, if their own policies allow it"
    }
    if grant.isService { return "the service `\(name)`" }
    if name == "*" {
      return "everybody of every account, if their own policies allow it"
    }
    if ARN(name) == nil || name.hasSuffix(":root") {
      return
        "everybody of the account \(ARN(name)?.account ?? name), if their own policies allow it"
    }
    return "`\(name)`, if its own policies allow it"
  }
}
