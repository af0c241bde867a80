import Texts

/// Whether a report for a terminal is colored.
///
/// All text of a report passes through ``bytes(of:)``.
package struct Style: Sendable {
  /// Whether escape sequences may be written.
  package var isColored: Bool
  /// How wide the lines of prose may be.
  package var width: Int
  /// How wide the rows of tables may be.
  package var columns: Int

  /// Whether the report is read by the runner of GitHub Actions, which obeys commands in it.
  package var isWorkflowLog: Bool

  /// Whether tables have to leave out what the text around them says too.
  var isNarrow: Bool { columns < 100 }

  /// Makes a style.
  package init(
    isColored: Bool, width: Int = 96, columns: Int = 100, isWorkflowLog: Bool = false
  ) {
    self.isColored = isColored
    self.width = width
    self.columns = columns
    self.isWorkflowLog = isWorkflowLog
  }

  /// How a piece of text looks, by its number in an escape sequence.
  package enum Paint: String, CaseIterable {
    case plain = "0"
    case bold = "1"
    case dim = "2"
    case red = "31"
    case green = "32"
    case yellow = "33"
    case cyan = "36"

    /// What turns the paint on; ``plain`` turns all of them off.
    fileprivate var sequence: String { "\u{1B}[\(rawValue)m" }
  }

  package func callAsFunction(_ paint: Paint, _ text: String) -> String {
    isColored && paint != .plain && !text.isEmpty
      ? paint.sequence + text + Paint.plain.sequence : text
  }

  /// How many characters of a text are seen: those of the paint are not.
  static func visibleCount(_ text: some StringProtocol) -> Int {
    guard text.utf8.contains(0x1B) else { return text.count }
    return Paint.allCases.reduce(String(text)) { $0.replacing($1.sequence, with: "") }.count
  }

  /// The bytes of a report, in which a terminal obeys nothing but what this style has painted, and the
  /// runner of GitHub Actions nothing.
  package func bytes(of report: String) -> [UInt8] {
    (isWorkflowLog ? report.withoutWorkflowCommands() : report).printableReport(
      keeping: isColored ? Paint.allCases.map(\.sequence) : [])
  }
}
