import Testing
import Texts

/// A matcher that follows the words of the definition, without any cleverness.
private func matches(
  _ pattern: ArraySlice<Character>, _ text: ArraySlice<Character>, stopsAtColon: (Int) -> Bool
) -> Bool {
  guard let symbol = pattern.first else { return text.isEmpty }
  let rest = pattern.dropFirst()
  func takes(_ character: Character) -> Bool {
    character != ":" || !stopsAtColon(pattern.startIndex)
  }
  switch symbol {
  case "*":
    if matches(rest, text, stopsAtColon: stopsAtColon) { return true }
    guard let next = text.first, takes(next) else { return false }
    return matches(pattern, text.dropFirst(), stopsAtColon: stopsAtColon)
  case "?":
    guard let next = text.first, takes(next) else { return false }
    return matches(rest, text.dropFirst(), stopsAtColon: stopsAtColon)
  default:
    return text.first == symbol && matches(rest, text.dropFirst(), stopsAtColon: stopsAtColon)
  }
}

/// All texts of some letters, the empty one too, up to a length.
private func words(_ letters: [Character], upTo length: Int) -> [[Character]] {
  var all: [[Character]] = [[]]
  var last = all
  for _ in 0..<length {
    last = last.flatMap { word in letters.map { word + [$0] } }
    all += last
  }
  return all
}

struct WildcardPatternTests {
  @Test("Matches what the definition says, whole and part by part (A-30, A-31, E-10)")
  func definition() {
    let texts = words(["a", ":", "é"], upTo: 4).map { (letters: $0, bytes: Array(String($0).utf8)) }
    for pattern in words(["a", ":", "*", "?"], upTo: 4) {
      let made = WildcardPattern(String(pattern))
      // Wildcards of the first half stay within parts: after one that reaches over colons comes one
      // that does not, and the other way round.
      let half = pattern.count / 2
      let kept: [(Range<Int>, WildcardPattern)] = [
        (0..<0, made), (0..<half, made.withinParts(0..<half)),
        (half..<pattern.count, made.withinParts(half..<pattern.count)),
      ]
      for (places, made) in kept {
        for text in texts {
          let expected = matches(pattern[...], text.letters[...]) { places.contains($0) }
          #expect(
            made.matches(text.bytes) == expected,
            "\(String(pattern)) within parts at \(places), \(String(text.letters))")
        }
      }
    }
  }

  @Test("Covers a pattern whose every text it matches, and with stars alone no other")
  func covering() {
    // `c` is the letter that no pattern names.
    let texts = words(["a", "b", "c"], upTo: 5)
    let bytes = texts.map { Array(String($0).utf8) }
    let patterns = words(["a", "b", "*", "?"], upTo: 3).map { WildcardPattern(String($0)) }
    let matched = patterns.map { pattern in Set(bytes.indices.filter { pattern.matches(bytes[$0]) })
    }
    for (wide, wideTexts) in zip(patterns, matched) {
      for (narrow, narrowTexts) in zip(patterns, matched) {
        let isSubset = narrowTexts.isSubset(of: wideTexts)
        if wide.covers(narrow) { #expect(isSubset, "\(wide) covers \(narrow)") }
        let hasOne = [wide, narrow].contains { $0.symbols.contains(0xFD) }
        if isSubset, !hasOne { #expect(wide.covers(narrow), "\(wide) covers \(narrow)") }
      }
    }
  }

  @Test("What no character means is added as it is (A-47)")
  func literals() {
    var pattern = WildcardPattern("a*")
    pattern.append(literal: "*?".utf8)
    #expect(pattern.matches(Array("abc*?".utf8)))
    #expect(!pattern.matches(Array("abcxy".utf8)))
    #expect(WildcardPattern("a?", onlyStars: true).matches(Array("a?".utf8)))
    #expect(!WildcardPattern("a?", onlyStars: true).matches(Array("ab".utf8)))
  }
}

struct PositionTests {
  @Test("A column counts Unicode scalars, wherever they stand in eight bytes")
  func columns() {
    for letters in words(["x", "é", "\n", "漢"], upTo: 3) {
      for padding in 0..<9 {
        let text = String(repeating: "y", count: padding) + String(letters) + "zzzzzzzzzz"
        let before = text.unicodeScalars.dropLast(4)
        let line = before.reduce(1) { $1 == "\n" ? $0 + 1 : $0 }
        let column = before.reversed().prefix { $0 != "\n" }.count + 1
        let position = SourceText(name: "t", text: text).position(of: text.utf8.count - 4)
        #expect(position == Position(line: line, column: column, offset: text.utf8.count - 4))
      }
    }
  }
}
