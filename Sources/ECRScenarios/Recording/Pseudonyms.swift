import ECRPolicy

/// Other words for tags, and for a policy's prefixes and patterns, so that every one matches what it
/// matched before.
///
/// Words are replaced as wholes; where a prefix or a pattern ends inside a word, the word is two.
/// The same word has the same pseudonym everywhere, no pseudonym is a word of the input, and a
/// pseudonym reveals nothing about its word: pseudonyms are numbered in the order of the recording,
/// which is visible in it anyway. They do not depend on a key or a hash that could be guessed.
struct Pseudonyms {
  private let cuts: WordCuts
  private var words: [String: String] = [:]
  /// The letters and numbers that stay as they are, in order.
  private(set) var kept: [String] = []

  /// Makes pseudonyms for the tags of a repository and the entries of its policy, both in the order in
  /// which the recording has them.
  ///
  /// - Throws: the entry that other words cannot be found for.
  init(tags: [String], entries: [TagPattern]) throws(Unkept) {
    cuts = WordCuts(entries)
    assign(tags.flatMap(cuts.words(ofTag:)) + entries.flatMap(cuts.words(of:)))
    for entry in entries where !keeps(entry, Set(tags)) { throw Unkept(entry: entry.text) }
  }

  /// An entry that would match other images under other words.
  struct Unkept: Error {
    var entry: String
  }

  private func keeps(_ entry: TagPattern, _ tags: Set<String>) -> Bool {
    let text = pseudonym(of: entry)
    let other = entry.isPrefix ? TagPattern(prefix: text) : TagPattern(pattern: text)
    return tags.allSatisfy { entry.matches($0) == other.matches(pseudonym(ofTag: $0)) }
  }

  /// The pseudonym of a tag.
  func pseudonym(ofTag tag: String) -> String {
    cuts.words(ofTag: tag).map { words[$0] ?? $0 }.joined()
  }

  /// The pseudonym of a prefix or a pattern.
  func pseudonym(of entry: TagPattern) -> String {
    cuts.words(of: entry).map { words[$0] ?? $0 }.joined()
  }

  // MARK: Words

  /// Gives a pseudonym to every word that reveals something, in the order of appearance.
  private mutating func assign(_ order: [String]) {
    let given = Set(order)
    var seen: Set<String> = []
    var wordCount = 0
    var numberCount = 0
    for word in order where seen.insert(word).inserted {
      guard let kind = Self.kind(of: word) else {
        if word.unicodeScalars.contains(where: WordCuts.isLetterOrDigit) { kept.append(word) }
        continue
      }
      var new: String
      repeat {
        switch kind {
        case .word:
          new = Self.syllables(wordCount)
          wordCount += 1
        case .number:
          numberCount += 1
          new = Self.number(numberCount, width: word.unicodeScalars.count)
        }
      } while given.contains(new)
      words[word] = new
    }
  }

  private enum Kind {
    case word, number
  }

  /// Short numbers and letters that no pseudonym has reveal nothing and stay, as in `v1.2`.
  private static func kind(of word: String) -> Kind? {
    guard let first = word.unicodeScalars.first else { return nil }
    let isNumber = word.unicodeScalars.allSatisfy { ("0"..."9").contains($0) }
    if isNumber { return word.unicodeScalars.count < 3 ? nil : .number }
    guard first.properties.isAlphabetic || WordCuts.isHash(word) else { return nil }
    let isLetter = word.unicodeScalars.count == 1
    return isLetter && !(consonants + vowels).contains(Character(first)) ? nil : .word
  }

  private static let consonants = Array("bdfgklmnprst")
  private static let vowels = Array("aeiou")

  /// The word of a number: `baba`, `babe`, … and longer ones behind the last of four letters.
  private static func syllables(_ number: Int) -> String {
    let base = consonants.count * vowels.count
    var rest = number
    var word = ""
    while rest > 0 || word.count < 4 {
      let digit = rest % base
      word = "\(consonants[digit / vowels.count])\(vowels[digit % vowels.count])" + word
      rest /= base
    }
    return word
  }

  /// A number that starts with a zero, and is as long as another where it can be.
  private static func number(_ number: Int, width: Int) -> String {
    let digits = "0\(number)"
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
