package import ECRModel
package import Texts

/// One document of the AWS CLI that a snapshot keeps, images apart.
package struct StorableDocument: Sendable {
  /// Its account and region, as far as it or the note before it names them.
  package var context: DocumentContext
  /// Its content.
  package var content: Content
  /// Where it starts.
  package var location: Location

  /// The content of documents.
  package enum Content: Sendable {
    /// describe-registry
    case registry(description: String)
    /// describe-repositories: ARNs, each with its description
    case repositories([Element])
    /// get-lifecycle-policy
    case lifecyclePolicy(name: String, text: String, evaluatedAt: Timestamp?)
    /// get-repository-policy
    case repositoryPolicy(name: String, text: String)
    /// get-registry-policy
    case registryPolicy(text: String)
    /// list-tags-for-resource
    case tags([(key: String, value: String)])
    /// describe-pull-through-cache-rules, by prefix
    case pullThroughCacheRules([Element])
    /// get-registry-scanning-configuration
    case scanningConfiguration(description: String)
    /// describe-repository-creation-templates, by prefix
    case repositoryCreationTemplates([Element])
    /// get-account-authorization-details: the elements of its four lists, by ARN
    case entities(
      users: [Element], groups: [Element], roles: [Element], policies: [Element], isTruncated: Bool)
    /// organizations describe-policy
    case organizationPolicy(Element, type: String)
    /// organizations list-targets-for-policy, by target
    case targets([Element])
    /// organizations describe-organization
    case organization(Element, managementAccount: String)
    /// organizations list-parents: the one parent of what the note names
    case parent(Element)
    /// The calls that failed in a collection
    case failedCalls(FailedCalls)
  }

  /// An element of a list.
  package struct Element: Sendable, Hashable {
    /// Its key among the others.
    package var key: String
    /// The element, as AWS printed it.
    package var description: String
  }
}
