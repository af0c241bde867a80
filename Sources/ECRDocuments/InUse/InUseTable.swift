import ECRModel
import Texts

/// Reads the tables of `kubectl get -o wide`, `docker ps` and `crictl ps`: the column of images.
struct InUseTable {
  private let source: SourceText
  private var gathered: InUseReferences

  /// Whether a line is the header of a table: two columns or more, named in capitals.
  static func isHeader(_ line: String) -> Bool {
    let names = cells(of: line)
    return names.count > 1 && !names.contains { $0.name.contains { $0.isLowercase } }
      && names.allSatisfy { cell in
        cell.name.allSatisfy { $0.isUppercase || $0.isNumber || " -_()/".contains($0) }
          && cell.name.contains { $0.isUppercase }
      }
  }

  static func read(_ source: SourceText, _ header: Span) -> InUseReader.Reading {
    var table = InUseTable(source: source, gathered: InUseReferences(source))
    table.read(header)
    return table.gathered.reading
  }

  /// A column: its name, and where it begins and ends, in bytes of a line.
  private typealias Column = (name: String, start: Int, end: Int)

  /// The columns of a header, with tabs or two spaces between them.
  private static func cells(of line: String) -> [Column] {
    var cells: [Column] = []
    let bytes = Array(line.utf8)
    var at = 0
    while at < bytes.count {
      var end = at
      while end < bytes.count, !isGap(bytes, end) { end += 1 }
      cells.append((String(decoding: bytes[at..<end], as: UTF8.self), at, Int.max))
      while end < bytes.count, bytes[end] <= 0x20 { end += 1 }
      if end < bytes.count { cells[cells.count - 1].end = end }
      at = end
    }
    return cells
  }

  private static func isGap(_ bytes: [UInt8], _ at: Int) -> Bool {
    bytes[at] == 0x09
      || bytes[at] == 0x20 && at + 1 < bytes.count && bytes[at + 1] <= 0x20
  }

  private static let names: Set<String> = ["IMAGE", "IMAGES", "IMAGE NAME", "CONTAINER IMAGE"]

  private mutating func read(_ header: Span) {
    let lines = TextLine.all(in: source.bytes).filter { $0.span.start < $0.span.end }
    guard let first = lines.first(where: { $0.span == header }) else { return }
    let columns = Self.cells(of: first.text(in: source))
    let images = columns.filter { Self.names.contains($0.name) }
    let repositories = columns.filter { $0.name == "REPOSITORY" }
    let image = images.isEmpty ? repositories.first : images.first
    guard let image, images.count < 2 else { return refuse(header, hasSeveral: images.count > 1) }
    let tag = columns.first { $0.name == "TAG" }
    guard tag != nil || !images.isEmpty else { return refuse(header, hasSeveral: false) }
    let indent = header.start - first.start
    for line in lines where line.span.start > header.end {
      guard gathered.reading.findings.count < InUseLines.mostMistakes else { return }
      row(line, image, tag, indent)
    }
  }

  private mutating func row(_ line: TextLine, _ image: Column, _ tag: Column?, _ indent: Int) {
    guard let (name, span) = cell(image, line, indent) else {
      return gathered.error(
        "BAD_TABLE_ROW", "this row of the table ends before its column `\(image.name)`",
        help: "give the whole table as it was printed, or the output of `kubectl get pods -A -o "
          + "json`", at: line.span)
    }
    // `kubectl` writes the images of a pod's containers with commas between them.
    for part in name.split(separator: ",") {
      let part = part.trimmingBlanks
      guard let tag, part != "<none>" else {
        add(part, span)
        continue
      }
      let text = cell(tag, line, indent)?.0 ?? "<none>"
      if text == "<none>" { warnAboutID(part, span) } else { gathered.add("\(part):\(text)", span) }
    }
  }

  /// Container programs write the beginning of an image's own id where its tag has moved on.
  private mutating func add(_ text: String, _ span: Span) {
    let digits = text.hasPrefix("sha256:") ? text.dropFirst(7) : text[...]
    guard (12..<64).contains(digits.count), digits.allSatisfy(\.isHexDigit) else {
      return gathered.add(text, span)
    }
    warnAboutID(text, span)
  }

  private mutating func warnAboutID(_ text: String, _ span: Span) {
    gathered.reading.isComplete = false
    gathered.warn(
      "IMAGE_ID_ONLY", "this row names its image `\(text)` without a tag and without ECR's digest",
      help:
        "name the image by its digest or its tag: `docker inspect` prints them as `RepoDigests`",
      at: span)
  }

  /// The text of a row in a column; nil where the row does not keep to the columns.
  private func cell(_ column: Column, _ line: TextLine, _ indent: Int) -> (String, Span)? {
    let row = source.bytes[line.start..<line.span.end]
    if row.contains(0x09) { return nil }
    let from = line.start + indent + column.start
    guard from < line.span.end, from == line.start || source.bytes[from - 1] <= 0x20 else {
      return nil
    }
    let limit = column.end == Int.max ? line.span.end : line.start + indent + column.end
    var end = min(limit, line.span.end)
    while end > from, source.bytes[end - 1] <= 0x20 { end -= 1 }
    guard end > from, limit >= line.span.end || source.bytes[limit - 1] <= 0x20 else { return nil }
    return (String(decoding: source.bytes[from..<end], as: UTF8.self), Span(from, end))
  }

  private mutating func refuse(_ header: Span, hasSeveral: Bool) {
    gathered.error(
      "TABLE_WITHOUT_IMAGES",
      hasSeveral
        ? "this table has several image columns" : "this table has no image column",
      help: "give the output of `kubectl get pods -A -o json`, `aws ecs describe-tasks` or `docker "
        + "ps`, or one image reference per line", at: header)
  }
}

extension Substring {
  /// The text without the blanks around it.
  fileprivate var trimmingBlanks: String {
    var text = drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
