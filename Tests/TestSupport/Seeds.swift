import Foundation

/// Which made-up worlds and inputs a run of the tests looks at.
package enum Seeds {
  /// The first seed, another one in every run, so that no two runs look at the same worlds.
  ///
  /// `DRYDOCK_SEED=N` looks at those of an earlier run again.
  package static let first: UInt64 = {
    let given = ProcessInfo.processInfo.environment["DRYDOCK_SEED"].flatMap { UInt64($0) }
    let seed = given ?? UInt64.random(in: 0..<1 << 48)
    print("random worlds from seed \(seed); DRYDOCK_SEED=\(seed) repeats them")
    return seed
  }()

  private static let share = ProcessInfo.processInfo.environment["DRYDOCK_WORLDS"]

  /// Whether this run looks at as many worlds as a nightly run does: `DRYDOCK_WORLDS=full`.
  package static let isFull = share == "full"

  /// The seeds of one of several parts of a test that has `full` worlds in all, and `quick` of them
  /// in an ordinary run; `DRYDOCK_WORLDS=few` is a tenth of those, for runs with known faults.
  package static func part(_ number: Int, of parts: Int, quick: Int, full: Int) -> Range<UInt64> {
    let worlds = isFull ? full : share == "few" ? quick / 10 : quick
    let count = UInt64(max(worlds / parts, 1))
    let start = first &+ UInt64(number) &* count
    return start..<start &+ count
  }
}
