extension String {
  /// The text as the value of an attribute of XML, in quotes.
  package var xmlQuoted: String { "\"\(xmlEscaped)\"" }

  /// The text without characters that are special in XML or not allowed in it; control characters are
  /// written as their numbers.
  package var xmlEscaped: String {
    var escaped = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "\n": escaped += "&#10;"
      case "\t": escaped += "&#9;"
      case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
        escaped += "\u{FFFD}"
      case _ where scalar.isUnprintable:
        escaped += "&#x\(String(scalar.value, radix: 16, uppercase: true));"
      default:
        if let shown = FileName.shown(scalar) {
          escaped += shown
        } else {
          escaped.unicodeScalars.append(scalar)
        }
      }
    }
    return escaped
  }
}
