/// The kind of a text that is not JSON, by its first line.
///
/// A program that fails writes its error message into the file meant for its output; other programs
/// write YAML or a table.
enum PlainText {
  case errorMessage, message, terminal, python, yaml, table, columns, markup,
    configuration, argument, prose, nothing

  /// The kind of the text from an offset on, with its first line; nil when it may be JSON.
  static func find(in bytes: [UInt8], from offset: Int) -> (kind: PlainText, line: Span)? {
    guard mayBegin(with: bytes[offset...].prefix(2)) else { return nil }
    let line = firstLine(of: bytes, from: offset)
    let text = String(decoding: bytes[line.start..<line.end], as: UTF8.self)
    switch bytes[offset] {
    case UInt8(ascii: "<"): return (.markup, line)
    case UInt8(ascii: "|"): return (.table, line)
    case UInt8(ascii: "$"), UInt8(ascii: "`"): return (.terminal, line)
    case UInt8(ascii: "["): return text.hasPrefix("[Errno") ? (.errorMessage, line) : nil
    case UInt8(ascii: "{"): return isPython(bytes, line) ? (.python, line) : nil
    case UInt8(ascii: "'"):
      return text.contains("' is not recognized as ") ? (.errorMessage, line) : nil
    case UInt8(ascii: "/"):
      guard text.contains(" ") else { return nil }
      if text.contains("Warning: ") { return (.message, line) }
      return complaints.contains(where: text.lowercased().contains) ? (.errorMessage, line) : nil
    case UInt8(ascii: "-"), UInt8(ascii: "+"):
      if text.hasPrefix("- ") { return (.yaml, line) }
      guard text.hasPrefix("--") || text.hasPrefix("+-") else { return nil }
      return (text == "---" || text.hasPrefix("--- ") ? .yaml : .table, line)
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"):
      if text == "None", bytes[line.end...].allSatisfy({ $0 <= 0x20 }) { return (.nothing, line) }
      return kind(ofLine: text).map { ($0, line) }
    default: return nil
    }
  }

