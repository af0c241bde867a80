import Texts

/// Reads the YAML that manifests, charts' output and Compose files are written in, as the same tree
/// that JSON has.
///
/// Blocks, flows, quotes, comments and several documents are read. An alias or a tag of a program's
/// own becomes an invalid value, which its user reports. Everything else that is not understood
/// ends the reading with a mistake: nothing is skipped.
struct YAMLDocuments {
  let source: SourceText
  let bytes: [UInt8]
  /// The lines that are left, the first being that of `offset`.
  var lines: ArraySlice<TextLine>
  /// The start of the next token; the end of the text when there is none.
  var offset = 0
  var depth = 0
  var findings: [Finding] = []

  /// Reading cannot continue; the mistake has been reported.
  struct Stop: Error {}

  /// The images that the documents of a text name.
  static func inUse(_ source: SourceText) -> InUseReader.Reading {
    let (documents, findings) = read(source)
    guard findings.isEmpty else { return InUseReader.Reading(findings: findings) }
    var images = InUseDocuments(source, isStrict: true)
    for root in documents { images.read(root) }
    return images.gathered.reading
  }

  /// The documents of a text; after a mistake those before it.
  static func read(_ source: SourceText) -> (documents: [JSONNode], findings: [Finding]) {
    var reader = YAMLDocuments(source)
    var documents: [JSONNode] = []
    do {
      reader.goToToken()
      while !reader.isAtEnd {
        if reader.isMarker {
          reader.nextLine()
          continue
        }
        if reader.bytes[reader.offset] == UInt8(ascii: "%"), reader.column == 0 {
          reader.nextLine()
          continue
        }
        let root = try reader.block(above: -1)
        if root.value != .null { documents.append(root) }
        guard reader.isAtEnd || reader.isMarker else { try reader.stop() }
      }
    } catch {}
    return (documents, reader.findings)
  }

  private init(_ source: SourceText) {
    self.source = source
    bytes = source.bytes
    lines = TextLine.all(in: bytes)[...]
  }

  // MARK: Places

  var isAtEnd: Bool { lines.isEmpty }

  /// How far the next token is from the beginning of its line.
  var column: Int { offset - (lines.first?.start ?? 0) }

  /// The end of the line, without the blanks there.
  var lineEnd: Int { lines.first?.span.end ?? bytes.count }

  /// Whether the line ends one document and begins another.
  var isMarker: Bool {
    guard column == 0, lineEnd - offset >= 3 else { return false }
    let mark = bytes[offset..<offset + 3]
    return (mark.elementsEqual("---".utf8) || mark.elementsEqual("...".utf8))
      && isBlank(offset + 3)
  }

  /// Whether nothing, or a blank, is at a place of the line.
  func isBlank(_ place: Int) -> Bool { place >= lineEnd || bytes[place] <= 0x20 }

  /// Goes to the first token of the next line that has one.
  mutating func nextLine() {
    lines = lines.dropFirst()
    goToToken()
  }

  private mutating func goToToken() {
    while let line = lines.first,
      line.span.start == line.span.end || bytes[line.span.start] == UInt8(ascii: "#")
    {
      lines = lines.dropFirst()
    }
    offset = lines.first?.span.start ?? bytes.count
  }

  mutating func skipBlanks() {
    while offset < lineEnd, bytes[offset] <= 0x20 { offset += 1 }
  }

  /// Whether nothing but a comment is left of the line.
  var isLineDone: Bool {
    offset >= lineEnd
      || bytes[offset] == UInt8(ascii: "#") && (offset == 0 || bytes[offset - 1] <= 0x20)
  }

  /// Ends the line behind a value.
  mutating func endLine() throws(Stop) {
    skipBlanks()
    guard isLineDone else { try stop() }
    nextLine()
  }

  func starts(with sign: Character) -> Bool {
    offset < lineEnd && bytes[offset] == sign.asciiValue
  }

  // MARK: Mistakes

