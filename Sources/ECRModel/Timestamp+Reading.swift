extension Timestamp {
  /// Reads what AWS CLI v2 writes: ISO 8601 with an offset, `2026-01-31T13:00:00.123000+01:00`.
  ///
  /// An offset (or `Z`) is required: without one the instant is ambiguous.
  package init?(iso8601 bytes: UnsafeBufferPointer<UInt8>) {
    var scanner = DigitScanner(bytes: bytes)
    guard let year = scanner.number(4), scanner.take("-"), let month = scanner.number(2),
      scanner.take("-"), let day = scanner.number(2), scanner.take("T") || scanner.take(" "),
      let hour = scanner.number(2), scanner.take(":"), let minute = scanner.number(2)
    else { return nil }
    var second = 0
    var fraction = 0
    if scanner.take(":") {
      guard let value = scanner.number(2) else { return nil }
      second = value
      if scanner.take(".") || scanner.take(",") {
        guard let value = scanner.microseconds() else { return nil }
        fraction = value
      }
    }
    guard let offset = scanner.offset(), scanner.isAtEnd else { return nil }
    guard (1...12).contains(month),
      (1...CivilDate.days(inMonth: month, of: year)).contains(day),
      hour < 24, minute < 60, second < 60
    else { return nil }
    let days = CivilDate.day(year: year, month: month, day: day)
    let seconds = days * 86_400 + hour * 3600 + minute * 60 + second - offset
    self.init(readable: Int64(seconds) * Self.second + Int64(fraction))
  }

  /// The instant, unless it is of a year that is not read.
  private init?(readable microseconds: Int64) {
    self.init(microseconds: microseconds)
    guard (Self.first...Self.last).contains(self) else { return nil }
  }

  /// Reads what AWS CLI v1 writes: seconds since 1970 as a JSON number, `1769860800.123`.
  package init?(epochSeconds bytes: UnsafeBufferPointer<UInt8>) {
    var scanner = DigitScanner(bytes: bytes)
    let isNegative = scanner.take("-")
    guard let mantissa = scanner.decimal(), scanner.isAtEnd else { return nil }
    // The digits as a whole number of 10^-scale seconds, brought to microseconds by whole tens.
    var value = mantissa.digits
    var scale = mantissa.scale
    while scale > 6 {
      value /= 10
      scale -= 1
    }
    while scale < 6 {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      guard !overflow else { return nil }
      value = product
      scale += 1
    }
    self.init(readable: isNegative ? -value : value)
  }

  /// Reads an instant that a person types: ISO 8601 with an offset, a bare date (midnight UTC), or
  /// seconds since 1970.
  package init?(typed text: String) {
    let isDate = text.utf8.count == 10 && text.utf8.dropFirst(4).first == UInt8(ascii: "-")
    var bytes = Array((isDate ? text + "T00:00:00Z" : text).utf8)
    let read = bytes.withUnsafeMutableBufferPointer { buffer in
      Timestamp(iso8601: UnsafeBufferPointer(buffer))
        ?? Timestamp(epochSeconds: UnsafeBufferPointer(buffer))
    }
    guard let read else { return nil }
    self = read
  }
}

extension Timestamp {
  /// What is wrong with a text that a person types for an instant and that has the form of one; nil for
  /// all others.
  package static func flaw(inTyped text: String) -> String? {
    var bytes = Array(text.utf8)
    return bytes.withUnsafeMutableBufferPointer { buffer in
      var scanner = DigitScanner(bytes: UnsafeBufferPointer(buffer))
      guard let year = scanner.number(4), scanner.take("-"), let month = scanner.number(2),
        scanner.take("-"), let day = scanner.number(2)
      else { return nil }
      guard (1...12).contains(month) else { return "there is no month \(month)" }
      let days = CivilDate.days(inMonth: month, of: year)
      guard (1...days).contains(day) else { return "that month has \(days) days" }
      guard scanner.take("T") || scanner.take(" "), let hour = scanner.number(2),
        scanner.take(":"), let minute = scanner.number(2)
      else { return nil }
      let second = scanner.take(":") ? scanner.number(2) : 0
      guard hour < 24 else { return "there is no hour \(hour)" }
      guard minute < 60 else { return "there is no minute \(minute)" }
      guard let second else { return nil }
      guard second < 60 else { return "there is no second \(second)" }
      return scanner.isAtEnd ? "the offset is missing: add Z for UTC" : nil
    }
  }
}

/// Takes digits and signs off the front of some bytes.
private struct DigitScanner {
  let bytes: UnsafeBufferPointer<UInt8>
  var index = 0

  init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  var isAtEnd: Bool { index == bytes.count }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard index < bytes.count, bytes[index] == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  mutating func digit() -> Int? {
    guard index < bytes.count, case let value = bytes[index] &- UInt8(ascii: "0"), value < 10
    else { return nil }
    index += 1
    return Int(value)
  }

  mutating func number(_ width: Int) -> Int? {
    var value = 0
    for _ in 0..<width {
      guard let digit = digit() else { return nil }
      value = value * 10 + digit
    }
    return value
  }

  mutating func microseconds() -> Int? {
    guard var value = digit() else { return nil }
    var width = 1
    while let digit = digit() {
      if width < 6 {
        value = value * 10 + digit
        width += 1
      }
    }
    while width < 6 {
      value *= 10
      width += 1
    }
    return value
  }

  /// Seconds east of UTC: `Z`, `+01:00`, `-0530` or `+01`.
  mutating func offset() -> Int? {
    if take("Z") || take("z") { return 0 }
    let isWest = take("-")
    guard isWest || take("+"), let hours = number(2) else { return nil }
    let minutes = take(":") || !isAtEnd ? number(2) : 0
    guard let minutes, hours < 24, minutes < 60 else { return nil }
    let seconds = hours * 3600 + minutes * 60
    return isWest ? -seconds : seconds
  }

  /// A decimal number as its digits and how many of them follow the point.
  mutating func decimal() -> (digits: Int64, scale: Int)? {
    var digits: Int64 = 0
    var scale = 0
    guard index < bytes.count, bytes[index] != UInt8(ascii: ".") else { return nil }
    var isFraction = false
    var any = false
    while !isAtEnd {
      if !isFraction, take(".") {
        isFraction = true
        continue
      }
      guard let digit = digit() else { break }
      any = true
      if isFraction, scale >= 9 { continue }
      let (product, overflow) = digits.multipliedReportingOverflow(by: 10)
      guard !overflow, product < Int64.max - 9 else { return nil }
      digits = product + Int64(digit)
      if isFraction { scale += 1 }
    }
    guard any else { return nil }
    if take("e") || take("E") {
      let isNegative = take("-")
      if !isNegative { _ = take("+") }
      guard var exponent = digit() else { return nil }
      while let digit = digit() { exponent = min(exponent * 10 + digit, 999) }
      scale += isNegative ? exponent : -exponent
    }
    return (digits, scale)
  }
}
