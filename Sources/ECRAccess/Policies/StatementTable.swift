/// The heads of the statements of several policies, side by side.
///
/// Most statements drop out at their actions: here that is decided without a look at the policies, which
/// lie anywhere in memory.
struct StatementTable: Sendable {
  /// One statement, by its places.
  struct Row: Sendable {
    let ecrActions: UInt64
    let policy: Int32
    let statement: Int32
  }

  let rows: [Row]

  init(_ policies: [CompiledPolicy]) {
    rows = policies.enumerated().flatMap { number, policy in
      policy.heads.enumerated().map { place, head in
        Row(ecrActions: head.ecrActions, policy: Int32(number), statement: Int32(place))
      }
    }
  }
}
