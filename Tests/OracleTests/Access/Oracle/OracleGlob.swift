/// Patterns with `*` and `?`, and the variables that may stand in them (A-31, A-47).

/// One thing of a pattern.
enum OracleToken: Equatable {
  case character(Character)
  /// `*`
  case anyRun
  /// `?`
  case anyOne
}

/// A pattern in which only `*` and `?` are special.
func glob(_ pattern: String) -> [OracleToken] {
  pattern.map { $0 == "*" ? .anyRun : $0 == "?" ? .anyOne : .character($0) }
}

/// Whether the whole text is as the pattern says.
func globMatches(_ pattern: [OracleToken], _ text: String) -> Bool {
  matches(pattern[...], Array(text)[...])
}

private func matches(_ pattern: ArraySlice<OracleToken>, _ text: ArraySlice<Character>) -> Bool {
  guard let first = pattern.first else { return text.isEmpty }
  let rest = pattern.dropFirst()
  switch first {
  case .character(let character):
    return text.first == character && matches(rest, text.dropFirst())
  case .anyOne:
    return !text.isEmpty && matches(rest, text.dropFirst())
  case .anyRun:
    return matches(rest, text) || (!text.isEmpty && matches(pattern, text.dropFirst()))
  }
}

/// A-31: part by part up to the fifth colon; the pattern's last part takes the rest of the text.
///
/// A-35: a pattern with fewer parts is also read with `*` for those that are missing, and with stars
/// at the ends of parts that take colons.
func resourceMatches(_ pattern: [OracleToken], _ text: String) -> Bool {
  if pattern == [.anyRun] { return true }
  let missing = 6 - tokenParts(pattern).count
  guard missing > 0 else { return partsMatch(pattern, text) }
  let added = [[OracleToken]](repeating: glob(":*"), count: missing).flatMap(\.self)
  return partsMatch(pattern + added, text) || reachingMatches(pattern[...], Array(text)[...])
}

private func partsMatch(_ pattern: [OracleToken], _ text: String) -> Bool {
  let patternParts = tokenParts(pattern)
  let textParts = parts(text, patternParts.count)
  guard textParts.count == patternParts.count else { return false }
  return zip(patternParts, textParts).allSatisfy { globMatches($0, $1) }
}

/// As `matches`, but wildcards take no colon, unless they are in the pattern's last part or a star
/// with a colon behind it.
private func reachingMatches(
  _ pattern: ArraySlice<OracleToken>, _ text: ArraySlice<Character>
) -> Bool {
  guard let first = pattern.first else { return text.isEmpty }
  let rest = pattern.dropFirst()
  let isLastPart = !pattern.contains(.character(":"))
  switch first {
  case .character(let character):
    return text.first == character && reachingMatches(rest, text.dropFirst())
  case .anyOne:
    guard let next = text.first, next != ":" || isLastPart else { return false }
    return reachingMatches(rest, text.dropFirst())
  case .anyRun:
    if reachingMatches(rest, text) { return true }
    let takesColons = isLastPart || rest.first == .character(":")
    guard let next = text.first, next != ":" || takesColons else { return false }
    return reachingMatches(pattern, text.dropFirst())
  }
}

/// A-43: as resources, but both sides must be ARNs.
func arnMatches(_ pattern: [OracleToken], _ text: String) -> Bool {
  guard text.hasPrefix("arn:"), parts(text, 6).count == 6 else { return false }
  if pattern == [.anyRun] { return true }
  return tokenParts(pattern).count == 6 && resourceMatches(pattern, text)
}

/// A pattern split at its first five colons, those of variables' values included.
private func tokenParts(_ pattern: [OracleToken]) -> [[OracleToken]] {
  pattern.split(separator: .character(":"), maxSplits: 5, omittingEmptySubsequences: false)
    .map(Array.init)
}

// MARK: - Variables (A-47)

/// The pattern with the variables' values in it, whose own `*` and `?` are plain characters.
///
/// Nil when a variable has no value: then it matches nothing.
func substituted(_ pattern: String, _ request: OracleRequest) -> [OracleToken]? {
  var tokens: [OracleToken] = []
  var rest = Array(pattern)
  while !rest.isEmpty {
    guard rest.starts(with: Array("${")), let end = rest.firstIndex(of: "}") else {
      tokens += glob(String(rest.removeFirst()))
      continue
    }
    guard let value = value(ofVariable: String(rest[2..<end]), request) else { return nil }
    tokens += value.map { .character($0) }
    rest.removeSubrange(...end)
  }
  return tokens
}

/// Whether AWS does not replace a variable of a resource, because it is in front of the fifth colon.
func hasVariableBeforeFifthColon(_ pattern: String) -> Bool {
  var colons = 0
  var rest = Substring(pattern)
  while colons < 5, let character = rest.popFirst() {
    if character == ":" { colons += 1 }
    guard character == "$", rest.first == "{", let end = rest.firstIndex(of: "}") else { continue }
    if rest[..<end].contains(":") { return true }
    rest = rest[end...]
  }
  return false
}

/// A-31: whether the service of an ARN has a wildcard, which AWS does not take.
///
/// A star that ends an incomplete ARN means all that is missing.
func hasWildcardInService(_ pattern: String) -> Bool {
  let fields = pattern.split(separator: ":", omittingEmptySubsequences: false)
  guard fields.count > 2, fields[0] == "arn" else { return false }
  if fields[2] == "*" { return fields.count >= 6 }
  return fields[2].contains("*") || fields[2].contains("?")
}

/// The keys that have several values, of which none can be a variable.
private let keysOfSeveralValues: Set<String> = [
  "aws:calledvia", "aws:principalorgpaths", "aws:principalservicenameslist",
  "aws:resourceorgpaths", "aws:sourceorgpaths", "aws:tagkeys", "aws:vpceorgpaths",
]

/// What a variable stands for: `key`, `key, 'default'`, or one of the three characters.
private func value(ofVariable text: String, _ request: OracleRequest) -> String? {
  if ["*", "?", "$"].contains(text) { return text }
  let pieces = text.split(separator: ",", maxSplits: 1).map { trimmed(String($0)) }
  // A key with several values has no one value to stand here.
  if !keysOfSeveralValues.contains(pieces[0].lowercased()),
    let values = request.values(of: pieces[0]), values.count == 1
  {
    return values[0]
  }
  guard pieces.count == 2 else { return nil }
  return String(pieces[1].dropFirst().dropLast())
}

private func trimmed(_ text: String) -> String {
  var result = Substring(text)
  while result.first == " " { result.removeFirst() }
  while result.last == " " { result.removeLast() }
  return String(result)
}
