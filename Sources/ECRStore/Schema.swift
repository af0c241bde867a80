import ECRModel
import GRDB

/// The tables of a snapshot, and the migrations that make them.
///
/// Times are microseconds since 1970-01-01T00:00:00Z. A digest `sha256:…` is its 32 bytes. Columns
/// named `description` hold what AWS printed of the thing, as JSON.
enum Schema {
  /// `DRYD`, which marks the file as a snapshot of Drydock.
  static let applicationID: Int32 = 0x4452_5944

  /// Makes the tables, and brings those of an older Drydock up to date.
  ///
  /// The file keeps the names of the migrations that it has run, so a name never changes.
  static let migrator: DatabaseMigrator = {
    var migrator = DatabaseMigrator()
    // WHY: new tables break no reference, and a check of all references in a large file takes long.
    migrator.registerMigration("version1", foreignKeyChecks: .immediate) { database in
      // WHY: before migrations had names, `user_version` counted them. Such a file has the tables
      // and lacks only the name. A Drydock of that time reads new files because the count is in them.
      guard try Int.fetchOne(database, sql: "PRAGMA user_version") == 0 else { return }
      try database.execute(sql: version1)
    }
    return migrator
  }()

  private static let times =
    "BETWEEN \(Timestamp.stored.lowerBound) AND \(Timestamp.stored.upperBound)"

  /// What a file has had from the start: its tables and columns never change.
  ///
  /// A `CHECK` keeps others from writing what Drydock would not. Files from before there were any lack
  /// them, so every value is checked again when it is read.
  static let version1 = """
    PRAGMA application_id = \(applicationID);
    PRAGMA user_version = 1;

    CREATE TABLE registry (
      registry_id INTEGER PRIMARY KEY,
      account TEXT NOT NULL,  -- 12 digits; empty where unknown
      region TEXT NOT NULL,   -- empty where unknown
      description TEXT,       -- describe-registry
      policy TEXT,            -- the registry policy, as AWS keeps it
      scanning_configuration TEXT,
      UNIQUE (account, region)
    ) STRICT;

    CREATE TABLE pull_through_cache_rule (
      registry_id INTEGER NOT NULL REFERENCES registry ON DELETE CASCADE,
      ecr_repository_prefix TEXT NOT NULL,
      description TEXT NOT NULL,
      PRIMARY KEY (registry_id, ecr_repository_prefix)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE repository_creation_template (
      registry_id INTEGER NOT NULL REFERENCES registry ON DELETE CASCADE,
      prefix TEXT NOT NULL,
      description TEXT NOT NULL,
      PRIMARY KEY (registry_id, prefix)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE repository (
      repository_id INTEGER PRIMARY KEY CHECK (repository_id BETWEEN 1 AND 2147483646),
      registry_id INTEGER NOT NULL REFERENCES registry ON DELETE CASCADE,
      name TEXT NOT NULL,
      description TEXT,       -- its element of describe-repositories
      policy TEXT,            -- the repository policy, as AWS keeps it
      lifecycle_policy TEXT,  -- the lifecycle policy, as AWS keeps it
      lifecycle_policy_evaluated_at INTEGER,
      -- 1 once describe-images was imported
      has_images INTEGER NOT NULL DEFAULT 0 CHECK (has_images IN (0, 1)),
      -- 1 where it said that more images follow
      lacks_pages INTEGER NOT NULL DEFAULT 0 CHECK (lacks_pages IN (0, 1)),
      -- 1 once list-tags-for-resource was imported
      has_tags INTEGER NOT NULL DEFAULT 0 CHECK (has_tags IN (0, 1)),
      UNIQUE (registry_id, name)
    ) STRICT;

    CREATE TABLE repository_tag (
      repository_id INTEGER NOT NULL REFERENCES repository ON DELETE CASCADE,
      key TEXT NOT NULL,
      value TEXT NOT NULL,
      PRIMARY KEY (repository_id, key)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE media_type (
      media_type_id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE
    ) STRICT;

    CREATE TABLE image (
      image_id INTEGER PRIMARY KEY,  -- repository_id * 2^32 + the image's place in its repository
      repository_id INTEGER NOT NULL REFERENCES repository ON DELETE CASCADE,
      digest BLOB NOT NULL,
      status TEXT NOT NULL CHECK (status IN ('ACTIVE', 'ARCHIVED', 'ACTIVATING')),
      size INTEGER CHECK (size >= 0),  -- bytes
      pushed_at INTEGER NOT NULL CHECK (pushed_at \(times)),
      pulled_at INTEGER CHECK (pulled_at \(times)),
      archived_at INTEGER CHECK (archived_at \(times)),
      activated_at INTEGER CHECK (activated_at \(times)),
      manifest_media_type_id INTEGER REFERENCES media_type,
      artifact_media_type_id INTEGER REFERENCES media_type,
      subject BLOB,                  -- the digest of the image that this one refers to
      other TEXT,                    -- members of describe-images that have no column, as JSON
      UNIQUE (repository_id, digest),
      CHECK (image_id >> 32 = repository_id)
    ) STRICT;

    CREATE TABLE image_tag (
      image_id INTEGER NOT NULL REFERENCES image ON DELETE CASCADE,
      position INTEGER NOT NULL,
      tag TEXT NOT NULL,
      PRIMARY KEY (image_id, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE manifest (
      repository_id INTEGER NOT NULL REFERENCES repository ON DELETE CASCADE,
      digest BLOB NOT NULL,
      subject BLOB,                  -- the digest of the image that this one refers to
      description TEXT NOT NULL,     -- its element of batch-get-image
      PRIMARY KEY (repository_id, digest)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE manifest_child (
      repository_id INTEGER NOT NULL,
      digest BLOB NOT NULL,          -- of the image index
      position INTEGER NOT NULL,
      child BLOB NOT NULL,           -- the digest of an image that it refers to
      PRIMARY KEY (repository_id, digest, position),
      FOREIGN KEY (repository_id, digest) REFERENCES manifest ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE iam_account (
      account TEXT PRIMARY KEY,      -- 12 digits; empty where unknown
      -- 1 where the last page said that more follow
      lacks_pages INTEGER NOT NULL DEFAULT 0 CHECK (lacks_pages IN (0, 1))
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE iam_entity (
      account TEXT NOT NULL REFERENCES iam_account ON DELETE CASCADE,
      kind TEXT NOT NULL CHECK (kind IN ('user', 'group', 'role', 'policy')),
      arn TEXT NOT NULL,
      description TEXT NOT NULL,     -- its element of get-account-authorization-details
      PRIMARY KEY (account, kind, arn)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE organization_policy (
      policy_id TEXT PRIMARY KEY,
      type TEXT NOT NULL,            -- SERVICE_CONTROL_POLICY or RESOURCE_CONTROL_POLICY
      description TEXT NOT NULL      -- organizations describe-policy
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE organization_policy_target (
      policy_id TEXT NOT NULL,
      target_id TEXT NOT NULL,       -- an account, an organizational unit or the root
      description TEXT NOT NULL,     -- its element of list-targets-for-policy
      PRIMARY KEY (policy_id, target_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE organization (
      organization_id TEXT PRIMARY KEY,
      management_account TEXT NOT NULL,
      description TEXT NOT NULL      -- organizations describe-organization
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE organization_parent (
      child_id TEXT PRIMARY KEY,     -- an account or an organizational unit
      parent_id TEXT NOT NULL,       -- an organizational unit or the root
      description TEXT NOT NULL      -- its element of list-parents
    ) STRICT, WITHOUT ROWID;
    """
}
