/// Many short byte strings in one piece of memory.
///
/// A hundred thousand digests as `String`s are a hundred thousand allocations; here they are two.
package struct PackedStrings: Sendable, Hashable {
  /// All the strings, one behind the other.
  package private(set) var bytes: [UInt8] = []
  /// Where each string starts, and where the last one ends.
  package private(set) var starts: [Int] = [0]

  /// Makes an empty collection.
  package init() {}

  /// How many strings there are.
  package var count: Int { starts.count - 1 }

  /// Whether there are none.
  package var isEmpty: Bool { count == 0 }

  /// The string at an index.
  package subscript(index: Int) -> String {
    String(decoding: bytes[range(of: index)], as: UTF8.self)
  }

  /// The range in `bytes` of the string at an index.
  package func range(of index: Int) -> Range<Int> { starts[index]..<starts[index + 1] }

  /// Appends a string.
  package mutating func append(_ string: String) {
    bytes.append(contentsOf: string.utf8)
    starts.append(bytes.count)
  }

  /// Puts the strings from an index on in the order of their bytes.
  mutating func sort(from first: Int) {
    guard count - first > 1 else { return }
    let isSorted = (first..<(count - 1)).allSatisfy {
      !bytes[range(of: $0 + 1)].lexicographicallyPrecedes(bytes[range(of: $0)])
    }
    guard !isSorted else { return }
    let sorted = (first..<count).map { Array(bytes[range(of: $0)]) }
      .sorted { $0.lexicographicallyPrecedes($1) }
    bytes.removeSubrange(starts[first]...)
    starts.removeSubrange((first + 1)...)
    for string in sorted {
      bytes += string
      starts.append(bytes.count)
    }
  }

  /// Appends the bytes of a string.
  package mutating func append(_ string: UnsafeBufferPointer<UInt8>) {
    bytes.append(contentsOf: string)
    starts.append(bytes.count)
  }
}
