/// What is allowed and what is denied, a bit for each action.
struct Decisions {
  private(set) var allowed: UInt64
  private(set) var denied: UInt64

  /// The decisions about the actions of a mask.
  init(_ gates: Gates, _ mask: UInt64) {
    allowed = gates.allowed & mask
    denied = gates.denied & mask
  }

  /// Adds the decisions about other actions.
  mutating func add(_ other: Decisions) {
    allowed |= other.allowed
    denied |= other.denied
  }
}

extension AccessMatrix.Cell {
  /// Puts the decisions under all assumptions together.
  init(_ decisions: Assumed<Decisions>) {
    let absent = decisions.absent
    self.init(
      allowed: absent.allowed, denied: absent.denied, possible: absent.allowed,
      certain: absent.allowed)
    guard decisions.isOpen else { return }
    for other in [decisions.inFavor, decisions.againstFavor] {
      possible |= other.allowed
      certain &= other.allowed
      undecided |= (absent.allowed ^ other.allowed) | (absent.denied ^ other.denied)
    }
  }
}
