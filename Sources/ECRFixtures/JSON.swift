/// A JSON value whose members keep their order.
enum JSON {
  case string(String)
  /// A number, a boolean or null, as written.
  case literal(String)
  case array([JSON])
  case object([(String, JSON)])

  static func integer(_ number: Int) -> JSON {
    .literal(String(number))
  }

  /// The value on one line, without a space.
  var compact: String {
    var bytes: [UInt8] = []
    write(to: &bytes, indent: nil, level: 0)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The value over many lines, as `json.dumps` indents it.
  func indented(by width: Int) -> String {
    var bytes: [UInt8] = []
    write(to: &bytes, indent: width, level: 0)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The value as a file: indented, with a newline at its end.
  func file(indent: Int = 4) -> [UInt8] {
    var bytes: [UInt8] = []
    write(to: &bytes, indent: indent, level: 0)
    bytes.append(UInt8(ascii: "\n"))
    return bytes
  }

  /// Writes the value at a level of nesting.
  func write(to bytes: inout [UInt8], indent: Int?, level: Int) {
    switch self {
    case .string(let text):
      JSON.quote(text, to: &bytes)
    case .literal(let text):
      bytes.append(contentsOf: text.utf8)
    case .array(let elements):
      JSON.enclose(elements, "[", "]", to: &bytes, indent: indent, level: level) { element, bytes in
        element.write(to: &bytes, indent: indent, level: level + 1)
      }
    case .object(let members):
      JSON.enclose(members, "{", "}", to: &bytes, indent: indent, level: level) { member, bytes in
        JSON.quote(member.0, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        if indent != nil {
          bytes.append(UInt8(ascii: " "))
        }
        member.1.write(to: &bytes, indent: indent, level: level + 1)
      }
    }
  }

  private static func enclose<Element>(
    _ elements: [Element], _ open: Unicode.Scalar, _ close: Unicode.Scalar,
    to bytes: inout [UInt8], indent: Int?, level: Int,
    write: (Element, inout [UInt8]) -> Void
  ) {
    bytes.append(UInt8(ascii: open))
    var isFirst = true
    for element in elements {
      if !isFirst {
        bytes.append(UInt8(ascii: ","))
      }
      isFirst = false
      breakLine(&bytes, indent, level + 1)
      write(element, &bytes)
    }
    if !isFirst {
      breakLine(&bytes, indent, level)
    }
    bytes.append(UInt8(ascii: close))
  }

  private static func breakLine(_ bytes: inout [UInt8], _ indent: Int?, _ level: Int) {
    guard let indent else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent * level))
  }

  /// Writes a string; the fixtures have no control character but the newline.
  private static func quote(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\n"):
        bytes.append(contentsOf: "\\n".utf8)
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      default:
        bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
