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
    byte(UInt8(ascii: "\n"))
    for _ in 0..<indent { byte(UInt8(ascii: " ")) }
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

  /// A string, escaped where JSON asks for it.
  private mutating func string(_ value: UnsafeBufferPointer<UInt8>) {
    byte(UInt8(ascii: "\""))
    let needsEscape = value.contains {
      $0 < 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\")
    }
    if needsEscape {
      for byte in value { escaped(byte) }
    } else {
      text(value)
    }
    byte(UInt8(ascii: "\""))
  }

  private mutating func escaped(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): text("\\\"")
    case UInt8(ascii: "\\"): text("\\\\")
    case 0x0A: text("\\n")
    case 0x0D: text("\\r")
    case 0x09: text("\\t")
    case 0..<0x20, 0x7F:
      let digits = Array("0123456789abcdef".utf8)
      text("\\u00")
      self.byte(digits[Int(byte >> 4)])
      self.byte(digits[Int(byte & 15)])
    default: self.byte(byte)
    }
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
