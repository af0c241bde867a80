package import ECRModel
import GRDB

/// The documents of a registry other than its repositories, each as AWS printed it.
package struct RegistryDocuments: Sendable {
  /// describe-registry.
  package var description: String?
  /// The registry policy.
  package var policy: String?
  /// get-registry-scanning-configuration.
  package var scanningConfiguration: String?
  /// The elements of describe-pull-through-cache-rules.
  package var pullThroughCacheRules: [String] = []
  /// The elements of describe-repository-creation-templates.
  package var repositoryCreationTemplates: [String] = []
}

/// The documents of a repository other than its images.
package struct RepositoryDocuments: Sendable {
  /// Its element of describe-repositories, as AWS printed it.
  package var description: String?
  /// The repository policy.
  package var policy: String?
  /// The lifecycle policy.
  package var lifecyclePolicy: String?
  /// When AWS last applied it.
  package var lifecyclePolicyEvaluatedAt: Timestamp?
  /// The tags, if a document has listed them.
  package var tags: [(key: String, value: String)]?
}

extension SnapshotStore {
  /// The documents of a registry.
  package func documents(
    of registry: StoredRegistry
  ) throws(SnapshotError) -> RegistryDocuments {
    try read { database in
      var documents = RegistryDocuments()
      _ = try database.rows(
        of: "registry",
        """
        SELECT registry_id, description, policy, scanning_configuration FROM registry
        WHERE registry_id = ?
        """, [registry.number]
      ) { row in
        documents.description = try row.optionalJSON(1)
        documents.policy = try row.optionalText(2)
        documents.scanningConfiguration = try row.optionalJSON(3)
      }
      documents.pullThroughCacheRules = try database.rows(
        of: "pull_through_cache_rule",
        """
        SELECT ecr_repository_prefix, description FROM pull_through_cache_rule
        WHERE registry_id = ? ORDER BY ecr_repository_prefix
        """, [registry.number]
      ) { try $0.json(1) }
      try Self.verify(database, "pull_through_cache_rule", "repository_creation_template")
      documents.repositoryCreationTemplates = try database.rows(
        of: "repository_creation_template",
        """
        SELECT prefix, description FROM repository_creation_template WHERE registry_id = ?
        ORDER BY prefix
        """, [registry.number]
      ) { try $0.json(1) }
      return documents
    }
  }

  /// The documents of a repository, images and manifests apart.
  package func documents(
    of repository: StoredRepository
  ) throws(SnapshotError) -> RepositoryDocuments {
    try read { database in
      var documents = RepositoryDocuments()
      var hasTags = false
      _ = try database.rows(
        of: "repository",
        """
        SELECT repository_id, description, policy, lifecycle_policy, lifecycle_policy_evaluated_at,
          has_tags
        FROM repository WHERE repository_id = ?
        """, [repository.number]
      ) { row in
        documents.description = try row.optionalJSON(1)
        documents.policy = try row.optionalText(2)
        documents.lifecyclePolicy = try row.optionalText(3)
        documents.lifecyclePolicyEvaluatedAt = try row.optionalTime(4)
        hasTags = try row.flag(5)
      }
      guard hasTags else { return documents }
      documents.tags = try database.rows(
        of: "repository_tag", key: 2,
        "SELECT repository_id, key, value FROM repository_tag WHERE repository_id = ? ORDER BY key",
        [repository.number]
      ) { (try $0.text(1), try $0.text(2)) }
      return documents
    }
  }

  /// The elements of batch-get-image of a repository, by digest.
  package func manifestTexts(
    of repository: StoredRepository
  ) throws(SnapshotError) -> [String] {
    try read { database in
      try database.rows(
        of: "manifest",
        "SELECT digest, description FROM manifest WHERE repository_id = ? ORDER BY digest",
        [repository.number]
      ) { try $0.json(1) }
    }
  }

  /// Members of images' descriptions that have no column, as JSON, by the images' places.
  package func otherMembers(
    of repository: StoredRepository
  ) throws(SnapshotError) -> [Int: [UInt8]] {
    try read { try ImageRows.others($0, repository: repository.number) }
  }

