/// A place in a text, as an editor shows it.
///
/// Lines and columns count from 1 and columns count Unicode scalars, so that `file:line:column`
/// can be clicked; offsets count UTF-8 bytes from 0. IAM Access Analyzer counts columns from 0:
/// that is the one place where Drydock's positions differ from AWS's.
package struct Position: Sendable, Hashable {
  /// The line, from 1.
  package var line: Int
  /// The column, from 1, in Unicode scalars.
  package var column: Int
  /// The distance from the start of the text, in UTF-8 bytes.
  package var offset: Int

  /// Makes a position from its three counts.
  package init(line: Int, column: Int, offset: Int) {
    self.line = line
    self.column = column
    self.offset = offset
  }
}
