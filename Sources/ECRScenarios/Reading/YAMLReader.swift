import Texts

/// The values of a scenario file, read one by one, with all mistakes.
struct YAMLReader {
  let source: SourceText
  var findings: [Finding] = []

  init(_ source: SourceText) { self.source = source }

  // MARK: Mistakes

  mutating func error(
    _ code: IssueCode, _ message: String, help: String? = nil, at span: Span
  ) {
    findings.append(
      Finding(.error, code, message, help: help, at: source.location(of: span)))
  }

  /// A value is not what it has to be.
  mutating func wrongType(_ node: YAMLNode, _ name: String, _ expected: String) {
    error(
      "WRONG_TYPE", "`\(name)` must be \(expected); this is \(node.kindName)",
      help: "see the format in Scenarios/README.md", at: node.span)
  }

  // MARK: Values

  /// The members of a map, which has no other keys than these.
  mutating func fields(_ node: YAMLNode, _ name: String, _ keys: [String]) -> Fields? {
    guard let members = node.members else {
      wrongType(node, name, "a map with the keys \(keys.inBackticks())")
      return nil
    }
    var fields = Fields(name: name, span: node.span)
    WorkMeter.add(members.count)
    lazy var general = "the keys are \(keys.inBackticks())"
    for member in members {
      guard keys.contains(member.key.value) else {
        let meant = Spelling.nearest(to: member.key.value, among: keys)
        error(
          "UNKNOWN_KEY", "unknown key `\(member.key.value)`",
          help: meant.map(Spelling.didYouMean) ?? general, at: member.key.span)
        if let meant { fields.misspelled.insert(meant) }
        continue
      }
      fields.members[member.key.value] = member
    }
    return fields
  }

  /// A value that has to be there.
  mutating func required(_ key: String, _ fields: Fields) -> YAMLNode? {
    if let node = fields[key] { return node }
    // That it is written otherwise has been reported.
    if fields.misspelled.contains(key) { return nil }
    error("MISSING_KEY", "\(fields.name) has no `\(key)`", help: "add `\(key): …`", at: fields.span)
    return nil
  }

  mutating func text(_ node: YAMLNode, _ name: String) -> Located<String>? {
    guard let text = node.text else {
      wrongType(node, name, "a string")
      return nil
    }
    let trimmed = text.trimmed
    guard !trimmed.isEmpty else {
      error(
        "EMPTY_VALUE", "`\(name)` is empty", help: "write a value, or remove the key",
        at: node.span)
      return nil
    }
    return Located(value: trimmed, span: node.span)
  }

  /// One text, or a list of them.
  mutating func texts(_ node: YAMLNode, _ name: String) -> [Located<String>] {
    guard let elements = node.elements else { return text(node, name).map { [$0] } ?? [] }
    return elements.compactMap { text($0, name) }
  }

  mutating func bool(_ node: YAMLNode, _ name: String) -> Located<Bool>? {
    switch node.text {
    case "true": return Located(value: true, span: node.span)
    case "false": return Located(value: false, span: node.span)
    default:
      error(
        "WRONG_TYPE",
        "`\(name)` must be `true` or `false`"
          + (node.text.map { "; this is `\($0)`" } ?? "; this is \(node.kindName)"),
        at: node.span)
      return nil
    }
  }

  mutating func integer(_ node: YAMLNode, _ name: String) -> Located<Int>? {
    guard let text = node.text, let number = Int(text) else {
      error(
        "WRONG_TYPE",
        "`\(name)` must be a whole number"
          + (node.text.map { "; this is `\($0)`" } ?? "; this is \(node.kindName)"),
        at: node.span)
      return nil
    }
    return Located(value: number, span: node.span)
  }

  /// One of some words.
  mutating func word(
    _ node: YAMLNode, _ name: String, _ words: [String]
  ) -> Located<String>? {
    guard let text = text(node, name) else { return nil }
    guard words.contains(text.value) else {
      let meant = Spelling.nearest(to: text.value, among: words)
      error(
        "UNKNOWN_WORD",
        "`\(name)` must be one of \(words.map { "`\($0)`" }.joined(separator: ", ")); this is "
          + "`\(text.value)`",
        help: meant.map { Spelling.didYouMean($0) }, at: text.span)
      return nil
    }
    return text
  }

  /// A map of texts to texts.
  mutating func textMap(_ node: YAMLNode, _ name: String) -> [String: String]? {
    guard let members = node.members else {
      wrongType(node, name, "a map of keys and values")
      return nil
    }
    var map: [String: String] = [:]
    for member in members {
      guard let value = member.value.text else {
        wrongType(member.value, "\(name).\(member.key.value)", "a string")
        continue
      }
      map[member.key.value] = value
    }
    return map
  }
}

/// The members of one map of a file.
struct Fields {
  /// What to call the map.
  var name: String
  /// Where it starts.
  var span: Span
  var members: [String: YAMLNode.Member] = [:]
  /// The keys that are meant by unknown ones.
  var misspelled: Set<String> = []

  subscript(key: String) -> YAMLNode? { members[key]?.value }

  /// The place of a key.
  func place(_ key: String) -> Span { members[key]?.key.span ?? span }
}

extension String {
  /// Without white space at its ends.
  var trimmed: String {
    // Most texts have none, which their bytes show.
    let inner = UInt8(ascii: "!")...UInt8(ascii: "~")
    if let first = utf8.first, let last = utf8.last, inner ~= first, inner ~= last { return self }
    var text = self[...]
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
