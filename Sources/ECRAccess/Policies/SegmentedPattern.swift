/// A resource's name, its first five colons found.
struct ResourceText: Sendable, Hashable {
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

  /// The region of an ARN; nil where it has none, or the text is no ARN.
  var region: String? {
    guard colons.count == 5, colons[2] + 1 < colons[3], text.utf8.starts(with: "arn:".utf8) else {
      return nil
    }
    return String(decoding: bytes[(colons[2] + 1)..<colons[3]], as: UTF8.self)
  }
}

/// A pattern of a resource's name, compared part by part.
///
/// In a part between colons a wildcard stays within the part; in the last one it matches colons too.
/// A pattern of a resource with fewer parts than an ARN has means more (``IncompletePattern``).
/// A class: a policy has many, and none is copied while it is asked.
final class SegmentedPattern: Sendable {
  private let glob: Glob
  private let colons: [Int]
  /// Whether it is `*` by itself, which matches everything.
  let matchesAll: Bool
  /// What stands before the first wildcard; most patterns that do not match differ there.
  private let prefix: [UInt8]
  /// What the pattern is behind its prefix.
  private let rest: Rest
  /// How the pattern is compared when it has too few parts for an ARN.
  private let incomplete: IncompletePattern?

  private enum Rest: Sendable {
    /// Nothing.
    case nothing
    /// One `*` in the last part.
    case anything
    /// Wildcards in the last part, or in others.
    case pattern
  }

  init(_ glob: Glob) {
    self.glob = glob
    let symbols = glob.symbols
    matchesAll = symbols == [Glob.star]
    colons = Array(
      symbols.indices.filter { symbols[$0] == UInt16(UInt8(ascii: ":")) }.prefix(5))
    prefix = symbols.prefix { $0 < Glob.star }.map { UInt8(truncatingIfNeeded: $0) }
    let isLastPart = prefix.count > (colons.last ?? -1)
    rest =
      prefix.count == symbols.count
      ? .nothing
      : isLastPart && symbols.count == prefix.count + 1 && symbols[prefix.count] == Glob.star
        ? .anything : .pattern
    incomplete = colons.count < 5 && !matchesAll ? IncompletePattern(glob, colons) : nil
  }

  /// How many parts the pattern has, six at most.
  var partCount: Int { colons.count + 1 }

  /// Whether a resource matches.
  func matches(_ resource: ResourceText) -> Bool {
    if let incomplete { return incomplete.matches(resource) }
    return matchesAll || matches(resource.bytes, resource.colons)
  }

  /// Whether a text with its first five colons matches.
  private func matches(_ bytes: [UInt8], _ textColons: [Int]) -> Bool {
    guard bytes.count >= prefix.count, textColons.count >= colons.count, startsWithPrefix(bytes)
    else { return false }
    switch rest {
    case .nothing: return bytes.count == prefix.count
    case .anything: return true
    case .pattern: return matchesByParts(bytes, textColons)
    }
  }

  private func startsWithPrefix(_ bytes: [UInt8]) -> Bool {
    prefix.withUnsafeBufferPointer { prefix in
      bytes.withUnsafeBufferPointer { bytes in
        // Names of one account begin alike: their ends tell them apart sooner.
        var index = prefix.count
        while index > 0 {
          index -= 1
          if prefix[index] != bytes[index] { return false }
        }
        return true
      }
    }
  }

  private func matchesByParts(_ bytes: [UInt8], _ textColons: [Int]) -> Bool {
    glob.symbols.withUnsafeBufferPointer { symbols in
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
