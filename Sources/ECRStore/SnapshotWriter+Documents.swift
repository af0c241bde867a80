package import ECRModel
import GRDB

extension SnapshotWriter {
  /// An element of a list that AWS printed: its key, and itself as JSON.
  package struct Element: Sendable {
    /// Its key among the others.
    package var key: String
    /// The element, as JSON.
    package var description: String

    /// Makes an element.
    package init(key: String, description: String) {
      self.key = key
      self.description = description
    }
  }

  // MARK: Registries

  /// The one registry that is meant: of the region, or where none is given the account's only one.
  private func onlyRegistry(account: String?, region: String?) throws -> Int64 {
    if region == nil {
      regionlessAccounts.insert(account ?? "")
      let known = try database.rows(
        of: "registry", "SELECT registry_id, region FROM registry WHERE account = ?",
        [account ?? ""]
      ) { (number: try $0.int(0), region: try $0.text(1)) }.filter { !$0.region.isEmpty }
      if known.count == 1 { return known[0].number }
      if known.count > 1 {
        throw AmbiguousRegistry(account: account ?? "", regions: known.map(\.region).sorted())
      }
    }
    return try registry(account: account, region: region)
  }

  /// Which region a registry is in, of those of its account, is not known.
  package struct AmbiguousRegistry: Error {
    /// The account.
    package var account: String
    /// The regions.
    package var regions: [String]
  }

  private func setRegistry(
    _ column: String, _ value: String, account: String?, region: String?
  ) throws {
    try database.execute(
      sql: "UPDATE registry SET \(column) = ? WHERE registry_id = ?",
      arguments: [value, try onlyRegistry(account: account, region: region)])
  }

  /// Keeps what describe-registry printed.
  package func describe(registry description: String, account: String?, region: String?) throws {
    try setRegistry("description", description, account: account, region: region)
    count(.registry)
  }

  /// Keeps a registry's policy.
  package func set(registryPolicy text: String, account: String?, region: String?) throws {
    try setRegistry("policy", text, account: account, region: region)
    count(.registryPolicy)
  }

  /// Keeps what get-registry-scanning-configuration printed.
  package func set(
    scanningConfiguration description: String, account: String?, region: String?
  ) throws {
    try setRegistry("scanning_configuration", description, account: account, region: region)
    count(.scanningConfiguration)
  }

  /// Keeps a registry's pull through cache rules, which replace those that it had.
  package func set(
    pullThroughCacheRules rules: [Element], account: String?, region: String?
  ) throws {
    try replace(
      "pull_through_cache_rule", "ecr_repository_prefix", rules,
      onlyRegistry(account: account, region: region), .pullThroughCacheRule)
  }

  /// Keeps a registry's repository creation templates, which replace those that it had.
  package func set(
    repositoryCreationTemplates templates: [Element], account: String?, region: String?
  ) throws {
    try replace(
      "repository_creation_template", "prefix", templates,
      onlyRegistry(account: account, region: region), .repositoryCreationTemplate)
  }

  private func replace(
    _ table: String, _ key: String, _ elements: [Element], _ registry: Int64,
    _ kind: ImportLog.Kind
  ) throws {
    // The pages of one import together replace what was there before.
    if begin("\(table) \(registry)") {
      try database.execute(
        sql: "DELETE FROM \(table) WHERE registry_id = ?", arguments: [registry])
    }
    for element in elements {
      try database.execute(
        sql: "INSERT OR REPLACE INTO \(table) (registry_id, \(key), description) VALUES (?, ?, ?)",
        arguments: [registry, element.key, element.description])
      count(kind)
    }
  }

  // MARK: Repositories

  private func setRepository(
    _ column: String, _ value: (any DatabaseValueConvertible)?, _ id: RepositoryID
  ) throws {
    try database.cachedStatement(
      sql: "UPDATE repository SET \(column) = ? WHERE repository_id = ?"
    ).execute(arguments: [value, try repository(id)])
  }

  /// Keeps a repository's element of describe-repositories.
  package func describe(repository description: String, _ id: RepositoryID) throws {
    try setRepository("description", description, id)
    count(.repository)
  }

  /// Keeps a repository's policy.
  package func set(repositoryPolicy text: String, of id: RepositoryID) throws {
    try setRepository("policy", text, id)
    count(.repositoryPolicy)
  }

  /// Keeps a repository's lifecycle policy, and when AWS last applied it.
  package func set(
    lifecyclePolicy text: String, evaluatedAt: Timestamp?, of id: RepositoryID
  ) throws {
    try setRepository("lifecycle_policy", text, id)
    try setRepository("lifecycle_policy_evaluated_at", evaluatedAt?.microseconds, id)
    count(.lifecyclePolicy)
  }

  /// Keeps a repository's tags, which replace those that it had.
  package func set(tags: [(key: String, value: String)], of id: RepositoryID) throws {
    try setRepository("has_tags", 1, id)
    let number = try repository(id)
    try database.execute(
      sql: "DELETE FROM repository_tag WHERE repository_id = ?", arguments: [number])
    for tag in tags {
      try database.cachedStatement(
        sql: "INSERT OR REPLACE INTO repository_tag (repository_id, key, value) VALUES (?, ?, ?)"
      ).execute(arguments: [number, tag.key, tag.value])
    }
    count(.repositoryTags)
  }

