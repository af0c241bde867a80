import Texts

/// A resource's name, its first five colons found.
struct ResourceText: Sendable, Hashable {
  let text: String
  let bytes: [UInt8]
  /// The positions of the first colons, five at most.
  private let colons: [Int]

  init(_ text: String) {
    self.text = text
    bytes = Array(text.utf8)
    colons = WildcardPattern.colons(in: bytes)
  }

  /// Eight bytes of the name, those before a place; 0 where there are fewer.
  func word(before end: Int) -> UInt64 { ARNPattern.word(of: bytes, before: end) }

  /// How many parts the name has between colons, six at most.
  var partCount: Int { colons.count + 1 }

  /// The region of an ARN; nil where it has none, or the text is not an ARN.
  var region: String? {
    guard colons.count == 5, colons[2] + 1 < colons[3], text.utf8.starts(with: "arn:".utf8) else {
      return nil
    }
    return String(decoding: bytes[(colons[2] + 1)..<colons[3]], as: UTF8.self)
  }
}

/// A pattern of ARNs, which are compared part by part.
///
/// In a part between colons a wildcard stays within the part; in the last one it matches colons too.
/// A class: a policy has many, and none is copied while it is asked.
final class ARNPattern: Sendable {
  /// Whether it is `*` by itself, which matches everything.
  let matchesAll: Bool
  /// How many parts the pattern has between colons, six at most.
  let partCount: Int
  /// The text before the first wildcard; most patterns that do not match differ there.
  let prefix: [UInt8]
  /// The pattern, its wildcards kept within parts; two ways to read one with too few parts.
  private let readings: [WildcardPattern]
  private let rest: Rest

  /// What the pattern is behind its prefix.
  private enum Rest: Sendable {
    /// Nothing.
    case nothing
    /// One `*` in the last part.
    case anything
    /// Wildcards in the last part, or in others.
    case pattern
  }

  init(_ pattern: WildcardPattern) {
    let symbols = pattern.symbols
    let colons = WildcardPattern.colons(in: symbols)
    matchesAll = symbols == [WildcardPattern.Wildcard.star]
    partCount = colons.count + 1
    prefix = Array(pattern.prefix)
    if colons.count == 5 {
      readings = [pattern.withinParts(0..<colons[4])]
      let isStar = symbols[prefix.count...] == [WildcardPattern.Wildcard.star]
      rest =
        prefix.count == symbols.count
        ? .nothing : isStar && prefix.count > colons[4] ? .anything : .pattern
    } else {
      readings = matchesAll ? [pattern] : Self.readings(pattern, colons)
      rest = .pattern
    }
  }

  /// What a pattern of resources means that has fewer parts than the six of an ARN.
  ///
  /// It matches what it matches with a `*` for each missing part. It also matches where a `*` at
  /// the end of a part extends over the colons after it, as in AWS: for patterns with six
  /// parts that makes no difference where names have no colons.
  private static func readings(_ pattern: WildcardPattern, _ places: [Int]) -> [WildcardPattern] {
    var completed = pattern
    for _ in places.count..<5 { completed.append(wild: ":*") }
    let lastPart = (places.last ?? -1) + 1
    let kept = (0..<lastPart).filter { place in
      pattern.symbols[place] != WildcardPattern.Wildcard.star || !places.contains(place + 1)
    }
    return [
      completed.withinParts(0..<WildcardPattern.colons(in: completed.symbols)[4]),
      pattern.withinParts(kept),
    ]
  }

  /// Eight bytes of a text, those before a place; 0 where there are fewer.
  static func word(of bytes: [UInt8], before end: Int) -> UInt64 {
    guard end >= 8, end <= bytes.count else { return 0 }
    return bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: end - 8, as: UInt64.self) }
  }

  /// Whether a resource matches.
  func matches(_ resource: ResourceText) -> Bool {
    guard resource.bytes.count >= prefix.count, startsWithPrefix(resource.bytes) else {
      return false
    }
    switch rest {
    case .nothing: return resource.bytes.count == prefix.count
    case .anything: return true
    case .pattern: return readings.contains { $0.matches(resource.bytes) }
    }
  }

  private func startsWithPrefix(_ bytes: [UInt8]) -> Bool {
    prefix.withUnsafeBufferPointer { prefix in
      bytes.withUnsafeBufferPointer { bytes in
        // Names of one account begin alike: comparing their ends is faster.
        var index = prefix.count
        while index > 0 {
          index -= 1
          if prefix[index] != bytes[index] { return false }
        }
        return true
      }
    }
  }
}
