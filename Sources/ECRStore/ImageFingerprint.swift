import ECRModel

/// Compares two lists of images in any order, without keeping either.
struct ImageFingerprint: Equatable {
  private(set) var count = 0
  /// The sum of the images' own: AWS promises no order.
  private var sum: UInt64 = 0
  private var hash: UInt64 = 0

  private static let start: UInt64 = 0xCBF2_9CE4_8422_2325

  static func == (a: ImageFingerprint, b: ImageFingerprint) -> Bool {
    a.count == b.count && a.sum == b.sum
  }

  mutating func add(_ table: ImageTable, _ others: [Int: [UInt8]], except skipped: Set<Int> = []) {
    for index in table.indices where !skipped.contains(index) {
      count += 1
      hash = Self.start
      add(table.digests, index)
      for tag in table.tagStarts[index]..<table.tagStarts[index + 1] {
        add(1)
        add(table.tags, tag)
      }
      for number in [
        table.pushedAt[index], table.pulledAt[index], table.archivedAt[index],
        table.activatedAt[index], table.sizes[index],
      ] { add(UInt64(bitPattern: number)) }
      add(table.statuses[index].rawValue)
      add(table.manifestMediaType(of: index) ?? "")
      add(table.artifactMediaType(of: index) ?? "")
      add(table.subject(of: index) ?? "")
      for byte in others[index] ?? [] { add(UInt64(byte)) }
      // Spread out before it is added, so that sums of different images differ.
      sum &+= (hash ^ (hash >> 29)) &* 0xBF58_476D_1CE4_E5B9
    }
  }

  private mutating func add(_ strings: PackedStrings, _ index: Int) {
    for place in strings.range(of: index) { add(UInt64(strings.bytes[place])) }
  }

  private mutating func add(_ text: String) {
    add(3)
    for byte in text.utf8 { add(UInt64(byte)) }
  }

  private mutating func add(_ number: UInt64) { hash = (hash ^ number) &* 0x100_0000_01B3 }
}
