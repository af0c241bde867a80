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

  /// How wide a report is, so that it fits a terminal.
  package static let reportWidth = 100
  /// What is left of a column that is cut.
  private static let leastWidth = 12

  /// The table, indented, without trailing space; without a head where no column has a title.
  ///
  /// Where a line is wider than a report, the columns of `cut` are cut with an ellipsis, one after the
  /// other.
  package func text(_ style: Style, indent: String = "  ", cutting cut: Int...) -> String {
    var widths = headers.indices.map { column in
      ([headers[column].title.count] + rows.map { $0[column].text.count }).max() ?? 0
    }
    for column in cut {
      let excess = indent.count + widths.reduce(2 * (widths.count - 1), +) - Self.reportWidth
      widths[column] = max(
        min(widths[column], Self.leastWidth), widths[column] - max(0, excess))
    }
    let head = headers.map { Cell(text: $0.title, paint: .dim) }
    let hasHead = headers.contains { !$0.title.isEmpty }
    return ((hasHead ? [head] : []) + rows).map { cells in
      var cells = cells
      for column in cut where cells[column].text.count > widths[column] {
        cells[column].text = cells[column].text.prefix(widths[column] - 1) + "…"
      }
      return line(cells, widths, indent, style)
    }.joined()
  }

  private func line(
    _ cells: [Cell], _ widths: [Int], _ indent: String, _ style: Style
  ) -> String {
    var line = indent
    for (column, cell) in cells.enumerated() {
      let gap = String(repeating: " ", count: widths[column] - cell.text.count)
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
