import ECRModel

/// The names of accounts and repositories in a snapshot: the same check for writing and reading.
enum StoredName {
  static let expectedAccount = "12 digits, or nothing where the account is not known"
  static let expectedRepository = "the name of a repository"

  static let expectedRegion = "the name of a region, or nothing where it is not known"

  static func isAccount(_ text: String) -> Bool { text.isEmpty || ARN.isAccountID(text) }

  static func isRepository(_ text: String) -> Bool { ARN.isRepositoryName(text) }
}

extension StoredName {
  /// Whether a text can be a Region's name.
  static func isRegion(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
  }
}

extension SnapshotWriter {
  static func check(account: String?) throws(InvalidName) {
    guard let account, !StoredName.isAccount(account) else { return }
    throw .accountID(account)
  }

  static func check(region: String?) throws(InvalidName) {
    guard let region, !StoredName.isRegion(region) else { return }
    throw .region(region)
  }

  static func check(repository name: String) throws(InvalidName) {
    guard !StoredName.isRepository(name) else { return }
    throw .repository(name)
  }
}
