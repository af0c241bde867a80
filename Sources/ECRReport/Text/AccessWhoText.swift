import ECRAccess
import ECRModel
import ECRPolicy
public import ECRSimulator
import Texts

/// Everybody who may do something with a repository.
public enum AccessWhoText {
  /// The list for each repository.
  ///
  /// `what` is an action, a group of actions such as `pull`, or a recipe.
  public static func text(
    _ outcome: SurveyAccess.Outcome, _ what: String, _ style: Style
  ) -> String {
    let matrix = outcome.matrix
    return matrix.targets.indices.map { target in
      var text =
        style(
          .bold, "\(Prose.printable(what)) on \(Prose.printable(matrix.targets[target].resource))")
        + "\n"
      let who = AccessWho(outcome, what, target: target)
      text += list("may", who.certain.map { Prose.printable($0.caller.text) }, .green, style)
      text += list(
        "may, once context keys are known that policies ask for",
        who.possible.map { Prose.printable($0.caller.text) }, .yellow, style)
      text += list(
        "let in by the resource's policies as well", who.outside.map { line($0, named: true) },
        .yellow, style)
      if who.certain.isEmpty, who.possible.isEmpty, who.outside.isEmpty {
        text += "  nobody of whom the documents tell\n"
      }
      text += list(
        "not asked", who.conditionalSteps.map { "\($0.action), when \($0.condition ?? "")" },
        .yellow, style)
      return text
    }.joined(separator: "\n")
  }

  private static func list(
    _ title: String, _ lines: [String], _ paint: Style.Paint, _ style: Style
  ) -> String {
    guard !lines.isEmpty else { return "" }
    return "  \(style(paint, title))\n" + lines.map { "    \($0)\n" }.joined()
  }

  /// Who is let in, under which conditions, and by which statement.
  static func line(_ grant: OutsideGrant, named: Bool) -> String {
    var text = Prose.printable(AccessWho.sentence(grant))
    if !grant.conditions.isEmpty {
      text += ", if " + Prose.printable(grant.conditions.joined(separator: " and "))
    }
    let statement = grant.statement
    text +=
      " (\(Prose.printable(statement.file)):\(statement.position.line):\(statement.position.column))"
    return text
  }
}

/// Everybody who may do something with one repository, sorted by how sure it is.
struct AccessWho {
  var certain: [AccessMatrix.Principal] = []
  var possible: [AccessMatrix.Principal] = []
  var outside: [OutsideGrant] = []
  /// The steps of the undertaking that take place under a condition; nobody was asked about them.
  var conditionalSteps: [AccessRecipe.Step] = []

  init(_ outcome: SurveyAccess.Outcome, _ what: String, target: Int) {
    let mask = AccessMatrixText.mask(what)
    let matrix = outcome.matrix
    for index in matrix.principals.indices {
      let cell = matrix[index, target]
      if mask != 0, cell.allowed & mask == mask {
        certain.append(matrix.principals[index])
      } else if mask != 0, cell.possible & mask == mask {
        possible.append(matrix.principals[index])
      }
    }
    // Every administrative action counts by itself.
    guard what != AccessGroup.administer.rawValue else {
      var seen: Set<OutsideGrant> = []
      outside = GroupWords.names(mask).flatMap { outcome.outsideGrants($0, target: target) }
        .filter { seen.insert($0).inserted }
      return
    }
    // Logins and what else has no repository outsiders ask of their own side (A-62).
    let onRepository = GroupWords.names(mask).filter {
      ECRAction.named($0)?.resourceType == .repository
    }
    outside = outcome.outsideGrants(
      all: onRepository.isEmpty ? GroupWords.names(mask) : onRepository, target: target)
    conditionalSteps = AccessRecipe(rawValue: what)?.steps.filter { $0.condition != nil } ?? []
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
