import ECRPolicy

/// What people ask of a principal and a repository: whether it may pull, push, delete, administer.
package enum AccessGroup: String, Sendable, Hashable, CaseIterable {
  /// Logging in and reading images.
  case pull
  /// Logging in and writing images.
  case push
  /// Deleting images.
  case delete
  /// Changing repositories, the registry and who may do what with them.
  case administer

  /// The actions that belong to it, a bit each by their place in ``ECRAction/all``.
  ///
  /// Who has some of those of `pull` and `push` cannot do it; of `administer` each counts by itself.
  package var actions: UInt64 {
    switch self {
    case .pull: Self.pulling
    case .push: Self.pushing
    case .delete: Self.deletion
    case .administer: Self.administration
    }
  }

  private static let pulling = mask(actions(AccessRecipe.pull))
  private static let pushing = mask(actions(AccessRecipe.push))
  private static let deletion = mask(["ecr:BatchDeleteImage"])
  private static let administration: UInt64 = {
    let others = mask(
      actions(.push) + [
        "ecr:BatchDeleteImage", "ecr:BatchImportUpstreamImage", "ecr:ReplicateImage",
        "ecr:StartImageScan",
      ])
    let changing = ECRAction.all.filter { action in
      switch action.accessLevel {
      case .write, .tagging, .permissionsManagement: true
      case .list, .read: false
      }
    }
    return mask(changing.map(\.text)) & ~others
  }()

  /// The operation of a client that it is, if it is one.
  package var recipe: AccessRecipe? {
    switch self {
    case .pull: .pull
    case .push: .push
    case .delete, .administer: nil
    }
  }

  /// What an operation always takes.
  private static func actions(_ recipe: AccessRecipe) -> [String] {
    recipe.steps.filter { $0.condition == nil }.map(\.action)
  }

  private static func mask(_ actions: [String]) -> UInt64 {
    actions.compactMap { ECRAction.index(of: $0) }.reduce(0) { $0 | 1 << UInt64($1) }
  }
}
