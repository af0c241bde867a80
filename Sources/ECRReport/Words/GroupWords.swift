import ECRAccess

/// Words for how much of a group of actions somebody may do.
enum GroupWords {
  /// How much of a group somebody may do.
  struct Share {
    var allowed: Int
    var possible: Int
    var total: Int

    /// The share of a caller, of what it calls itself of a group.
    init(_ actions: UInt64, _ cell: AccessMatrix.Cell, of caller: Caller) {
      let group = caller.calls(actions)
      allowed = (group & cell.allowed).nonzeroBitCount
      possible = (group & cell.possible).nonzeroBitCount
      total = group.nonzeroBitCount
    }

    /// `yes`, `no`, or how many of how many; with `may` where more may be allowed once all context
    /// keys are known.
    var word: String {
      let certain =
        allowed == total ? "yes" : allowed == 0 ? "no" : "\(allowed) of \(total)"
      guard possible > allowed else { return certain }
      return allowed == 0 && possible == total ? "may" : "\(certain), may \(possible)"
    }

    var paint: Style.Paint {
      if allowed == total { return .green }
      return possible == 0 ? .dim : .yellow
    }
  }
}
