import GRDB

/// A call that failed while documents were collected: what it would have printed is missing.
package struct FailedCall: Sendable, Hashable {
  /// The account; empty where unknown.
  package var account: String
  /// The region; empty for a call to no region.
  package var region: String
  /// What it asked about: a repository's ARN, or an id in the organization; empty for the whole.
  package var resource: String
  /// The command, without its options: `aws ecr get-lifecycle-policy`.
  package var command: String
  /// The message.
  package var error: String

  /// Makes a call.
  package init(
    account: String, region: String, resource: String, command: String, error: String
  ) {
    self.account = account
    self.region = region
    self.resource = resource
    self.command = command
    self.error = error
  }
}

extension FailedCall {
  /// What distinguishes it from other calls.
  package var key: [String] { [account, region, command, resource] }

  static let table = "failed_call"

  /// Only an import with failed calls makes the table, so that all other files stay as every version of
  /// Drydock reads them.
  static let creation = """
    CREATE TABLE IF NOT EXISTS failed_call (
      account TEXT NOT NULL,
      region TEXT NOT NULL,
      resource TEXT NOT NULL,
      command TEXT NOT NULL,
      error TEXT NOT NULL,
      PRIMARY KEY (account, region, resource, command)
    ) STRICT, WITHOUT ROWID
    """

  static func areThere(_ database: Database) throws -> Bool {
    try database.tableExists(table)
  }
}

extension [FailedCall] {
  /// The calls by account, region, command and resource.
  package var inOrder: [FailedCall] {
    sorted { $0.key.lexicographicallyPrecedes($1.key) }
  }
}

extension SnapshotStore {
  /// The calls that failed, ordered by account, region, command and resource.
  package func failedCalls() throws(SnapshotError) -> [FailedCall] {
    try read { database in
      guard try FailedCall.areThere(database) else { return [] }
      return try database.rows(
        of: FailedCall.table,
        """
        SELECT account, region, resource, command, error FROM failed_call
        ORDER BY account, region, command, resource
        """
      ) { row in
        FailedCall(
          account: try row.text(0), region: try row.text(1), resource: try row.text(2),
          command: try row.text(3), error: try row.text(4))
      }
    }
  }
}

extension SnapshotWriter {
  /// Forgets the failed calls of a collection's account and regions, which has asked again.
  ///
  /// Those to the organization stay where the collection did not ask it.
  package func forgetFailedCalls(
    account: String, regions: [String], withOrganization: Bool
  ) throws {
    guard try FailedCall.areThere(database) else { return }
    for region in regions {
      try database.execute(
        sql: "DELETE FROM failed_call WHERE account = ? AND region = ?",
        arguments: [account, region])
    }
    try database.execute(
      sql: """
        DELETE FROM failed_call WHERE account = ? AND region = ''
          AND (? OR command NOT LIKE 'aws organizations %')
        """, arguments: [account, withOrganization])
  }

  /// Forgets a failed call whose document is there now.
  ///
  /// What is nil may be anything; `resource` is the end of the resource's name.
  package func forgetFailedCall(
    _ command: String, account: String?, region: String?, resource: String?
  ) throws {
    guard try FailedCall.areThere(database) else { return }
    try database.cachedStatement(
      sql: """
        DELETE FROM failed_call WHERE command = ? AND account = coalesce(?, account)
          AND region = coalesce(?, region)
          AND (?4 IS NULL OR substr(resource, -length(?4)) = ?4)
        """
    ).execute(arguments: [command, account, region, resource])
  }

  /// Keeps a call that failed.
  package func add(_ call: FailedCall) throws {
    try database.execute(sql: FailedCall.creation)
    try database.cachedStatement(
      sql: """
        INSERT OR REPLACE INTO failed_call (account, region, resource, command, error)
        VALUES (?, ?, ?, ?, ?)
        """
    ).execute(arguments: [call.account, call.region, call.resource, call.command, call.error])
    note(call)
  }
}
