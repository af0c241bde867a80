import Texts
import Yams

/// Reads YAML with the library Yams, and brings what it finds to places in the file.
///
/// Every scalar is a text: the tag `1.10` stays `1.10`.
struct YAMLText {
  private let source: SourceText
  private let lineStarts: [Int]
  /// More values than the file has bytes come from aliases of aliases.
  private var room: Int
  private var tooMany = false
  /// The last place: values come in the order of the text, and a line may contain all of them.
  private var last = (line: 1, column: 1, offset: 0)

  private init(_ source: SourceText) {
    self.source = source
    lineStarts = Self.lineStarts(source.bytes)
    room = source.bytes.count + 16
  }

  /// The starts of lines according to libYAML: after LF, CR, NEL, LS and PS.
  private static func lineStarts(_ bytes: [UInt8]) -> [Int] {
    var starts = [0]
    for (offset, byte) in bytes.enumerated() {
      let isEnd =
        switch byte {
        case UInt8(ascii: "\n"): true
        case UInt8(ascii: "\r"):
          offset + 1 == bytes.count || bytes[offset + 1] != UInt8(ascii: "\n")
        case 0x85: offset > 0 && bytes[offset - 1] == 0xC2
        case 0xA8, 0xA9: offset > 1 && bytes[offset - 1] == 0x80 && bytes[offset - 2] == 0xE2
        default: false
        }
      if isEnd { starts.append(offset + 1) }
    }
    return starts
  }

  /// The file's one document, or what is wrong with it.
  static func read(_ source: SourceText) -> (root: YAMLNode?, findings: [Finding]) {
    let form = source.formFindings
    guard !form.containsErrors else { return (nil, form) }
    var text = YAMLText(source)
    do {
      guard let valid = String(validating: source.bytes, as: UTF8.self) else {
        let place = source.bytes.firstNonUTF8 ?? 0
        return (nil, [text.finding("the file is not UTF-8", at: place)])
      }
      if let place = AliasAsKey.find(in: source.bytes) {
        return (nil, [text.finding("an alias cannot be a key", at: place)])
      }
      guard let root = try Yams.compose(yaml: valid, .basic, .default, .utf8) else {
        return (nil, [text.finding("the file is empty; expected a scenario", at: 0)])
      }
      let node = text.node(root)
      guard !text.tooMany else {
        return (nil, [text.finding("the aliases of this file expand to too much text", at: 0)])
      }
      return (node, [])
    } catch let error as YamlError {
      return (nil, [text.finding(error)])
    } catch {
      return (nil, [text.finding("invalid YAML: \(error)", at: 0)])
    }
  }

  // MARK: Values

  private mutating func node(_ node: Node) -> YAMLNode {
    let start = node.mark.map { offset($0) } ?? 0
    let here = Span(start, start + 1)
    room -= 1
    guard room > 0 else {
      tooMany = true
      return YAMLNode(span: here, value: .sequence([]))
    }
    switch node {
    case .scalar(let scalar):
      let isBlock = scalar.style == .literal || scalar.style == .folded
      return YAMLNode(
        span: isBlock ? here : Span(start, end(of: scalar, from: start)),
        value: .scalar(scalar.string, isBlock: isBlock))
    case .sequence(let elements):
      var list: [YAMLNode] = []
      for element in elements { list.append(self.node(element)) }
      return YAMLNode(span: here, value: .sequence(list))
    case .mapping(let pairs):
      var members: [YAMLNode.Member] = []
      for (key, value) in pairs {
        let name = self.node(key)
        members.append(
          YAMLNode.Member(
            key: Located(value: name.text ?? name.kindName, span: name.span),
            value: self.node(value)))
      }
      return YAMLNode(span: here, value: .mapping(members))
    case .alias:
      return YAMLNode(span: here, value: .scalar("", isBlock: false))
    }
  }

  /// Where a scalar ends, as far as it ends on its own line: what a caret is put under.
  private func end(of scalar: Node.Scalar, from start: Int) -> Int {
    let quotes = scalar.style == .singleQuoted || scalar.style == .doubleQuoted ? 2 : 0
    let end = min(source.bytes.count, start + scalar.string.utf8.count + quotes)
    guard end > start else { return start + 1 }
    let line = source.bytes[start..<end].firstIndex(of: UInt8(ascii: "\n")) ?? end
    return max(start + 1, line)
  }

  /// libYAML counts lines from 1 here, and columns in Unicode scalars from 1.
  private mutating func offset(_ mark: Mark) -> Int {
    guard mark.line >= 1, mark.line <= lineStarts.count else { return source.bytes.count }
    if last.line != mark.line || last.column > mark.column {
      last = (mark.line, 1, lineStarts[mark.line - 1])
    }
    var offset = last.offset
    while last.column < mark.column, offset < source.bytes.count {
      offset += 1
      while offset < source.bytes.count, source.bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      last.column += 1
    }
    WorkMeter.add(offset - last.offset)
    last.offset = offset
    return offset
  }

  // MARK: Mistakes

  private mutating func finding(_ error: YamlError) -> Finding {
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let more = context.map { ", \($0.text) of line \($0.mark.line)" } ?? ""
      return finding("invalid YAML: \(problem)\(more)", at: offset(mark))
    case .reader(let problem, let offset, _, _):
      return finding("invalid YAML: \(problem)", at: offset ?? 0)
    case .duplicatedKeysInMapping(let keys, let context):
      return finding(
        "duplicate key `\(keys.first ?? "")`", at: offset(context.mark))
    case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
      return finding("invalid YAML: \(error)", at: 0)
    }
  }

  private func finding(_ message: String, at offset: Int) -> Finding {
    let start = min(offset, source.bytes.count)
    return Finding(
      .error, "YAML_SYNTAX", message,
      help: "a scenario is one YAML document: keys and values, indented with spaces",
      at: source.location(of: Span(start, min(start + 1, source.bytes.count))))
  }
}

extension [UInt8] {
  /// The offset of the first byte that is not UTF-8.
  fileprivate var firstNonUTF8: Int? {
    var decoder = UTF8()
    var bytes = makeIterator()
    var offset = 0
    while true {
      switch decoder.decode(&bytes) {
      case .scalarValue(let scalar): offset += UTF8.width(scalar)
      case .emptyInput: return nil
      case .error: return offset
      }
    }
  }
}
