import Synchronization

/// The unfinished files and folders of a run, which an interruption removes.
package final class UnfinishedPlaces: Sendable {
  private let paths = Mutex<Set<String>>([])

  /// Nothing is unfinished yet.
  package init() {}

  /// Removes what is not whole, and then ends the program; the run itself does not go on meanwhile.
  package func removeAll(then end: () -> Never) -> Never {
    change { paths -> Never in
      for path in paths.sorted() { UnfinishedPlace.delete(path) }
      end()
    }
  }

  /// Does something with the places that must not be torn apart by ``removeAll(then:)``.
  func change<Value: Sendable>(_ body: (inout Set<String>) -> Value) -> Value {
    paths.withLock { body(&$0) }
  }
}
