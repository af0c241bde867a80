extension String {
  /// The most characters that a message quotes of a user's text: enough for a repository's ARN.
  private static let mostQuoted = 320
  /// The most characters of a whole message.
  private static let longestMessage = 2_000

  /// The text itself, or its beginning with `…` when it is very long.
  package func shortened() -> String { shortened(to: Self.mostQuoted) }

  /// A message of limited length, with shortened text in its backticks.
  package func withShortQuotations() -> String {
    withShortQuotations(in: "`", shortens: { _ in true })
  }

  /// A message of a service, which quotes in double quotes; what is not quoted stays word for word.
  func shortenedAsMessage() -> String {
    withShortQuotations(in: "\"", shortens: { !$0.isMultiple(of: 2) })
  }

  private func withShortQuotations(
    in quote: Character, shortens: (_ piece: Int) -> Bool
  ) -> String {
    guard utf8.count > Self.mostQuoted else { return self }
    // Text after this many characters is dropped anyway.
    let pieces = shortened(to: 100 * Self.longestMessage).split(
      separator: quote, omittingEmptySubsequences: false)
    return pieces.enumerated().map { shortens($0) ? String($1).shortened() : String($1) }
      .joined(separator: String(quote)).shortened(to: Self.longestMessage)
  }

  // WHY: what counts as one `Character` may have any number of scalars, so those are counted.
  private func shortened(to most: Int) -> String {
    let scalars = unicodeScalars
    guard utf8.count > most,
      let end = scalars.index(scalars.startIndex, offsetBy: most, limitedBy: scalars.endIndex),
      end < scalars.endIndex
    else { return self }
    return String(scalars[..<end]) + "…"
  }
}

extension Sequence<String> {
  /// The words of a list, each in backticks.
  package func inBackticks() -> String { map { "`\($0)`" }.joined(separator: ", ") }
}
