import ECRAccess
import ECRDocuments
import ECRPolicy
import Texts

/// The tree of an organization and the policies attached to it, from documents.
///
/// Source: "Managing organization policies: Inheritance",
/// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_inheritance_auth.html
struct OrganizationDocuments {
  private var id: String?
  private(set) var managementAccount: String?
  /// The unit or the root above an account or a unit.
  private var parents: [String: String] = [:]
  private var policies: [String: (policy: NamedPolicy, type: String)] = [:]
  /// The policies of each root, unit and account, by their ids.
  private var attached: [String: [String]] = [:]

  /// Which of the policies are meant.
  enum PolicyType: String {
    case serviceControl = "SERVICE_CONTROL_POLICY"
    case resourceControl = "RESOURCE_CONTROL_POLICY"

    var kind: PolicyKind {
      switch self {
      case .serviceControl: .serviceControlPolicy
      case .resourceControl: .resourceControlPolicy
      }
    }
  }

  /// Adds a document; one that is not about organizations adds nothing.
  mutating func add(_ document: AccessDocument) {
    switch document {
    case .organization(let id, let managementAccount):
      self.id = id
      self.managementAccount = managementAccount
    case .organizationParent(let id, let child): parents[child] = id
    case .organizationPolicy(let policy, let id, let type): policies[id] = (policy, type)
    case .policyTargets(let targets, let policy):
      for target in targets { attached[target, default: []].append(policy) }
    case .policy, .repositoryPolicy, .registryPolicy, .repositoryTags, .repositories,
      .authorizationDetails, .failedCalls:
      break
    }
  }

  /// Whether documents describe an organization with policies.
  var hasPolicies: Bool { !policies.isEmpty || !attached.isEmpty }

  /// The ids from the root down to an account; nil where the documents do not lead up to a root.
  private func path(to account: String) -> [String]? {
    var path = [account]
    while let parent = path.last.flatMap({ parents[$0] }), !path.contains(parent) {
      path.append(parent)
    }
    guard path.count > 1, path.last?.hasPrefix("r-") == true else { return nil }
    return path.reversed()
  }

  /// Whether the documents have the account as a member of the organization.
  func has(_ account: String) -> Bool {
    parents[account] != nil || attached[account] != nil || account == managementAccount
  }

  /// The place of an account, when the documents have it as a member.
  func place(of account: String) -> OrganizationPlace? {
    guard let id, has(account) else { return nil }
    let path = path(to: account).map { ([id] + $0.dropLast()).joined(separator: "/") + "/" }
    return OrganizationPlace(organizationID: id, path: path)
  }

  /// The policies of one type at each level, from the root down to an account.
  ///
  /// A level without a known policy is left out: AWS keeps at least one at every level, so its
  /// document is missing, and unknown policies forbid nothing here (QA-20). Where the tree is
  /// unknown, the levels are the roots and the account.
  func levels(of type: PolicyType, to account: String) -> [[NamedPolicy]] {
    guard has(account) else { return [] }
    let roots = attached.keys.filter { $0.hasPrefix("r-") }.sorted()
    return (path(to: account) ?? roots + [account]).map { level in
      (attached[level] ?? []).sorted().compactMap { id in
        policies[id].flatMap { $0.type == type.rawValue ? $0.policy : nil }
      }
    }.filter { !$0.isEmpty }
  }

  /// The policies that are attached above an account, and whose text no document has.
  func unknownPolicies(to account: String) -> [String] {
    let roots = attached.keys.filter { $0.hasPrefix("r-") }
    let levels = path(to: account) ?? roots + [account]
    return Set(levels.flatMap { attached[$0] ?? [] }).filter { policies[$0] == nil }.sorted()
  }

  /// The policies whose targets no document lists.
  var unattachedPolicies: [String] {
    let known = Set(attached.values.flatMap(\.self))
    return policies.keys.filter { !known.contains($0) }.sorted()
  }

  /// Whether the way from the root to an account is known.
  func knowsPath(to account: String) -> Bool { path(to: account) != nil }
}

extension AccessInventory {
  /// The SCPs above a caller: those that are given, or those of its place in the organization.
  mutating func serviceControlPolicies(of caller: Caller) -> [[CompiledPolicy]] {
    guard inputs.serviceControlPolicies.isEmpty, let account = caller.account else {
      return serviceControlPolicies
    }
    return levels(of: .serviceControl, to: account)
  }

  /// The RCPs above a resource's account: those that are given, or those of its place.
  mutating func resourceControlPolicies(of account: String?) -> [[CompiledPolicy]] {
    guard inputs.resourceControlPolicies.isEmpty, let account else {
      return resourceControlPolicies
    }
    if let known = resourceControlLevels[account] { return known }
    let levels = levels(of: .resourceControl, to: account)
    resourceControlLevels[account] = levels
    return levels
  }

  private mutating func levels(
    of type: OrganizationDocuments.PolicyType, to account: String
  ) -> [[CompiledPolicy]] {
    let levels = organization.levels(of: type, to: account).map { level in
      level.compactMap { sources.compile($0, type.kind, .stored) }
    }.filter { !$0.isEmpty }
    for id in organization.unknownPolicies(to: account) {
      notice(
        "policy \(id) of the organization applies to account \(account), but its text is missing, "
          + "so it is ignored; give `aws organizations describe-policy` output")
    }
    for id in organization.unattachedPolicies {
      notice(
        "the targets of policy \(id) of the organization are missing, so it is ignored; "
          + "give `aws organizations list-targets-for-policy` output")
    }
    if organization.hasPolicies, account != organization.managementAccount,
      !organization.knowsPath(to: account)
    {
      notice(
        organization.has(account)
          ? "the path from the organization's root to account \(account) is missing, so policies "
            + "of organizational units are ignored; give `aws organizations list-parents` output"
          : "account \(account) is not in the organization of the documents, so no "
            + "SCP or RCP applies to it")
    }
    return levels
  }
}
