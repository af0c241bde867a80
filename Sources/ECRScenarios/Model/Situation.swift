import ECRAccess
import ECRModel
import Texts

/// The situation: everything that questions can be about.
struct Situation: Sendable {
  /// The instant; nil where nothing asks for it.
  var clock: Timestamp?
  var repositories: [StoryRepository] = []
  var principals: [StoryPrincipal] = []
  var accounts: [String: StoryAccount] = [:]
  /// AWS's own output about users, roles and the organization.
  var documents: [SourceText] = []
}

/// A policy of a story: AWS's JSON, and how the story names it.
struct StoryPolicy: Sendable {
  /// The path, the ARN, or nil for a policy in the story itself.
  var name: String?
  var text: SourceText
}

/// A repository of a story.
struct StoryRepository: Sendable {
  /// How the story names it.
  var name: String
  var id: RepositoryID
  var images: [StoryImage] = []
  /// The names of all images that it has or has had.
  var knownNames: Set<String> = []
  var lifecyclePolicy: StoryPolicy?
  var repositoryPolicy: StoryPolicy?
  /// Its tags, where the story gives some.
  var tags: [String: String]?
}

/// An image of a story.
struct StoryImage: Sendable {
  /// How the story names it.
  var name: String
  var detail: ImageDetail
  /// What its manifest refers to; nil where that is not known.
  var manifest: Manifest?
}

/// A caller.
struct StoryPrincipal: Sendable {
  var name: String
  var arn: String
  var identityPolicies: [StoryPolicy] = []
  var permissionsBoundary: StoryPolicy?
  var sessionPolicies: [StoryPolicy] = []
  var tags: [String: String]?
}

/// An account, with the policies of its registry and its organization.
struct StoryAccount: Sendable {
  var registryPolicy: StoryPolicy?
  var registryPolicyScope = RegistryPolicyScope.v2
  var serviceControlPolicies: [[StoryPolicy]] = []
  var resourceControlPolicies: [[StoryPolicy]] = []
  /// The organization's id.
  var organization: String?
  /// The way from the organization to the account, as `aws:PrincipalOrgPaths` has it.
  var organizationPath: String?
  var managesOrganization = false
}
