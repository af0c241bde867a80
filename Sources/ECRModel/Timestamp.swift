/// An instant, in whole microseconds since 1970-01-01T00:00:00Z.
///
/// The AWS CLI prints at most microseconds; anything finer is cut off.
package struct Timestamp: Sendable, Hashable, Comparable {
  /// Microseconds since 1970-01-01T00:00:00Z.
  package var microseconds: Int64

  /// The microseconds in one second.
  package static let second: Int64 = 1_000_000
  /// The microseconds in the 24 hours that a `countUnit` of `days` means.
  ///
  /// AWS does not document how it counts days.
  package static let day: Int64 = 86_400 * second

  /// The instants that Drydock reads: those of the years that it prints.
  package static let first = Timestamp(seconds: -62_135_596_800)
  /// The last of them.
  package static let last = Timestamp(microseconds: 253_402_300_799_999_999)

  /// Makes an instant from microseconds since 1970.
  package init(microseconds: Int64) { self.microseconds = microseconds }

  /// Makes an instant from seconds since 1970.
  package init(seconds: Int) { self.microseconds = Int64(seconds) * Self.second }

  /// The instant a number of days later.
  package func adding(days: Int) -> Timestamp {
    let (span, tooLong) = Int64(days).multipliedReportingOverflow(by: Self.day)
    let (sum, tooLate) = microseconds.addingReportingOverflow(span)
    return Timestamp(microseconds: tooLong || tooLate ? .max : sum)
  }

  /// Whether one instant is before another.
  package static func < (a: Timestamp, b: Timestamp) -> Bool { a.microseconds < b.microseconds }
}

extension Timestamp: CustomStringConvertible {
  /// The instant as ISO 8601 in UTC, with a fraction only where there is one.
  package var description: String {
    var bytes: [UInt8] = []
    appendISO8601(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the instant as ISO 8601 in UTC.
  package func appendISO8601(to bytes: inout [UInt8]) {
    let (day, time) = microseconds.flooredDivision(by: Self.day)
    let (year, month, dayOfMonth) = CivilDate.ofDay(Int(day))
    func pad(_ value: Int, _ width: Int) {
      var scale = 1
      for _ in 1..<width { scale *= 10 }
      var rest = value
      while scale > 0 {
        bytes.append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest / scale))
        rest %= scale
        scale /= 10
      }
    }
    let seconds = Int(time / Self.second)
    if year < 0 { bytes.append(UInt8(ascii: "-")) }
    pad(abs(year), 4)
    bytes.append(UInt8(ascii: "-"))
    pad(month, 2)
    bytes.append(UInt8(ascii: "-"))
    pad(dayOfMonth, 2)
    bytes.append(UInt8(ascii: "T"))
    pad(seconds / 3600, 2)
    bytes.append(UInt8(ascii: ":"))
    pad(seconds / 60 % 60, 2)
    bytes.append(UInt8(ascii: ":"))
    pad(seconds % 60, 2)
    let fraction = Int(time % Self.second)
    if fraction != 0 {
      bytes.append(UInt8(ascii: "."))
      fraction % 1000 == 0 ? pad(fraction / 1000, 3) : pad(fraction, 6)
    }
    bytes.append(UInt8(ascii: "Z"))
  }
}

extension Int64 {
  /// The quotient rounded down, and the remainder, which is never negative.
  func flooredDivision(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