  mutating func stop(
    _ message: String? = nil, help: String = "give the output of `kubectl get pods -A -o json`"
  ) throws(Stop) -> Never {
    if message == nil, isTemplate { try stopAtTemplate() }
    let end = min(max(lineEnd, offset), offset + 60)
    let place = Span(offset, max(end, offset))
    let text = String(decoding: bytes[place.start..<place.end], as: UTF8.self)
    findings.append(
      Finding(
        .error, "YAML_SYNTAX", message ?? "`\(text)` cannot be read as YAML here", help: help,
        at: source.location(of: place)))
    throw Stop()
  }

  /// Whether this is the syntax of a Helm template.
  var isTemplate: Bool {
    starts(with: "{") && offset + 1 < lineEnd && bytes[offset + 1] == UInt8(ascii: "{")
  }

  mutating func stopAtTemplate() throws(Stop) -> Never {
    findings.append(InUseForm.template(source, Span(offset, max(lineEnd, offset))))
    throw Stop()
  }

  // MARK: Blocks

  /// The value that begins at the next token, which is deeper than `parent`.
  mutating func block(above parent: Int) throws(Stop) -> JSONNode {
    guard depth < JSONReader.deepestNesting else {
      try stop("more than \(JSONReader.deepestNesting) levels are open here")
    }
    depth += 1
    defer { depth -= 1 }
    if isTemplate { try stopAtTemplate() }
    guard bytes[lines.first?.start ?? 0] != 0x09 || column == 0 else {
      try stop("this line is indented with a tab", help: "indent it with spaces")
    }
    if isEntry { return try sequence(at: column) }
    if keyEnd() != nil { return try mapping(at: column) }
    return try value(above: parent, mayHoldSequence: false)
  }

  private var isEntry: Bool { starts(with: "-") && isBlank(offset + 1) }

  private mutating func sequence(at column: Int) throws(Stop) -> JSONNode {
    let start = offset
    var elements: [JSONNode] = []
    while !isAtEnd, self.column == column, isEntry, !isMarker {
      offset += 1
      skipBlanks()
      if isLineDone {
        let place = offset
        nextLine()
        let isDeeper = !isAtEnd && self.column > column
        elements.append(
          isDeeper
            ? try block(above: column) : JSONNode(span: Span(place, place), value: .null))
      } else {
        elements.append(try block(above: column))
      }
    }
    return JSONNode(span: Span(start, start + 1), value: .array(elements))
  }

  private mutating func mapping(at column: Int) throws(Stop) -> JSONNode {
    let start = offset
    var members: [JSONMember] = []
    var names: Set<String> = []
    while !isAtEnd, self.column == column, !isMarker, let end = keyEnd() {
      if isEntry { break }
      let place = Span(offset, end)
      let name = text(ofKey: place)
      guard names.insert(name).inserted || name == "<<" else {
        try stop("duplicate key `\(name)`", help: "remove one of them")
      }
      offset = end
      skipBlanks()
      offset += 1
      members.append(
        JSONMember(
          name: name, nameSpan: place, value: try value(above: column, mayHoldSequence: true)))
    }
    return JSONNode(span: Span(start, start + 1), value: .object(members))
  }

  /// Where the key that begins here ends, in front of its colon; nil when no key does.
  private func keyEnd() -> Int? {
    guard offset < lineEnd else { return nil }
    var at = offset
    if let quote = [UInt8(ascii: "\""), UInt8(ascii: "'")].first(where: { $0 == bytes[offset] }) {
      guard let end = endOfQuote(quote, from: offset), end <= lineEnd else { return nil }
      at = end
      while at < lineEnd, bytes[at] == 0x20 { at += 1 }
      return at < lineEnd && bytes[at] == UInt8(ascii: ":") && isBlank(at + 1) ? end : nil
    }
    guard !"{}[]|>&*!%@`?,".utf8.contains(bytes[offset]) else { return nil }
    while at < lineEnd {
      if bytes[at] == UInt8(ascii: ":"), isBlank(at + 1) { return at }
      if bytes[at] == UInt8(ascii: "#"), at == offset || bytes[at - 1] <= 0x20 { return nil }
      at += 1
    }
    return nil
  }

