/// Whether a report for a terminal is coloured.
public struct Style: Sendable {
  /// Whether escape sequences may be written.
  public var isColoured: Bool

  /// Makes a style.
  public init(isColoured: Bool) { self.isColoured = isColoured }

  /// How a piece of text looks, by its number in an escape sequence.
  package enum Paint: String {
    case plain = "0"
    case bold = "1"
    case dim = "2"
    case red = "31"
    case green = "32"
    case yellow = "33"
    case cyan = "36"
  }

  package func callAsFunction(_ paint: Paint, _ text: String) -> String {
    isColoured && paint != .plain && !text.isEmpty
      ? "\u{1B}[\(paint.rawValue)m\(text)\u{1B}[0m" : text
  }
}
