import GRDB

/// What a snapshot holds apart from images, before or after an import: enough to compare them.
///
/// Values are compared by their hashes, so that only keys are in memory. They are taken as they are:
/// what a damaged file holds is checked where it is read.
struct ImportChanges {
  private typealias Rows = [[DatabaseValue]: Int]

  private let manifests: Rows
  private let completeness: Rows
  private let others: [ImportLog.Kind: Rows]
  private let failedCalls: Rows

  init(_ database: Database) throws {
    manifests = try Self.rows(
      database, keys: "repository_id, digest", "manifest.description", "FROM manifest")
    completeness = try Self.rows(
      database, keys: "1, repository_id", "has_images || ' ' || lacks_pages", "FROM repository"
    ).merging(
      try Self.rows(database, keys: "2, account", "lacks_pages", "FROM iam_account"),
      uniquingKeysWith: { $1 })
    failedCalls =
      try FailedCall.areThere(database)
      ? Self.rows(
        database, keys: "account, region, resource, command", "error", "FROM failed_call") : [:]
    others = try Dictionary(
      uniqueKeysWithValues: ImportLog.Kind.allCases.map { ($0, try Self.rows($0, database)) })
  }

  /// Notes in a log what differs from what was there before.
  func note(in log: inout ImportLog, since before: ImportChanges) {
    log.wasThere = true
    log.changedManifests = Self.count(before.manifests, manifests)
    log.changedCompleteness = Self.count(before.completeness, completeness)
    log.changedFailedCalls = Self.count(before.failedCalls, failedCalls)
    for kind in ImportLog.Kind.allCases {
      let count = Self.count(before.others[kind] ?? [:], others[kind] ?? [:])
      if count > 0 { log.changed[kind] = count }
    }
  }

  /// How many keys are new, are gone, or have another value.
  private static func count(_ before: Rows, _ after: Rows) -> Int {
    after.count { before[$0.key] != $0.value } + before.keys.count { after[$0] == nil }
  }

  private static func rows(_ kind: ImportLog.Kind, _ database: Database) throws -> Rows {
    let inRepository = "FROM repository JOIN registry USING (registry_id)"
    let named = "account, region, name"
    func registry(_ column: String) throws -> Rows {
      try rows(database, keys: "account, region", "registry.\(column)", "FROM registry")
    }
    func repository(_ value: String) throws -> Rows {
      try rows(database, keys: named, value, inRepository)
    }
    func list(_ table: String, _ key: String) throws -> Rows {
      try rows(
        database, keys: "account, region, \(key)", "\(table).description",
        "FROM \(table) JOIN registry USING (registry_id)")
    }
    return switch kind {
    case .registry: try registry("description")
    case .registryPolicy: try registry("policy")
    case .scanningConfiguration: try registry("scanning_configuration")
    case .repository: try repository("repository.description")
    case .repositoryPolicy: try repository("repository.policy")
    case .lifecyclePolicy:
      try repository("lifecycle_policy || ' ' || ifnull(lifecycle_policy_evaluated_at, '')")
    case .repositoryTags:
      try rows(
        database, keys: named, "ifnull(key, '') || '=' || ifnull(value, '')",
        inRepository + " LEFT JOIN repository_tag USING (repository_id) WHERE has_tags")
    case .pullThroughCacheRule: try list("pull_through_cache_rule", "ecr_repository_prefix")
    case .repositoryCreationTemplate: try list("repository_creation_template", "prefix")
    case .iamEntity:
      try rows(database, keys: "account, kind, arn", "description", "FROM iam_entity")
    case .organizationPolicy:
      try rows(database, keys: "policy_id", "type || description", "FROM organization_policy")
    case .organizationPolicyTarget:
      try rows(
        database, keys: "policy_id, target_id", "description", "FROM organization_policy_target")
    case .organization:
      try rows(
        database, keys: "organization_id", "management_account || description",
        "FROM organization")
    case .organizationParent:
      try rows(
        database, keys: "child_id", "parent_id || description", "FROM organization_parent")
    }
  }

  /// The sum of the hashes of each key's values; keys without a value are not there.
  private static func rows(
    _ database: Database, keys: String, _ value: String, _ from: String
  ) throws -> Rows {
    var rows: Rows = [:]
    let cursor = try Row.fetchCursor(
      database, sql: "SELECT \(keys), \(value) \(from)")
    while let row = try cursor.next() {
      let values = Array(row.databaseValues)
      guard let last = values.last, !last.isNull else { continue }
      // A sum, which needs no order of rows.
      rows[Array(values.dropLast()), default: 0] &+= last.hashValue
    }
    return rows
  }
}
