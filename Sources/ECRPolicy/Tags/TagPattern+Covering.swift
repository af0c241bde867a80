extension TagPattern {
  /// Whether every tag that matches this pattern also matches one of the others; nil when that is
  /// too much to find out.
  ///
  /// The patterns run side by side as finite automata over the characters that they name and one
  /// that stands for all others; a tag that only this pattern accepts is a path through them.
  func isCovered(by others: [TagPattern]) -> Bool? {
    // Most entries begin differently: what shares no tag with this one covers none of its tags.
    let others = others.filter { begins(like: $0) }
    guard !others.isEmpty else { return false }
    let machines = ([self] + others).map(Machine.init)
    let letters = Set(machines.flatMap(\.symbols).compactMap { $0 }).sorted()
    let alphabet = letters.map(Optional.some) + [nil]
    var seen: Set<[Set<Int>]> = []
    var frontier = [machines.map { $0.closure([0]) }]
    while let state = frontier.popLast() {
      guard seen.insert(state).inserted else { continue }
      guard seen.count < 5_000 else { return nil }
      let accepts = zip(machines, state).map { $1.contains($0.symbols.count) }
      if accepts[0], !accepts.dropFirst().contains(true) { return false }
      for letter in alphabet {
        let next = zip(machines, state).map { $0.step($1, over: letter) }
        if !next[0].isEmpty { frontier.append(next) }
      }
    }
    return true
  }

  /// Whether a tag can begin as both patterns ask.
  private func begins(like other: TagPattern) -> Bool {
    zip(literals[0], other.literals[0]).allSatisfy { $0 == $1 }
  }

  /// A pattern as an automaton: state `i` has matched the first `i` symbols; nil is a `*`.
  private struct Machine {
    let symbols: [UInt8?]

    init(_ pattern: TagPattern) {
      symbols = Array(pattern.literals.map { $0.map(Optional.some) }.joined(separator: [nil]))
    }

    /// A star may stand for nothing.
    func closure(_ states: Set<Int>) -> Set<Int> {
      var all = states
      for var state in states {
        while state < symbols.count, symbols[state] == nil {
          state += 1
          all.insert(state)
        }
      }
      return all
    }

    func step(_ states: Set<Int>, over letter: UInt8?) -> Set<Int> {
      var next: Set<Int> = []
      for state in states where state < symbols.count {
        switch symbols[state] {
        case nil: next.insert(state)
        case let symbol where symbol == letter: next.insert(state + 1)
        default: break
        }
      }
      return closure(next)
    }
  }
}
