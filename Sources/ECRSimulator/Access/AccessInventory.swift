import ECRAccess
import ECRDocuments
import ECRModel
import ECRPolicy
import Texts

/// The content of all inputs: principals, resources, and the policies of both.
struct AccessInventory {
  let inputs: AccessInputs
  var sources: PolicySources
  /// Notices for the reader, in sentences.
  private(set) var notices: [String] = []
  /// Those of them that name what the answer takes for granted.
  private(set) var assumptions: [String] = []
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
  /// The same, to look one up.
  private(set) var listed: Set<ARN> = []
  /// The regions in which the documents have a repository, by the repository without its region.
  private(set) var regions: [RepositoryID: Set<String>] = [:]
  private var owners = PolicyOwners()
  private(set) var repositoryPolicies: [RepositoryID: CompiledPolicy] = [:]
  /// The policy of the question's repository, where its document does not name the repository.
  private(set) var namelessRepositoryPolicy: CompiledPolicy?
  /// The tags of repositories, where a document lists them.
  private(set) var repositoryTags: [RepositoryID: [String: String]] = [:]
  private(set) var registryPolicies: [RegistryKey: CompiledPolicy] = [:]
  private(set) var namelessRegistryPolicy: CompiledPolicy?
  /// Trust policies in files of their own.
  private(set) var trustPolicy: CompiledPolicy?
  private(set) var organization = OrganizationDocuments()
  /// The documents that are not about access, with what to call them and what was found in them.
  private var ignored: [(file: String, kind: String, findings: [Finding])] = []
  /// The RCPs above an account, put together once: a matrix asks for them for every repository.
  var resourceControlLevels: [String: [[CompiledPolicy]]] = [:]

  /// A registry; its region is nil where its documents do not name it.
  struct RegistryKey: Hashable {
    var account: String
    var region: String?
  }

  /// Reads the inputs; what is wrong with them is kept in ``sources``.
  init(_ inputs: AccessInputs) {
    self.inputs = inputs
    sources = PolicySources(wantsAdvice: inputs.wantsAdvice)
    for document in inputs.documents { read(document) }
    reportIgnored()
    identityPolicies += inputs.identityPolicies.compactMap { sources.compile($0, .identityPolicy) }
    permissionsBoundary = inputs.permissionsBoundary.flatMap {
      sources.compile($0, .permissionsBoundary)
    }
    sessionPolicies = inputs.sessionPolicies.compactMap { sources.compile($0, .sessionPolicy) }
    serviceControlPolicies = inputs.serviceControlPolicies.map { level in
      level.compactMap { sources.compile($0, .serviceControlPolicy) }
    }
    resourceControlPolicies = inputs.resourceControlPolicies.map { level in
      level.compactMap { sources.compile($0, .resourceControlPolicy) }
    }
    vpcEndpointPolicies = inputs.vpcEndpointPolicies.compactMap {
      sources.compile($0, .vpcEndpointPolicy)
    }
    if let policy = inputs.repositoryPolicy { read(policy, as: .repositoryPolicy) }
    if let policy = inputs.registryPolicy { read(policy, as: .registryPolicy) }
    let named = inputs.documents + inputs.identityPolicies + inputs.sessionPolicies
    for source in named + [inputs.permissionsBoundary].compactMap(\.self) {
      AWSManagedPolicy.named(source.name).map { noteExcerpt($0) }
    }
    warnAboutUnclaimedPolicies()
    warnAboutUnknownPrincipals()
  }

  /// Notes that a built-in policy only has its ECR actions.
  mutating func noteExcerpt(_ policy: AWSManagedPolicy) {
    guard policy.isExcerpt else { return }
    notice(
      "\(policy.arn) is built in with its ECR actions only: for other services, give its document "
        + "as a file")
  }

  /// With an account's details, every policy has its owner; one without may be something else, and
  /// the text of an SCP looks like that of an identity-based policy.
  private mutating func warnAboutUnclaimedPolicies() {
    guard details != nil else { return }
    for name in unclaimed {
      notice(
        "assuming that \(name) is an identity-based policy of every caller; give a service control "
          + "policy with --scp")
    }
  }

  /// Names the documents that are not about access; where there is nothing else, they are mistakes.
  private mutating func reportIgnored() {
    guard !ignored.isEmpty else { return }
    guard ignored.count < inputs.policyCount else {
      for document in ignored { sources.add(document.findings) }
      return
    }
    notice(
      "ignored, because not about access: "
        + ignored.map { "\($0.file) (\($0.kind))" }.joined(separator: ", "))
  }

