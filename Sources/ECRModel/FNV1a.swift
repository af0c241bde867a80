/// The hash of Fowler, Noll and Vo, variant 1a, of 64 bits: the same everywhere and for ever, which
/// Swift's own is not.
package struct FNV1a: Sendable {
  /// The hash of the bytes so far.
  package var value: UInt64 = 0xcbf2_9ce4_8422_2325

  /// Starts with no bytes.
  @inlinable package init() {}

  /// Adds a byte.
  @inlinable package mutating func combine(_ byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x100_0000_01b3
  }

  /// The hash of some bytes.
  @inlinable package static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var hash = FNV1a()
    for byte in bytes { hash.combine(byte) }
    return hash.value
  }
}
