extension Timestamp {
  /// Reads a date of a policy's condition: `2026`, `2026-01`, `2026-01-31`,
  /// `2026-01-31T12:00Z` with seconds and fraction or without, or seconds since 1970.
  ///
  /// Four digits are a year. Source: "Date condition operators",
  /// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
  package init?(policyDate text: some StringProtocol) {
    let digits = text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")) ~= $0 }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    var full = String(text)
    switch (digits, text.utf8.count) {
    case (true, 4): full += "-01-01"
    case (false, 7) where parts.count == 2: full += "-01"
    default: break
    }
    // Seconds since 1970 are whole: that AWS reads a fraction of one is documented nowhere.
    guard digits || full.dropFirst().contains("-") else { return nil }
    guard full.first != "-" else { return nil }
    self.init(typed: full)
  }
}
