/// The least JSON and calendar needed to write a world down.

/// A JSON object of members already written.
func object(_ members: [(String, String)]) -> String {
  "{" + members.map { "\(quoted($0)): \($1)" }.joined(separator: ", ") + "}"
}

/// A JSON array of elements already written.
func array(_ elements: [String]) -> String {
  "[" + elements.joined(separator: ", ") + "]"
}

/// A JSON string.
func quoted(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": result += "\\\""
    case "\\": result += "\\\\"
    case "\n": result += "\\n"
    case "\u{0}"..<"\u{20}":
      result += "\\u00" + padded(Int(scalar.value) / 16, to: 1, radix: 16)
      result += padded(Int(scalar.value) % 16, to: 1, radix: 16)
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}

/// An instant in ISO 8601, as read on a clock that many seconds ahead of UTC.
func iso8601(_ seconds: Int, offset: Int) -> String {
  let local = seconds + offset
  let second = ((local % 86_400) + 86_400) % 86_400
  let date = civilDate(daysSince1970: (local - second) / 86_400)
  let clock = [second / 3_600, second / 60 % 60, second % 60].map { padded($0, to: 2) }
  let zone = [abs(offset) / 3_600, abs(offset) / 60 % 60].map { padded($0, to: 2) }
  let day = [padded(date.year, to: 4), padded(date.month, to: 2), padded(date.day, to: 2)]
  return day.joined(separator: "-") + "T" + clock.joined(separator: ":")
    + (offset < 0 ? "-" : "+") + zone.joined(separator: ":")
}

/// The date so many days after 1 January 1970, found by walking year by year.
private func civilDate(daysSince1970: Int) -> (year: Int, month: Int, day: Int) {
  var year = 1970
  var left = daysSince1970
  while left >= (isLeap(year) ? 366 : 365) {
    left -= isLeap(year) ? 366 : 365
    year += 1
  }
  var month = 1
  for length in [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
    if left < length { break }
    left -= length
    month += 1
  }
  return (year, month, left + 1)
}

private func isLeap(_ year: Int) -> Bool {
  year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
}

private func padded(_ number: Int, to width: Int, radix: Int = 10) -> String {
  let digits = String(number, radix: radix)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
