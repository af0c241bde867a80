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
        "may, once context keys are known that policies ask for",
        answer.possible.map { Prose.printable($0.text) }, .yellow, style)
      text += list(
        "let in by the resource's policies as well", answer.outside.map { line($0) }, .yellow, style
      )
      if answer.certain.isEmpty, answer.possible.isEmpty, answer.outside.isEmpty {
        text +=
          outcome.missingPages == nil
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

  private static func list(
    _ title: String, _ lines: [String], _ paint: Style.Paint, _ style: Style
  ) -> String {
    guard !lines.isEmpty else { return "" }
    return "  \(style(paint, title))\n" + lines.map { "    \($0)\n" }.joined()
  }

  /// Who is let in, under which conditions, and by which statement.
  static func line(_ grant: OutsideGrant) -> String {
    var text = Prose.printable(sentence(grant))
    if !grant.conditions.isEmpty {
      text += ", if " + Prose.printable(grant.conditions.joined(separator: " and "))
    }
    let statement = grant.statement
    text +=
      " (\(Prose.printable(statement.file)):\(statement.position.line):\(statement.position.column))"
    return text
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
