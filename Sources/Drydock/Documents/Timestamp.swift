import ECRModel

/// An instant, in whole microseconds.
///
/// A policy is evaluated at an instant that you choose; Drydock reads no clock, so that the same input
/// always gives the same answer.
public struct Timestamp: Sendable, Hashable {
  let inner: ECRModel.Timestamp

  /// Reads ISO 8601 with an offset such as `2026-11-01T00:00:00Z`, a date (midnight UTC), or seconds
  /// since 1970.
  ///
  /// - Throws: ``InvalidInput`` when the text is none of these.
  public init(reading text: String) throws(InvalidInput) {
    guard let time = ECRModel.Timestamp(typed: text) else {
      throw InvalidInput(InvalidName.time(text))
    }
    inner = time
  }

  /// Makes an instant of the microseconds since 1970-01-01T00:00:00Z.
  public init(microsecondsSince1970 microseconds: Int64) {
    inner = ECRModel.Timestamp(microseconds: microseconds)
  }

  init(_ inner: ECRModel.Timestamp) { self.inner = inner }

  /// Microseconds since 1970-01-01T00:00:00Z.
  public var microsecondsSince1970: Int64 { inner.microseconds }
}

extension Timestamp: Comparable, CustomStringConvertible {
  /// Whether one instant is before another.
  public static func < (a: Timestamp, b: Timestamp) -> Bool { a.inner < b.inner }

  /// The instant as ISO 8601 in UTC, with a fraction only where there is one.
  public var description: String { inner.description }
}

extension Timestamp: ExpressibleByStringLiteral {
  /// Makes the instant that the source of a program spells out.
  ///
  /// - Precondition: The literal is a time that ``init(reading:)`` reads. Read what somebody types with that.
  public init(stringLiteral text: String) {
    guard let time = ECRModel.Timestamp(typed: text) else {
      preconditionFailure("\(InvalidInput(InvalidName.time(text)))")
    }
    inner = time
  }
}
