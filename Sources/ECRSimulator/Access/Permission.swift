package import ECRAccess
import ECRPolicy
import Texts

/// A permission to survey: one action, all actions of a client operation, or a group of actions.
package enum Permission: Sendable, Hashable {
  /// One of ECR's actions.
  case action(String)
  /// All steps of something that a client does.
  case recipe(AccessRecipe)
  /// Pulling, pushing, deleting, administering.
  case group(AccessGroup)

  /// Reads a permission as people write it: `pull`, `retag` or `ecr:PutImage`.
  ///
  /// - Throws: ``InvalidInput`` when the name is not one of these.
  package init(_ text: String) throws(InvalidInput) {
    if let group = AccessGroup(rawValue: text) {
      self = .group(group)
    } else if let recipe = AccessRecipe(rawValue: text) {
      self = .recipe(recipe)
    } else if let action = ECRAction.named(text) {
      self = .action(action.text)
    } else if ECRAction.authorizing(text) != nil {
      self = .action(text)
    } else {
      let known = Self.names + ECRAction.all.map(\.text)
      throw InvalidInput(
        "unknown action or operation `\(text)`"
          + (Spelling.nearest(to: text, among: known).map { "; \(Spelling.didYouMean($0))" }
            ?? ": write an action, such as ecr:PutImage, or one of \(Self.names.joined(separator: ", "))")
      )
    }
  }

  /// The words for groups and client operations.
  private static var names: [String] {
    let groups = AccessGroup.allCases.map(\.rawValue)
    return groups + AccessRecipe.allCases.map(\.rawValue).filter { !groups.contains($0) }
  }

  /// The word for it.
  package var text: String {
    switch self {
    case .action(let action): action
    case .recipe(let recipe): recipe.rawValue
    case .group(let group): group.rawValue
    }
  }

  /// The actions that it takes, a bit each by their places in ``ECRAction/all``; steps that take place
  /// under a condition are not among them.
  package var actions: UInt64 {
    switch self {
    case .group(let group): group.actions
    case .recipe(let recipe):
      Self.mask(recipe.steps.filter { $0.condition == nil }.map(\.action))
    case .action(let action): Self.mask([action])
    }
  }

  /// The actions that a caller needs for it: ``actions``, where a service does not log in.
  package func actions(of caller: Caller) -> UInt64 { caller.calls(actions) }

  /// The part of a grant to an outside principal that gives the permission; nil where none does.
  package func limit(_ grant: OutsideGrant) -> OutsideGrant? {
    if countsEachAction { return grant.limited(toAny: actions) }
    return grant.limited(toAll: actionsOfOutsiders)
  }

  /// Whether every action counts by itself.
  package var countsEachAction: Bool { self == .group(.administer) }

  /// The actions that outsiders ask of the repository's side; all where there are none.
  package var actionsOfOutsiders: UInt64 {
    let onRepository = Self.mask(
      actionNames.filter { ECRAction.named($0)?.resourceType == .repository })
    return onRepository == 0 ? actions : onRepository
  }

  /// The steps that take place under a condition.
  package var conditionalSteps: [AccessRecipe.Step] {
    switch self {
    case .recipe(let recipe): recipe.steps.filter { $0.condition != nil }
    case .group(let group): group.recipe?.steps.filter { $0.condition != nil } ?? []
    case .action: []
    }
  }

  /// The names of its actions, in ECR's order.
  package var actionNames: [String] { Self.names(actions) }

  /// The names of the actions of a mask, in ECR's order.
  package static func names(_ mask: UInt64) -> [String] {
    ECRAction.all.enumerated().filter { mask & 1 << UInt64($0.offset) != 0 }.map(\.element.text)
  }

  private static func mask(_ actions: [String]) -> UInt64 {
    actions.compactMap { ECRAction.index(authorizing: $0) }.reduce(0) { $0 | 1 << UInt64($1) }
  }
}
