/// Rows of cells in columns as wide as their widest cell.
package struct TextTable {
  /// To which side of its column a cell keeps.
  package enum Side {
    case left, right
  }

  /// A text and its color once it has its width.
  package struct Cell {
    package var text: String
    package var paint = Style.Paint.plain

    package init(text: String, paint: Style.Paint = .plain) {
      self.text = text
      self.paint = paint
    }
  }

  private let headers: [(title: String, side: Side)]
  private var rows: [[Cell]] = []

  package init(_ headers: [(title: String, side: Side)]) { self.headers = headers }

  /// Adds a row of plain cells.
  package mutating func add(_ cells: [String]) { rows.append(cells.map { Cell(text: $0) }) }

  /// Adds a row of cells.
  package mutating func add(_ cells: [Cell]) { rows.append(cells) }

  /// What is left of a column that is cut.
  private static let leastWidth = 12
  /// What is left of a column of sentences.
  private static let leastSentenceWidth = 12

  /// The table, indented, without trailing space; without a head where no column has a title.
  ///
  /// Where a row is wider than the report, the columns of `cut` are cut with an ellipsis, one after the
  /// other. With `wrapsLast`, the last column is one of sentences, which continue on more lines and
  /// lose nothing.
  package func text(
    _ style: Style, indent: String = "  ", cutting cut: Int..., wrapsLast: Bool = false
  ) -> String {
    var widths = headers.indices.map { column in
      ([headers[column].title.count] + rows.map { $0[column].text.count }).max() ?? 0
    }
    func shrink(_ column: Int, to least: Int) {
      let excess = indent.count + widths.reduce(2 * (widths.count - 1), +) - style.columns
      widths[column] = max(min(widths[column], least), widths[column] - max(0, excess))
    }
    for column in cut { shrink(column, to: Self.leastWidth) }
    if wrapsLast { shrink(widths.count - 1, to: Self.leastSentenceWidth) }
    let head = headers.map { Cell(text: $0.title, paint: .dim) }
    let hasHead = headers.contains { !$0.title.isEmpty }
    return ((hasHead ? [head] : []) + rows).map { cells in
      var cells = cells
      for column in cut where cells[column].text.count > widths[column] {
        cells[column].text = cells[column].text.prefix(widths[column] - 1) + "…"
      }
      guard wrapsLast, let last = cells.last, last.text.count > widths[cells.count - 1] else {
        return line(cells, widths, indent, style)
      }
      return lines(
        cells, Prose.lines(last.text, width: widths[cells.count - 1]), widths, indent, style)
    }.joined()
  }

  /// A row whose last cell takes several lines.
  private func lines(
    _ cells: [Cell], _ sentence: [String], _ widths: [Int], _ indent: String, _ style: Style
  ) -> String {
    sentence.enumerated().map { place, words in
      var row = place == 0 ? cells : cells.map { _ in Cell(text: "") }
      row[row.count - 1] = Cell(text: words, paint: cells[cells.count - 1].paint)
      return line(row, widths, indent, style)
    }.joined()
  }

  private func line(
    _ cells: [Cell], _ widths: [Int], _ indent: String, _ style: Style
  ) -> String {
    var line = indent
    for (column, cell) in cells.enumerated() {
      let gap = String(repeating: " ", count: max(0, widths[column] - cell.text.count))
      let isLast = column == cells.count - 1
      switch headers[column].side {
      case .right: line += gap + style(cell.paint, cell.text)
      case .left: line += style(cell.paint, cell.text) + (isLast ? "" : gap)
      }
      if !isLast { line += "  " }
    }
    while line.last == " " { line.removeLast() }
    return line + "\n"
  }
}
