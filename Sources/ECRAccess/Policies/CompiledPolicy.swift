package import ECRPolicy
package import Texts

/// A policy document made ready to be asked a million times.
///
/// The statements' heads lie side by side: most statements drop out at their actions, and those are
/// one comparison of bits.
package final class CompiledPolicy: Sendable {
  /// The document, with its text.
  package let document: PolicyDocument
  /// The name of the policy in evidence: a name, an ARN, or its place.
  package let name: String
  /// The text from which statements get their places, and how far it lies from the document's.
  let source: SourceText
  private let shift: Int
  /// The ECR actions that any statement means, one bit each: most policies drop out here.
  let ecrActions: UInt64
  let heads: [StatementHead]
  let statements: [CompiledStatement]

  /// Compiles a document.
  package init(_ document: PolicyDocument, name: String) {
    self.document = document
    self.name = name
    source = document.source
    shift = 0
    statements = document.statements.map { CompiledStatement($0, document.version) }
    heads = zip(document.statements, statements).map { StatementHead($0, $1) }
    ecrActions = heads.reduce(0) { $0 | $1.ecrActions }
    let keys = statements.flatMap(\.keys)
    asksAboutCaller = keys.contains { key in
      Self.keysOfCallers.contains { key.lower.hasPrefix($0) }
    }
    asksAboutResource =
      heads.contains { !$0.meansAllResources }
      || keys.contains { key in Self.keysOfResources.contains { key.lower.hasPrefix($0) } }
    asksAboutTags = keys.contains { !$0.tags.isEmpty }
    mayLeaveDoubt = heads.contains(where: \.mayLeaveDoubt)
  }

  /// The same policy, standing at another place: nothing is compiled again.
  ///
  /// `start` is the offset in `source` at which the very same bytes begin.
  package init(_ policy: CompiledPolicy, at start: Int, in source: SourceText, name: String) {
    document = policy.document
    self.name = name
    self.source = source
    shift = start - policy.document.span.start
    statements = policy.statements
    heads = policy.heads
    ecrActions = policy.ecrActions
    asksAboutCaller = policy.asksAboutCaller
    asksAboutResource = policy.asksAboutResource
    asksAboutTags = policy.asksAboutTags
    mayLeaveDoubt = policy.mayLeaveDoubt
  }

  /// The place of a statement.
  func position(of statement: PolicyDocument.Statement) -> Position {
    source.startPosition(of: Span(statement.span.start + shift, statement.span.end + shift))
  }

  /// Whether any statement allows something.
  package var hasAllow: Bool { heads.contains(where: \.isAllow) }

  /// The beginnings of keys that have different values for different callers, or are absent for
  /// some.
  private static let keysOfCallers = [
    "aws:principal", "aws:userid", "aws:username", "aws:tokenissuetime", "aws:sourcearn",
    "aws:sourceaccount", "aws:sourceorg", "aws:sourceidentity", "aws:multifactorauth",
    "aws:federatedprovider",
  ]
  /// Likewise of resources.
  private static let keysOfResources = ["aws:resource", "ecr:resource", "aws:requestedregion"]

  /// Whether any statement's match may depend on who calls, beyond its principals.
  let asksAboutCaller: Bool
  /// Whether any statement's match may depend on the resource.
  let asksAboutResource: Bool
  /// Whether any statement's match may depend on tags, which requests have or lack depending on
  /// their actions.
  let asksAboutTags: Bool
  /// Whether any statement may leave doubt.
  let mayLeaveDoubt: Bool
}

/// What is looked at first of a statement.
struct StatementHead: Sendable {
  /// The ECR actions that it means, one bit each.
  let ecrActions: UInt64
  let isAllow: Bool
  /// Whether it matches every resource.
  let meansAllResources: Bool
  let hasConditions: Bool
  /// Whether it asks for a context key, or leaves open which resources it means.
  let mayLeaveDoubt: Bool

  init(_ statement: PolicyDocument.Statement, _ compiled: CompiledStatement) {
    let named = statement.action.patterns.reduce(0) { $0 | ActionPattern($1.value).ecrActions }
    ecrActions = statement.action.isNegated ? ~named : named
    isAllow = statement.effect == .allow
    meansAllResources = compiled.resource == nil || compiled.resource?.meansAll == true
    hasConditions = !statement.conditions.isEmpty
    mayLeaveDoubt = hasConditions || compiled.resource?.isPlain == false
  }
}

/// One statement, ready to be asked.
struct CompiledStatement: Sendable {
  let effect: PolicyDocument.Effect
  let principal: PrincipalMatcher?
  let actions: [ActionPattern]
  let negatesActions: Bool
  let resource: ResourceMatcher?
  let conditions: [CompiledCondition]

  init(_ statement: PolicyDocument.Statement, _ version: PolicyDocument.Version) {
    effect = statement.effect
    principal = statement.principal.map(PrincipalMatcher.init)
    actions = statement.action.patterns.map { ActionPattern($0.value) }
    negatesActions = statement.action.isNegated
    resource = statement.resource.map { ResourceMatcher($0, version, statement.effect) }
    conditions = statement.conditions.map { CompiledCondition($0, version, statement.effect) }
  }

  /// The context keys that its match depends on.
  var keys: [ContextKey] {
    conditions.flatMap(\.keys) + (resource?.keys ?? [])
  }

  /// Whether it means an action, whose bytes are given in lower case.
  func meansAction(_ lower: [UInt8]) -> Bool {
    let isNamed = lower.withUnsafeBufferPointer { bytes in actions.contains { $0.matches(bytes) } }
    return isNamed != negatesActions
  }
}
