import Synchronization

/// Counts steps of work, for the tests that hold how the work of each command grows.
///
/// A clock varies between machines, and few can count instructions. So the loops whose turns
/// multiply two sizes of an input report their turns: bytes counted for a position, members
/// searched for a name, patterns compared with tags or with each other, texts read for advice,
/// statements evaluated. A test binds a meter to its task, runs a command on an input of one size
/// and of twice that, and compares the counts, which are the same on every run.
///
/// The meter does not affect the engines: only the test that has bound it reads it, and without one
/// nothing is counted. A loop reports once for all its turns, so the meter costs next to nothing.
package final class WorkMeter: Sendable {
  @TaskLocal private static var current: WorkMeter?

  private let count = Atomic<Int>(0)

  /// Makes a meter that has counted nothing.
  package init() {}

  /// How many steps have been reported.
  package var steps: Int { count.load(ordering: .relaxed) }

  /// Reports steps to the meter of this task, if there is one.
  package static func add(_ steps: Int) {
    guard let current else { return }
    _ = current.count.wrappingAdd(steps, ordering: .relaxed)
  }

  /// How many steps some work reports.
  package static func steps(of work: () throws -> Void) rethrows -> Int {
    let meter = WorkMeter()
    try $current.withValue(meter, operation: work)
    return meter.steps
  }

  /// How many steps some work reports, its child tasks included.
  package static func steps(ofTask work: () async throws -> Void) async rethrows -> Int {
    let meter = WorkMeter()
    try await $current.withValue(meter, operation: work)
    return meter.steps
  }
}
