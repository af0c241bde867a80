import Texts

/// Statements that another statement makes pointless.
enum StatementLints {
  /// Policies that IAM or ECR takes have room for far fewer.
  private static let mostFindings = 500

  static func run(_ document: PolicyDocument, _ findings: inout FindingCollector) {
    var coverage = StatementCoverage(document.statements)
    var reported = 0
    for (index, statement) in document.statements.enumerated() where reported < mostFindings {
      if statement.effect == .allow,
        let denial = coverage.first(.deny, covering: index)
      {
        reported += 1
        findings.add(
          .warning, "STATEMENT_NEVER_TAKES_EFFECT",
          "\(name(document.statements[denial])) denies everything that \(name(statement)) allows",
          help: "remove one of the two", at: statement.span,
          related: [("the statement that denies it", document.statements[denial].span)],
          facts: ["A-50"])
      } else if let wider = coverage.first(statement.effect, covering: index) {
        reported += 1
        findings.add(
          .warning, "REDUNDANT_STATEMENT",
          "\(name(document.statements[wider])) already covers \(name(statement))",
          help: "remove it", at: statement.span,
          related: [("the wider statement", document.statements[wider].span)], facts: ["A-50"])
      }
    }
  }

  private static func name(_ statement: PolicyDocument.Statement) -> String {
    statement.sid.flatMap { $0.isEmpty ? nil : "`\($0)`" } ?? "statement \(statement.index + 1)"
  }
}

/// Finds whether a statement matches everything that another one matches; in doubt, the answer is
/// no.
private struct StatementCoverage {
  private let statements: [ComparedStatement]
  /// How much may still be compared.
  ///
  /// A policy within AWS's quotas never needs all of it; one without a quota may have thousands of
  /// statements, each to be compared with every other.
  private var budget = 20_000_000

  init(_ statements: [PolicyDocument.Statement]) {
    self.statements = statements.map(ComparedStatement.init)
  }

  /// The first other statement of an effect that covers one; of two that cover each other, only the
  /// earlier one covers the other.
  mutating func first(_ effect: PolicyDocument.Effect, covering narrow: Int) -> Int? {
    for wide in statements.indices where wide != narrow && statements[wide].effect == effect {
      guard budget > 0 else { return nil }
      guard statements[wide].covers(statements[narrow], &budget) else { continue }
      if effect != statements[narrow].effect || wide < narrow
        || !statements[narrow].covers(statements[wide], &budget)
      {
        return wide
      }
    }
    return nil
  }
}

/// A statement made ready to be compared with others.
private struct ComparedStatement {
  let effect: PolicyDocument.Effect
  private let action: PatternCoverage
  private let resource: PatternCoverage?
  private let namesPrincipal: Bool
  private let negatesPrincipal: Bool
  private let principals: Set<PrincipalName>
  private let conditions: Set<[String]>

  init(_ statement: PolicyDocument.Statement) {
    effect = statement.effect
    action = PatternCoverage(statement.action, .action)
    resource = statement.resource.map { PatternCoverage($0, .resource) }
    namesPrincipal = statement.principal != nil
    negatesPrincipal = statement.principal?.isNegated == true
    principals = Set(statement.principal?.names.map(\.value) ?? [])
    conditions = Set(statement.conditions.map(\.meaning))
  }

  func covers(_ other: Self, _ budget: inout Int) -> Bool {
    budget -= 10
    return conditions.count <= other.conditions.count
      && action.covers(other.action, &budget) && resourceCovers(other, &budget)
      && principalCovers(other) && conditions.isSubset(of: other.conditions)
  }

  private func principalCovers(_ other: Self) -> Bool {
    guard namesPrincipal, other.namesPrincipal else { return !namesPrincipal }
    guard !negatesPrincipal, !other.negatesPrincipal else {
      return negatesPrincipal == other.negatesPrincipal && principals == other.principals
    }
    return principals.contains(.everybody) || other.principals.isSubset(of: principals)
  }

  private func resourceCovers(_ other: Self, _ budget: inout Int) -> Bool {
    guard let resource, let others = other.resource else {
      return resource == nil && other.resource == nil
    }
    return resource.covers(others, &budget)
  }
}

extension PolicyDocument.Condition {
  /// The condition without its place.
  fileprivate var meaning: [String] {
    [comparison.description, key.lowercased()] + values.map(\.value).sorted()
  }
}
