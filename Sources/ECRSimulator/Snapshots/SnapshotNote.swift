import ECRModel
import ECRStore
import Texts

/// The content of a note before a document.
struct SnapshotNote {
  var account: String?
  var region: String?
  var resourceARN: String?
  var policyID: String?
  var childID: String?
}

extension SnapshotNote {
  init(_ registry: StoredRegistry) {
    account = registry.account
    region = registry.region
  }

  init(_ id: RepositoryID, withARN: Bool = false) {
    account = id.registryID
    region = id.region
    guard withARN else { return }
    resourceARN =
      (id.arn
      ?? ARN.repository(
        id.repositoryName, account: id.registryID ?? "", region: id.region ?? "")).description
  }
}

extension ByteBuffer {
  mutating func note(_ note: SnapshotNote) {
    let members: [(StaticString, String?)] = [
      ("account", note.account), ("region", note.region), ("resourceArn", note.resourceARN),
      ("policyId", note.policyID), ("childId", note.childID),
    ]
    guard members.contains(where: { $0.1 != nil }) else { return }
    open("{")
    member("drydock")
    open("{")
    for (name, value) in members where value != nil {
      member(name)
      string(value)
    }
    close("}")
    close("}")
    newLine(0)
  }

  /// Starts an object whose first member is the account, where it is known.
  mutating func openOwned(by account: String?) {
    open("{")
    guard let account else { return }
    member("registryId")
    string(account)
  }

  /// An object with a list of elements that are JSON already.
  mutating func list(
    _ name: StaticString, _ elements: [String], registry: String? = nil,
    alsoEmpty other: StaticString? = nil
  ) {
    openOwned(by: registry)
    member(name, indent: 2)
    array(elements, indent: 4) { $0.text($1) }
    if let other {
      member(other, indent: 2)
      text("[]")
    }
    newLine(0)
    close("}")
  }

  mutating func policy(
    _ text: String, _ name: StaticString, registry: String?, repository: String? = nil,
    evaluatedAt: Timestamp? = nil
  ) {
    openOwned(by: registry)
    if let repository {
      if registry == nil {
        // WHY: without it, this would be the input of `aws ecr set-repository-policy`.
        member("registryId")
        null()
      }
      member("repositoryName")
      string(repository)
    }
    member(name)
    string(text)
    if let evaluatedAt {
      member("lastEvaluatedAt")
      string(evaluatedAt.description)
    }
    close("}")
  }
}
