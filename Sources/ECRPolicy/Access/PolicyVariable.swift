/// A text of a policy taken apart at its policy variables (A-47).
///
/// Source: "IAM policy elements: Variables and tags",
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
public enum PolicyVariable {
  /// A piece of such a text.
  public enum Piece: Sendable, Hashable {
    /// Text as it stands, in which `*` and `?` are wildcards where the element has them.
    case text(String)
    /// Text in which no character has a meaning: what `${*}`, `${?}` and `${$}` stand for.
    case literal(String)
    /// The value of a context key, or the default.
    case variable(key: String, fallback: String?)
  }

  /// Whether a text may have variables: it has a `$` with a brace behind it.
  public static func mayStand(in text: String) -> Bool {
    var follows = false
    for byte in text.utf8 {
      if follows, byte == UInt8(ascii: "{") { return true }
      follows = byte == UInt8(ascii: "$")
    }
    return false
  }

  /// Takes a text apart; what is no variable stays text.
  public static func pieces(of text: String) -> [Piece] {
    guard mayStand(in: text) else { return text.isEmpty ? [] : [.text(text)] }
    var pieces: [Piece] = []
    var rest = Substring(text)
    while let start = rest.firstRange(of: "${") {
      guard let end = rest[start.upperBound...].firstIndex(of: "}"),
        let piece = piece(rest[start.upperBound..<end])
      else {
        pieces.append(.text(String(rest[..<start.upperBound])))
        rest = rest[start.upperBound...]
        continue
      }
      if start.lowerBound > rest.startIndex {
        pieces.append(.text(String(rest[..<start.lowerBound])))
      }
      pieces.append(piece)
      rest = rest[rest.index(after: end)...]
    }
    if !rest.isEmpty { pieces.append(.text(String(rest))) }
    return pieces
  }

  /// What stands between the braces.
  private static func piece(_ inner: Substring) -> Piece? {
    if ["*", "?", "$"].contains(inner) { return .literal(String(inner)) }
    var key = inner
    var fallback: String?
    if let comma = inner.firstIndex(of: ",") {
      key = inner[..<comma]
      let quoted = trimmed(inner[inner.index(after: comma)...])
      guard quoted.count >= 2, quoted.first == "'", quoted.last == "'" else { return nil }
      fallback = String(quoted.dropFirst().dropLast())
    }
    key = trimmed(key)
    guard key.contains(":"), !key.contains("$"), !key.contains("{") else { return nil }
    return .variable(key: String(key), fallback: fallback)
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return text
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
