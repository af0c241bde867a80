/// Text in lines that fit a terminal.
package enum FittedText {
  /// A text whose lines are broken between words where they are wider than the terminal.
  ///
  /// What is broken off starts below the last column of a table, else a bit further in than its line.
  /// Escape sequences take no room, and words that are too long stay whole.
  package static func text(_ text: String, width: Int) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      self.line(line, width)
    }.joined(separator: "\n")
  }

  private static func line(_ line: Substring, _ width: Int) -> String {
    guard columns(of: line) > width else { return String(line) }
    let indent = hanging(line, width)
    var lines: [String] = []
    var current = ""
    var currentWidth = 0
    // The start keeps its spaces; so do the columns of a table.
    for piece in pieces(of: line) {
      let pieceWidth = columns(of: piece)
      if currentWidth > indent, currentWidth + pieceWidth > width {
        lines.append(current.trimmedAtEnd)
        let word = piece.drop { $0 == " " }
        current = String(repeating: " ", count: indent) + word
        currentWidth = indent + columns(of: word)
      } else {
        current += piece
        currentWidth += pieceWidth
      }
    }
    return (lines + [current]).joined(separator: "\n")
  }

  /// Words, each with the spaces in front of it.
  private static func pieces(of line: Substring) -> [Substring] {
    var pieces: [Substring] = []
    var start = line.startIndex
    var index = line.startIndex
    while index < line.endIndex {
      while index < line.endIndex, line[index] == " " { index = line.index(after: index) }
      while index < line.endIndex, line[index] != " " { index = line.index(after: index) }
      pieces.append(line[start..<index])
      start = index
    }
    return pieces
  }

  /// Where what is broken off starts.
  private static func hanging(_ line: Substring, _ width: Int) -> Int {
    var column = 0
    var spaces = 0
    var first: Int?
    var last: Int?
    for piece in pieces(of: line) {
      spaces = piece.prefix { $0 == " " }.count
      column += spaces
      if first == nil { first = column } else if spaces > 1 { last = column }
      column += columns(of: piece.dropFirst(spaces))
    }
    let inner = min((first ?? 0) + 2, width / 2)
    guard let last, last <= max(width * 2 / 3, width - 20) else { return inner }
    return last
  }

  /// How many columns a text takes.
  private static func columns(of text: Substring) -> Int {
    var count = 0
    var isEscape = false
    for character in text {
      if isEscape {
        isEscape = character != "m"
      } else if character == "\u{1B}" {
        isEscape = true
      } else {
        count += 1
      }
    }
    return count
  }
}

extension String {
  fileprivate var trimmedAtEnd: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
