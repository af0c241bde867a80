import Synchronization
import Testing
import Texts

/// Work on several workers, handed on in order.
struct OrderedWorkTests {
  @Test(arguments: [1, 2, 8], [1, 3, 100])
  func `what comes out has the order of what went in`(workers: Int, ahead: Int) async throws {
    let items = Array(0..<200)
    let most = Mutex((now: 0, most: 0))
    var seen: [Int] = []
    try await inOrder(
      items, workers: Array(0..<workers), ahead: ahead,
      { _, item in
        most.withLock {
          $0.now += 1; $0.most = max($0.most, $0.now)
        }
        // Some take longer than others, by what they are and not by chance.
        var x = UInt64(item)
        for _ in 0..<(item * 7_919 % 2_000) { x = x &* 6_364_136_223_846_793_005 &+ 1 }
        most.withLock { $0.now -= 1 }
        return x == 1 ? -1 : item * 2
      }, { seen.append($0) })
    #expect(seen == items.map { $0 * 2 })
    #expect(most.withLock { $0.most } <= min(workers, max(ahead, 1)))
  }

  @Test func `an error stops the work`() async {
    struct Stop: Error {}
    var seen: [Int] = []
    await #expect(throws: Stop.self) {
      try await inOrder(
        Array(0..<100), workers: [0, 1], ahead: 4,
        { _, item in
          if item == 10 { throw Stop() }
          return item
        }, { seen.append($0) })
    }
    #expect(seen.count <= 10)
  }
}
