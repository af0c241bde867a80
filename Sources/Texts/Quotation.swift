extension String {
  /// The most characters that a message quotes of a user's text: enough for a repository's ARN.
  private static let mostQuoted = 320
  /// The most characters of a whole message.
  private static let longestMessage = 2_000

  /// The text itself, or its beginning with `…` when it is very long.
  public func shortened() -> String { shortened(to: Self.mostQuoted) }

  /// A message of limited length, with shortened text in its backticks.
  public func withShortQuotations() -> String {
    guard utf8.count > Self.mostQuoted else { return self }
    // Behind so much text nothing is kept anyway: it need not be looked at.
    let pieces = shortened(to: 100 * Self.longestMessage).split(
      separator: "`", omittingEmptySubsequences: false)
    return pieces.map { String($0).shortened() }.joined(separator: "`").shortened(
      to: Self.longestMessage)
  }

  /// A message of AWS or a system, which quotes in its own way.
  func shortenedAsMessage() -> String { shortened(to: Self.longestMessage) }

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
  public func inBackticks() -> String { map { "`\($0)`" }.joined(separator: ", ") }
}
