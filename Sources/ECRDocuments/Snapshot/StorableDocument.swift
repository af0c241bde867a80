public import ECRModel
public import Texts

/// One document of the AWS CLI that a snapshot keeps, images apart.
public struct StorableDocument: Sendable {
  /// Whose it is, as far as it or the note in front of it tells.
  public var context: DocumentContext
  /// What it says.
  public var content: Content
  /// Where it starts.
  public var location: Location

  /// What documents say.
  public enum Content: Sendable {
    /// describe-registry
    case registry(description: String)
    /// describe-repositories: ARNs with what is said of each
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
  }

  /// An element of a list.
  public struct Element: Sendable, Hashable {
    /// What tells it from the others.
    public var key: String
    /// The element, as AWS printed it.
    public var description: String
  }
}
