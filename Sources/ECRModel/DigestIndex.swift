/// Finds an image of a repository by its digest.
package struct DigestIndex: Sendable {
  /// The images whose digest an earlier image has already, each with that earlier one.
  package private(set) var duplicates: [(index: Int, earlier: Int)] = []
  private var slots: [Int32]
  private let mask: Int

  /// Indexes the digests of a table; of equal digests the first is found.
  package init(_ digests: PackedStrings) {
    var capacity = 16
    while capacity < digests.count * 2 { capacity *= 2 }
    slots = Array(repeating: -1, count: capacity)
    mask = capacity - 1
    digests.bytes.withUnsafeBufferPointer { bytes in
      for index in 0..<digests.count {
        insert(
          index, UnsafeBufferPointer(rebasing: bytes[digests.range(of: index)]), digests, bytes)
      }
    }
  }

  private mutating func insert(
    _ index: Int, _ digest: UnsafeBufferPointer<UInt8>, _ digests: PackedStrings,
    _ bytes: UnsafeBufferPointer<UInt8>
  ) {
    var slot = Self.hash(digest) & mask
    while slots[slot] >= 0 {
      let other = bytes[digests.range(of: Int(slots[slot]))]
      if other.elementsEqual(digest) {
        duplicates.append((index, Int(slots[slot])))
        return
      }
      slot = (slot + 1) & mask
    }
    slots[slot] = Int32(index)
  }

  /// The index of the image with a digest.
  package func index(of digest: String, in digests: PackedStrings) -> Int? {
    var digest = digest
    return digest.withUTF8 { wanted in
      var slot = Self.hash(wanted) & mask
      while slots[slot] >= 0 {
        let index = Int(slots[slot])
        if digests.bytes[digests.range(of: index)].elementsEqual(wanted) { return index }
        slot = (slot + 1) & mask
      }
      return nil
    }
  }

  /// Over all bytes: digests may share long beginnings when people make them up.
  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    let hash = FNV1a.hash(bytes)
    return Int(truncatingIfNeeded: hash ^ hash >> 29)
  }
}
