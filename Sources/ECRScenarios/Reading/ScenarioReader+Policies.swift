import ECRPolicy
import Texts

/// Policies: AWS's JSON, in a file of its own or in the story.
extension ScenarioReader {
  /// A policy by its path, by the ARN of one that AWS keeps, or as JSON.
  mutating func policy(_ node: YAMLNode, _ name: String) -> StoryPolicy? {
    switch node.value {
    case .scalar(let value, isBlock: true):
      let lines = blockLines(node.span.start, of: value)
      return StoryPolicy(name: nil, text: SourceText(stretches: lines, of: yaml.source))
    case .scalar(_, isBlock: false):
      guard let text = yaml.text(node, name) else { return nil }
      if let managed = AWSManagedPolicy.named(text.value) {
        return StoryPolicy(name: managed.arn, text: managed.source)
      }
      return file(text).map { StoryPolicy(name: text.value, text: $0) }
    case .mapping, .sequence:
      let start = bracketStart(node.span.start)
      guard let end = bracketEnd(start) else {
        yaml.error(
          "NOT_JSON", "`\(name)` is YAML; a policy must be JSON",
          help: "write it in braces, put it below `|`, or name a file", at: node.span)
        return nil
      }
      return StoryPolicy(
        name: nil, text: SourceText(stretches: [Span(start, end)], of: yaml.source))
    }
  }

  /// One policy, or a list of them.
  mutating func policies(_ node: YAMLNode, _ name: String) -> [StoryPolicy] {
    guard let elements = node.elements else { return policy(node, name).map { [$0] } ?? [] }
    return elements.compactMap { policy($0, name) }
  }

  /// Levels of policies from the root down; each is a policy or a list.
  mutating func levels(_ node: YAMLNode, _ name: String) -> [[StoryPolicy]] {
    guard let elements = node.elements else {
      yaml.wrongType(node, name, "a list of levels, from the root down")
      return []
    }
    return elements.map { policies($0, name) }
  }

  /// The text of a file that the scenario names.
  mutating func file(_ path: Located<String>) -> SourceText? {
    if let text = texts[path.value] { return text }
    do {
      let text = try files(path.value)
      texts[path.value] = text
      paths.append(path.value)
      return text
    } catch {
      yaml.error(
        "UNREADABLE_FILE", "`\(path.value)` cannot be read: \(error)",
        help: "paths start at the scenario's folder", at: path.span)
      return nil
    }
  }

  /// Several files.
  mutating func fileTexts(_ node: YAMLNode, _ name: String) -> [SourceText] {
    yaml.texts(node, name).compactMap { file($0) }
  }

  /// The lines of the block whose `|` is at an offset, without their indentation, and with the ends
  /// of lines that YAML keeps.
  private func blockLines(_ offset: Int, of value: String) -> [Span] {
    let bytes = yaml.source.bytes
    let newLine = UInt8(ascii: "\n")
    // Spaces that the value starts with are not those of the indentation (`|2`).
    let own = value.split(separator: "\n").first { !$0.allSatisfy(\.isWhitespace) }?.prefix {
      $0 == " "
    }.count
    var lines: [Span] = []
    var indent: Int?
    var last = 0
    var start = (bytes[offset...].firstIndex(of: newLine) ?? bytes.count - 1) + 1
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: newLine).map { $0 + 1 } ?? bytes.count
      let spaces = bytes[start..<end].prefix { $0 == UInt8(ascii: " ") }.count
      let isBlank = bytes[(start + spaces)..<end].allSatisfy { $0 == 0x0A || $0 == 0x0D }
      if !isBlank {
        if indent == nil { indent = spaces - (own ?? 0) }
        guard spaces >= indent ?? 0 else { break }
        last = lines.count
      }
      lines.append(Span(start + min(indent ?? spaces, spaces), end))
      start = end
    }
    guard !lines.isEmpty else { return [] }
    let ends = value.unicodeScalars.reversed().prefix { $0 == "\n" }.count
    lines.removeSubrange(min(lines.count, last + max(1, ends))...)
    if ends == 0 {
      let text = bytes[lines[last].start..<lines[last].end]
      lines[last].end -= text.reversed().prefix { $0 == 0x0A || $0 == 0x0D }.count
    }
    return lines
  }

  /// Where a value starts, behind its anchor.
  private func bracketStart(_ start: Int) -> Int {
    let bytes = yaml.source.bytes
    guard start < bytes.count, bytes[start] == UInt8(ascii: "&") else { return start }
    return bytes[start...].firstIndex { [UInt8(ascii: "{"), UInt8(ascii: "[")].contains($0) }
      ?? start
  }

  /// Where the JSON value that starts at an offset ends; nil when none starts there.
  private func bracketEnd(_ start: Int) -> Int? {
    let bytes = yaml.source.bytes
    guard start < bytes.count,
      bytes[start] == UInt8(ascii: "{") || bytes[start] == UInt8(ascii: "[")
    else { return nil }
    var depth = 0
    var isInString = false
    var offset = start
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: "\\") where isInString: offset += 1
      case UInt8(ascii: "\""): isInString.toggle()
      case UInt8(ascii: "{") where !isInString, UInt8(ascii: "[") where !isInString: depth += 1
      case UInt8(ascii: "}") where !isInString, UInt8(ascii: "]") where !isInString:
        depth -= 1
        if depth == 0 { return offset + 1 }
      default: break
      }
      offset += 1
    }
    return nil
  }
}
