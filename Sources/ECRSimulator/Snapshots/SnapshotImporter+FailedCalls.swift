import ECRDocuments
import ECRModel
import ECRStore
import Texts

extension SnapshotImporter {
  /// Keeps the failed calls of all collections, once everything else of the import is there.
  ///
  /// Part of what a call prints may be there though the call failed in another place.
  func keepFailedCalls(in writer: SnapshotWriter) throws {
    for list in failedCalls {
      guard let collected = list.collected else { continue }
      try writer.forgetFailedCalls(
        account: collected.account, regions: collected.regions,
        withOrganization: collected.hasOrganization)
    }
    let calls = failedCalls.flatMap(\.calls).map { call in
      FailedCall(
        account: call.account, region: call.region, resource: call.resource,
        command: call.command, error: call.error)
    }
    // A call is kept once, with the message of the last list that has it.
    let last = Dictionary(calls.map { ($0.key, $0) }, uniquingKeysWith: { $1 })
    for call in Array(last.values).inOrder { try writer.add(call) }
  }

  /// Forgets the failed calls that a document is the output of.
  ///
  /// Of a document whose account is not known, no call can be forgotten.
  func settle(_ document: StorableDocument, in writer: SnapshotWriter) throws {
    func organization(_ command: String, _ resource: String?) throws {
      try writer.forgetFailedCall(
        "aws organizations " + command, account: nil, region: nil, resource: resource)
    }
    switch document.content {
    case .registry: try settleRegistry("describe-registry", document, in: writer)
    case .registryPolicy: try settleRegistry("get-registry-policy", document, in: writer)
    case .pullThroughCacheRules:
      try settleRegistry("describe-pull-through-cache-rules", document, in: writer)
    case .scanningConfiguration:
      try settleRegistry("get-registry-scanning-configuration", document, in: writer)
    case .repositoryCreationTemplates:
      try settleRegistry("describe-repository-creation-templates", document, in: writer)
    case .repositories(let list):
      for arn in Set(list.compactMap { ARN($0.key) }.map { [$0.account, $0.region] }) {
        try writer.forgetFailedCall(
          "aws ecr describe-repositories", account: arn[0], region: arn[1], resource: nil)
      }
      if list.isEmpty { try settleRegistry("describe-repositories", document, in: writer) }
    case .lifecyclePolicy(let name, _, _):
      try settle("get-lifecycle-policy", id(name, document), in: writer)
    case .repositoryPolicy(let name, _):
      try settle("get-repository-policy", id(name, document), in: writer)
    case .tags:
      guard let id = ARN(document.context.resourceARN ?? "").flatMap({ RepositoryID($0) }) else {
        return
      }
      try settle("list-tags-for-resource", id, in: writer)
    case .entities(let users, let groups, let roles, let policies, _):
      let all = users + groups + roles + policies
      guard let account = Self.owner(of: all) ?? document.context.account else { return }
      try writer.forgetFailedCall(
        "aws iam get-account-authorization-details", account: account, region: nil, resource: nil)
    case .organizationPolicy(let policy, _): try organization("describe-policy", policy.key)
    case .targets: try organization("list-targets-for-policy", document.context.policyID)
    case .organization: try organization("describe-organization", nil)
    case .parent: try organization("list-parents", document.context.childID)
    case .failedCalls: break
    }
  }

  private func settleRegistry(
    _ command: String, _ document: StorableDocument, in writer: SnapshotWriter
  ) throws {
    guard let account = document.context.account else { return }
    try writer.forgetFailedCall(
      "aws ecr " + command, account: account, region: document.context.region, resource: nil)
  }

  /// Forgets the failed call of ECR about a repository.
  func settle(_ command: String, _ id: RepositoryID, in writer: SnapshotWriter) throws {
    guard let account = id.registryID else { return }
    try writer.forgetFailedCall(
      "aws ecr " + command, account: account, region: id.region,
      resource: ":repository/" + id.repositoryName)
  }

  private func id(_ name: String, _ document: StorableDocument) -> RepositoryID {
    RepositoryID(
      registryID: document.context.account, region: document.context.region, repositoryName: name)
  }

  /// The account whose users, groups, roles and policies these are, by the first that names it.
  static func owner(of entities: [StorableDocument.Element]) -> String? {
    entities.lazy.compactMap { ARN($0.key)?.owner }.first(where: ARN.isAccountID)
  }
}
