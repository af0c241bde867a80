public import ECRModel
import GRDB

/// What is in a snapshot, counted.
public struct SnapshotContents: Sendable {
  /// The registries, ordered by account and region.
  public var registries: [Registry] = []
  /// The accounts of which users, groups and roles are known.
  public var accounts: [Account] = []
  /// How many organisations are described.
  public var organizationCount = 0
  /// How many policies of an organisation are attached to something, and have no text.
  public var organizationPoliciesWithoutText = 0
  /// How many have a text, and nobody knows what they are attached to.
  public var organizationPoliciesWithoutTargets = 0
  /// The accounts of which nobody knows where they are in the organisation, the management account
  /// apart.
  public var accountsWithoutParent: [String] = []
  /// How many policies of an organisation are there.
  public var organizationPolicyCount = 0

  /// One registry, counted.
  public struct Registry: Sendable {
    /// Which registry.
    public var registry: StoredRegistry
    /// How many repositories it has.
    public var repositoryCount = 0
    /// How many of them have no images document.
    public var repositoriesWithoutImages = 0
    /// How many have pages of images missing.
    public var repositoriesLackingPages = 0
    /// How many have a lifecycle policy.
    public var lifecyclePolicyCount = 0
    /// How many have a repository policy.
    public var repositoryPolicyCount = 0
    /// How many have no list of tags.
    public var repositoriesWithoutTags = 0
    /// Whether the registry has a policy.
    public var hasPolicy = false
    /// How many images.
    public var imageCount = 0
    /// How many bytes they have together, shared layers counted each time.
    public var sizeInBytes: Int64 = 0
    /// How many image indexes have no manifest, so that what they hold back is not known.
    public var indexesWithoutManifest = 0
    /// The oldest push.
    public var oldestPush: Timestamp?
    /// The newest push.
    public var newestPush: Timestamp?
  }

  /// One account, counted.
  public struct Account: Sendable {
    /// Which account.
    public var account: String
    /// How many users.
    public var userCount = 0
    /// How many groups.
    public var groupCount = 0
    /// How many roles.
    public var roleCount = 0
    /// How many managed policies.
    public var policyCount = 0
    /// Whether pages of its details are missing.
    public var lacksPages = false
  }
}

extension SnapshotStore {
  /// Counts what is there.
  public func contents() throws(SnapshotError) -> SnapshotContents {
    let known = try registries()
    return try read { database in
      var contents = SnapshotContents()
      let repositories = try rows(database, Self.repositoryCounts)
      let images = try rows(database, Self.imageCounts)
      let repeated = try rows(database, Self.repeatedSizes)
      let indexes = try rows(database, Self.bareIndexes)
      for registry in known {
        var counted = SnapshotContents.Registry(registry: registry)
        if let row = repositories[registry.number] {
          counted.repositoryCount = row[1]
          counted.repositoriesWithoutImages = row[2]
          counted.lifecyclePolicyCount = row[3]
          counted.repositoryPolicyCount = row[4]
          counted.repositoriesWithoutTags = row[5]
          counted.repositoriesLackingPages = row[6]
        }
        if let row = images[registry.number] {
          counted.imageCount = row[1]
          counted.sizeInBytes = (row[2] ?? 0) - (repeated[registry.number]?[1] ?? 0)
          counted.oldestPush = (row[3] as Int64?).map { Timestamp(microseconds: $0) }
          counted.newestPush = (row[4] as Int64?).map { Timestamp(microseconds: $0) }
        }
        counted.indexesWithoutManifest = indexes[registry.number].map { $0[1] } ?? 0
        counted.hasPolicy =
          try String.fetchOne(
            database, sql: "SELECT policy FROM registry WHERE registry_id = ?",
            arguments: [registry.number]) != nil
        contents.registries.append(counted)
      }
      contents.accounts = try Row.fetchAll(database, sql: Self.entityCounts).map { row in
        SnapshotContents.Account(
          account: row[0], userCount: row[1], groupCount: row[2], roleCount: row[3],
          policyCount: row[4], lacksPages: row[5])
      }
      contents.organizationCount =
        try Int.fetchOne(database, sql: "SELECT count(*) FROM organization") ?? 0
      contents.organizationPoliciesWithoutText =
        try Int.fetchOne(database, sql: Self.policiesWithoutText) ?? 0
      contents.organizationPoliciesWithoutTargets =
        try Int.fetchOne(database, sql: Self.policiesWithoutTargets) ?? 0
      contents.accountsWithoutParent = try String.fetchAll(
        database, sql: Self.accountsWithoutParent)
      contents.organizationPolicyCount =
        try Int.fetchOne(database, sql: "SELECT count(*) FROM organization_policy") ?? 0
      return contents
    }
  }

