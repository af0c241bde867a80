import ECRModel
import Testing

@testable import ECRScenarios

/// Times and sizes as stories tell them.
struct TimePhraseTests {
  /// A phrase at 2026-01-31T12:00:00Z, and the instant.
  static let instants: [(String, String?)] = [
    ("now", "2026-01-31T12:00:00Z"),
    ("0 days ago", "2026-01-31T12:00:00Z"),
    ("30 seconds ago", "2026-01-31T11:59:30Z"),
    ("45 minutes ago", "2026-01-31T11:15:00Z"),
    ("13 hours ago", "2026-01-30T23:00:00Z"),
    ("1 day ago", "2026-01-30T12:00:00Z"),
    ("1 days ago", "2026-01-30T12:00:00Z"),
    ("1 day 12 hours ago", "2026-01-30T00:00:00Z"),
    ("1 day, 12 hours and 1 minute ago", "2026-01-29T23:59:00Z"),
    ("2 weeks ago", "2026-01-17T12:00:00Z"),
    // Of 365 days: in 2025 there was no 29 February.
    ("1 year ago", "2025-01-31T12:00:00Z"),
    ("10 years ago", "2016-02-03T12:00:00Z"),
    ("2026-01-31", "2026-01-31T00:00:00Z"),
    ("2026-01-30T01:00:00+01:00", "2026-01-30T00:00:00Z"),
    ("10 days", nil), ("days ago", nil), ("10 ago", nil), ("ten days ago", nil), ("ago", nil),
    ("-1 days ago", nil), ("1.5 days ago", nil), ("1 month ago", nil), ("1 s ago", nil),
    ("2 dayss ago", nil), ("+2 days ago", nil), ("10  days  ago", "2026-01-21T12:00:00Z"),
    ("tomorrow", nil), ("", nil), ("1769860800", nil), ("-5", nil), ("2026-02-30", nil),
    ("2026-01-31T12:00:00", nil), ("9223372036854775807 days ago", nil),
    ("9223372036854775807 seconds ago", nil), ("300000 years ago", nil),
  ]

  @Test(arguments: instants)
  func `a phrase is an instant, or none`(phrase: String, expected: String?) throws {
    let now = try #require(Timestamp(typed: "2026-01-31T12:00:00Z"))
    #expect(TimePhrase.instant(phrase, at: now).map { "\($0)" } == expected)
  }

  static let spans: [(String, Int64?)] = [
    ("14 days", 1_209_600), ("1 day 30 minutes", 88_200), ("0 days", 0), ("1 week", 604_800),
    ("1 year", 31_536_000), ("90 minutes", 5_400), ("day", nil), ("14", nil), ("14 days ago", nil),
    ("until 2026-01-01", nil), ("-1 day", nil), ("", nil),
  ]

  @Test(arguments: spans)
  func `a span of time is so many seconds`(phrase: String, seconds: Int64?) {
    #expect(TimePhrase.span(phrase) == seconds.map { $0 * 1_000_000 })
  }

  static let sizes: [(String, Int64?)] = [
    ("120 MiB", 125_829_120), ("1 KiB", 1_024), ("5 B", 5), ("5", 5), ("0", 0),
    ("2 GiB", 2_147_483_648), ("1 TiB", 1_099_511_627_776), ("120 MB", nil), ("1.5 GiB", nil),
    ("-1 B", nil), ("MiB", nil), ("1 2 B", nil), ("", nil), ("9000000 TiB", nil), ("120MiB", nil),
  ]

  @Test(arguments: sizes)
  func `a size is so many bytes`(phrase: String, bytes: Int64?) {
    #expect(TimePhrase.size(phrase) == bytes)
  }
}
