import ECRModel

/// Times in the words of scenarios.
enum TimePhrase {
  /// How to write a time, for those who wrote another.
  static let help =
    "write `10 days ago`, `1 day 12 hours ago`, `now`, 2026-01-31 (midnight UTC) or "
    + "2026-01-31T12:00:00Z"
  /// How to write a span of time.
  static let spanHelp = "write `14 days`, `12 hours` or `1 day 30 minutes`"

  private static let units: [String: Int64] = [
    "second": Timestamp.second, "minute": 60 * Timestamp.second, "hour": 3_600 * Timestamp.second,
    "day": Timestamp.day, "week": 7 * Timestamp.day, "year": 365 * Timestamp.day,
  ]

  /// Whether a phrase means something only together with a clock.
  static func isRelative(_ text: String) -> Bool { text == "now" || text.hasSuffix(" ago") }

  /// The instant that a phrase means at another instant.
  static func instant(_ text: String, at now: Timestamp) -> Timestamp? {
    if text == "now" { return now }
    if text.hasSuffix(" ago") {
      guard let span = span(String(text.dropLast(4))) else { return nil }
      let (instant, overflow) = now.microseconds.subtractingReportingOverflow(span)
      return overflow ? nil : Timestamp(microseconds: instant)
    }
    return absolute(text)
  }

  /// An instant that needs no clock.
  static func absolute(_ text: String) -> Timestamp? {
    // Most readers would read seconds since 1970 as a year or a count.
    text.dropFirst().contains("-") ? Timestamp(typed: text) : nil
  }

  /// How long something takes, in microseconds: `1 day 12 hours`.
  static func span(_ text: String) -> Int64? {
    let words = text.split { $0 == " " || $0 == "," }.filter { $0 != "and" }
    guard !words.isEmpty, words.count.isMultiple(of: 2) else { return nil }
    var sum: Int64 = 0
    for place in stride(from: 0, to: words.count, by: 2) {
      let unit = words[place + 1].hasSuffix("s") ? words[place + 1].dropLast() : words[place + 1]
      guard let number = number(words[place]), let length = units[String(unit)] else { return nil }
      let (product, tooLong) = number.multipliedReportingOverflow(by: length)
      let (total, overflow) = sum.addingReportingOverflow(product)
      guard !tooLong, !overflow else { return nil }
      sum = total
    }
    return sum
  }

  /// A whole number without a sign.
  private static func number(_ text: Substring) -> Int64? {
    text.first?.isNumber == true ? Int64(text) : nil
  }

  /// A size such as `120 MiB`, in bytes.
  static func size(_ text: String) -> Int64? {
    let words = text.split(separator: " ")
    guard let first = words.first, let number = number(first), words.count <= 2 else { return nil }
    let units = ["B", "KiB", "MiB", "GiB", "TiB"]
    guard let power = units.firstIndex(of: words.count == 2 ? String(words[1]) : "B") else {
      return nil
    }
    let (bytes, overflow) = number.multipliedReportingOverflow(by: Int64(1) << (10 * Int64(power)))
    return overflow ? nil : bytes
  }
}
