import Texts

/// Reads lines of image references, as people, `jq`, `grep` and lists in YAML write them.
enum InUseLines {
  /// How many mistakes are reported before the reader gives up on a file.
  static let mostMistakes = 20

  static func read(_ source: SourceText) -> InUseReader.Reading {
    var gathered = InUseReferences(source)
    for line in source.bytes.split(separator: UInt8(ascii: "\n")) {
      let line = withoutComment(line)
      guard line.contains(where: { $0 > 0x20 }) else { continue }
      if gathered.count == 0, isHeading(line) { continue }
      if !add(line, &gathered), let finding = source.otherTextFinding() {
        return InUseReader.Reading(findings: [finding])
      }
      guard gathered.reading.findings.count < mostMistakes else { break }
    }
    return gathered.reading
  }

  /// Whether a line is the heading of a column, as `kubectl -o custom-columns` and CSV have it.
  private static func isHeading(_ line: ArraySlice<UInt8>) -> Bool {
    let word = String(
      decoding: line.filter { $0 > 0x20 && $0 != UInt8(ascii: "\"") }, as: UTF8.self)
    return word.contains(where: \.isUppercase)
      && ["image", "images", "repository", "tag", "digest"].contains(word.lowercased())
  }

  /// The line as far as a `#` behind a blank, as YAML and shells have their comments.
  private static func withoutComment(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let comment = line.indices.first {
      line[$0] == UInt8(ascii: "#") && ($0 == line.startIndex || line[$0 - 1] <= 0x20)
    }
    return line[..<(comment ?? line.endIndex)]
  }

  /// Adds the references of a line; returns whether the line has references only.
  private static func add(_ line: ArraySlice<UInt8>, _ gathered: inout InUseReferences) -> Bool {
    var words = line.split { $0 <= 0x20 }
    // An item of a list in YAML, a member `image` in YAML or JSON.
    while words.count > 1, words[0].elementsEqual("-".utf8) { words.removeFirst() }
    if words.count > 1, isImageKey(words[0]) { words.removeFirst() }
    // `uniq -c` writes a count in front of each line.
    if words.count == 2, words[0].allSatisfy({ $0 &- 0x30 < 10 }) { words.removeFirst() }
    let texts = words.map { String(decoding: unquoted($0), as: UTF8.self) }
    let areReferences =
      texts.count == 1 || texts.allSatisfy { $0.contains { "/:@".contains($0) } }
    let mistakes = gathered.reading.findings.count
    if areReferences {
      for (word, text) in zip(words, texts) {
        gathered.add(text, Span(word.startIndex, word.endIndex))
      }
    } else if let from = words.first?.startIndex, let end = words.last?.endIndex {
      gathered.add(String(decoding: line[from..<end], as: UTF8.self), Span(from, end))
    }
    return gathered.reading.findings.count == mistakes
  }

  private static func isImageKey(_ word: ArraySlice<UInt8>) -> Bool {
    word.last == UInt8(ascii: ":")
      && String(decoding: unquoted(word.dropLast()), as: UTF8.self).lowercased() == "image"
  }

  /// The word without the quotes that `jq` without `-r` puts around it, and without a comma behind.
  private static func unquoted(_ word: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var word = word
    if word.last == UInt8(ascii: ","), word.count > 1 { word.removeLast() }
    for quote in [UInt8(ascii: "\""), UInt8(ascii: "'")]
    where word.count > 2 && word.first == quote && word.last == quote {
      return word.dropFirst().dropLast()
    }
    return word
  }
}
