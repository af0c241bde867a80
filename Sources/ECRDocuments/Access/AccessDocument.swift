package import ECRModel
package import Texts

/// The content of a document about access.
package enum AccessDocument: Sendable {
  /// A policy by itself; `name` is what its document calls it, if it does.
  case policy(JSONFragment, name: String?)
  /// A policy of a repository, with the repository.
  case repositoryPolicy(JSONFragment, of: RepositoryID)
  /// The policy of a registry, with its account, and its region where that is known.
  case registryPolicy(JSONFragment, account: String, region: String?)
  /// The tags of a repository.
  case repositoryTags([String: String], of: RepositoryID)
  /// The repositories of a registry, by their ARNs.
  case repositories([Located<String>])
  /// The principals of an account.
  case authorizationDetails(AuthorizationDetails)
  /// An organization.
  case organization(id: String, managementAccount: String)
  /// Where an account or an organizational unit is in the organization.
  case organizationParent(id: String, ofChild: String)
  /// A policy of the organization: an SCP, an RCP or another, as AWS names its type.
  case organizationPolicy(NamedPolicy, id: String, type: String)
  /// What a policy of the organization is attached to, by ids.
  case policyTargets([String], ofPolicy: String)
  /// The calls that failed when documents were collected.
  case failedCalls(FailedCalls)

  /// What reading a document gave.
  package struct Reading: Sendable {
    /// The content of the document, unless it is of another kind or invalid.
    package var documents: [AccessDocument]
    /// What is wrong with it.
    package var findings: [Finding]
  }

  /// Reads a document, recognized by the names of its members.
  package static func read(_ source: SourceText) -> Reading {
    let noted = NotedDocument(source)
    guard !noted.findings.containsErrors, let root = noted.root, let kind = noted.kind else {
      // Configuration in another language is not broken JSON.
      let findings = noted.root == nil ? AccessDocumentReader.configuration(source) : nil
      return Reading(documents: [], findings: findings ?? noted.findings)
    }
    var reader = AccessDocumentReader(noted)
    let roots =
      kind.isListOfPolicies ? (root.elements ?? []).map { ($0, DocumentKind($0)) } : [(root, kind)]
    let documents = roots.compactMap { reader.document($0, $1) }
    return Reading(documents: documents, findings: reader.json.findings.inReadingOrder())
  }
}
