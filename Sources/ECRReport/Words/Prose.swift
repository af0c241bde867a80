package import ECRModel
import Texts

/// Numbers as people read them.
extension ByteBuffer {
  /// `1st`, `2nd`, `3rd`, `11th`.
  mutating func ordinal(_ number: Int) {
    grouped(number)
    switch (number % 100, number % 10) {
    case (11...13, _): text("th")
    case (_, 1): text("st")
    case (_, 2): text("nd")
    case (_, 3): text("rd")
    default: text("th")
    }
  }

  /// A number and its noun.
  mutating func count(_ number: Int, _ one: StaticString, _ many: StaticString) {
    grouped(number)
    byte(UInt8(ascii: " "))
    number == 1 ? text(one) : text(many)
  }

  /// A span of time in its two largest units of days, hours, minutes and seconds.
  mutating func duration(_ microseconds: Int64) {
    var seconds = Int(max(0, microseconds) / Timestamp.second)
    let units: [(Int, StaticString, StaticString)] = [
      (86_400, "day", "days"), (3_600, "hour", "hours"), (60, "minute", "minutes"),
      (1, "second", "seconds"),
    ]
    var shown = 0
    for (length, one, many) in units where seconds >= length || (length == 1 && shown == 0) {
      if shown > 0 { byte(UInt8(ascii: " ")) }
      count(seconds / length, one, many)
      seconds %= length
      shown += 1
      if shown == 2 { return }
    }
  }

  /// The beginning of a digest, long enough to be found again.
  mutating func shortDigest(_ digest: String) { text(Prose.short(digest)) }
}

/// Words for what reports show.
package enum Prose {
  /// The algorithm and the first twelve digits.
  package static func short(_ digest: String) -> String {
    guard let colon = digest.firstIndex(of: ":") else { return digest }
    return String(digest.prefix(through: colon) + digest[colon...].dropFirst().prefix(12))
  }

  /// The first twelve digits, without the algorithm where it is SHA-256.
  static func bare(_ digest: String) -> String {
    let short = short(digest)
    return short.hasPrefix("sha256:") ? String(short.dropFirst(7)) : short
  }

  /// A size in the units that ECR's console uses, of 1,024 each.
  static func size(_ bytes: Int64) -> String {
    let units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]
    var unit = 0
    var tenths = bytes >= Int64.max / 10 ? Int64.max - 512 : bytes * 10
    while tenths >= 10_240, unit < units.count - 1 {
      tenths = (tenths + 512) / 1024
      unit += 1
    }
    return unit == 0 ? "\(bytes) B" : "\(tenths / 10).\(tenths % 10) \(units[unit])"
  }

  /// A number and its noun.
  package static func count(_ number: Int, _ one: String, _ many: String) -> String {
    "\(grouped(number)) \(number == 1 ? one : many)"
  }

  /// Names in a row: `1, 2 and 3`.
  package static func list(_ names: [String]) -> String {
    guard names.count > 1, let last = names.last else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }

  /// How long before another instant something was.
  package static func ago(_ instant: Timestamp, at now: Timestamp) -> String {
    guard instant != now else { return "now" }
    var text = ByteBuffer()
    text.duration(now.microseconds - instant.microseconds)
    text.text(" ago")
    return String(decoding: text.bytes, as: UTF8.self)
  }

  /// A number with its thousands set apart.
  package static func grouped(_ number: Int) -> String { number.grouped }

  /// A sentence's beginning with a capital, where it begins with a plain word.
  package static func capitalized(_ sentence: String) -> String {
    let word = sentence.prefix { !$0.isWhitespace }
    guard word.allSatisfy(\.isLetter) else { return sentence }
    return sentence.prefix(1).uppercased() + sentence.dropFirst()
  }

  /// A text with the place that it is about, on one line where both fit on one.
  static func placed(
    _ text: String, _ place: String, indent: String = "  ", _ style: Style
  ) -> String {
    let line = "\(indent)\(text) (\(place))"
    return line.count <= style.columns
      ? line + "\n"
      : wrapped(text, indent: indent, width: style.width) + "\(indent)  \(place)\n"
  }

  /// A text in lines of at most `width` characters, as far as its words allow.
  package static func wrapped(_ text: String, indent: String = "  ", width: Int) -> String {
    lines(printable(text), width: width - indent.count).map { "\(indent)\($0)\n" }.joined()
  }

  /// A sentence with painted words, in lines that fit in the columns; those after the first begin two
  /// characters further right.
  static func painted(_ text: String, indent: String = "  ", _ style: Style) -> String {
    lines(text, width: style.columns - indent.count - 2).enumerated().map { place, line in
      "\(indent)\(place == 0 ? "" : "  ")\(line)\n"
    }.joined()
  }

  /// The lines of a text, of at most `width` characters, as far as its words allow.
  static func lines(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var count = 0
    for word in text.split(whereSeparator: \.isWhitespace) {
      let length = Style.visibleCount(word)
      if !line.isEmpty, count + 1 + length > width {
        lines.append(line)
        (line, count) = ("", 0)
      }
      count += length + (line.isEmpty ? 0 : 1)
      line += (line.isEmpty ? "" : " ") + word
    }
    return line.isEmpty ? lines : lines + [line]
  }

  /// A text without characters that a terminal would interpret.
  package static func printable(_ text: String) -> String { text.printable() }
}
