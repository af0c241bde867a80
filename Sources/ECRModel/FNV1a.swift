/// The hash of Fowler, Noll and Vo, variant 1a, of 64 bits: the same everywhere and for ever, which
/// Swift's own is not.
package enum FNV1a {
  /// The hash of some bytes.
  @inlinable package static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return hash
  }
}