  // MARK: IAM and the organization

  /// The content of get-account-authorization-details.
  package enum EntityKind: String, Sendable {
    /// A user.
    case user
    /// A group.
    case group
    /// A role.
    case role
    /// A managed policy.
    case policy
  }

  /// Starts a page of an account's users, groups, roles and managed policies.
  ///
  /// The pages of one import together replace what the account had before. `isTruncated` is the
  /// page's own member: with one page that is not, the account is complete.
  package func beginEntities(of account: String, isTruncated: Bool) throws {
    try Self.check(account: account)
    let isFirst = begin("account \(account)")
    if isFirst {
      try database.execute(sql: "DELETE FROM iam_account WHERE account = ?", arguments: [account])
      try database.execute(
        sql: "INSERT INTO iam_account (account, lacks_pages) VALUES (?, ?)",
        arguments: [account, isTruncated])
    } else if !isTruncated {
      try database.execute(
        sql: "UPDATE iam_account SET lacks_pages = 0 WHERE account = ?", arguments: [account])
    }
  }

  /// Keeps users, groups, roles or managed policies of a page that has been started.
  package func add(_ kind: EntityKind, _ elements: [Element], account: String) throws {
    for element in elements {
      try database.cachedStatement(
        sql: """
          INSERT OR REPLACE INTO iam_entity (account, kind, arn, description) VALUES (?, ?, ?, ?)
          """
      ).execute(arguments: [account, kind.rawValue, element.key, element.description])
      count(.iamEntity)
    }
  }

  /// Keeps what organizations describe-policy printed.
  package func set(organizationPolicy policy: Element, type: String) throws {
    try database.execute(
      sql: """
        INSERT OR REPLACE INTO organization_policy (policy_id, type, description) VALUES (?, ?, ?)
        """, arguments: [policy.key, type, policy.description])
    count(.organizationPolicy)
  }

  /// Keeps what a policy of the organization is attached to; it replaces what was known before.
  package func set(targets: [Element], of policyID: String) throws {
    if begin("targets \(policyID)") {
      try database.execute(
        sql: "DELETE FROM organization_policy_target WHERE policy_id = ?", arguments: [policyID])
    }
    for target in targets {
      try database.execute(
        sql: """
          INSERT OR REPLACE INTO organization_policy_target (policy_id, target_id, description)
          VALUES (?, ?, ?)
          """, arguments: [policyID, target.key, target.description])
      count(.organizationPolicyTarget)
    }
  }

  /// Keeps what organizations describe-organization printed.
  package func set(organization: Element, managementAccount: String) throws {
    try Self.check(account: managementAccount)
    try database.execute(
      sql: """
        INSERT OR REPLACE INTO organization (organization_id, management_account, description)
        VALUES (?, ?, ?)
        """, arguments: [organization.key, managementAccount, organization.description])
    count(.organization)
  }

  /// Keeps where an account or an organizational unit is in the organization.
  package func set(parent: Element, of childID: String) throws {
    try database.execute(
      sql: """
        INSERT OR REPLACE INTO organization_parent (child_id, parent_id, description)
        VALUES (?, ?, ?)
        """, arguments: [childID, parent.key, parent.description])
    count(.organizationParent)
  }

  // MARK: Regions that become known later

  /// Moves what is known of a registry without its region to the account's only registry with one.
  func settleRegistries() throws {
    let homeless = try database.rows(
      of: "registry", "SELECT registry_id, account FROM registry WHERE region = ''"
    ) { (number: try $0.int(0), account: try $0.text(1)) }
    for registry in homeless {
      let others = try Int64.fetchAll(
        database, sql: "SELECT registry_id FROM registry WHERE account = ? AND region <> ''",
        arguments: [registry.account])
      guard others.count == 1 else { continue }
      try database.execute(
        sql: """
          UPDATE registry SET
            description = coalesce(registry.description, old.description),
            policy = coalesce(registry.policy, old.policy),
            scanning_configuration =
              coalesce(registry.scanning_configuration, old.scanning_configuration)
          FROM (SELECT description, policy, scanning_configuration FROM registry
            WHERE registry_id = ?) AS old
          WHERE registry_id = ?
          """,
        arguments: [registry.number, others[0]])
      try database.execute(
        sql: """
          UPDATE registry SET description = NULL, policy = NULL, scanning_configuration = NULL
          WHERE registry_id = ?
          """, arguments: [registry.number])
      for table in ["pull_through_cache_rule", "repository_creation_template"] {
        try database.execute(
          sql: "UPDATE OR IGNORE \(table) SET registry_id = ? WHERE registry_id = ?",
          arguments: [others[0], registry.number])
        try database.execute(
          sql: "DELETE FROM \(table) WHERE registry_id = ?", arguments: [registry.number])
      }
    }
  }
}
