extension AccessMatrix {
  /// How many uncertain answers about one repository are looked into.
  private static let most = 1_000

  /// The context keys without known values that answers to callers depend on, repository by repository,
  /// sorted.
  ///
  /// `actions` has what each caller is asked about. Where very many answers about a repository are
  /// uncertain, the keys behind the first thousand are named.
  public func missingContextKeys(_ actions: (Caller) -> UInt64) -> [[String]] {
    var evaluation: MatrixEvaluation?
    return targets.indices.map { target in
      var names: [String: String] = [:]
      var count = 0
      for principal in principals.indices where count < Self.most {
        let cell = self[principal, target]
        let asked = actions(principals[principal].caller)
        let open = cell.possible & ~cell.certain & asked
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
          for name in known.missingKeys(principal, target, part) {
            names[name.lowercased()] = min(names[name.lowercased()] ?? name, name)
          }
        }
      }
      return names.values.sorted { ($0.lowercased(), $0) < ($1.lowercased(), $1) }
    }
  }
}
