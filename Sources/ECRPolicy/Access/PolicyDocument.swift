package import Texts

/// A JSON document in the IAM policy language, as written, every element with its place.
///
/// Source: "Grammar of the IAM JSON policy language",
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
package struct PolicyDocument: Sendable {
  /// What the policy serves as.
  package var kind: PolicyKind
  /// The text from which the spans become positions.
  package var source: SourceText
  /// The place of the document.
  package var span: Span
  /// Which version of the language it is written in.
  package var version: Version
  /// The statements, in the order of the text.
  package var statements: [Statement]

  /// The version of the policy language.
  package enum Version: String, Sendable, Hashable, CaseIterable {
    /// The earlier one, in which policy variables are plain text; also meant where none is given.
    case v2008 = "2008-10-17"
    /// The current one.
    case v2012 = "2012-10-17"
  }

  /// One statement.
  package struct Statement: Sendable, Hashable {
    /// Its place among the policy's statements, from 0.
    package var index: Int
    /// The author's name for it.
    package var sid: String?
    /// The place of that name.
    package var sidSpan: Span?
    /// Whether it allows or denies.
    package var effect: Effect
    /// `Principal` or `NotPrincipal`.
    package var principal: PrincipalElement?
    /// `Action` or `NotAction`.
    package var action: PatternElement
    /// `Resource` or `NotResource`.
    package var resource: PatternElement?
    /// The entries of the `Condition` block; all of them have to hold.
    package var conditions: [Condition]
    /// The place of the statement.
    package var span: Span
  }

  /// What a statement does where it matches.
  package enum Effect: String, Sendable, Hashable, CaseIterable {
    /// It lets the request pass, unless something denies it.
    case allow = "Allow"
    /// It denies the request, whatever else allows it.
    case deny = "Deny"
  }

  /// `Action`, `NotAction`, `Resource` or `NotResource`.
  package struct PatternElement: Sendable, Hashable {
    /// Whether everything but the patterns is meant.
    package var isNegated: Bool
    /// The patterns, as they are written.
    package var patterns: [Located<String>]
    /// The place of the element's name.
    package var nameSpan: Span
  }

  /// `Principal` or `NotPrincipal`.
  package struct PrincipalElement: Sendable, Hashable {
    /// Whether it means everybody except those named.
    package var isNegated: Bool
    /// The named principals; one match is enough.
    package var names: [Located<PrincipalName>]
    /// The place of the element's name.
    package var nameSpan: Span
  }

  /// One key of one operator of a `Condition` block.
  package struct Condition: Sendable, Hashable {
    /// The operator.
    package var comparison: ConditionOperator
    /// The place of the operator.
    package var operatorSpan: Span
    /// The context key as written; its case does not matter.
    package var key: String
    /// The place of the key.
    package var keySpan: Span
    /// The values; one of them has to match.
    package var values: [Located<String>]
  }

  /// The place of a statement's first character.
  package func position(of statement: Statement) -> Position {
    source.startPosition(of: statement.span)
  }
}

/// What a policy serves as; the language has a dialect for each.
package enum PolicyKind: String, Sendable, Hashable, CaseIterable {
  /// A policy of a user, a group or a role: a managed one, or one whose owner is not known.
  case identityPolicy
  /// An inline policy of a user.
  case userPolicy
  /// An inline policy of a role.
  case rolePolicy
  /// An inline policy of a group.
  case groupPolicy
  /// The upper bound of what identity policies may give.
  case permissionsBoundary
  /// A policy given along with a session.
  case sessionPolicy
  /// An organization's upper bound for the principals of its accounts.
  case serviceControlPolicy
  /// An organization's upper bound for the resources of its accounts.
  case resourceControlPolicy
  /// The policy of an ECR repository.
  case repositoryPolicy
  /// The policy of an ECR registry.
  case registryPolicy
  /// The policy of a resource of another service.
  case resourcePolicy
  /// The policy of a role that controls who can assume it.
  case trustPolicy
  /// The policy of a VPC endpoint.
  case vpcEndpointPolicy

  /// What to call it in a message.
  package var name: String {
    switch self {
    case .identityPolicy: "identity-based policy"
    case .userPolicy: "user policy"
    case .rolePolicy: "role policy"
    case .groupPolicy: "group policy"
    case .permissionsBoundary: "permissions boundary"
    case .sessionPolicy: "session policy"
    case .serviceControlPolicy: "service control policy"
    case .resourceControlPolicy: "resource control policy"
    case .repositoryPolicy: "repository policy"
    case .registryPolicy: "registry policy"
    case .resourcePolicy: "resource-based policy"
    case .trustPolicy: "trust policy"
    case .vpcEndpointPolicy: "VPC endpoint policy"
    }
  }

  /// The name behind its article.
  package var nameWithArticle: String {
    switch self {
    case .identityPolicy: "an \(name)"
    default: "a \(name)"
    }
  }
}
