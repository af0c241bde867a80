/// Tag patterns and prefixes, matched the slow and obvious way.

/// Whether a pattern, anchored at both ends, matches a tag, byte by byte (E-10, E-11).
func glob(_ pattern: String, matches tag: String) -> Bool {
  glob(Array(pattern.utf8)[...], matches: Array(tag.utf8)[...])
}

private func glob(_ pattern: ArraySlice<UInt8>, matches tag: ArraySlice<UInt8>) -> Bool {
  guard let first = pattern.first else { return tag.isEmpty }
  if first == UInt8(ascii: "*") {
    // The star takes nothing, or one byte and then as much as it likes.
    if glob(pattern.dropFirst(), matches: tag) { return true }
    return !tag.isEmpty && glob(pattern, matches: tag.dropFirst())
  }
  return tag.first == first && glob(pattern.dropFirst(), matches: tag.dropFirst())
}

/// Whether a tag begins with a prefix, every byte of it literal (E-12).
func prefix(_ prefix: String, matches tag: String) -> Bool {
  Array(tag.utf8).starts(with: Array(prefix.utf8))
}

/// Whether every entry of the rule's list is matched by some tag (E-08, E-09).
func tagListMatches(_ rule: OracleRule, tags: [String]) -> Bool {
  for entry in rule.patterns where !tags.contains(where: { glob(entry, matches: $0) }) {
    return false
  }
  for entry in rule.prefixes where !tags.contains(where: { prefix(entry, matches: $0) }) {
    return false
  }
  return true
}
