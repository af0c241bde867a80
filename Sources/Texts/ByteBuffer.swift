/// Text in the making, as UTF-8.
///
/// A report of a hundred thousand images is a hundred megabytes: it is written piece by piece, and
/// without a `String` for each of its words.
package struct ByteBuffer {
  /// What has been written and not been handed on.
  package private(set) var bytes: [UInt8] = []
  /// The byte written last, even when it has been handed on.
  package private(set) var last: UInt8 = 0

  package init() {}

  package mutating func text(_ text: StaticString) {
    self.text(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  package mutating func text(_ text: String) {
    var text = text
    text.withUTF8 { self.text($0) }
  }

  package mutating func text(_ text: ArraySlice<UInt8>) {
    text.withUnsafeBufferPointer { self.text($0) }
  }

  package mutating func text(_ more: UnsafeBufferPointer<UInt8>) {
    guard let end = more.last else { return }
    bytes.append(contentsOf: more)
    last = end
  }

  package mutating func byte(_ byte: UInt8) {
    bytes.append(byte)
    last = byte
  }

  package mutating func number(_ number: Int) {
    if number < 0 { byte(UInt8(ascii: "-")) }
    var magnitude = number.magnitude
    let start = bytes.count
    repeat {
      byte(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: magnitude % 10))
      magnitude /= 10
    } while magnitude > 0
    bytes[start...].reverse()
    last = bytes[bytes.count - 1]
  }

  /// Forgets what has been handed on.
  package mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }
}
