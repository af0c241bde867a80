import Synchronization

/// The starts of a text's lines, counted once for all locations.
///
/// A file may be one line of many megabytes, so that its lines alone would help little: what is kept
/// is how far line and column are at every 1,024th byte, and a place costs no more than those bytes.
final class LineIndex: Sendable {
  /// How many bytes a place costs at most.
  static let blockSize = 1_024

  /// How far a text is at one of its bytes.
  struct Mark: Sendable {
    /// How many ends of lines are before it.
    var newLines = 0
    /// Where its line starts.
    var lineStart = 0
    /// How many bytes of the line before it go on with a character.
    var continuing = 0

    /// Goes on to a later byte.
    mutating func advance(over range: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>) {
      WorkMeter.add(range.count)
      let more = EightBytes.count(bytes, in: range) {
        EightBytes.equal($0, UInt8(ascii: "\n"))
      }
      var start = range.lowerBound
      if more > 0, let last = bytes[range].lastIndex(of: UInt8(ascii: "\n")) {
        newLines += more
        (lineStart, start, continuing) = (last + 1, last + 1, 0)
      }
      continuing += EightBytes.count(bytes, in: start..<range.upperBound, EightBytes.continuing)
    }
  }

  /// The marks at every block's start; empty before the first location is computed.
  private let marks = Mutex<[Mark]>([])

  /// How far the text is at an offset of it.
  func mark(at offset: Int, of bytes: UnsafeBufferPointer<UInt8>) -> Mark {
    let block = offset / Self.blockSize
    var mark = marks.withLock { marks in
      if marks.isEmpty { marks = Self.marks(of: bytes) }
      return marks[block]
    }
    mark.advance(over: (block * Self.blockSize)..<offset, of: bytes)
    return mark
  }

  private static func marks(of bytes: UnsafeBufferPointer<UInt8>) -> [Mark] {
    var marks = [Mark()]
    marks.reserveCapacity(bytes.count / blockSize + 1)
    var mark = Mark()
    for start in stride(from: 0, through: bytes.count - blockSize, by: blockSize) {
      mark.advance(over: start..<(start + blockSize), of: bytes)
      marks.append(mark)
    }
    return marks
  }
}
