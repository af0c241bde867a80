/// A pattern of resources with fewer parts than the six of an ARN.
///
/// It matches what it matches with a `*` for each part that is missing. It also matches what it says
/// when a `*` at the end of a part reaches over the colons behind it, as AWS has it: of
/// patterns with six parts that changes nothing where names have no colons.
final class IncompletePattern: Sendable {
  private let completed: SegmentedPattern
  private let symbols: [UInt16]
  /// Whether the wildcard at a place matches colons.
  private let reaches: [Bool]

  private static let colon = UInt16(UInt8(ascii: ":"))

  init(_ glob: Glob, _ colons: [Int]) {
    symbols = glob.symbols
    var whole = glob
    for _ in colons.count..<5 { whole.append(wild: ":*") }
    completed = SegmentedPattern(whole)
    let lastPart = (colons.last ?? -1) + 1
    reaches = glob.symbols.indices.map { place in
      place >= lastPart
        || (glob.symbols[place] == Glob.star && glob.symbols[place + 1] == Self.colon)
    }
  }

  /// Whether a resource matches.
  func matches(_ resource: ResourceText) -> Bool {
    completed.matches(resource) || reaches(resource.bytes)
  }

  /// Follows all ways through the pattern at once: a star that stops at a colon may have to give way
  /// to an earlier one that does not.
  private func reaches(_ text: [UInt8]) -> Bool {
    var places = [Bool](repeating: false, count: symbols.count + 1)
    places[0] = true
    skipStars(&places)
    for byte in text {
      var next = [Bool](repeating: false, count: places.count)
      var isAlive = false
      for place in symbols.indices where places[place] {
        guard let step = step(byte, at: place) else { continue }
        next[place + step] = true
        isAlive = true
      }
      // `?` is one character of Unicode: the rest of its bytes belong to it.
      if byte & 0xC0 == 0x80 {
        for place in symbols.indices where symbols[place] == Glob.one && places[place + 1] {
          next[place + 1] = true
          isAlive = true
        }
      }
      guard isAlive else { return false }
      skipStars(&next)
      places = next
    }
    return places[symbols.count]
  }

  /// How far a byte leads on from a place; nil when it does not match there.
  private func step(_ byte: UInt8, at place: Int) -> Int? {
    switch symbols[place] {
    case Glob.star: byte != UInt8(ascii: ":") || reaches[place] ? 0 : nil
    case Glob.one:
      byte & 0xC0 != 0x80 && (byte != UInt8(ascii: ":") || reaches[place]) ? 1 : nil
    case UInt16(byte): 1
    default: nil
    }
  }

  private func skipStars(_ places: inout [Bool]) {
    for place in symbols.indices where places[place] && symbols[place] == Glob.star {
      places[place + 1] = true
    }
  }
}