  private func rows(_ database: Database, _ sql: String) throws -> [Int64: Row] {
    Dictionary(
      try Row.fetchAll(database, sql: sql).map { ($0[0] as Int64, $0) },
      uniquingKeysWith: { first, _ in first })
  }

  private static let repositoryCounts = """
    SELECT registry_id, count(*), count(*) - sum(has_images), count(lifecycle_policy),
      count(policy), count(*) - sum(has_tags), sum(lacks_pages)
    FROM repository GROUP BY registry_id
    """
  private static let imageCounts = """
    SELECT registry_id, sum(images), CAST(min(total(bytes), 9e18) AS INTEGER), min(oldest), max(newest) FROM (
      SELECT repository_id, count(*) AS images, total(size) AS bytes, min(pushed_at) AS oldest,
        max(pushed_at) AS newest FROM image GROUP BY repository_id)
    JOIN repository USING (repository_id) GROUP BY registry_id
    """
  /// P-09: the sizes of indexes that are those of a child in the repository.
  private static let repeatedSizes = """
    SELECT registry_id, CAST(min(total(size), 9e18) AS INTEGER) FROM (
      SELECT list.repository_id AS repository_id, list.size AS size FROM manifest_child
      JOIN image AS list
        ON list.repository_id = manifest_child.repository_id AND list.digest = manifest_child.digest
      LEFT JOIN image AS child ON child.repository_id = manifest_child.repository_id
        AND child.digest = manifest_child.child AND child.image_id <> list.image_id
      GROUP BY list.image_id
      HAVING count(child.image_id) = count(*) OR max(child.size) >= list.size)
    JOIN repository USING (repository_id) GROUP BY registry_id
    """
  private static let bareIndexes = """
    SELECT registry_id, count(*) FROM image JOIN repository USING (repository_id)
    JOIN media_type ON media_type_id = manifest_media_type_id
    WHERE media_type.name IN ('\(MediaTypes.ociImageIndex)', '\(MediaTypes.dockerManifestList)')
      AND NOT EXISTS (SELECT 1 FROM manifest WHERE manifest.repository_id = image.repository_id
        AND manifest.digest = image.digest)
    GROUP BY registry_id
    """
  private static let policiesWithoutText = """
    SELECT count(DISTINCT policy_id) FROM organization_policy_target
    WHERE policy_id NOT IN (SELECT policy_id FROM organization_policy)
    """
  private static let policiesWithoutTargets = """
    SELECT count(*) FROM organization_policy
    WHERE policy_id NOT IN (SELECT policy_id FROM organization_policy_target)
    """
  private static let accountsWithoutParent = """
    SELECT account FROM (SELECT account FROM registry UNION SELECT account FROM iam_account)
    WHERE account <> '' AND account NOT IN (SELECT child_id FROM organization_parent)
      AND account NOT IN (SELECT management_account FROM organization) ORDER BY account
    """
  private static let entityCounts = """
    SELECT account, count(*) FILTER (WHERE kind = 'user'),
      count(*) FILTER (WHERE kind = 'group'), count(*) FILTER (WHERE kind = 'role'),
      count(*) FILTER (WHERE kind = 'policy'), lacks_pages
    FROM iam_account LEFT JOIN iam_entity USING (account) GROUP BY account ORDER BY account
    """
}
