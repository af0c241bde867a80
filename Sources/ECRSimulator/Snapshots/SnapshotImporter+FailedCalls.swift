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

  /// Forgets the failed call that a document is the output of.
  func settle(_ document: StorableDocument, in writer: SnapshotWriter) throws {
    let (account, region) = (document.context.account, document.context.region)
    func registry(_ command: String) throws {
      try writer.forgetFailedCall(
        "aws ecr " + command, account: account, region: region, resource: nil)
    }
    func organization(_ command: String, _ resource: String?) throws {
      try writer.forgetFailedCall(
        "aws organizations " + command, account: nil, region: nil, resource: resource)
    }
    switch document.content {
    case .registry: try registry("describe-registry")
    case .repositories: try registry("describe-repositories")
    case .registryPolicy: try registry("get-registry-policy")
    case .pullThroughCacheRules: try registry("describe-pull-through-cache-rules")
    case .scanningConfiguration: try registry("get-registry-scanning-configuration")
    case .repositoryCreationTemplates: try registry("describe-repository-creation-templates")
    case .lifecyclePolicy(let name, _, _):
      try settle("get-lifecycle-policy", id(name, document), in: writer)
    case .repositoryPolicy(let name, _):
      try settle("get-repository-policy", id(name, document), in: writer)
    case .tags:
      guard let id = ARN(document.context.resourceARN ?? "").flatMap({ RepositoryID($0) }) else {
        return
      }
      try settle("list-tags-for-resource", id, in: writer)
    case .entities:
      try writer.forgetFailedCall(
        "aws iam get-account-authorization-details", account: account, region: nil, resource: nil)
    case .organizationPolicy(let policy, _): try organization("describe-policy", policy.key)
    case .targets: try organization("list-targets-for-policy", document.context.policyID)
    case .organization: try organization("describe-organization", nil)
    case .parent: try organization("list-parents", document.context.childID)
    case .failedCalls: break
    }
  }

  /// Forgets the failed call of ECR about a repository.
  func settle(_ command: String, _ id: RepositoryID, in writer: SnapshotWriter) throws {
    try writer.forgetFailedCall(
      "aws ecr " + command, account: id.registryID, region: id.region,
      resource: ":repository/" + id.repositoryName)
  }

  private func id(_ name: String, _ document: StorableDocument) -> RepositoryID {
    RepositoryID(
      registryID: document.context.account, region: document.context.region, repositoryName: name)
  }
}
