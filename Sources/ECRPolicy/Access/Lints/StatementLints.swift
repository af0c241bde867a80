import SourceText

/// Statements that another statement makes pointless.
enum StatementLints {
  static func run(_ document: PolicyDocument, _ findings: inout AccessFindings) {
    for (index, statement) in document.statements.enumerated() {
      let others = document.statements.enumerated().filter { $0.offset != index }
      if statement.effect == .allow,
        let denial = others.first(where: {
          $0.element.effect == .deny && $0.element.covers(statement)
        })
      {
        findings.add(
          .warning, "STATEMENT_NEVER_TAKES_EFFECT",
          "whatever \(name(statement)) allows, \(name(denial.element)) denies",
          "remove one of the two", statement.span, ["A-50"],
          [("the statement that denies it", denial.element.span)])
      } else if let wider = others.first(where: {
        $0.element.effect == statement.effect && $0.element.covers(statement)
          && ($0.offset < index || !statement.covers($0.element))
      }) {
        findings.add(
          .warning, "REDUNDANT_STATEMENT",
          "\(name(wider.element)) says all that \(name(statement)) says", "remove it",
          statement.span, ["A-50"], [("the wider statement", wider.element.span)])
      }
    }
  }

  private static func name(_ statement: PolicyDocument.Statement) -> String {
    statement.sid.flatMap { $0.isEmpty ? nil : "`\($0)`" } ?? "statement \(statement.index + 1)"
  }
}

extension PolicyDocument.Statement {
  /// Whether this statement matches every request that another one matches; when in doubt, no.
  fileprivate func covers(_ other: Self) -> Bool {
    (conditions.isEmpty
      || Set(conditions.map(\.meaning)).isSubset(of: other.conditions.map(\.meaning)))
      && principalCovers(other)
      && Self.covers(action, other.action, ignoringCase: true)
      && resourceCovers(other)
  }

  private func principalCovers(_ other: Self) -> Bool {
    guard let principal, let others = other.principal else { return principal == nil }
    let names = Set(principal.names.map(\.value))
    let otherNames = Set(others.names.map(\.value))
    guard !principal.isNegated, !others.isNegated else {
      return principal.isNegated == others.isNegated && names == otherNames
    }
    return names.contains(.everybody) || otherNames.isSubset(of: names)
  }

  private func resourceCovers(_ other: Self) -> Bool {
    guard let resource, let others = other.resource else {
      return resource == nil && other.resource == nil
    }
    return Self.covers(resource, others, ignoringCase: false)
  }

  private static func covers(
    _ wide: PolicyDocument.PatternElement, _ narrow: PolicyDocument.PatternElement,
    ignoringCase: Bool
  ) -> Bool {
    if wide.isNegated, narrow.isNegated {
      return wide.patterns.allSatisfy { pattern in
        narrow.patterns.contains { covers($0.value, pattern.value, ignoringCase) }
      }
    }
    guard !wide.isNegated, !narrow.isNegated else { return false }
    return narrow.patterns.allSatisfy { pattern in
      wide.patterns.contains { covers($0.value, pattern.value, ignoringCase) }
    }
  }

  /// Whether one pattern matches whatever another matches: the other is read as a text in which
  /// only a wildcard meets a wildcard.
  private static func covers(_ wide: String, _ narrow: String, _ ignoringCase: Bool) -> Bool {
    let w = Array((ignoringCase ? wide.lowercased() : wide).utf8)
    let n = Array((ignoringCase ? narrow.lowercased() : narrow).utf8)
    if w == n || w == [UInt8(ascii: "*")] { return true }
    // Stars of resources stop at colons, and variables are not known: leave those alone.
    if !ignoringCase, narrow.contains("*") || narrow.contains("?") || wide.contains("$") {
      return false
    }
    var reached: Set<Int> = [0]
    for byte in n {
      var next: Set<Int> = []
      for place in closure(reached, w) where place < w.count {
        switch w[place] {
        case UInt8(ascii: "*"): next.insert(place)
        case UInt8(ascii: "?") where byte != UInt8(ascii: "*"): next.insert(place + 1)
        case byte: next.insert(place + 1)
        default: break
        }
      }
      reached = next
    }
    return closure(reached, w).contains(w.count)
  }

  private static func closure(_ places: Set<Int>, _ pattern: [UInt8]) -> Set<Int> {
    var all = places
    for var place in places {
      while place < pattern.count, pattern[place] == UInt8(ascii: "*") {
        place += 1
        all.insert(place)
      }
    }
    return all
  }
}

extension PolicyDocument.Condition {
  /// What the condition asks, apart from where it stands.
  fileprivate var meaning: [String] {
    [comparison.description, key.lowercased()] + values.map(\.value).sorted()
  }
}
