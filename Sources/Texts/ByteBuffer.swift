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

  package mutating func number(_ number: Int) { digits(of: number, groupSize: .max) }

  /// The number with a comma before each group of three digits: `1,000`.
  package mutating func grouped(_ number: Int) { digits(of: number, groupSize: 3) }

  private mutating func digits(of number: Int, groupSize: Int) {
    // The longest number, grouped, has a sign, 19 digits, and six commas.
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 26) { room in
      var start = room.count
      var magnitude = number.magnitude
      var place = 0
      func put(_ byte: UInt8) {
        start -= 1
        room[start] = byte
      }
      repeat {
        if place == groupSize {
          put(UInt8(ascii: ","))
          place = 0
        }
        put(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: magnitude % 10))
        magnitude /= 10
        place += 1
      } while magnitude > 0
      if number < 0 { put(UInt8(ascii: "-")) }
      text(UnsafeBufferPointer(rebasing: room[start...]))
    }
  }

  /// Forgets what has been handed on.
  package mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }
}
