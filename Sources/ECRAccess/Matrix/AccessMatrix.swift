public import ECRModel
import ECRPolicy

/// Who may do what with which repository: every caller with every repository, all of ECR's actions
/// at once.
public struct AccessMatrix: Sendable {
  /// A row: a principal with its policies.
  public struct Principal: Sendable {
    /// Who it is.
    public var caller: Caller
    /// The policies that go with the caller.
    public var policies: CallerPolicies
    /// The caller's tags, as far as they are known.
    public var tags: [String: String] = [:]
    /// Whether it has no other tags.
    ///
    /// A role's session may be given more than the role has.
    public var hasAllTags = false
    /// Where the caller's account is in its organization, when it is known.
    public var organization: OrganizationPlace?

    /// Makes a row.
    public init(caller: Caller, policies: CallerPolicies) {
      self.caller = caller
      self.policies = policies
    }
  }

  /// A column: a repository, with the policies that go with it.
  public struct Target: Sendable {
    /// The repository's ARN.
    public var resource: String
    /// The policies that go with it.
    public var policies: ResourcePolicies
    /// Its tags, when all of them are known.
    public var tags: [String: String]?
    /// Where its account is in its organization, when it is known.
    public var organization: OrganizationPlace?

    /// Makes a column.
    public init(resource: String, policies: ResourcePolicies) {
      self.resource = resource
      self.policies = policies
    }
  }

  /// What is the same for all questions.
  public struct Circumstances: Sendable {
    /// The policies of the VPC endpoint.
    public var vpcEndpointPolicies: [CompiledPolicy] = []
    /// The context keys that are known of every request.
    public var context = RequestContext()
    /// Account ID of the organization's management account.
    public var managementAccount: String?
    /// The tags that requests would give.
    public var requestTags: [String: String]?
    /// The instant of the requests.
    public var at: Timestamp?
    /// The registries of callers' accounts that are not the repositories' own: a login is asked of
    /// the caller's, in the repository's region.
    public var registries: [RegistryPlace: Registry] = [:]

    /// Makes circumstances without anything particular.
    public init() {}
  }

  /// Where a registry is.
  public struct RegistryPlace: Sendable, Hashable {
    /// Its account.
    public var account: String
    /// Its region, where that is known.
    public var region: String?

    /// Makes a place.
    public init(account: String, region: String?) {
      self.account = account
      self.region = region
    }
  }

  /// What goes with a registry.
  public struct Registry: Sendable {
    /// Its policies.
    public var policies: ResourcePolicies
    /// Where its account is in its organization, when it is known.
    public var organization: OrganizationPlace?

    /// Makes a registry.
    public init(policies: ResourcePolicies, organization: OrganizationPlace?) {
      self.policies = policies
      self.organization = organization
    }
  }

  /// The answers to one caller about one repository, a bit for each action of ``ECRAction/all``.
  public struct Cell: Sendable, Hashable {
    /// The actions that are allowed if keys without known values are absent.
    public var allowed: UInt64 = 0
    /// The actions that some statement denies.
    public var denied: UInt64 = 0
    /// The actions that may be allowed once those keys are known, the allowed ones included.
    public var possible: UInt64 = 0
    /// The actions that are allowed whatever those keys are.
    public var certain: UInt64 = 0
    /// The actions to which the answer may be another one once those keys are known.
    public var undecided: UInt64 = 0

    /// Whether an action is allowed, by its place in ``ECRAction/all``.
    public func allows(_ action: Int) -> Bool { allowed & 1 << UInt64(action) != 0 }

    /// Whether an action may be allowed once all context keys are known.
    public func mayAllow(_ action: Int) -> Bool { possible & 1 << UInt64(action) != 0 }
  }

  /// The rows.
  public let principals: [Principal]
  /// The columns.
  public let targets: [Target]
  /// What is the same for all questions.
  let circumstances: Circumstances
  private let cells: [Cell]

  /// Asks every question.
  ///
  /// The cost grows with the number of distinct policies: two repositories with the same policy, or
  /// two roles with the same policies, are asked about once.
  public init(
    principals: [Principal], targets: [Target], circumstances: Circumstances = Circumstances()
  ) {
    self.principals = principals
    self.targets = targets
    self.circumstances = circumstances
    var evaluation = MatrixEvaluation(principals, targets, circumstances)
    cells = evaluation.cells()
  }

  /// The answers to a caller about a repository, by their places.
  public subscript(principal: Int, target: Int) -> Cell {
    cells[principal * targets.count + target]
  }
}
