/// The heads of the statements of several policies, side by side.
///
/// Most statements drop out at their actions: here that is decided without a look at the policies, which
/// lie anywhere in memory.
struct StatementTable: Sendable {
  /// One statement, by its places.
  struct Row: Sendable {
    let head: StatementHead
    let policy: Int32
    let statement: Int32
  }

  /// The ECR actions of each statement; most statements need nothing else.
  private let actions: [UInt64]
  private let rows: [Row]

  init(_ policies: [CompiledPolicy]) {
    rows = policies.enumerated().flatMap { number, policy in
      policy.heads.enumerated().map { place, head in
        Row(head: head, policy: Int32(number), statement: Int32(place))
      }
    }
    actions = rows.map(\.head.ecrActions)
  }

  /// Visits the statements that mean any of these ECR actions.
  @inline(__always)
  func forEach(meaning mask: UInt64, _ visit: (Row) -> Void) {
    actions.withUnsafeBufferPointer { actions in
      for index in actions.indices where actions[index] & mask != 0 { visit(rows[index]) }
    }
  }
}
