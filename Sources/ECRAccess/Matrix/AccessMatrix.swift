package import ECRModel
import ECRPolicy

/// Who may do what with which repository: every caller with every repository, all of ECR's actions
/// at once.
package struct AccessMatrix: Sendable {
  /// A row: a principal with its policies.
  package struct Principal: Sendable {
    /// Who it is.
    package var caller: Caller
    /// The policies that go with the caller.
    package var policies: CallerPolicies
    /// The caller's tags, as far as they are known.
    package var tags: [String: String] = [:]
    /// Whether it has no other tags.
    ///
    /// A role's session may be given more than the role has.
    package var hasAllTags = false
    /// Where the caller's account is in its organization, when it is known.
    package var organization: OrganizationPlace?

    /// Makes a row.
    package init(caller: Caller, policies: CallerPolicies) {
      self.caller = caller
      self.policies = policies
    }
  }

  /// A column: a repository, with the policies that go with it.
  package struct Target: Sendable {
    /// The repository's ARN.
    package var resource: String
    /// The policies that go with it.
    package var policies: ResourcePolicies
    /// Its tags, when all of them are known.
    package var tags: [String: String]?
    /// Where its account is in its organization, when it is known.
    package var organization: OrganizationPlace?

    /// Makes a column.
    package init(resource: String, policies: ResourcePolicies) {
      self.resource = resource
      self.policies = policies
    }
  }

  /// What is the same for all questions.
  package struct Circumstances: Sendable {
    /// The policies of the VPC endpoint.
    package var vpcEndpointPolicies: [CompiledPolicy] = []
    /// The context keys that are known of every request.
    package var context = RequestContext()
    /// Account ID of the organization's management account.
    package var managementAccount: String?
    /// The tags that requests would give.
    package var requestTags: [String: String]?
    /// The instant of the requests.
    package var at: Timestamp?
    /// The registries of callers' accounts that are not the repositories' own: a login is asked of
    /// the caller's, in the repository's region.
    package var registries: [RegistryPlace: Registry] = [:]

    /// Makes circumstances without anything particular.
    package init() {}
  }

  /// Where a registry is.
  package struct RegistryPlace: Sendable, Hashable {
    /// Its account.
    package var account: String
    /// Its region, where that is known.
    package var region: String?

    /// Makes a place.
    package init(account: String, region: String?) {
      self.account = account
      self.region = region
    }
  }

  /// What goes with a registry.
  package struct Registry: Sendable {
    /// Its policies.
    package var policies: ResourcePolicies
    /// Where its account is in its organization, when it is known.
    package var organization: OrganizationPlace?

    /// Makes a registry.
    package init(policies: ResourcePolicies, organization: OrganizationPlace?) {
      self.policies = policies
      self.organization = organization
    }
  }

  /// The answers to one caller about one repository, a bit for each action of ``ECRAction/all``.
  package struct Cell: Sendable, Hashable {
    /// The actions that are allowed if keys without known values are absent.
    package var allowed: UInt64 = 0
    /// The actions that some statement denies.
    package var denied: UInt64 = 0
    /// The actions that may be allowed once those keys are known, the allowed ones included.
    package var possible: UInt64 = 0
    /// The actions that are allowed whatever those keys are.
    package var certain: UInt64 = 0
    /// The actions to which the answer may be another one once those keys are known.
    package var undecided: UInt64 = 0

    /// Whether an action is allowed, by its place in ``ECRAction/all``.
    package func allows(_ action: Int) -> Bool { allowed & 1 << UInt64(action) != 0 }

    /// Whether an action may be allowed once all context keys are known.
    package func mayAllow(_ action: Int) -> Bool { possible & 1 << UInt64(action) != 0 }
  }

  /// The rows.
  package let principals: [Principal]
  /// The columns.
  package let targets: [Target]
  /// What is the same for all questions.
  let circumstances: Circumstances
  private let cells: [Cell]

  /// Asks every question.
  ///
  /// The cost grows with the number of distinct policies: two repositories with the same policy, or
  /// two roles with the same policies, are asked about once.
  package init(
    principals: [Principal], targets: [Target], circumstances: Circumstances = Circumstances()
  ) {
    self.principals = principals
    self.targets = targets
    self.circumstances = circumstances
    var evaluation = MatrixEvaluation(principals, targets, circumstances)
    cells = evaluation.cells()
  }

  /// The answers to a caller about a repository, by their places.
  package subscript(principal: Int, target: Int) -> Cell {
    cells[principal * targets.count + target]
  }
}
