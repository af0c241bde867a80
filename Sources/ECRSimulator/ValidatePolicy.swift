import ECRDocuments
package import ECRPolicy
package import Texts

/// Checks policies for errors and likely mistakes.
package enum ValidatePolicy {
  /// The result for one document.
  package struct Outcome: Sendable {
    /// The name of the document.
    package var file: String
    /// What it is.
    package var kind: Kind
    /// How many rules, statements or policies it has; nil when it has errors that hide them.
    package var partCount: Int?
    /// Everything that was found, in reading order.
    package var findings: [Finding]

    /// Whether AWS would take it.
    package var isValid: Bool { partCount != nil && !findings.containsErrors }
  }

  /// What a document is.
  package enum Kind: Sendable, Hashable {
    /// A lifecycle policy, of rules.
    case lifecyclePolicy
    /// A policy in the IAM policy language, of statements.
    case accessPolicy(PolicyKind)
    /// An account's users, groups and roles, with their policies.
    case authorizationDetails
    /// Something that is not a policy and does not contain one.
    case noPolicy

    /// The name of the kind in JSON.
    package var name: String {
      switch self {
      case .lifecyclePolicy: "lifecyclePolicy"
      case .accessPolicy(let kind): kind.rawValue
      case .authorizationDetails: "authorizationDetails"
      case .noPolicy: "noPolicy"
      }
    }
  }

  /// A kind of policy in the IAM policy language by its name; nil for another word.
  package static func kind(named text: String) -> PolicyKind? { PolicyKind(rawValue: text) }

  /// The names of the kinds of policies in the IAM policy language.
  package static let kindNames = PolicyKind.allCases.map(\.rawValue)

  /// Validates one document, whose type it detects.
  ///
  /// `kind` is the kind of a policy in the IAM policy language, where it is not the one that its elements
  /// suggest.
  package static func run(_ source: SourceText, as kind: PolicyKind? = nil) -> Outcome {
    let document = DocumentKind(of: source)
    switch document {
    case .accessPolicy, .getRepositoryPolicy, .getRegistryPolicy, .getPolicyVersion,
      .getInlinePolicy, .getRole, .authorizationDetails, .describeOrganizationPolicy:
      return access(source, kind, document)
    case .getLifecyclePolicy, .lifecyclePolicy, .unknown:
      return kind == nil ? lifecycle(source) : access(source, kind, document)
    case .describeImages, .batchGetImage, .describeRepositories, .describeRegistry,
      .listTagsForResource, .describePullThroughCacheRules, .getRegistryScanningConfiguration,
      .describeRepositoryCreationTemplates, .listTargetsForPolicy, .describeOrganization,
      .listParents, .failedCalls, .context, .other:
      return kind == nil || document.isListOfPolicies
        ? noPolicy(source, document) : access(source, kind, document)
    }
  }

  private static func noPolicy(_ source: SourceText, _ kind: DocumentKind) -> Outcome {
    let start = source.bytes.firstIndex { $0 > 0x20 } ?? 0
    let finding = Finding(
      .error, "NOT_A_POLICY", kind.insteadOf("a policy"),
      help: kind.helpToTakeOut(.lifecyclePolicy, of: source)
        ?? "give a policy, or the output of a command that prints one, such as `aws ecr "
        + "get-lifecycle-policy` or `get-repository-policy`",
      at: source.location(of: Span(start, start + 1)))
    return Outcome(file: source.name, kind: .noPolicy, partCount: nil, findings: [finding])
  }

  private static func lifecycle(_ source: SourceText) -> Outcome {
    let document = LifecyclePolicyDocument.read(source)
    guard let text = document.policyText else {
      return Outcome(
        file: source.name, kind: .lifecyclePolicy, partCount: nil, findings: document.findings)
    }
    let reading = LifecyclePolicy.read(text, isInForce: document.isInForce)
    return Outcome(
      file: source.name, kind: .lifecyclePolicy, partCount: reading.policy?.rules.count,
      findings: document.findings + reading.findings)
  }

  private static func access(
    _ source: SourceText, _ kind: PolicyKind?, _ documentKind: DocumentKind
  ) -> Outcome {
    let document = AccessDocument.read(source)
    var outcome = Outcome(
      file: source.name, kind: self.kind(documentKind, kind), partCount: nil,
      findings: document.findings)
    switch document.documents.first {
    case .policy(let fragment, _):
      read(
        fragment, kind ?? inlineKind(source, documentKind) ?? .recognized(in: fragment), &outcome,
        kindIsGuessed: kind == nil && documentKind == .accessPolicy,
        origin: documentKind == .getPolicyVersion ? .managedByAWS : .draft)
    case .repositoryPolicy(let fragment, _):
      read(fragment, .repositoryPolicy, &outcome, origin: .inForce)
    case .registryPolicy(let fragment, _, _):
      read(fragment, .registryPolicy, &outcome, origin: .inForce)
    case .authorizationDetails(let details): read(details, &outcome)
    case .organizationPolicy(let policy, _, let type):
      read(
        policy.policy,
        type == "RESOURCE_CONTROL_POLICY" ? .resourceControlPolicy : .serviceControlPolicy,
        &outcome)
    case .repositories, .repositoryTags, .organization, .organizationParent, .policyTargets,
      .failedCalls, nil:
      // A text that is not a policy: the reader reports what is wrong with it.
      guard documentKind == .accessPolicy || !outcome.findings.containsErrors else { break }
      let reading = PolicyDocument.read(source, as: kind ?? .identityPolicy)
      outcome.findings = reading.findings
    }
    return outcome
  }

  /// What a document is by its envelope, before its policy is read.
  private static func kind(_ document: DocumentKind, _ kind: PolicyKind?) -> Kind {
    switch document {
    case .authorizationDetails: .authorizationDetails
    case .getRepositoryPolicy: .accessPolicy(.repositoryPolicy)
    case .getRegistryPolicy: .accessPolicy(.registryPolicy)
    default: .accessPolicy(kind ?? .identityPolicy)
    }
  }

  /// Whose an inline policy is, as `aws iam get-role-policy` and its like print it.
  private static func inlineKind(_ source: SourceText, _ document: DocumentKind) -> PolicyKind? {
    if document == .getRole { return .trustPolicy }
    guard document == .getInlinePolicy, let root = JSONReader.read(source).documents.first else {
      return nil
    }
    let kinds: [(member: String, kind: PolicyKind)] = [
      ("RoleName", .rolePolicy), ("UserName", .userPolicy), ("GroupName", .groupPolicy),
    ]
    return kinds.first { root[$0.member] != nil }?.kind
  }

  private static func read(
    _ fragment: JSONFragment, _ kind: PolicyKind, _ outcome: inout Outcome,
    kindIsGuessed: Bool = false, origin: PolicyOrigin = .draft
  ) {
    let reading = PolicyDocument.read(
      fragment, as: kind, kindIsGuessed: kindIsGuessed, origin: origin)
    outcome.kind = .accessPolicy(kind)
    outcome.partCount = reading.document?.statements.count
    outcome.findings = (outcome.findings + reading.findings).inReadingOrder()
  }

  private static func read(_ details: AuthorizationDetails, _ outcome: inout Outcome) {
    var policies: [(NamedPolicy, PolicyKind)] = []
    for user in details.users { policies += user.inlinePolicies.map { ($0, .userPolicy) } }
    for role in details.roles {
      policies += role.inlinePolicies.map { ($0, .rolePolicy) }
      policies += (role.trustPolicy.map { [$0] } ?? []).map { ($0, .trustPolicy) }
    }
    for group in details.groups.values {
      policies += group.inlinePolicies.map { ($0, .groupPolicy) }
    }
    policies += details.managedPolicies.values.map { ($0, .identityPolicy) }
    outcome.kind = .authorizationDetails
    outcome.partCount = policies.count
    for pages in details.missingPages {
      outcome.findings.append(
        Finding(
          .warning, "MORE_PAGES", "the account's details are incomplete: more pages follow",
          help: MissingPages.help,
          at: pages.place))
    }
    for (policy, kind) in policies {
      outcome.findings +=
        PolicyDocument.read(
          policy.policy, as: kind, origin: .ofPolicy(named: policy.name)
        ).findings
    }
    outcome.findings = outcome.findings.inReadingOrder()
  }
}