  /// Nearly every text begins as JSON does, and its first line, which may be the whole text, need
  /// not be looked at.
  private static func mayBegin(with bytes: ArraySlice<UInt8>) -> Bool {
    switch bytes.first ?? 0 {
    case UInt8(ascii: "["): bytes.last == UInt8(ascii: "E")
    case UInt8(ascii: "{"): bytes.last == UInt8(ascii: "'")
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "<"), UInt8(ascii: "|"), UInt8(ascii: "-"), UInt8(ascii: "+"),
      UInt8(ascii: "$"), UInt8(ascii: "`"), UInt8(ascii: "'"), UInt8(ascii: "/"):
      true
    default: false
    }
  }

  private static func kind(ofLine line: String) -> PlainText? {
    let word = line.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
    // One word alone is a slip in JSON, which the reader names.
    let rest = line.dropFirst(word.count)
    guard !["true", "false", "null"].contains(word), let next = rest.first else { return nil }
    let lowercased = line.lowercased()
    if line.hasPrefix("file://") || line.hasPrefix("fileb://") { return .argument }
    if levels.contains(word.lowercased()), next == ":" { return .message }
    if line.contains(" "), complaints.contains(where: lowercased.contains) { return .errorMessage }
    if next == ":", rest.dropFirst().first.map({ $0 == " " }) ?? true { return .yaml }
    if line.contains("\t") { return .columns }
    if blocks.contains(String(word)), rest.hasPrefix(" \"") || rest.hasPrefix(" {") {
      return .configuration
    }
    guard next == " " else { return nil }
    // The header of a table that `docker` or `kubectl` prints.
    return line.contains("  ") && line == line.uppercased() ? .table : .prose
  }

  private static let complaints = [
    "error", "exception", "unable to", "could not", "cannot", "usage:", "denied", "expired",
    "not found", "no resources found", "failed", "you must specify", "credentials", "timeout",
    "timed out", "traceback",
  ]

  private static let levels: Set<String> = ["warning", "info", "debug", "note"]

  /// Whether a text is an object as Python prints it: quotes of one stroke alone may be a slip.
  private static func isPython(_ bytes: [UInt8], _ line: Span) -> Bool {
    let begin = bytes[line.start..<min(bytes.count, line.start + 2)]
    guard begin.elementsEqual("{'".utf8) else { return false }
    let text = String(decoding: bytes[line.start...], as: UTF8.self)
    return [": True", ": False", ": None", "datetime.datetime("].contains(where: text.contains)
  }

  private static let blocks: Set<String> = [
    "resource", "data", "module", "terraform", "variable", "locals", "output", "provider",
  ]

  private static func firstLine(of bytes: [UInt8], from start: Int) -> Span {
    var end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
    return Span(start, end)
  }

  /// What is wrong with a text of this kind in place of JSON.
  func finding(_ line: Span, in source: SourceText) -> Finding {
    let quoted = String(decoding: source.bytes[line.start..<line.end], as: UTF8.self)
    let (what, help) = words
    return Finding(
      .error, code,
      "this is \(what): `\(quoted)`", help: help, at: source.location(of: line),
      facts: ["Q-12"])
  }

  private var code: IssueCode {
    switch self {
    case .errorMessage: "ERROR_MESSAGE_IN_FILE"
    case .nothing: "NO_OUTPUT_IN_FILE"
    default: "NOT_JSON"
    }
  }

  private var words: (what: String, help: String) {
    switch self {
    case .errorMessage:
      (
        "an error message, not the output of a command",
        "the command that was to write this file failed: fix what the message names, run the "
          + "command again, and keep standard error (`2>`) out of the file"
      )
    case .message:
      (
        "a message of a program, not JSON",
        "keep standard error (`2>`) out of the file: the document may follow the message"
      )
    case .terminal:
      (
        "text around a document, copied from a terminal or a page, not JSON",
        "leave the line out, and what follows the document too"
      )
    case .python:
      ("an object as Python prints it, not JSON", "write it with `json.dumps(…, default=str)`")
    case .yaml: ("YAML, not JSON", "write the document as JSON (`--output json`, `-o json`)")
    case .table: ("a table, not JSON", "write the document as JSON (`--output json`, `-o json`)")
    case .columns:
      ("text in columns, not JSON", "write the document as JSON (`--output json`, `-o json`)")
    case .markup:
      ("HTML or XML, not JSON", "give the JSON document itself, not the page that shows it")
    case .configuration:
      (
        "Terraform configuration, not JSON",
        "give the JSON document that it makes: `terraform show -json` prints all of them"
      )
    case .argument:
      (
        "the argument with which the AWS CLI reads a file, not JSON",
        "give the file that it names, without `file://`"
      )
    case .nothing:
      (
        "what `aws … --output text` prints where a `--query` finds nothing",
        "run the command with `--output json` and without `--query`; if AWS has no such thing, "
          + "leave "
          + "the file out"
      )
    case .prose:
      ("plain text, not JSON", "give the JSON document: check that this is the right file")
    }
  }
}

extension SourceText {
  /// What is wrong with a file in which neither JSON nor lines of words were expected and that holds
  /// something else that can be named, such as the error message of a program; nil for any other file.
  ///
  /// `unlessYAML` passes over YAML, for readers that take it.
  package func otherTextFinding(unlessYAML: Bool = false) -> Finding? {
    guard let start = bytes.firstIndex(where: { $0 > 0x20 }),
      let (kind, line) = PlainText.find(in: bytes, from: start)
    else { return nil }
    switch kind {
    case .yaml where unlessYAML: return nil
    case .errorMessage, .message, .terminal, .python, .yaml, .table, .markup,
      .configuration, .argument:
      return kind.finding(line, in: self)
    case .columns:
      // `aws … --output text` begins its lines with the name of a list, in capitals.
      let name = bytes[line.start..<line.end].prefix { $0 != 0x09 }
      return name.allSatisfy { (0x41...0x5A).contains($0) } ? kind.finding(line, in: self) : nil
    case .prose, .nothing: return nil
    }
  }
}
