import ECRModel

/// Tells whether two lists of images are the same without keeping either.
struct ImageFingerprint: Equatable {
  private(set) var count = 0
  private var hash: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ table: ImageTable, _ others: [Int: [UInt8]], except skipped: Set<Int> = []) {
    for index in table.indices where !skipped.contains(index) {
      count += 1
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
      add(2)
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
