import ECRAccess
import ECRDocuments
import ECRModel
import ECRPolicy
import Texts

/// Everything that the inputs say, read: who there is, what there is, and the policies of both.
struct AccessWorld {
  let inputs: AccessInputs
  var shelf = PolicyShelf()
  /// What there is to know beside the answer, in sentences.
  private(set) var notices: [String] = []
  private(set) var details: AuthorizationDetails?
  /// The policies given for the caller, in files of their own.
  private(set) var identityPolicies: [CompiledPolicy] = []
  /// The names of those among them that came without being called so.
  private var unclaimed: [String] = []
  private(set) var permissionsBoundary: CompiledPolicy?
  private(set) var sessionPolicies: [CompiledPolicy] = []
  private(set) var serviceControlPolicies: [[CompiledPolicy]] = []
  private(set) var resourceControlPolicies: [[CompiledPolicy]] = []
  private(set) var vpcEndpointPolicies: [CompiledPolicy] = []
  /// The repositories that the documents name, by their ARNs, in their order.
  private(set) var repositories: [ARN] = []
  private(set) var repositoryPolicies: [RepositoryID: CompiledPolicy] = [:]
  /// The policy of the repository that is asked about, where its document does not say which.
  private(set) var namelessRepositoryPolicy: CompiledPolicy?
  /// The tags of repositories, where a document lists them.
  private(set) var repositoryTags: [RepositoryID: [String: String]] = [:]
  private(set) var registryPolicies: [RegistryKey: CompiledPolicy] = [:]
  private(set) var namelessRegistryPolicy: CompiledPolicy?
  /// Trust policies that stand by themselves.
  private(set) var trustPolicy: CompiledPolicy?
  private(set) var organization = OrganizationWorld()
  /// RCPFullAWSAccess.
  private(set) var fullAccess: CompiledPolicy?
  /// The policies of users, groups and roles, compiled when somebody asks for them.
  var stored: [String: CompiledPolicy] = [:]
  /// The RCPs above an account, put together once: a matrix asks for them for every repository.
  var resourceControlLevels: [String: [[CompiledPolicy]]] = [:]

  /// A registry; its region is nil where its documents do not tell.
  struct RegistryKey: Hashable {
    var account: String
    var region: String?
  }

  /// Reads the inputs; what is wrong with them stays on the shelf.
  init(_ inputs: AccessInputs) {
    self.inputs = inputs
    shelf.wantsAdvice = inputs.wantsAdvice
    for document in inputs.documents { read(document) }
    identityPolicies += inputs.identityPolicies.compactMap { shelf.compile($0, .identityPolicy) }
    permissionsBoundary = inputs.permissionsBoundary.flatMap {
      shelf.compile($0, .permissionsBoundary)
    }
    sessionPolicies = inputs.sessionPolicies.compactMap { shelf.compile($0, .sessionPolicy) }
    serviceControlPolicies = inputs.serviceControlPolicies.map { level in
      level.compactMap { shelf.compile($0, .serviceControlPolicy) }
    }
    resourceControlPolicies = inputs.resourceControlPolicies.map { level in
      level.compactMap { shelf.compile($0, .resourceControlPolicy) }
    }
    fullAccess = shelf.compile(Self.fullAccess, .resourceControlPolicy)
    for level in addFullAccess(to: &resourceControlPolicies) {
      notices.append(
        "level \(level + 1) of the RCPs has no Allow: RCPFullAWSAccess, which AWS attaches "
          + "everywhere, is added")
    }
    vpcEndpointPolicies = inputs.vpcEndpointPolicies.compactMap {
      shelf.compile($0, .vpcEndpointPolicy)
    }
    if let policy = inputs.repositoryPolicy { read(policy, as: .repositoryPolicy) }
    if let policy = inputs.registryPolicy { read(policy, as: .registryPolicy) }
    tellUnclaimed()
    warnOfStrangers()
  }

  /// Who gives an account's details knows whose policies are whose; one that nobody claims may well
  /// be something else, and an SCP's text is no other than an identity-based policy's.
  private mutating func tellUnclaimed() {
    guard details != nil else { return }
    for name in unclaimed {
      notice(
        "\(name) is taken for an identity-based policy, and goes with every caller that is asked "
          + "about; a service control policy is given with --scp")
    }
  }

