/// Numbers, dates, addresses and bytes as condition values.

/// A decimal number in millionths; nil for anything else.
func millionths(_ text: String) -> Int? {
  var digits = Substring(text)
  let isNegative = digits.first == "-"
  if digits.first == "-" || digits.first == "+" { digits.removeFirst() }
  let pieces = digits.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
  let fraction = pieces.count == 2 ? String(pieces[1]) : "0"
  guard let whole = number(String(pieces[0])), fraction.count <= 6, number(fraction) != nil,
    let parts = number(fraction + String(repeating: "0", count: 6 - fraction.count))
  else { return nil }
  return (isNegative ? -1 : 1) * (whole * 1_000_000 + parts)
}

/// Digits only.
private func number(_ text: String) -> Int? {
  text.allSatisfy { ("0"..."9").contains($0) } ? Int(text) : nil
}

/// Seconds since 1970: of a month, a day or an instant in ISO 8601, or given as such.
func instant(_ text: String) -> Int? {
  // Four digits are a year, as ISO 8601 has it.
  if text.count == 4, number(text) != nil { return instant(text + "-01") }
  // ISO 8601 ends with the year 9999, and so do the seconds.
  if let seconds = number(text) { return seconds < 253_402_300_800 ? seconds : nil }
  let halves = text.split(separator: "T", omittingEmptySubsequences: false).map(String.init)
  guard halves.count <= 2, let days = daysSince1970(halves[0]) else { return nil }
  guard halves.count == 2 else { return days * 86_400 }
  guard let zone = halves[1].firstIndex(where: { "Z+-".contains($0) }) else { return nil }
  let clock = halves[1][..<zone].split(separator: ":").map { number(String($0)) ?? -1 }
  guard clock.count == 2 || clock.count == 3, clock.allSatisfy({ $0 >= 0 }),
    let offset = offset(halves[1][zone...])
  else { return nil }
  let seconds = clock.count == 3 ? clock[2] : 0
  return days * 86_400 + clock[0] * 3_600 + clock[1] * 60 + seconds - offset
}

/// Seconds ahead of UTC: `Z`, `+01:00`, `-05:30`.
private func offset(_ zone: Substring) -> Int? {
  if zone == "Z" { return 0 }
  let fields = zone.dropFirst().split(separator: ":").map { number(String($0)) ?? -1 }
  guard fields.count == 2, fields.allSatisfy({ $0 >= 0 }) else { return nil }
  return (zone.hasPrefix("-") ? -1 : 1) * (fields[0] * 3_600 + fields[1] * 60)
}

/// Counts the days of all years and months before a day.
private func daysSince1970(_ date: String) -> Int? {
  let fields = date.split(separator: "-", omittingEmptySubsequences: false).map {
    number(String($0)) ?? -1
  }
  let isMonth = fields.count == 2 && date.count == 7
  guard isMonth || fields.count == 3 && date.count == 10, fields[0] >= 1970 else { return nil }
  let (year, month, day) = (fields[0], fields[1], isMonth ? 1 : fields[2])
  func isLeap(_ year: Int) -> Bool {
    year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
  }
  let lengths = [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  guard (1...12).contains(month), (1...lengths[month - 1]).contains(day) else { return nil }
  let years = (1970..<year).map { isLeap($0) ? 366 : 365 }.reduce(0, +)
  return years + lengths[..<(month - 1)].reduce(0, +) + day - 1
}

// MARK: - Addresses

/// Whether an address lies in a range; IPv4 and IPv6 have nothing in common.
func rangeHolds(_ range: String, _ address: String) -> Bool {
  let pieces = range.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
  guard let network = bits(pieces[0]), let bits = bits(address), network.count == bits.count
  else { return false }
  guard pieces.count > 1 else { return network == bits }
  guard pieces.count == 2, let length = number(pieces[1]), length <= bits.count else {
    return false
  }
  return network.prefix(length) == bits.prefix(length)
}

/// The 32 or 128 bits of an address.
private func bits(_ address: String) -> [Bool]? {
  if address.contains(":") { return bitsOfVersion6(address) }
  let bytes = address.split(separator: ".", omittingEmptySubsequences: false).map {
    number(String($0)) ?? 256
  }
  guard bytes.count == 4, bytes.allSatisfy({ $0 < 256 }) else { return nil }
  return bytes.flatMap { bits(of: $0, count: 8) }
}

private func bitsOfVersion6(_ address: String) -> [Bool]? {
  let groups = address.split(separator: ":", omittingEmptySubsequences: true).map {
    Int($0, radix: 16) ?? 65_536
  }
  guard groups.allSatisfy({ $0 < 65_536 }) else { return nil }
  guard let gap = address.firstRange(of: "::") else {
    return groups.count == 8 ? groups.flatMap { bits(of: $0, count: 16) } : nil
  }
  guard groups.count < 8 else { return nil }
  let before = address[..<gap.lowerBound].split(separator: ":").count
  let zeros = Array(repeating: 0, count: 8 - groups.count)
  return (groups[..<before] + zeros + groups[before...]).flatMap { bits(of: $0, count: 16) }
}

private func bits(of number: Int, count: Int) -> [Bool] {
  (0..<count).reversed().map { number >> $0 & 1 == 1 }
}

// MARK: - Bytes

/// Whether a text is base64 as it is written by everybody: in fours, padded at the end.
func isBase64(_ text: String) -> Bool {
  let body =
    text.hasSuffix("==") ? text.dropLast(2) : text.hasSuffix("=") ? text.dropLast() : text[...]
  return text.count.isMultiple(of: 4)
    && body.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "+" || $0 == "/") }
}
