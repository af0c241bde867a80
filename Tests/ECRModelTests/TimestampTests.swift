import ECRModel
import Testing

struct TimestampTests {
  private func iso(_ text: String) -> Timestamp? {
    Array(text.utf8).withUnsafeBufferPointer { Timestamp(iso8601: $0) }
  }

  private func epoch(_ text: String) -> Timestamp? {
    Array(text.utf8).withUnsafeBufferPointer { Timestamp(epochSeconds: $0) }
  }

  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0), ("2026-01-31T12:00:00+00:00", 1_769_860_800),
    ("2026-01-31T13:00:00+01:00", 1_769_860_800), ("2026-01-31T06:30:00-05:30", 1_769_860_800),
    ("2024-02-29T23:59:59Z", 1_709_251_199), ("1969-12-31T23:59:59Z", -1),
    ("2026-01-31 12:00:00+0000", 1_769_860_800),
  ])
  func `an ISO 8601 time with an offset is an instant`(text: String, seconds: Int) {
    #expect(iso(text) == Timestamp(seconds: seconds))
  }

  @Test(arguments: [
    "2026-01-31T12:00:00", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-00-10T00:00:00Z",
    "2026-01-31T24:00:00Z", "2026-01-31T12:60:00Z", "2026-01-31T12:00:00+24:00", "", "tomorrow",
    "2026-01-31T12:00:00.Z", "2100-02-29T00:00:00Z", "2026-01-31T12:00:00Zx", "26-01-31T12:00:00Z",
  ])
  func `a time without an offset, or that never was, is none`(text: String) {
    #expect(iso(text) == nil)
  }

  @Test(arguments: [
    ("1769860800", 1_769_860_800_000_000), ("1769860800.0", 1_769_860_800_000_000),
    ("1769860800.123", 1_769_860_800_123_000), ("1.7698608E9", 1_769_860_800_000_000),
    ("0.17698608E10", 1_769_860_800_000_000),
    ("1769860800.1234567", 1_769_860_800_123_456), ("-1.5", -1_500_000), ("0", 0),
  ])
  func `seconds since 1970 are an instant, exact to the microsecond`(text: String, value: Int64) {
    #expect(epoch(text)?.microseconds == value)
  }

  @Test(arguments: [
    "1e400", "", "-", ".5", "12a", "99999999999999999999", "1e99", "253402300800", "e5", "-e5",
  ])
  func `a number out of range is no instant`(text: String) {
    #expect(epoch(text) == nil)
  }

  @Test func `an instant is printed in UTC, with a fraction only where there is one`() {
    #expect(Timestamp(seconds: 1_769_860_800).description == "2026-01-31T12:00:00Z")
    #expect(Timestamp(microseconds: 1_500).description == "1970-01-01T00:00:00.001500Z")
    #expect(Timestamp(microseconds: 123_000).description == "1970-01-01T00:00:00.123Z")
    #expect(
      Timestamp(microseconds: Timestamp.first.microseconds - 1).description
        == "0000-12-31T23:59:59.999999Z")
    #expect(Timestamp(seconds: -1).description == "1969-12-31T23:59:59Z")
  }

  @Test func `every day of 400 years reads back as it is printed`() {
    for day in stride(from: -73_000, to: 73_000, by: 1) {
      let instant = Timestamp(seconds: day * 86_400)
      #expect(iso(instant.description) == instant)
    }
  }

  @Test(arguments: [
    ("0001-01-01", "-62135596800", true), ("0000-12-31", "-62135596801", false),
    ("0000-01-01", "-62167219200", false), ("9999-12-31T23:59:59Z", "253402300799", true),
    ("9999-12-31T23:59:59-00:01", "253402300859", false),
    ("0001-01-01T00:00:00+00:01", "-62135596860", false),
  ])
  func `an instant is read or not, however it is written`(
    date: String, seconds: String, isRead: Bool
  ) {
    #expect((Timestamp(typed: date) != nil) == isRead)
    #expect(Timestamp(typed: seconds) == Timestamp(typed: date))
  }

  @Test func `the first and the last instant are those of the years 1 and 9999`() {
    #expect(Timestamp.first.description == "0001-01-01T00:00:00Z")
    #expect(Timestamp.last.description == "9999-12-31T23:59:59.999999Z")
  }

  @Test func `a typed date is midnight in UTC`() {
    #expect(Timestamp(typed: "2026-01-31") == Timestamp(typed: "2026-01-31T00:00:00Z"))
    #expect(Timestamp(typed: "1769860800") == Timestamp(typed: "2026-01-31T12:00:00Z"))
    #expect(Timestamp(typed: "31.1.2026") == nil)
  }

  @Test func `instants at the ends of Int64 can be printed`() {
    for microseconds in [Int64.min, -62_167_219_200_000_001, Int64.max] {
      #expect(!Timestamp(microseconds: microseconds).description.isEmpty)
    }
    #expect(
      Timestamp(microseconds: -62_167_219_200_000_001).description == "-0001-12-31T23:59:59.999999Z"
    )
  }
}
