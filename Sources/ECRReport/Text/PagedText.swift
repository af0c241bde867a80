/// Text in pieces that fit the rows of a terminal.
package enum PagedText {
  /// The pages of a text, of at most `rows` lines each: a page ends before an empty line, so that tables
  /// and questions stay whole, unless it would be less than half full.
  package static func pages(_ text: String, rows: Int) -> [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    var pages: [String] = []
    // Empty lines at the end need no page of their own.
    let end = lines.lastIndex { !$0.isEmpty } ?? lines.startIndex
    while end - lines.startIndex >= rows {
      let count = length(of: lines, rows)
      pages.append(lines.prefix(count).joined(separator: "\n") + "\n")
      lines = lines.dropFirst(count)
    }
    return pages + [lines.joined(separator: "\n")]
  }

  /// How many lines the first page has: up to the last empty line in its second half, else all.
  private static func length(of lines: ArraySlice<Substring>, _ rows: Int) -> Int {
    let second = lines.startIndex + rows / 2...lines.startIndex + rows
    guard let empty = lines[second].lastIndex(where: \.isEmpty) else { return rows }
    return empty - lines.startIndex
  }
}
