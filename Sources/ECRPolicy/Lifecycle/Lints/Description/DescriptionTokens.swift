/// A word or number of a description.
struct DescriptionToken {
  /// In lower case; digits without the commas between them.
  var text: String
  /// The value of digits; nil for words, and for digits that belong to a name such as `v1`, `3.9`,
  /// or `release-2024`.
  var number: Int?
  /// Whether only spaces or hyphens lie between this token and the one before.
  var isJoined: Bool
  /// Where it is in the description.
  var range: Range<String.Index>

  /// The words and numbers of a description, in order.
  static func all(of description: String) -> [DescriptionToken] {
    let scalars = description.unicodeScalars
    var tokens: [DescriptionToken] = []
    var index = scalars.startIndex
    var gap = ""
    while index < scalars.endIndex {
      let scalar = scalars[index]
      guard isLetter(scalar) || isDigit(scalar) else {
        gap.unicodeScalars.append(scalar)
        index = scalars.index(after: index)
        continue
      }
      let isNumber = isDigit(scalar)
      let end = end(of: scalars, from: index, isNumber: isNumber)
      let text = description[index..<end]
      var token = DescriptionToken(
        text: isNumber ? text.filter { $0 != "," } : text.lowercased(), number: nil,
        isJoined: gap.allSatisfy { $0 == " " || $0 == "-" || $0 == "_" || $0 == "\u{2011}" },
        range: index..<end)
      if isNumber, !goesOn(scalars, at: end),
        !isPartOfName(gap, tokens.last) || isWordOfSlug(scalars, gap, tokens.last, end)
      {
        token.number = Int(token.text)
      }
      tokens.append(token)
      gap = ""
      index = end
    }
    return tokens
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isAlphabetic }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    ("0"..."9").contains(scalar)
  }

  private static func end(
    of scalars: String.UnicodeScalarView, from start: String.Index, isNumber: Bool
  ) -> String.Index {
    var end = start
    while end < scalars.endIndex {
      let next = scalars.index(after: end)
      let isMore =
        isNumber
        ? isDigit(scalars[end])
          || scalars[end] == "," && next < scalars.endIndex && isDigit(scalars[next])
        : isLetter(scalars[end]) || scalars[end] == "'" || scalars[end] == "\u{2019}"
      guard isMore else { break }
      end = next
    }
    return end
  }

  /// `v1`, `release-2024`, `3.9`: digits that something is glued to in front.
  private static func isPartOfName(_ gap: String, _ before: DescriptionToken?) -> Bool {
    guard let before, let last = gap.unicodeScalars.last else { return before != nil }
    return gap.unicodeScalars.count == 1 && "-_./#:".unicodeScalars.contains(last)
      && (before.number == nil || last == ".")
  }

  /// `keep_last_30_images`, `expire-after-14-days`: a sentence whose spaces are written otherwise.
  ///
  /// A letter follows behind the same hyphen or underscore, or a word of a limit comes before.
  private static func isWordOfSlug(
    _ scalars: String.UnicodeScalarView, _ gap: String, _ before: DescriptionToken?,
    _ end: String.Index
  ) -> Bool {
    guard let before, before.number == nil, gap == "-" || gap == "_" else { return false }
    let limits: Set = [
      "last", "after", "keep", "keeps", "retain", "than", "newest", "over", "max", "maximum",
      "most", "expire", "delete", "remove", "purge", "limit",
    ]
    if limits.contains(before.text) { return true }
    guard end < scalars.endIndex, String(scalars[end]) == gap else { return false }
    let next = scalars.index(after: end)
    let word = scalars[next...].prefix(while: isLetter)
    return DescriptionReading.isCounted(String(word).lowercased())
  }

  /// `3.9`, `1/2`: digits that go on behind a point or a stroke.
  private static func goesOn(_ scalars: String.UnicodeScalarView, at end: String.Index) -> Bool {
    guard end < scalars.endIndex, "./_".unicodeScalars.contains(scalars[end]) else { return false }
    let next = scalars.index(after: end)
    return next < scalars.endIndex && isDigit(scalars[next])
  }
}
