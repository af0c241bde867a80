/// Does work on several workers at once, and hands on what comes out in the order of what went in.
///
/// A worker does one thing at a time. At most `ahead` things are under way or wait for their turn, so
/// that memory follows them and not the whole list; how many workers there are changes nothing of what
/// `visit` is given.
package func inOrder<Worker: Sendable, Item: Sendable, Value: Sendable>(
  _ items: [Item], workers: [Worker], ahead: Int,
  _ work: @escaping @Sendable (Worker, Item) throws -> Value,
  _ visit: (Value) async throws -> Void
) async throws {
  try await withThrowingTaskGroup(
    of: (index: Int, worker: Worker, value: Value).self
  ) { group in
    var idle = workers
    var next = 0
    var due = 0
    var waiting: [Int: Value] = [:]
    while due < items.count {
      while next < min(items.count, due + max(ahead, 1)), let worker = idle.popLast() {
        let (index, item) = (next, items[next])
        next += 1
        group.addTask { (index, worker, try work(worker, item)) }
      }
      if let value = waiting.removeValue(forKey: due) {
        try await visit(value)
        due += 1
      } else if let done = try await group.next() {
        idle.append(done.worker)
        waiting[done.index] = done.value
      }
    }
  }
}
