import TestSupport
import Texts

/// Changes inputs in ways that readers may stumble over; the same seed makes the same input.
public struct Mutator: Sendable {
  private let seeds: [[UInt8]]
  private let words: [[UInt8]]
  private let isText: Bool

  /// The longest input that is made.
  public static let longest = 12_000

  /// Makes a mutator of a target's seeds and words.
  public init(_ target: FuzzTarget) {
    seeds = SeedCorpus(target).inputs
    words = Vocabulary.words(target).map { Array($0.utf8) }
    isText = target != .snapshot
  }

  /// The input of a seed.
  public func input(_ seed: UInt64) -> [UInt8] {
    var random = SplitMix64(seed: seed)
    var bytes = random.pick(seeds)
    for _ in 0..<random.within(1...5) {
      if isText, random.chance(50) {
        changeJSON(&bytes, &random)
      } else {
        changeBytes(&bytes, &random)
      }
      if bytes.count > Self.longest { bytes.removeLast(bytes.count - Self.longest) }
    }
    return bytes
  }

  // MARK: Bytes

  private func changeBytes(_ bytes: inout [UInt8], _ random: inout SplitMix64) {
    guard !bytes.isEmpty else { return bytes = [UInt8(random.below(256))] }
    let place = random.below(bytes.count)
    let stretch =
      place..<min(bytes.count, place + random.within(1...(random.chance(80) ? 16 : 400)))
    switch random.below(9) {
    case 0: bytes[place] ^= 1 << UInt8(random.below(8))
    case 1: bytes[place] = random.pick([0, 0x0A, 0x22, 0x5C, 0x7F, 0x80, 0xBF, 0xC2, 0xED, 0xFF])
    case 2: bytes.removeSubrange(stretch)
    case 3: bytes.insert(contentsOf: Array(bytes[stretch]), at: place)
    case 4: bytes.insert(UInt8(random.below(256)), at: place)
    case 5, 6: replace(stretch, word(&random), &bytes, &random)
    case 7: bytes.removeLast(bytes.count - place)
    default:
      let other = random.pick(seeds)
      let cut = random.below(other.count + 1)
      bytes = Array(bytes[..<place]) + other[cut...]
    }
  }

  private func word(_ random: inout SplitMix64) -> [UInt8] {
    words.isEmpty ? [UInt8(random.below(256))] : random.pick(words)
  }

  private func replace(
    _ stretch: Range<Int>, _ word: [UInt8], _ bytes: inout [UInt8], _ random: inout SplitMix64
  ) {
    if random.chance(50) {
      bytes.insert(contentsOf: word, at: stretch.lowerBound)
    } else {
      bytes.replaceSubrange(stretch, with: word)
    }
  }

  // MARK: JSON

  /// Exchanges, removes, doubles or replaces whole values and members; what is no JSON stays as it is.
  private func changeJSON(_ bytes: inout [UInt8], _ random: inout SplitMix64) {
    let parts = Self.parts(bytes)
    guard !parts.isEmpty else { return changeBytes(&bytes, &random) }
    let part = random.pick(parts)
    let text = Array(bytes[part])
    switch random.below(8) {
    case 0:
      let other = random.pick(parts)
      bytes.replaceSubrange(part, with: Array(bytes[other]))
    case 1:
      let donor = random.pick(seeds)
      let others = Self.parts(donor)
      guard !others.isEmpty else { return }
      bytes.replaceSubrange(part, with: donor[random.pick(others)])
    case 2: bytes.insert(contentsOf: text + [UInt8(ascii: ",")], at: part.lowerBound)
    case 3: bytes.removeSubrange(part)
    case 4: bytes.replaceSubrange(part, with: [UInt8(ascii: "[")] + text + [UInt8(ascii: "]")])
    case 5: bytes.replaceSubrange(part, with: Array("{\"a\":".utf8) + text + [UInt8(ascii: "}")])
    case 6: bytes.replaceSubrange(part, with: word(&random))
    default:
      let quote = [UInt8(ascii: "\"")]
      bytes.replaceSubrange(part, with: quote + word(&random) + quote)
    }
  }

  /// Where the values, and the names of members, stand.
  private static func parts(_ bytes: [UInt8]) -> [Range<Int>] {
    guard bytes.first != 0xEF else { return [] }
    let reading = JSONReader.read(SourceText(name: "", bytes: bytes), several: true)
    var parts: [Range<Int>] = []
    func add(_ node: JSONNode) {
      if node.span.start < node.span.end { parts.append(node.span.start..<node.span.end) }
      for element in node.elements ?? [] { add(element) }
      for member in node.members ?? [] {
        parts.append(member.nameSpan.start..<member.nameSpan.end)
        add(member.value)
      }
    }
    for document in reading.documents { add(document) }
    return parts
  }
}
