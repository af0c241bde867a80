import ECRPolicy

/// Cuts tags and entries into words: stretches of letters, of digits, and single other characters,
/// and wherever a prefix or a pattern of the policy begins or ends.
struct WordCuts {
  /// What a tag has to begin with, to end with, and to have somewhere, for one entry or another.
  private var beginnings: Set<String> = []
  private var ends: Set<String> = []
  private var middles: Set<String> = []

  init(_ entries: [TagPattern]) {
    for entry in entries {
      let literals = Self.literals(of: entry)
      guard literals.count > 1 else { continue }
      beginnings.insert(literals[0])
      ends.insert(literals[literals.count - 1])
      middles.formUnion(literals.dropFirst().dropLast())
    }
    beginnings.remove("")
    ends.remove("")
    middles.remove("")
  }

  private static func literals(of entry: TagPattern) -> [String] {
    if entry.isPrefix { return [entry.text, ""] }
    return entry.text.split(separator: "*", omittingEmptySubsequences: false).map(String.init)
  }

  /// The words of a tag, which put together are the tag.
  func words(ofTag tag: String) -> [String] { words(of: tag, isStart: true, isEnd: true) }

  /// The words of an entry, its stars among them.
  func words(of entry: TagPattern) -> [String] {
    if entry.isPrefix { return words(of: entry.text, isStart: true, isEnd: false) }
    let literals = Self.literals(of: entry)
    var words: [String] = []
    for (place, literal) in literals.enumerated() {
      if place > 0 { words.append("*") }
      words += self.words(
        of: literal, isStart: place == 0, isEnd: place == literals.count - 1)
    }
    return words
  }

  private func words(of text: String, isStart: Bool, isEnd: Bool) -> [String] {
    let scalars = Array(text.unicodeScalars)
    var cuts: Set<Int> = [0, scalars.count]
    for literal in isStart ? beginnings : [] where text.hasPrefix(literal) {
      cuts.insert(literal.unicodeScalars.count)
    }
    for literal in isEnd ? ends : [] where text.hasSuffix(literal) {
      cuts.insert(scalars.count - literal.unicodeScalars.count)
    }
    for literal in middles.map({ Array($0.unicodeScalars) }) where literal.count <= scalars.count {
      for start in 0...(scalars.count - literal.count)
      where scalars[start..<start + literal.count].elementsEqual(literal) {
        cuts.formUnion([start, start + literal.count])
      }
    }
    let places = cuts.sorted()
    return zip(places, places.dropFirst()).flatMap { Self.runs(of: scalars[$0..<$1]) }
  }

  // MARK: Runs

  private enum Kind {
    case letter, digit, other

    init(_ scalar: Unicode.Scalar) {
      self =
        ("0"..."9").contains(scalar) ? .digit : scalar.properties.isAlphabetic ? .letter : .other
    }
  }

  /// Whether a character belongs to a word that may reveal something.
  static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool { Kind(scalar) != .other }

  /// Stretches of letters, of digits, and single other characters; what looks like the hash of a commit
  /// is one.
  private static func runs(of scalars: ArraySlice<Unicode.Scalar>) -> [String] {
    var runs: [String] = []
    var word = ""
    for scalar in scalars {
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

  /// Whether a word consists only of digits and the letters `a` to `f`, and enough of them.
  static func isHash(_ word: String) -> Bool {
    word.count >= 6 && word.allSatisfy(\.isHexDigit) && word.contains(where: \.isNumber)
      && word.contains(where: \.isLetter)
  }
}
