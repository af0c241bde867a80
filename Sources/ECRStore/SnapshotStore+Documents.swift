public import ECRModel
import GRDB

/// What a snapshot has of a registry beside its repositories, each thing as AWS printed it.
public struct RegistryDocuments: Sendable {
  /// describe-registry.
  public var description: String?
  /// The registry policy.
  public var policy: String?
  /// get-registry-scanning-configuration.
  public var scanningConfiguration: String?
  /// The elements of describe-pull-through-cache-rules.
  public var pullThroughCacheRules: [String] = []
  /// The elements of describe-repository-creation-templates.
  public var repositoryCreationTemplates: [String] = []
}

/// What a snapshot has of a repository beside its images.
public struct RepositoryDocuments: Sendable {
  /// Its element of describe-repositories, as AWS printed it.
  public var description: String?
  /// The repository policy.
  public var policy: String?
  /// The lifecycle policy.
  public var lifecyclePolicy: String?
  /// When AWS last applied it.
  public var lifecyclePolicyEvaluatedAt: Timestamp?
  /// The tags, if a document has listed them.
  public var tags: [(key: String, value: String)]?
}

extension SnapshotStore {
  /// The documents of a registry.
  public func documents(
    of registry: StoredRegistry
  ) throws(SnapshotError) -> RegistryDocuments {
    try read { database in
      var documents = RegistryDocuments()
      if let row = try Row.fetchOne(
        database,
        sql: """
          SELECT description, policy, scanning_configuration FROM registry WHERE registry_id = ?
          """, arguments: [registry.number])
      {
        documents.description = row[0]
        documents.policy = row[1]
        documents.scanningConfiguration = row[2]
      }
      documents.pullThroughCacheRules = try String.fetchAll(
        database,
        sql: """
          SELECT description FROM pull_through_cache_rule WHERE registry_id = ?
          ORDER BY ecr_repository_prefix
          """, arguments: [registry.number])
      documents.repositoryCreationTemplates = try String.fetchAll(
        database,
        sql: """
          SELECT description FROM repository_creation_template WHERE registry_id = ?
          ORDER BY prefix
          """, arguments: [registry.number])
      return documents
    }
  }

  /// The documents of a repository, images and manifests apart.
  public func documents(
    of repository: StoredRepository
  ) throws(SnapshotError) -> RepositoryDocuments {
    try read { database in
      var documents = RepositoryDocuments()
      let row = try Row.fetchOne(
        database,
        sql: """
          SELECT description, policy, lifecycle_policy, lifecycle_policy_evaluated_at, has_tags
          FROM repository WHERE repository_id = ?
          """, arguments: [repository.number])
      guard let row else { return documents }
      documents.description = row[0]
      documents.policy = row[1]
      documents.lifecyclePolicy = row[2]
      documents.lifecyclePolicyEvaluatedAt =
        (row[3] as Int64?).map { Timestamp(microseconds: $0) }
      if row[4] {
        documents.tags = try Row.fetchAll(
          database,
          sql: "SELECT key, value FROM repository_tag WHERE repository_id = ? ORDER BY key",
          arguments: [repository.number]
        ).map { ($0[0], $0[1]) }
      }
      return documents
    }
  }

  /// The elements of batch-get-image of a repository, by digest.
  public func manifestTexts(
    of repository: StoredRepository
  ) throws(SnapshotError) -> [String] {
    try read { database in
      try String.fetchAll(
        database,
        sql: "SELECT description FROM manifest WHERE repository_id = ? ORDER BY digest",
        arguments: [repository.number])
    }
  }

  /// Members of images' descriptions that have no column, as JSON, by the images' places.
  public func otherMembers(
    of repository: StoredRepository
  ) throws(SnapshotError) -> [Int: [UInt8]] {
    try read { try ImageRows.others($0, repository: repository.number) }
  }

  /// The accounts whose authorization details are there, and whether pages of them are missing.
  public func accountsWithDetails() throws(SnapshotError) -> [(account: String, lacksPages: Bool)] {
    try read { database in
      try Row.fetchAll(
        database, sql: "SELECT account, lacks_pages FROM iam_account ORDER BY account"
      ).map { ($0[0], $0[1]) }
    }
  }

  /// The users, groups, roles or managed policies of an account, as AWS printed them.
  public func entities(
    _ kind: SnapshotWriter.EntityKind, account: String
  ) throws(SnapshotError) -> [String] {
    try read {
      try String.fetchAll(
        $0,
        sql: "SELECT description FROM iam_entity WHERE account = ? AND kind = ? ORDER BY arn",
        arguments: [account, kind.rawValue])
    }
  }

  /// The policies of the organisation, with what each is attached to.
  public func organizationPolicies() throws(SnapshotError) -> [OrganizationPolicy] {
    try read { database in
      let rows = try Row.fetchAll(
        database,
        sql: "SELECT policy_id, type, description FROM organization_policy ORDER BY policy_id")
      let known = try rows.map { row in
        OrganizationPolicy(
          id: row[0], type: row[1], description: row[2],
          targets: try Self.targets(database, row[0]))
      }
      let listed = try String.fetchAll(
        database,
        sql: """
          SELECT DISTINCT policy_id FROM organization_policy_target
          WHERE policy_id NOT IN (SELECT policy_id FROM organization_policy) ORDER BY policy_id
          """
      ).map { id in
        OrganizationPolicy(
          id: id, type: nil, description: nil, targets: try Self.targets(database, id))
      }
      return (known + listed).sorted { $0.id < $1.id }
    }
  }

  private static func targets(
    _ database: Database, _ policy: String
  ) throws -> [(id: String, description: String)] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT target_id, description FROM organization_policy_target WHERE policy_id = ?
        ORDER BY target_id
        """, arguments: [policy]
    ).map { ($0[0], $0[1]) }
  }
}

extension SnapshotStore {
  /// The organisations, as AWS printed them.
  public func organizations() throws(SnapshotError) -> [Organization] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT organization_id, management_account, description FROM organization
          ORDER BY organization_id
          """
      ).map { Organization(id: $0[0], managementAccount: $0[1], description: $0[2]) }
    }
  }

  /// Where accounts and organizational units are, by their ids, as AWS printed it.
  public func organizationParents() throws(SnapshotError) -> [OrganizationParent] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: "SELECT child_id, parent_id, description FROM organization_parent ORDER BY child_id"
      ).map { OrganizationParent(childID: $0[0], parentID: $0[1], description: $0[2]) }
    }
  }
}

/// An organisation.
public struct Organization: Sendable {
  /// Its id: `o-…`.
  public var id: String
  /// The account that manages it.
  public var managementAccount: String
  /// What organizations describe-organization printed.
  public var description: String
}

/// Where an account or an organizational unit is.
public struct OrganizationParent: Sendable {
  /// The account or the unit.
  public var childID: String
  /// The unit or the root above it.
  public var parentID: String
  /// The element of list-parents.
  public var description: String
}

/// A policy of an organisation.
public struct OrganizationPolicy: Sendable {
  /// Its id.
  public var id: String
  /// `SERVICE_CONTROL_POLICY` or another; nil when only its targets were imported.
  public var type: String?
  /// What organizations describe-policy printed.
  public var description: String?
  /// What it is attached to, with the element of list-targets-for-policy.
  public var targets: [(id: String, description: String)]
}
