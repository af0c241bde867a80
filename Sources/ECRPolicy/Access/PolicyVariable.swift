/// A text of a policy taken apart at its policy variables.
///
/// Source: "IAM policy elements: Variables and tags",
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
package enum PolicyVariable {
  /// A piece of such a text.
  package enum Piece: Sendable, Hashable {
    /// Plain text, in which `*` and `?` are wildcards where the element allows them.
    case text(String)
    /// Text in which no character is special: the value of `${*}`, `${?}` or `${$}`.
    case literal(String)
    /// The value of a context key, or the default.
    case variable(key: String, fallback: String?)
  }

  /// What makes a `${` plain text.
  enum Mistake: Hashable {
    /// No `}` belongs to it.
    case unclosed
    /// The text between the braces is not a context key.
    case noKey(String)
    /// The default behind the comma is not in single quotes.
    case unquotedDefault(String)
  }

  /// Whether a text may have variables: it has a `$` with a brace behind it.
  package static func mayStand(in text: String) -> Bool {
    var follows = false
    for byte in text.utf8 {
      if follows, byte == UInt8(ascii: "{") { return true }
      follows = byte == UInt8(ascii: "$")
    }
    return false
  }

  /// Whether a context key may be a variable: one that has several values may not.
  package static func mayBe(_ key: String) -> Bool {
    !GlobalContextKey.multivalued.contains(key.lowercased())
  }

  /// Splits a text; what is not a variable stays text.
  package static func pieces(of text: String) -> [Piece] {
    guard mayStand(in: text) else { return text.isEmpty ? [] : [.text(text)] }
    var scanner = PolicyVariableScanner(text)
    scanner.run()
    return scanner.pieces
  }

  /// The first `${` of a text that does not begin a variable.
  static func mistake(in text: String) -> Mistake? {
    guard mayStand(in: text) else { return nil }
    var scanner = PolicyVariableScanner(text)
    scanner.run()
    return scanner.mistake
  }

  /// The text with each variable replaced by `$`, so that its colons do not count as an ARN's.
  static func masked(_ text: String) -> String {
    guard mayStand(in: text) else { return text }
    return pieces(of: text).map { piece in
      switch piece {
      case .text(let text): text
      case .literal, .variable: "$"
      }
    }.joined()
  }
}

/// Finds the variables of a text, looking at each byte a bounded number of times whatever the text.
private struct PolicyVariableScanner {
  private(set) var pieces: [PolicyVariable.Piece] = []
  /// The first mistake; those behind it are not even put into words.
  private(set) var mistake: PolicyVariable.Mistake?
  private let bytes: [UInt8]
  /// The next `}`; the text's end if there is none.
  private var brace = -1
  /// The last byte before that brace that is not a space, found once per brace.
  private var lastBeforeBrace = -1

  init(_ text: String) { bytes = Array(text.utf8) }

  mutating func run() {
    var textStart = 0
    var at = 0
    while at + 1 < bytes.count {
      guard bytes[at] == UInt8(ascii: "$"), bytes[at + 1] == UInt8(ascii: "{") else {
        at += 1
        continue
      }
      let inner = at + 2
      findBrace(from: inner)
      guard brace < bytes.count else {
        if mistake == nil { mistake = .unclosed }
        break
      }
      if let piece = piece(from: inner) {
        addText(textStart..<at)
        pieces.append(piece)
        at = brace + 1
        textStart = at
      } else {
        at = inner
      }
    }
    addText(textStart..<bytes.count)
  }

  private mutating func addText(_ range: Range<Int>) {
    if !range.isEmpty { pieces.append(.text(string(range))) }
  }

  private mutating func findBrace(from start: Int) {
    guard brace < start else { return }
    brace = bytes[start...].firstIndex(of: UInt8(ascii: "}")) ?? bytes.count
    lastBeforeBrace =
      bytes[start..<brace].lastIndex { $0 != UInt8(ascii: " ") } ?? start
  }

  /// The text between the braces; nil, with the reason kept, when it is not a variable.
  private mutating func piece(from start: Int) -> PolicyVariable.Piece? {
    if brace == start + 1, "*?$".utf8.contains(bytes[start]) {
      return .literal(string(start..<brace))
    }
    // A `$` or `{` ends the search, so that what follows another `${` is not looked at twice.
    let keyEnd = bytes[start..<brace].firstIndex(where: Self.endsKey) ?? brace
    if keyEnd < brace, bytes[keyEnd] != UInt8(ascii: ",") {
      if mistake == nil { mistake = .unclosed }
      return nil
    }
    let key = trimmed(start..<keyEnd)
    guard bytes[key].contains(UInt8(ascii: ":")) else {
      if mistake == nil { mistake = .noKey(string(start..<brace)) }
      return nil
    }
    guard keyEnd < brace else { return .variable(key: string(key), fallback: nil) }
    let first = bytes[(keyEnd + 1)..<brace].firstIndex { $0 != UInt8(ascii: " ") } ?? brace
    guard first < lastBeforeBrace, bytes[first] == UInt8(ascii: "'"),
      bytes[lastBeforeBrace] == UInt8(ascii: "'")
    else {
      if mistake == nil { mistake = .unquotedDefault(string(start..<brace)) }
      return nil
    }
    return .variable(key: string(key), fallback: string((first + 1)..<lastBeforeBrace))
  }

  private static func endsKey(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "$") || byte == UInt8(ascii: "{")
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    let start = bytes[range].firstIndex { $0 != UInt8(ascii: " ") } ?? range.upperBound
    let last = bytes[range].lastIndex { $0 != UInt8(ascii: " ") } ?? start - 1
    return start..<max(start, last + 1)
  }

  private func string(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }
}
