import ECRAccess

/// Words for the share of a group of actions that a principal can do.
enum GroupWords {
  /// The share of a group that a principal can do.
  struct Share {
    var allowed: Int
    var certain: Int
    var possible: Int
    var total: Int

    /// The share of a caller, of what it calls itself of a group.
    init(_ actions: UInt64, _ cell: AccessMatrix.Cell, of caller: Caller) {
      let group = caller.calls(actions)
      allowed = (group & cell.allowed).nonzeroBitCount
      certain = (group & cell.certain).nonzeroBitCount
      possible = (group & cell.possible).nonzeroBitCount
      total = group.nonzeroBitCount
    }

    /// The share of an outside principal.
    init(_ actions: UInt64, _ grant: OutsideGrant) {
      allowed = (actions & grant.allowed).nonzeroBitCount
      certain = allowed
      possible = (actions & grant.possible).nonzeroBitCount
      total = actions.nonzeroBitCount
    }

    /// `yes`, `no`, or how many of how many; with `may` where context keys that were not given decide about
    /// more of them.
    var word: String {
      let word = certain == total ? "yes" : certain == 0 ? "no" : "\(certain) of \(total)"
      guard possible > certain else { return word }
      if certain == 0 { return possible == total ? "may" : "may \(possible) of \(total)" }
      return "\(word), may \(possible)"
    }

    /// How much of a part of what is asked: how many of how many, with `may` where none is certain.
    func part(of title: String) -> String {
      allowed == 0 ? "may \(title) \(possible) of \(total)" : "\(title) \(allowed) of \(total)"
    }

    var paint: Style.Paint {
      if certain == total { return .green }
      return possible == 0 ? .dim : .yellow
    }
  }
}
