/// A resource's name, its first five colons found.
struct ResourceText: Sendable {
  let text: String
  let bytes: [UInt8]
  /// Where the first colons stand, five at most.
  let colons: [Int]

  init(_ text: String) {
    self.text = text
    let bytes = Array(text.utf8)
    self.bytes = bytes
    colons = Array(bytes.indices.filter { bytes[$0] == UInt8(ascii: ":") }.prefix(5))
  }
}

/// A pattern of a resource's name, compared part by part.
///
/// In a part between colons a wildcard stays within the part; in the last one it matches colons too.
struct SegmentedPattern: Sendable {
  private let glob: Glob
  private let colons: [Int]
  /// Whether it is `*` by itself, which matches everything.
  let matchesAll: Bool

  init(_ glob: Glob) {
    self.glob = glob
    matchesAll = glob.symbols == [Glob.star]
    colons = Array(
      glob.symbols.indices.filter { glob.symbols[$0] == UInt16(UInt8(ascii: ":")) }.prefix(5))
  }

  /// How many parts the pattern has, six at most.
  var partCount: Int { colons.count + 1 }

  /// Whether a resource matches.
  func matches(_ resource: ResourceText) -> Bool {
    matchesAll || matches(resource.bytes, resource.colons)
  }

  /// Whether a text with its first five colons matches.
  func matches(_ bytes: [UInt8], _ textColons: [Int]) -> Bool {
    guard textColons.count >= colons.count else { return false }
    return glob.symbols.withUnsafeBufferPointer { symbols in
      bytes.withUnsafeBufferPointer { text in
        var patternStart = 0
        var textStart = 0
        for part in 0...colons.count {
          let isLast = part == colons.count
          let patternEnd = isLast ? symbols.count : colons[part]
          let textEnd = isLast ? text.count : textColons[part]
          guard Glob.matches(symbols[patternStart..<patternEnd], text[textStart..<textEnd]) else {
            return false
          }
          patternStart = patternEnd + 1
          textStart = textEnd + 1
        }
        return true
      }
    }
  }
}
