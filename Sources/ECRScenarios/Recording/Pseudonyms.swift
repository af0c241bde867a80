import ECRPolicy

/// Other words for tags, and for a policy's prefixes and patterns, so that every one matches what it
/// matched before.
///
/// Words are replaced as wholes where prefixes and patterns end at their ends, so that the story stays
/// readable; else letter by letter. The same word has the same pseudonym everywhere, no pseudonym is a
/// word that is given, and what is given decides them alone, in whatever order the tags come.
struct Pseudonyms {
  private var words: [String: String] = [:]
  /// The words that are given, which nobody may take for what they were.
  private var given: Set<String> = []
  private var numberCount = 0
  private var wordCount = 0
  private let isLetterByLetter: Bool

  /// Makes pseudonyms for the tags of a repository and the entries of its policy.
  init(tags: [String], entries: [TagPattern]) {
    let tags = Set(tags).sorted()
    var byWord = Pseudonyms(isLetterByLetter: false)
    byWord.given = Set((tags + entries.map(\.text)).flatMap(Self.runs))
    if byWord.keepsMatches(tags, entries) {
      self = byWord
    } else {
      self.init(isLetterByLetter: true)
    }
  }

  private init(isLetterByLetter: Bool) { self.isLetterByLetter = isLetterByLetter }

  private mutating func keepsMatches(_ tags: [String], _ entries: [TagPattern]) -> Bool {
    let others = entries.map { entry in
      let other = pseudonym(of: entry.text)
      return entry.isPrefix ? TagPattern(prefix: other) : TagPattern(pattern: other)
    }
    return tags.allSatisfy { tag in
      let other = pseudonym(of: tag)
      return zip(entries, others).allSatisfy { $0.matches(tag) == $1.matches(other) }
    }
  }

  /// The pseudonym of a tag, a prefix or a pattern.
  mutating func pseudonym(of text: String) -> String {
    if isLetterByLetter {
      return String(String.UnicodeScalarView(text.unicodeScalars.map(Self.letter)))
    }
    var pseudonym = ""
    for run in Self.runs(of: text) { pseudonym += self.word(run) }
    return pseudonym
  }

  /// Stretches of letters, of digits, and single other characters; what looks like the hash of a commit
  /// is one.
  private static func runs(of text: String) -> [String] {
    var runs: [String] = []
    var word = ""
    for scalar in text.unicodeScalars {
      if Kind(scalar) == .other {
        runs += parts(of: word) + [String(scalar)]
        word = ""
      } else {
        word.unicodeScalars.append(scalar)
      }
    }
    return runs + parts(of: word)
  }

  private static func parts(of word: String) -> [String] {
    if isHash(word) { return [word] }
    var parts: [String] = []
    var kind: Kind?
    for scalar in word.unicodeScalars {
      let next = Kind(scalar)
      if next == kind {
        parts[parts.count - 1].unicodeScalars.append(scalar)
      } else {
        parts.append(String(scalar))
      }
      kind = next
    }
    return parts
  }

  /// Whether a word has digits and the letters `a` to `f` alone, and enough of them.
  private static func isHash(_ word: String) -> Bool {
    word.count >= 6 && word.allSatisfy(\.isHexDigit) && word.contains(where: \.isNumber)
      && word.contains(where: \.isLetter)
  }

  private enum Kind {
    case letter, digit, other

    init(_ scalar: Unicode.Scalar) {
      self =
        ("0"..."9").contains(scalar) ? .digit : scalar.properties.isAlphabetic ? .letter : .other
    }
  }

  /// Single letters and short numbers tell nothing and stay, as in `v1.2`.
  private mutating func word(_ run: String) -> String {
    guard let first = run.unicodeScalars.first else { return run }
    let kind: Kind = Self.isHash(run) ? .letter : Kind(first)
    if kind == .other || run.unicodeScalars.count == 1 { return run }
    if kind == .digit, run.unicodeScalars.count < 3 { return run }
    if let known = words[run] { return known }
    var new: String
    repeat {
      if kind == .digit {
        numberCount += 1
        let digits = String(numberCount)
        let width = max(3, run.unicodeScalars.count)
        new = String(repeating: "0", count: max(0, width - digits.count)) + digits
      } else {
        new = Self.syllables(wordCount)
        wordCount += 1
      }
    } while given.contains(new)
    words[run] = new
    return new
  }

  /// The word of a number: `baba`, `babe`, … and longer ones behind the last of four letters.
  private static func syllables(_ number: Int) -> String {
    let consonants = Array("bdfgklmnprst")
    let vowels = Array("aeiou")
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

  /// Another letter or digit for each; everything else stays.
  private static func letter(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    func turned(_ first: Unicode.Scalar, _ count: UInt32, _ factor: UInt32, _ shift: UInt32)
      -> Unicode.Scalar
    {
      let place = scalar.value - first.value
      return Unicode.Scalar(first.value + (place * factor + shift) % count) ?? scalar
    }
    switch scalar {
    case "a"..."z": return turned("a", 26, 7, 3)
    case "A"..."Z": return turned("A", 26, 7, 3)
    case "0"..."9": return turned("0", 10, 3, 1)
    default: return scalar
    }
  }
}
