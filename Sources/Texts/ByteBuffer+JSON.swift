/// JSON, member by member. A comma is due unless a bracket has just been opened.
extension ByteBuffer {
  private mutating func comma() {
    if last != UInt8(ascii: "{"), last != UInt8(ascii: "[") { byte(UInt8(ascii: ",")) }
  }

  /// Starts a member, on a line of its own where an indentation is given.
  package mutating func member(_ name: StaticString, indent: Int? = nil) {
    comma()
    if let indent { newLine(indent) }
    byte(UInt8(ascii: "\""))
    text(name)
    text("\":")
    if indent != nil { byte(UInt8(ascii: " ")) }
  }

  /// Starts an element of an array, on a line of its own where an indentation is given.
  package mutating func element(indent: Int? = nil) {
    comma()
    if let indent { newLine(indent) }
  }

  package mutating func newLine(_ indent: Int) {
    let line: StaticString = "\n                "
    let written = min(indent, line.utf8CodeUnitCount - 1)
    text(UnsafeBufferPointer(start: line.utf8Start, count: 1 + written))
    for _ in written..<indent { byte(UInt8(ascii: " ")) }
  }

  package mutating func open(_ bracket: Unicode.Scalar) { byte(UInt8(ascii: bracket)) }

  package mutating func close(_ bracket: Unicode.Scalar) { byte(UInt8(ascii: bracket)) }

  package mutating func null() { text("null") }

  package mutating func bool(_ value: Bool) { value ? text("true") : text("false") }

  package mutating func string(_ value: String?) {
    guard var value else { return null() }
    value.withUTF8 { string($0) }
  }

  package mutating func string(_ value: ArraySlice<UInt8>) {
    value.withUnsafeBufferPointer { string($0) }
  }

  /// A string, escaped where JSON requires it and where a terminal would interpret it; bytes that
  /// are not UTF-8 become U+FFFD.
  private mutating func string(_ value: UnsafeBufferPointer<UInt8>) {
    byte(UInt8(ascii: "\""))
    let needsEscape = value.contains {
      $0 < 0x20 || $0 >= 0x7F || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\")
    }
    if needsEscape {
      for scalar in String(decoding: value, as: UTF8.self).unicodeScalars { escaped(scalar) }
    } else {
      text(value)
    }
    byte(UInt8(ascii: "\""))
  }

  private mutating func escaped(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\"": text("\\\"")
    case "\\": text("\\\\")
    case "\n": text("\\n")
    case "\r": text("\\r")
    case "\t": text("\\t")
    case _ where scalar.isUnprintable:
      for unit in String(scalar).utf16 { escaped(unit) }
    default:
      text(String(scalar))
    }
  }

  private mutating func escaped(_ unit: UInt16) {
    let digits = Array("0123456789abcdef".utf8)
    text("\\u")
    for shift in [12, 8, 4, 0] { byte(digits[Int(unit >> shift & 15)]) }
  }

  /// An array, an element a line where an indentation is given.
  package mutating func array<Element>(
    _ elements: [Element], indent: Int? = nil, _ write: (inout ByteBuffer, Element) -> Void
  ) {
    open("[")
    for value in elements {
      element(indent: indent)
      write(&self, value)
    }
    if let indent, !elements.isEmpty { newLine(indent - 2) }
    close("]")
  }
}
