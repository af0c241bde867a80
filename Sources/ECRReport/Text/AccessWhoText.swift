import ECRAccess
import ECRModel
package import ECRSimulator
import Texts

/// Everybody who may do something with a repository.
package enum AccessWhoText {
  /// The list for each repository.
  package static func text(_ outcome: WhoMayAccess.Outcome, _ style: Style) -> String {
    let permission = outcome.permission
    return outcome.repositories.map { answer in
      let names = CallerNames(answer.allowed + answer.possible, resources: [answer.resource])
      func list(_ title: String, _ callers: [Caller], _ paint: Style.Paint) -> String {
        self.list(title, callers.map(names.name), paint, style)
      }
      var text = head(answer.resource, style, Prose.printable(permission.text) + ": ")
      text += list("Allowed", answer.certain, .green)
      text += list("Allowed, but may be denied", answer.mayBeDenied, .yellow)
      text += list("Denied, but may be allowed", answer.possible, .yellow)
      if !answer.mayBeDenied.isEmpty || !answer.possible.isEmpty {
        text +=
          "\n"
          + Prose.wrapped(
            "may: \(AccessWords.open(answer.missingContextKeys)).", width: style.width)
      }
      if answer.allowed.isEmpty, answer.possible.isEmpty, outcome.principalCount > 0 {
        text += "\n" + Prose.wrapped(nobody(outcome), width: style.width)
      }
      text += outside(answer.outside, of: nil, style)
      text += self.list(
        "Not checked",
        permission.conditionalSteps.map { "\($0.action), if \($0.condition ?? "")" }, .yellow,
        style)
      return text
    }.joined(separator: "\n")
      + (outcome.principalCount > 0
        ? ""
        : "\n\(style(.yellow, "Incomplete"))\n"
          + Prose.wrapped(Prose.capitalized("\(WhoMayAccess.noPrincipals)."), width: style.width))
      + AccessWords.missing(outcome.missingPages, style)
      + AccessWords.added(outcome.addedPolicies, style)
  }

  /// That nobody is allowed, and of how many.
  private static func nobody(_ outcome: WhoMayAccess.Outcome) -> String {
    let count = outcome.principalCount
    let place = outcome.namesPrincipals ? "that you gave" : "in your files"
    return
      (count == 1
      ? "The principal \(place) is not allowed"
      : "None of the \(Prose.grouped(count)) principals \(place) is allowed")
      + (outcome.missingPages.isEmpty ? "." : "; the account details are incomplete.")
  }

  /// The repository with its account and region; `what` is asked about it.
  static func head(_ resource: String, _ style: Style, _ what: String = "") -> String {
    guard let arn = ARN(resource), let name = arn.repositoryName else {
      return style(.bold, what + Prose.printable(resource)) + "\n"
    }
    return style(.bold, what + Prose.printable(name)) + "   "
      + Prose.printable("\(arn.account), \(arn.region)") + "\n"
  }

  /// The outside principals, the certain ones first; `repository` names the one whose policies they
  /// are, where there are several.
  static func outside(
    _ grants: [OutsideGrant], of repository: String?, _ style: Style
  ) -> String {
    let whose = repository.map { " of \($0)" } ?? ""
    func lines(_ grants: [OutsideGrant]) -> [OutsideText.Line] {
      grants.map { OutsideText.Line(grant: $0, parts: []) }
    }
    return OutsideText.text(lines(grants.filter(\.isCertain)), OutsideText.title + whose, style)
      + OutsideText.text(
        lines(grants.filter { !$0.isCertain }), OutsideText.uncertainTitle + whose, style)
  }

  private static func list(
    _ title: String, _ lines: [String], _ paint: Style.Paint, _ style: Style
  ) -> String {
    guard !lines.isEmpty else { return "" }
    return "\n" + style(paint, title) + "\n" + lines.map { "  \($0)\n" }.joined()
  }
}

/// What callers are called in tables: without their account, where everything is in one account.
struct CallerNames {
  /// The one account; nil where there are several.
  let account: String?

  init(_ callers: [Caller], resources: [String]) {
    let accounts = Set(callers.compactMap(\.account) + resources.compactMap { ARN($0)?.account })
    account = accounts.count == 1 ? accounts.first.map { Prose.printable($0) } : nil
  }

  func name(_ caller: Caller) -> String {
    guard let arn = caller.arn else { return Prose.printable(caller.text) }
    return Prose.printable(account == nil ? "\(arn.account) \(arn.resource)" : arn.resource)
  }
}
