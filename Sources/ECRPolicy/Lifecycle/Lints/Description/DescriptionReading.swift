/// The numbers and words of a description, as far as they can be understood.
struct DescriptionReading {
  let tokens: [DescriptionToken]
  let words: Set<String>
  /// The times and numbers of images that it names, in order.
  private(set) var mentions: [Mention] = []
  private let description: String

  /// A limit as a description names it.
  struct Mention {
    var limit: Limit
    /// The words themselves.
    var text: String
    /// Where the number is among the tokens.
    var index: Int

    enum Limit: Equatable {
      /// A time: a month has 28 to 31 days.
      case days(ClosedRange<Int>)
      /// A number of images.
      case images(Int)
      /// A number without a noun.
      case number(Int)
    }
  }

  init(_ description: String) {
    self.description = description
    tokens = DescriptionToken.all(of: description)
    words = Set(tokens.map(\.text))
    var index = 0
    while index < tokens.count {
      guard let (limit, end) = self.limit(at: index) else {
        index += 1
        continue
      }
      if let limit {
        let range = tokens[index].range.lowerBound..<tokens[end - 1].range.upperBound
        mentions.append(
          Mention(limit: limit, text: String(description[range]), index: index))
      }
      index = end
    }
  }

  /// Whether the description has one of some words.
  func has(_ some: Set<String>) -> Bool { !words.isDisjoint(with: some) }

  /// Where some words follow each other.
  func index(of phrase: [String]) -> Int? {
    guard tokens.count >= phrase.count else { return nil }
    return (0...tokens.count - phrase.count).first { start in
      zip(tokens[start...], phrase).allSatisfy { $0.text == $1 }
    }
  }

  /// The first phrase of one of some words and one of others, with or without an article between
  /// them: `since push`, `since the push`.
  func phrase(of first: Set<String>, then second: Set<String>) -> String? {
    for index in tokens.indices where first.contains(word(index)) {
      let end = ["the", "its", "last"].contains(word(index + 1)) ? index + 2 : index + 1
      // A pull request pulls no image.
      guard second.contains(word(end)), !word(end + 1).hasPrefix("request") else { continue }
      return (index...end).map(word).joined(separator: " ")
    }
    return nil
  }

  /// Whether it is about a rule with another number than this: `prod is kept by rule 1`.
  func namesRule(otherThan priority: Int) -> Bool {
    tokens.indices.contains { index in
      guard ["rule", "rules"].contains(word(index)), let number = Int(word(index + 1)) else {
        return false
      }
      return number != priority
    }
  }

  /// The word at a place, or an empty one.
  func word(_ index: Int) -> String { tokens.indices.contains(index) ? tokens[index].text : "" }

  // MARK: Limits

  /// The limit that begins at a place and the place after it; a nil limit is a number that is not
  /// one.
  private func limit(at index: Int) -> (Mention.Limit?, end: Int)? {
    if let half = halfUnit(at: index) { return half }
    guard let (number, end) = number(at: index) else { return nil }
    if let (days, unitEnd) = time(number, at: end) {
      let isSchedule =
        ["every", "each", "per", "within", "once", "twice", "times"].contains(word(index - 1))
      return (isSchedule ? nil : .days(days), unitEnd)
    }
    // `10th`, `3x`: no number of anything.
    if tokens.indices.contains(end),
      tokens[end].range.lowerBound == tokens[end - 1].range.upperBound
    {
      return nil
    }
    guard end > index + 1 || !["a", "an"].contains(word(index)) else { return nil }
    if let noun = noun(after: end), !Self.numbered.contains(word(index - 1)),
      !(1990...2099).contains(number)
    {
      return (.images(number), noun)
    }
    // `more than 30 in number`, `in total`.
    if word(end) == "in", ["number", "total", "count"].contains(word(end + 1)) {
      return (.images(number), end + 2)
    }
    guard word(index) != "one" else { return nil }
    return bare(number, at: index, end).map { ($0, end) }
  }

  /// A number that no noun follows, by the words around it.
  private func bare(_ number: Int, at index: Int, _ end: Int) -> Mention.Limit? {
    let before = word(index - 1)
    if ["max", "maximum"].contains(word(end)) || word(end) == "at" && word(end + 1) == "most" {
      return .number(number)
    }
    if ["last", "latest", "newest", "recent", "youngest", "count"].contains(before) {
      return .images(number)
    }
    // `images > 30`, `age >= 14`.
    if index > 0,
      description[tokens[index - 1].range.upperBound..<tokens[index].range.lowerBound]
        .contains(">")
    {
      if Self.nouns.contains(before) { return .images(number) }
      return before == "age" ? .days(number...number) : .number(number)
    }
    if before == "than" {
      return ["older", "longer", "aged"].contains(word(index - 2))
        ? .days(number...number) : .number(number)
    }
    let verbs: Set = [
      "keep", "keeps", "retain", "retains", "max", "maximum", "limit", "exceed", "exceeds",
      "exceeding", "over", "beyond",
    ]
    return verbs.contains(before) ? .number(number) : nil
  }

