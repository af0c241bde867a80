extension AccessMatrix {
  /// How many uncertain answers about one repository are looked into.
  private static let most = 1_000

  /// The context keys without known values that answers to callers depend on, repository by repository,
  /// sorted.
  ///
  /// `actions` has what each principal is asked about, in their order. Where very many answers about a repository are
  /// uncertain, the keys behind the first thousand are named.
  package func missingContextKeys(_ actions: [UInt64]) -> [[String]] {
    var evaluation: MatrixEvaluation?
    return targets.indices.map { target in
      var names: Set<String> = []
      var count = 0
      for principal in principals.indices where count < Self.most {
        let open = open(principal, target) & actions[principal]
        guard open != 0 else { continue }
        count += 1
        let known =
          evaluation ?? MatrixEvaluation(principals, targets, circumstances)
        evaluation = known
        // What is asked of a registry and what of its login are questions of their own.
        for part in [
          open & ~ActionMasks.registryLevel, open & ActionMasks.authorizationToken,
          open & ActionMasks.registryLevel & ~ActionMasks.authorizationToken,
        ] where part != 0 {
          names.formUnion(known.missingKeys(principal, target, part))
        }
      }
      return MissingKeys.once(names)
    }
  }

  /// Whether any principal's answer about a repository may become an Allow or a Deny; `actions` has what
  /// each principal is asked about, in their order.
  package func isOpen(_ target: Int, _ actions: [UInt64]) -> Bool {
    principals.indices.contains { open($0, target) & actions[$0] != 0 }
  }

  /// The actions to which the answer may become an Allow or a Deny.
  private func open(_ principal: Int, _ target: Int) -> UInt64 {
    let cell = self[principal, target]
    return cell.possible & ~cell.certain
  }
}
