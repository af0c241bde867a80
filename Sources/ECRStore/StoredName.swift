import ECRModel

/// What accounts and repositories are called in a snapshot: the same check for what is written and for
/// what is read.
enum StoredName {
  static let expectedAccount = "12 digits, or nothing where the account is not known"
  static let expectedRepository = "the name of a repository"

  static func isAccount(_ text: String) -> Bool { text.isEmpty || ARN.isAccountID(text) }

  static func isRepository(_ text: String) -> Bool { ARN.isRepositoryName(text) }
}

extension SnapshotWriter {
  /// A document names an account or a repository as AWS names none.
  public struct InvalidName: Error {
    /// What is wrong with the name.
    public var message: String
    /// What to write.
    public var help: String
  }

  static func check(account: String?) throws(InvalidName) {
    guard let account, !StoredName.isAccount(account) else { return }
    throw InvalidName(
      message: "invalid account ID `\(account)`: must be 12 digits",
      help: "give the output of the AWS CLI as it is; a snapshot keeps accounts by their numbers")
  }

  static func check(repository name: String) throws(InvalidName) {
    guard !StoredName.isRepository(name) else { return }
    throw InvalidName(
      message: "invalid repository name `\(name)`",
      help:
        "a name has 2 to 256 lowercase letters and digits, with `.`, `-`, `_` and `/` between them")
  }
}