  /// The end of a number's noun, up to three words on.
  private func noun(after end: Int) -> Int? {
    for place in end..<end + 4 {
      guard tokens.indices.contains(place), tokens[place].isJoined, tokens[place].number == nil,
        !Self.breaks.contains(word(place))
      else { return nil }
      if Self.nouns.contains(word(place)) { return place + 1 }
      // `10 newest`, `10 most recent`.
      let isDirect = place == end && word(end - 1) != "one" || word(place - 1) == "most"
      if isDirect, ["newest", "latest", "recent", "youngest"].contains(word(place)) {
        return place + 1
      }
    }
    return nil
  }

  private static let nouns: Set = [
    "image", "images", "build", "builds", "release", "releases", "version", "versions", "tag",
    "tags", "artifact", "artifacts", "artefact", "artefacts", "revision", "revisions", "snapshot",
    "snapshots", "copy", "copies", "deployment", "deployments", "candidate", "candidates",
    "container", "containers", "item", "items",
  ]
  private static let breaks: Set = [
    "and", "or", "but", "then", "expire", "expires", "delete", "deletes", "remove", "removes",
    "keep", "keeps", "archive", "archives", "older", "than", "for", "in", "with", "from", "after",
    "on", "by", "to", "of", "at", "if", "when", "purge", "clean",
  ]
  /// Words whose number is a name: `rule 3`, `python 3`.
  private static let numbered: Set = [
    "rule", "rules", "priority", "step", "phase", "tier", "stage", "team", "zone", "version",
    "ticket", "issue", "no", "number", "release", "python", "node", "java", "jdk", "php", "ruby",
    "go", "ubuntu", "alpine", "debian", "level", "id", "port", "policy", "sprint",
  ]

  /// Whether a word is what a limit counts: a unit of time, or images.
  static func isCounted(_ word: String) -> Bool {
    nouns.contains(word) || days(1, of: word) != nil
  }

  // MARK: Times

  /// `half a year`, `half a month`.
  private func halfUnit(at index: Int) -> (Mention.Limit?, end: Int)? {
    guard word(index) == "half" else { return nil }
    let unit = word(index + 1) == "a" ? index + 2 : index + 1
    switch word(unit) {
    case "year": return (.days(180...184), unit + 1)
    case "month": return (.days(14...16), unit + 1)
    default: return nil
    }
  }

  /// A number of the unit that begins at a place, in days.
  private func time(_ number: Int, at place: Int) -> (ClosedRange<Int>, end: Int)? {
    var place = place
    let fillers: Set = [
      "full", "calendar", "business", "working", "whole", "consecutive", "or", "more",
    ]
    while fillers.contains(word(place)), place < tokens.count { place += 1 }
    guard tokens.indices.contains(place), tokens[place].isJoined, number < 100_000 else {
      return nil
    }
    return Self.days(number, of: word(place)).map { ($0, place + 1) }
  }

  /// A number of a unit of time, in days.
  private static func days(_ number: Int, of unit: String) -> ClosedRange<Int>? {
    switch unit {
    case "day", "days", "d": number...number
    case "minute", "minutes", "mins": number / 1_440...(number + 1_439) / 1_440
    case "hour", "hours", "h", "hr", "hrs": number / 24...(number + 23) / 24
    case "week", "weeks", "w", "wk", "wks": number * 7...number * 7
    case "fortnight", "fortnights": number * 14...number * 14
    case "month", "months", "mo": number * 28...number * 31
    case "quarter", "quarters": number * 89...number * 92
    case "year", "years", "y", "yr", "yrs": number * 360...number * 366
    default: nil
    }
  }

  // MARK: Numbers

  /// The number that begins at a place, in digits or words, and the place behind it.
  ///
  /// `a` is a number as far as a time follows.
  private func number(at index: Int) -> (Int, end: Int)? {
    if let number = tokens[index].number { return (number, index + 1) }
    if ["a", "an"].contains(word(index)) {
      return word(index + 1) == "hundred" ? (100, index + 2) : (1, index + 1)
    }
    guard let first = Self.numerals[word(index)] else { return nil }
    if first >= 20, let second = Self.numerals[word(index + 1)], second < 10,
      tokens[index + 1].isJoined
    {
      return (first + second, index + 2)
    }
    if word(index + 1) == "hundred" { return (first * 100, index + 2) }
    return (first, index + 1)
  }

  private static let numerals = [
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "dozen": 12,
  ]
}