  private mutating func read(_ source: SourceText, as kind: PolicyKind? = nil) {
    let reading = AccessDocument.read(source)
    if inputs.ignoresOtherDocuments, kind == nil, reading.documents.isEmpty,
      reading.findings.containsErrors,
      let name = AccessDocument.nameOfIgnored(source)
    {
      ignored.append((source.name, name, reading.findings))
      return
    }
    sources.add(reading.findings)
    for document in reading.documents { add(document, source, kind) }
  }

  private mutating func add(
    _ document: AccessDocument, _ source: SourceText, _ kind: PolicyKind?
  ) {
    switch document {
    case .policy(let fragment, let name):
      let policy = NamedPolicy(name: name ?? source.name, policy: fragment)
      let origin: PolicySources.Origin = kind == nil ? .guessed : .draft
      let kind = kind ?? PolicyKind.recognized(in: fragment)
      sources.compile(policy, kind, origin).map { add($0, kind, fragment) }
    case .repositoryPolicy(let fragment, let id):
      let policy = NamedPolicy(name: source.name, policy: fragment)
      note(fragment, "the repository policy of \(id)")
      repositoryPolicies[id] = sources.compileAside(policy, .repositoryPolicy)
      noteRegion(of: id)
    case .registryPolicy(let fragment, let account, let region):
      let policy = NamedPolicy(name: source.name, policy: fragment)
      note(fragment, PolicyOwners.registryPolicy(account: account, region: region))
      registryPolicies[RegistryKey(account: account, region: region)] = sources.compileAside(
        policy, .registryPolicy)
    case .repositories(let arns):
      for located in arns {
        if let arn = ARN(located.value), arn.repositoryName != nil {
          repositories.append(arn)
          listed.insert(arn)
          RepositoryID(arn).map { noteRegion(of: $0) }
        } else {
          sources.add(
            Finding(
              .error, "INVALID_RESOURCE", InvalidName.repositoryARN(located.value).message,
              help: "give the unchanged output of `aws ecr describe-repositories`",
              at: source.location(of: located.span), facts: ["A-33"]))
        }
      }
    case .repositoryTags(let tags, let id): repositoryTags[id] = tags
    case .organization, .organizationParent, .organizationPolicy, .policyTargets:
      organization.add(document)
    case .failedCalls(let list): warn(about: list)
    case .authorizationDetails(let page):
      var all = details ?? AuthorizationDetails()
      for conflict in all.add(page) {
        sources.add(
          PolicyOwners.conflict(
            entity: conflict.name, at: conflict.places.second, first: conflict.places.first))
      }
      details = all
    }
  }

  private mutating func noteRegion(of id: RepositoryID) {
    guard let region = id.region else { return }
    regions[id.inAnyRegion, default: []].insert(region)
  }

  /// Two policies of which only one can be in force have no answer.
  private mutating func note(_ policy: JSONFragment, _ owner: String) {
    let span = policy.node.span
    let text =
      policy.node.string
      ?? String(decoding: policy.source.bytes[span.start..<span.end], as: UTF8.self)
    owners.note(text, owner, at: policy.location).map { sources.add($0) }
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
      sources.add(
        Finding(
          .error, "AMBIGUOUS_POLICY",
          "this might be a resource control policy or a VPC endpoint policy",
          help: "give it with --rcp, --vpc-endpoint-policy or --registry-policy",
          at: fragment.location))
    }
  }

  /// Two policies of one thing cannot both be its policy.
  private mutating func only(
    _ other: CompiledPolicy?, _ fragment: JSONFragment, _ kind: PolicyKind
  ) {
    guard let other else { return }
    sources.add(
      Finding(
        .error, "TWO_POLICIES", "this is a second \(kind.name)",
        help: "a repository, a registry and a role have one policy each; give one, or what "
          + "`aws ecr get-repository-policy` prints, which names the repository",
        at: fragment.location,
        related: [
          Finding.Related(
            message: "first here",
            location: other.document.source.location(of: other.document.span))
        ]))
  }

  /// Adds a notice, once.
  mutating func notice(_ text: String) {
    if !notices.contains(text) { notices.append(text) }
  }

  /// Adds a notice that names what the answer takes for granted, once.
  mutating func assume(_ text: String) {
    notice(text)
    if !assumptions.contains(text) { assumptions.append(text) }
  }
}
