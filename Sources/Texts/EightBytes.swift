/// What is asked of every byte of large texts, eight bytes at a time.
///
/// A word is eight bytes in memory order, the first the least significant; an answer has the
/// highest bit of each byte that matches.
enum EightBytes {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080
  /// Seven letters that no answer is about, behind one byte.
  private static let padding: UInt64 = 0x4141_4141_4141_4100

  /// The word at an offset; there have to be eight bytes.
  @inline(__always)
  static func word(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> UInt64 {
    UInt64(
      littleEndian: UnsafeRawBufferPointer(bytes)
        .loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// Which bytes are this one.
  @inline(__always)
  static func equal(_ word: UInt64, _ byte: UInt8) -> UInt64 {
    let difference = word ^ (ones &* UInt64(byte))
    return ~(((difference & ~highs) &+ ~highs) | difference) & highs
  }

  /// The bytes that end the plain part of a JSON string: quotes, backslashes, control characters.
  @inline(__always)
  static func special(_ word: UInt64) -> UInt64 {
    equal(word, UInt8(ascii: "\"")) | equal(word, UInt8(ascii: "\\"))
      | equal(word & (ones &* 0xE0), 0)
  }

  /// The bytes that are not ASCII.
  @inline(__always)
  static func beyondASCII(_ word: UInt64) -> UInt64 { word & highs }

  /// Which bytes go on with a character.
  @inline(__always)
  static func continuing(_ word: UInt64) -> UInt64 { word & ~(word << 1) & highs }

  /// The first place from `start` that matches; the end when there is none.
  @inline(__always)
  static func first(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ answer: (UInt64) -> UInt64
  ) -> Int {
    var index = start
    while index + 8 <= bytes.count {
      let found = answer(word(bytes, at: index))
      if found != 0 { return index + found.trailingZeroBitCount / 8 }
      index += 8
    }
    while index < bytes.count, answer(UInt64(bytes[index]) | padding) == 0 { index += 1 }
    return index
  }

  /// Of how many places the answer is yes.
  @inline(__always)
  static func count(
    _ bytes: UnsafeBufferPointer<UInt8>, in range: Range<Int>, _ answer: (UInt64) -> UInt64
  ) -> Int {
    var count = 0
    var index = range.lowerBound
    while index + 8 <= range.upperBound {
      count &+= answer(word(bytes, at: index)).nonzeroBitCount
      index += 8
    }
    while index < range.upperBound {
      count &+= answer(UInt64(bytes[index]) | padding).nonzeroBitCount
      index += 1
    }
    return count
  }
}
