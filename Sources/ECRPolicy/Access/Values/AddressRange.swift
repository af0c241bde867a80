/// An IPv4 or IPv6 address, or a range of them in CIDR form (A-43).
package struct AddressRange: Sendable, Hashable {
  private let isVersion4: Bool
  private let high: UInt64
  private let low: UInt64
  /// How many leading bits count.
  private let prefixLength: Int

  /// Reads an address or a range; bits behind the prefix mean nothing.
  ///
  /// Nil for any other text.
  package init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    let width: Int
    if let address = Self.version4(parts[0]) {
      (isVersion4, high, low, width) = (true, 0, UInt64(address), 32)
    } else if let address = Self.version6(parts[0]) {
      (isVersion4, high, low, width) = (false, address.high, address.low, 128)
    } else {
      return nil
    }
    guard parts.count == 2 else {
      prefixLength = width
      return
    }
    guard (1...3).contains(parts[1].utf8.count), parts[1].utf8.allSatisfy(Self.isDigit),
      let length = Int(parts[1]), length <= width
    else { return nil }
    prefixLength = length
  }

  /// Whether a single address lies in the range; a range lies in no range.
  package func contains(_ other: AddressRange) -> Bool {
    guard isVersion4 == other.isVersion4, other.prefixLength == (isVersion4 ? 32 : 128) else {
      return false
    }
    let leading = isVersion4 ? prefixLength + 96 : prefixLength
    return (high ^ other.high) & Self.mask(leading) == 0
      && (low ^ other.low) & Self.mask(leading - 64) == 0
  }

  /// Whether every address of another range lies in this one.
  private func covers(_ other: AddressRange) -> Bool {
    guard isVersion4 == other.isVersion4, other.prefixLength >= prefixLength else { return false }
    let leading = isVersion4 ? prefixLength + 96 : prefixLength
    return (high ^ other.high) & Self.mask(leading) == 0
      && (low ^ other.low) & Self.mask(leading - 64) == 0
  }

  /// Whether it is wider than any one owner's addresses: more than an IPv4 `/8` or an IPv6 `/32`,
  /// the limit of Amazon S3 for policies that it calls public.
  ///
  /// Source: "The meaning of 'public'",
  /// https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
  var isWide: Bool { prefixLength < (isVersion4 ? 8 : 32) }

  /// Whether it holds every address of its version.
  var isEveryAddress: Bool { prefixLength == 0 }

  /// Whether all its addresses are private, shared, link-local or loopback: none of them reaches a
  /// public endpoint (RFC 1918, RFC 6598, RFC 3927, RFC 4193, RFC 4291).
  var isPrivate: Bool { Self.privateRanges.contains { $0.covers(self) } }

  /// The range of all addresses that begin with some text, up to its last whole number: `10.0.*` is
  /// `10.0.0.0/16`; nil where not even one number is whole.
  init?(beginning text: some StringProtocol) {
    let separator: Character = text.contains(":") ? ":" : "."
    let numbers = text.split(separator: separator, omittingEmptySubsequences: false).dropLast()
    let missing = (separator == "." ? 4 : 8) - numbers.count
    guard !numbers.isEmpty, missing > 0, numbers.allSatisfy({ !$0.isEmpty }) else { return nil }
    let rest = Array(repeating: "0", count: missing)
    let address = (numbers.map { String($0) } + rest).joined(separator: String(separator))
    self.init("\(address)/\(numbers.count * (separator == "." ? 8 : 16))")
  }

  private static let privateRanges = [
    "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16",
    "127.0.0.0/8", "fc00::/7", "fe80::/10", "::1", "::ffff:10.0.0.0/104",
    "::ffff:172.16.0.0/108", "::ffff:192.168.0.0/112", "::ffff:127.0.0.0/104",
  ].compactMap { AddressRange($0) }

  /// A word whose first bits are set, this many of them.
  private static func mask(_ bits: Int) -> UInt64 {
    bits <= 0 ? 0 : bits >= 64 ? .max : .max << UInt64(64 - bits)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")) ~= byte
  }

  private static func version4(_ text: some StringProtocol) -> UInt32? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var address: UInt32 = 0
    for part in parts {
      guard (1...3).contains(part.utf8.count), part.utf8.allSatisfy(isDigit),
        let value = UInt32(part), value < 256
      else { return nil }
      address = address << 8 | value
    }
    return address
  }

  /// An IPv4 address or range, its numbers written without zeros in front; other texts as they are.
  package static func withoutLeadingZeros(_ text: String) -> String {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard version4(parts[0]) != nil else { return text }
    let numbers = parts[0].split(separator: ".").map { "\(UInt8($0) ?? 0)" }
    return ([numbers.joined(separator: ".")] + parts.dropFirst().map(String.init))
      .joined(separator: "/")
  }

  /// Eight groups of hexadecimal digits; `::` replaces the missing zeros, and the last two groups
  /// may be an IPv4 address.
  private static func version6(_ text: some StringProtocol) -> (high: UInt64, low: UInt64)? {
    let halves = Self.halves(String(text))
    guard let halves, let front = groups(halves.front, isEnd: halves.back == nil) else {
      return nil
    }
    var all = front
    if let back = halves.back {
      guard let behind = groups(back, isEnd: true), front.count + behind.count < 8 else {
        return nil
      }
      all += Array(repeating: 0, count: 8 - front.count - behind.count) + behind
    }
    guard all.count == 8 else { return nil }
    let words = all.map(UInt64.init)
    return (
      words[0] << 48 | words[1] << 32 | words[2] << 16 | words[3],
      words[4] << 48 | words[5] << 32 | words[6] << 16 | words[7]
    )
  }

  /// The text before and after `::`; nil if there are two.
  private static func halves(_ text: String) -> (front: String, back: String?)? {
    guard let gap = text.firstRange(of: "::") else { return (text, nil) }
    let back = text[gap.upperBound...]
    guard back.firstRange(of: "::") == nil, back.first != ":" else { return nil }
    return (String(text[..<gap.lowerBound]), String(back))
  }

  private static func groups(_ text: String, isEnd: Bool) -> [UInt16]? {
    guard !text.isEmpty else { return [] }
    var groups: [UInt16] = []
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      if isEnd, index == parts.count - 1, let address = version4(part) {
        groups += [UInt16(address >> 16), UInt16(address & 0xFFFF)]
      } else {
        guard (1...4).contains(part.utf8.count), part.first != "+", part.first != "-",
          let group = UInt16(part, radix: 16)
        else { return nil }
        groups.append(group)
      }
    }
    return groups
  }
}
