/// A point in time, to the millisecond.
struct Instant: Comparable {
  static let secondsADay = 86_400
  /// The fixture clock: 2026-11-01T00:00:00Z.
  static let clock = Instant(milliseconds: 1_793_491_200_000)

  let milliseconds: Int

  static func < (left: Instant, right: Instant) -> Bool {
    left.milliseconds < right.milliseconds
  }

  /// The instant a number of seconds later.
  func later(seconds: Int, milliseconds extra: Int = 0) -> Instant {
    Instant(milliseconds: milliseconds + seconds * 1000 + extra)
  }

  /// The instant a number of days before the fixture clock.
  static func daysAgo(_ days: Int, seconds: Int = 0, milliseconds: Int = 0) -> Instant {
    clock.later(seconds: seconds - days * secondsADay, milliseconds: milliseconds)
  }

  /// The date in UTC.
  var date: (year: Int, month: Int, day: Int) {
    Calendar.date(ofDay: milliseconds / 1000 / Instant.secondsADay)
  }

  /// The time as AWS CLI v2 writes it on a machine in Berlin: `2026-01-21T13:37:05.123000+01:00`.
  var iso8601: String {
    let seconds = milliseconds / 1000
    let hours = Calendar.isSummerTime(seconds) ? 2 : 1
    let local = seconds + hours * 3600
    let (year, month, day) = Calendar.date(ofDay: local / Instant.secondsADay)
    let clock = local % Instant.secondsADay
    var text = "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))T"
    text += "\(padded(clock / 3600, 2)):\(padded(clock / 60 % 60, 2)):\(padded(clock % 60, 2))"
    let fraction = milliseconds % 1000
    if fraction != 0 {
      text += ".\(padded(fraction, 3))000"
    }
    return text + "+0\(hours):00"
  }

  /// The time as AWS CLI v1 writes it: seconds since 1970 as a float, `1769000000.123`.
  var epoch: String {
    var fraction = padded(milliseconds % 1000, 3)
    while fraction.utf8.count > 1, fraction.hasSuffix("0") {
      fraction.removeLast()
    }
    return "\(milliseconds / 1000).\(fraction)"
  }

  /// The time in UTC, as Kubernetes writes it: `2026-01-21T12:37:05Z`.
  var kubernetes: String {
    let seconds = milliseconds / 1000
    let (year, month, day) = date
    let clock = seconds % Instant.secondsADay
    return "\(year)-\(padded(month, 2))-\(padded(day, 2))T"
      + "\(padded(clock / 3600, 2)):\(padded(clock / 60 % 60, 2)):\(padded(clock % 60, 2))Z"
  }
}

/// The number with zeros in front.
func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
