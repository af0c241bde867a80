import Texts

/// A quoted line as wide as there is room for, with where to put the carets under it.
struct Excerpt {
  /// The line, or its part around the carets.
  private(set) var text: String
  /// The number of characters before the carets.
  private(set) var caretOffset: Int
  /// How many carets there are.
  private(set) var caretLength: Int

  private static let leastWidth = 20

  init(_ quotation: Location.Quotation, width: Int) {
    (text, caretOffset) = (quotation.excerpt, quotation.caretOffset)
    caretLength = quotation.caretLength
    let room = max(Self.leastWidth, width)
    guard text.count > room else { return }
    var characters = Array(text)
    let start = min(max(0, caretOffset - room / 3), characters.count - room)
    characters = Array(characters[start..<start + room])
    if start > 0 { characters[0] = "…" }
    if start + room < text.count { characters[room - 1] = "…" }
    caretOffset -= start
    caretLength = max(1, min(caretLength, room - caretOffset))
    text = String(characters)
  }
}