  /// The accounts with authorization details, and whether pages of them are missing.
  package func accountsWithDetails() throws(SnapshotError) -> [(account: String, lacksPages: Bool)]
  {
    try read { database in
      let accounts = try database.rows(
        of: "iam_account", "SELECT account, lacks_pages FROM iam_account ORDER BY account"
      ) { (account: try $0.account(0) ?? "", lacksPages: try $0.flag(1)) }
      try Self.verify(database, "iam_account", "iam_entity")
      return accounts
    }
  }

  /// The users, groups, roles or managed policies of an account, as AWS printed them.
  package func entities(
    _ kind: SnapshotWriter.EntityKind, account: String
  ) throws(SnapshotError) -> [String] {
    try read {
      try $0.rows(
        of: "iam_entity", key: 3,
        """
        SELECT account, kind, arn, description FROM iam_entity WHERE account = ? AND kind = ?
        ORDER BY arn
        """, [account, kind.rawValue]
      ) { try $0.json(3) }
    }
  }

  /// The policies of the organization, with what each is attached to.
  package func organizationPolicies() throws(SnapshotError) -> [OrganizationPolicy] {
    try read { database in
      let known = try database.rows(
        of: "organization_policy",
        "SELECT policy_id, type, description FROM organization_policy ORDER BY policy_id"
      ) { row in
        let id = try row.text(0)
        return OrganizationPolicy(
          id: id, type: try row.text(1), description: try row.json(2),
          targets: try Self.targets(database, id))
      }
      let listed = try database.rows(
        of: "organization_policy_target",
        """
        SELECT DISTINCT policy_id FROM organization_policy_target
        WHERE policy_id NOT IN (SELECT policy_id FROM organization_policy) ORDER BY policy_id
        """
      ) { row in
        let id = try row.text(0)
        return OrganizationPolicy(
          id: id, type: nil, description: nil, targets: try Self.targets(database, id))
      }
      try Self.verify(database, "organization_policy", "organization_policy_target")
      return (known + listed).sorted { $0.id < $1.id }
    }
  }

  private static func targets(
    _ database: Database, _ policy: String
  ) throws -> [(id: String, description: String)] {
    try database.rows(
      of: "organization_policy_target", key: 2,
      """
      SELECT policy_id, target_id, description FROM organization_policy_target WHERE policy_id = ?
      ORDER BY target_id
      """, [policy]
    ) { (try $0.text(1), try $0.json(2)) }
  }
}

extension SnapshotStore {
  /// The organizations, as AWS printed them.
  package func organizations() throws(SnapshotError) -> [Organization] {
    try read { database in
      try database.rows(
        of: "organization",
        """
        SELECT organization_id, management_account, description FROM organization
        ORDER BY organization_id
        """
      ) {
        Organization(
          id: try $0.text(0), managementAccount: try $0.account(1) ?? "",
          description: try $0.json(2))
      }
    }
  }

  /// Where accounts and organizational units are, by their ids, as AWS printed it.
  package func organizationParents() throws(SnapshotError) -> [OrganizationParent] {
    try read { database in
      try database.rows(
        of: "organization_parent",
        "SELECT child_id, parent_id, description FROM organization_parent ORDER BY child_id"
      ) {
        OrganizationParent(
          childID: try $0.text(0), parentID: try $0.text(1), description: try $0.json(2))
      }
    }
  }
}

/// An organization.
package struct Organization: Sendable {
  /// Its id: `o-…`.
  package var id: String
  /// The account that manages it.
  package var managementAccount: String
  /// What organizations describe-organization printed.
  package var description: String
}

/// Where an account or an organizational unit is.
package struct OrganizationParent: Sendable {
  /// The account or the unit.
  package var childID: String
  /// The unit or the root above it.
  package var parentID: String
  /// The element of list-parents.
  package var description: String
}

/// A policy of an organization.
package struct OrganizationPolicy: Sendable {
  /// Its id.
  package var id: String
  /// `SERVICE_CONTROL_POLICY` or another; nil when only its targets were imported.
  package var type: String?
  /// What organizations describe-policy printed.
  package var description: String?
  /// What it is attached to, with the element of list-targets-for-policy.
  package var targets: [(id: String, description: String)]
}
