package import ECRModel
import GRDB

/// What is in a snapshot, counted.
package struct SnapshotContents: Sendable {
  /// The registries, ordered by account and region.
  package var registries: [Registry] = []
  /// The accounts with known users, groups and roles.
  package var accounts: [Account] = []
  /// How many organizations are described.
  package var organizationCount = 0
  /// How many policies of an organization are attached to something, and have no text.
  package var organizationPoliciesWithoutText = 0
  /// The number with a text and without known targets.
  package var organizationPoliciesWithoutTargets = 0
  /// The accounts whose place in the organization is unknown, except the management account.
  package var accountsWithoutParent: [String] = []
  /// How many policies of an organization are there.
  package var organizationPolicyCount = 0

  /// One registry, counted.
  package struct Registry: Sendable {
    /// Which registry.
    package var registry: StoredRegistry
    /// How many repositories it has.
    package var repositoryCount = 0
    /// The number of them without an images document.
    package var repositoriesWithoutImages = 0
    /// How many have pages of images missing.
    package var repositoriesLackingPages = 0
    /// How many have a lifecycle policy.
    package var lifecyclePolicyCount = 0
    /// How many have a repository policy.
    package var repositoryPolicyCount = 0
    /// How many have no list of tags.
    package var repositoriesWithoutTags = 0
    /// Whether the registry has a policy.
    package var hasPolicy = false
    /// Number of images.
    package var imageCount = 0
    /// How many bytes they have together, shared layers counted each time.
    package var sizeInBytes: Int64 = 0
    /// How many image indexes have no manifest, so that what they hold back is not known.
    package var indexesWithoutManifest = 0
    /// The oldest push.
    package var oldestPush: Timestamp?
    /// The newest push.
    package var newestPush: Timestamp?
  }

  /// One account, counted.
  package struct Account: Sendable {
    /// Which account.
    package var account: String
    /// How many users.
    package var userCount = 0
    /// How many groups.
    package var groupCount = 0
    /// How many roles.
    package var roleCount = 0
    /// How many managed policies.
    package var policyCount = 0
    /// Whether pages of its details are missing.
    package var lacksPages = false
  }
}

extension SnapshotStore {
  /// Counts what is there.
  package func contents() throws(SnapshotError) -> SnapshotContents {
    let known = try registries()
    // Each value that is added up below is looked at by itself first.
    let all = try repositories()
    return try read { database in
      for repository in all { try Self.check(database, repository) }
      try Self.checkReferences(database, "repository_tag", "image_tag", "manifest_child")
      var contents = SnapshotContents()
      let repositories = try rows(database, Self.repositoryCounts) { try $0.counts(1...6) }
      let images = try rows(database, Self.imageCounts) { row in
        (
          count: try row.count(1), size: try row.size(2), oldest: try row.optionalTime(3),
          newest: try row.optionalTime(4)
        )
      }
      let repeated = try rows(database, Self.repeatedSizes) { try $0.size(1) ?? 0 }
      let indexes = try rows(database, Self.bareIndexes) { try $0.count(1) }
      for registry in known {
        var counted = SnapshotContents.Registry(registry: registry)
        if let counts = repositories[registry.number] {
          counted.repositoryCount = counts[0]
          counted.repositoriesWithoutImages = counts[1]
          counted.lifecyclePolicyCount = counts[2]
          counted.repositoryPolicyCount = counts[3]
          counted.repositoriesWithoutTags = counts[4]
          counted.repositoriesLackingPages = counts[5]
        }
        if let row = images[registry.number] {
          counted.imageCount = row.count
          counted.sizeInBytes = (row.size ?? 0) - (repeated[registry.number] ?? 0)
          counted.oldestPush = row.oldest
          counted.newestPush = row.newest
        }
        counted.indexesWithoutManifest = indexes[registry.number] ?? 0
        contents.registries.append(counted)
      }
      let policies = try rows(database, Self.registryPolicies) { try $0.flag(1) }
      for index in contents.registries.indices {
        let number = contents.registries[index].registry.number
        contents.registries[index].hasPolicy = policies[number] ?? false
      }
      try Self.countAccounts(database, &contents)
      return contents
    }
  }

  private static func countAccounts(
    _ database: Database, _ contents: inout SnapshotContents
  ) throws {
    contents.accounts = try database.rows(of: "iam_account", entityCounts) { row in
      let counts = try row.counts(1...4)
      return SnapshotContents.Account(
        account: try row.text(0), userCount: counts[0], groupCount: counts[1],
        roleCount: counts[2], policyCount: counts[3], lacksPages: try row.flag(5))
    }
    func count(_ sql: String) throws -> Int { try Int.fetchOne(database, sql: sql) ?? 0 }
    contents.organizationCount = try count("SELECT count(*) FROM organization")
    contents.organizationPoliciesWithoutText = try count(policiesWithoutText)
    contents.organizationPoliciesWithoutTargets = try count(policiesWithoutTargets)
    contents.accountsWithoutParent = try database.rows(of: "registry", accountsWithoutParent) {
      try $0.text(0)
    }
    contents.organizationPolicyCount = try count("SELECT count(*) FROM organization_policy")
  }

  /// Refuses values that would be added up to something else than what was imported.
  private static func check(_ database: Database, _ repository: StoredRepository) throws {
    _ = try database.rows(
      of: "repository", "SELECT repository_id, has_tags FROM repository WHERE repository_id = ?",
      [repository.number]
    ) { try $0.flag(1) }
    let range = try ImageRows.numbers(of: repository.number)
    let wrong = try Int64.fetchOne(
      try database.cachedStatement(
        sql: """
          SELECT min(image_id) FROM image WHERE image_id >= ? AND image_id < ? AND (
            typeof(pushed_at) <> 'integer'
            OR pushed_at NOT BETWEEN \(Timestamp.stored.lowerBound) AND \(Timestamp.stored.upperBound)
            OR typeof(size) NOT IN ('integer', 'null')
            OR size NOT BETWEEN \(ImageDetail.sizes.lowerBound) AND \(ImageDetail.sizes.upperBound))
          """), arguments: [range.lowerBound, range.upperBound])
    if let wrong { _ = try ImageRows.read(database, wrong..<wrong + 1) }
  }

  private func rows<Value>(
    _ database: Database, _ sql: String, _ make: (SnapshotStatement) throws -> Value
  ) throws -> [Int64: Value] {
    Dictionary(
      try database.rows(of: "registry", sql) { (try $0.int(0), try make($0)) },
      uniquingKeysWith: { first, _ in first })
  }

  private static let registryPolicies = "SELECT registry_id, policy IS NOT NULL FROM registry"
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

extension SnapshotStatement {
  /// Counts in columns that follow each other.
  fileprivate func counts(_ columns: ClosedRange<Int32>) throws(SnapshotDamage) -> [Int] {
    var counts: [Int] = []
    for column in columns { counts.append(try count(column)) }
    return counts
  }
}
