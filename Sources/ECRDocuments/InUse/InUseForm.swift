import Texts

/// The form of a text about running images, by its first lines.
enum InUseForm {
  case json, yaml, lines
  /// A table, whose header is this line.
  case table(Span)
  /// Something else, with what is wrong with it.
  case other(Finding)

  init(_ source: SourceText) {
    let lines = TextLine.significant(in: source.bytes)
    guard let first = lines.first else {
      self = .lines
      return
    }
    let text = first.text(in: source)
    if text.hasPrefix("{{") || text.hasPrefix("- {{") {
      self = .other(Self.template(source, first.span))
    } else if text.hasPrefix("{") || text.hasPrefix("[") {
      self = .json
    } else if InUseTable.isHeader(text) {
      self = .table(first.span)
    } else if let kind = DocumentKind.ofConfiguration(source),
      ![DocumentKind.kubernetesYAML, DocumentKind.argumentOfCLI].contains(where: {
        kind == .other($0)
      })
    {
      self = .other(Self.container(kind, source, first.span))
    } else if Self.mayBeYAML(text), let finding = source.otherTextFinding(unlessYAML: true) {
      self = .other(finding)
    } else {
      let isYAML =
        Self.mayBeYAML(text)
        && lines.contains { line in Self.isOnlyInYAML(line.text(in: source)) }
      self = isYAML ? .yaml : .lines
    }
  }

  /// The error about a template of Helm, whose result is unknown.
  static func template(_ source: SourceText, _ place: Span) -> Finding {
    Finding(
      .error, "TEMPLATE", "this is a template, which does not name running images",
      help: "give its result (`helm template`, `helm get manifest RELEASE`), or the output of "
        + "`kubectl get pods -A -o json`", at: source.location(of: place))
  }

  private static func container(
    _ kind: DocumentKind, _ source: SourceText, _ place: Span
  ) -> Finding {
    Finding(
      .error, "UNKNOWN_DOCUMENT", "this is \(kind.name), which does not name running images",
      help:
        "give the output of `aws ecs describe-task-definition` for each task definition in use, "
        + "or of `kubectl get pods -A -o json`", at: source.location(of: place))
  }

  /// Whether a document of YAML may begin with this line; a list of references may as well.
  private static func mayBeYAML(_ line: String) -> Bool {
    line.hasPrefix("---") || line.hasPrefix("%YAML") || line.hasPrefix("- ") || line == "-"
      || key(of: line) != nil
  }

  /// Whether a line has a key of YAML other than `image`, which lists of references may have too.
  private static func isOnlyInYAML(_ line: String) -> Bool {
    if line == "---" || line.hasPrefix("--- ") || line.hasPrefix("%YAML") { return true }
    var rest = Substring(line)
    while rest.hasPrefix("- ") { rest = rest.dropFirst(2).drop { $0 == " " } }
    return key(of: String(rest)).map { $0.lowercased() != "image" } ?? false
  }

  /// The key that begins a line, as far as keys are plain words.
  private static func key(of line: String) -> String? {
    let unquoted = line.drop { "\"'".contains($0) }
    let key = unquoted.prefix { $0.isLetter || $0.isNumber || "_./-<".contains($0) }
    let rest = unquoted[key.endIndex...].drop { "\"'".contains($0) }
    guard !key.isEmpty, rest.hasPrefix(": ") || rest == ":" else { return nil }
    return String(key)
  }
}

/// A line with something in it, without the blanks around it.
struct TextLine {
  /// The text without the blanks around it.
  let span: Span
  /// Where the line starts.
  let start: Int

  func text(in source: SourceText) -> String {
    String(decoding: source.bytes[span.start..<span.end], as: UTF8.self)
  }

  /// The lines of a text that have something in them other than a comment.
  static func significant(in bytes: [UInt8]) -> [TextLine] {
    all(in: bytes).filter {
      $0.span.start < $0.span.end && bytes[$0.span.start] != UInt8(ascii: "#")
    }
  }

  /// All lines of a text.
  static func all(in bytes: [UInt8]) -> [TextLine] {
    var lines: [TextLine] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      var (from, to) = (start, end)
      while from < to, bytes[from] <= 0x20 { from += 1 }
      while to > from, bytes[to - 1] <= 0x20 { to -= 1 }
      lines.append(TextLine(span: Span(from, to), start: start))
      start = end + 1
    }
    return lines
  }
}