  private func text(ofKey span: Span) -> String {
    let text = String(decoding: bytes[span.start..<span.end], as: UTF8.self)
    let isQuoted = text.hasPrefix("\"") || text.hasPrefix("'")
    if isQuoted { return String(text.dropFirst().dropLast()) }
    return String(text.reversed().drop { $0 == " " }.reversed())
  }

  // MARK: Values

  /// The value after a key, or a block with neither keys nor entries.
  private mutating func value(above parent: Int, mayHoldSequence: Bool) throws(Stop) -> JSONNode {
    skipBlanks()
    var isTagged = false
    while starts(with: "&") || starts(with: "!") {
      // `!!str` and its like are YAML's own; what others mean is not known here.
      isTagged = isTagged || starts(with: "!") && !bytes[offset...].starts(with: "!!".utf8)
      while offset < lineEnd, bytes[offset] > 0x20 { offset += 1 }
      skipBlanks()
    }
    var node = try untagged(above: parent, mayHoldSequence: mayHoldSequence)
    if isTagged, node.members == nil, node.elements == nil { node.value = .invalid }
    return node
  }

  private mutating func untagged(
    above parent: Int, mayHoldSequence: Bool
  ) throws(Stop) -> JSONNode {
    if isLineDone {
      let place = Span(min(offset, bytes.count), min(offset, bytes.count))
      nextLine()
      let isDeeper = !isAtEnd && column > parent
      // The entries of a list may be as deep as the key that holds them.
      let isSequence = mayHoldSequence && !isAtEnd && column == parent && isEntry
      guard isDeeper || isSequence, !isMarker else { return JSONNode(span: place, value: .null) }
      return try block(above: isSequence ? parent - 1 : parent)
    }
    let start = offset
    switch bytes[offset] {
    case UInt8(ascii: "|"), UInt8(ascii: ">"): return blockScalar(above: parent)
    case UInt8(ascii: "*"):
      while offset < lineEnd, bytes[offset] > 0x20 { offset += 1 }
      let node = JSONNode(span: Span(start, offset), value: .invalid)
      try endLine()
      return node
    case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""), UInt8(ascii: "'"):
      let node = try flow()
      try endLine()
      return node
    case UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "`"): try stop()
    default: return try plain(above: parent)
    }
  }

  /// A text of several lines; its lines are joined.
  private mutating func blockScalar(above parent: Int) -> JSONNode {
    let start = offset
    var texts: [String] = []
    lines = lines.dropFirst()
    while let line = lines.first {
      let isEmpty = line.span.start == line.span.end
      guard isEmpty || line.span.start - line.start > parent else { break }
      if !isEmpty { texts.append(line.text(in: source)) }
      lines = lines.dropFirst()
    }
    let end = texts.isEmpty ? start + 1 : (lines.first?.start ?? bytes.count)
    goToToken()
    return JSONNode(span: Span(start, end), value: .string(texts.joined(separator: "\n")))
  }

  /// A text without quotes, as far as the lines go that are deeper than its parent.
  private mutating func plain(above parent: Int) throws(Stop) -> JSONNode {
    let start = offset
    var end = offset
    var text = ""
    repeat {
      let from = offset
      while offset < lineEnd, !isLineDone {
        if bytes[offset] == UInt8(ascii: ":"), isBlank(offset + 1) { try stop() }
        offset += 1
      }
      end = offset
      while end > from, bytes[end - 1] <= 0x20 { end -= 1 }
      if !text.isEmpty { text += " " }
      text += String(decoding: bytes[from..<end], as: UTF8.self)
      nextLine()
    } while !isAtEnd && column > parent && !isMarker
    return JSONNode(span: Span(start, end), value: Self.scalar(text))
  }

  static func scalar(_ text: String) -> JSONNode.Value {
    ["", "~", "null", "Null", "NULL"].contains(text) ? .null : .string(text)
  }
}