  private mutating func read(_ source: SourceText, as kind: PolicyKind? = nil) {
    let reading = AccessDocument.read(source)
    shelf.add(reading.findings)
    for document in reading.documents { add(document, source, kind) }
  }

  private mutating func add(
    _ document: AccessDocument, _ source: SourceText, _ kind: PolicyKind?
  ) {
    switch document {
    case .policy(let fragment, let name):
      let policy = NamedPolicy(name: name ?? source.name, policy: fragment)
      let origin: PolicyShelf.Origin = kind == nil ? .guessed : .draft
      let kind = kind ?? PolicyKind.recognised(in: fragment)
      shelf.compile(policy, kind, origin).map { add($0, kind, fragment) }
    case .repositoryPolicy(let fragment, let id):
      let policy = NamedPolicy(name: source.name, policy: fragment)
      repositoryPolicies[id] = shelf.compile(policy, .repositoryPolicy, .stored)
    case .registryPolicy(let fragment, let account, let region):
      let policy = NamedPolicy(name: source.name, policy: fragment)
      registryPolicies[RegistryKey(account: account, region: region)] = shelf.compile(
        policy, .registryPolicy, .stored)
    case .repositories(let arns):
      for located in arns {
        if let arn = ARN(located.value), arn.repositoryName != nil {
          repositories.append(arn)
        } else {
          shelf.add(
            Finding(
              .error, "INVALID_RESOURCE", "`\(located.value)` is no repository's ARN",
              help: "give the output of `aws ecr describe-repositories` as it is",
              at: source.location(of: located.span), facts: ["A-33"]))
        }
      }
    case .repositoryTags(let tags, let id): repositoryTags[id] = tags
    case .organization, .organizationParent, .organizationPolicy, .policyTargets:
      organization.add(document)
    case .authorizationDetails(let page):
      var all = details ?? AuthorizationDetails()
      all.add(page)
      details = all
    }
  }

  private mutating func add(
    _ policy: CompiledPolicy, _ kind: PolicyKind, _ fragment: JSONFragment
  ) {
    switch kind {
    case .identityPolicy, .userPolicy, .rolePolicy, .groupPolicy:
      identityPolicies.append(policy)
      unclaimed.append(policy.name)
    case .repositoryPolicy:
      only(namelessRepositoryPolicy, fragment, kind)
      namelessRepositoryPolicy = policy
    case .registryPolicy:
      only(namelessRegistryPolicy, fragment, kind)
      namelessRegistryPolicy = policy
    case .trustPolicy:
      only(trustPolicy, fragment, kind)
      trustPolicy = policy
    case .resourceControlPolicy, .resourcePolicy, .vpcEndpointPolicy, .permissionsBoundary,
      .sessionPolicy, .serviceControlPolicy:
      shelf.add(
        Finding(
          .error, "AMBIGUOUS_POLICY", "this may be a resource control policy or a VPC endpoint's",
          help: "say which: give it with --rcp, --vpc-endpoint-policy or --registry-policy",
          at: fragment.location))
    }
  }

  /// Two policies of one thing cannot both be its policy.
  private mutating func only(
    _ other: CompiledPolicy?, _ fragment: JSONFragment, _ kind: PolicyKind
  ) {
    guard let other else { return }
    shelf.add(
      Finding(
        .error, "TWO_POLICIES", "this is a second \(kind.name)",
        help: "a repository, a registry and a role have one policy each; give one, or what "
          + "`aws ecr get-repository-policy` prints, which says whose it is",
        at: fragment.location,
        related: [
          Finding.Related(
            message: "the first one is here",
            location: other.document.source.location(of: other.document.span))
        ]))
  }

  /// QA-8: AWS attaches RCPFullAWSAccess to every level; who leaves it out means it.
  ///
  /// Gives the levels that it was added to.
  func addFullAccess(to levels: inout [[CompiledPolicy]]) -> [Int] {
    guard let fullAccess else { return [] }
    let without = levels.indices.filter { !levels[$0].contains(where: \.hasAllow) }
    for level in without { levels[level].append(fullAccess) }
    return without
  }

  private static let fullAccess = SourceText(
    name: "RCPFullAWSAccess",
    text: """
      {
        "Version": "2012-10-17",
        "Statement": [
          { "Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*" }
        ]
      }
      """)

  /// Adds something to know beside the answer, once.
  mutating func notice(_ text: String) {
    if !notices.contains(text) { notices.append(text) }
  }
}
