import Dispatch
import Synchronization

/// Something that is made on another core, while this one is busy with what was made before.
final class ReadAhead<Value: Sendable>: Sendable {
  private let result = Mutex<Result<Value, any Error>?>(nil)
  private let isDone = DispatchSemaphore(value: 0)

  /// Starts making it.
  init(_ make: @escaping @Sendable () throws -> Value) {
    DispatchQueue.global().async {
      let made = Result { try make() }
      self.result.withLock { $0 = made }
      self.isDone.signal()
    }
  }

  /// Waits for it; it can be taken once.
  func take() throws -> Value? {
    isDone.wait()
    return try result.withLock { made in
      defer { made = nil }
      return try made?.get()
    }
  }
}
