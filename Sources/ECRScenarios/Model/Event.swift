import ECRModel
import Texts

/// Something that happens between questions.
enum Event: Sendable {
  /// Time passes until an instant.
  case wait(until: Timestamp)
  case push(StoryImage, to: String)
  case pull(Located<String>, in: String)
  case tag(Located<String>, with: [Located<String>], in: String)
  case untag([Located<String>], in: String)
  case delete([Located<String>], in: String)
  case archive(Located<String>, in: String)
  case restore(Located<String>, in: String)
  /// The repository's lifecycle policy runs.
  case applyLifecyclePolicy(of: String)
  case changeRepository(String, RepositoryChange)
  case changePrincipal(String, PrincipalChange)
  case changeAccount(String, AccountChange)
}

/// A policy that is put in another's place, or taken away.
enum PolicyChange: Sendable {
  case put(StoryPolicy)
  case remove

  var policy: StoryPolicy? {
    switch self {
    case .put(let policy): policy
    case .remove: nil
    }
  }
}

/// The changes of a repository; nil means no change.
struct RepositoryChange: Sendable {
  var lifecyclePolicy: PolicyChange?
  var repositoryPolicy: PolicyChange?
  var tags: [String: String]?
}

/// The changes of a principal; nil means no change.
struct PrincipalChange: Sendable {
  var identityPolicies: [StoryPolicy]?
  var permissionsBoundary: PolicyChange?
  var sessionPolicies: [StoryPolicy]?
  var tags: [String: String]?
}

/// The changes of an account; nil means no change.
struct AccountChange: Sendable {
  var registryPolicy: PolicyChange?
  var registryPolicyScope: String?
  var serviceControlPolicies: [[StoryPolicy]]?
  var resourceControlPolicies: [[StoryPolicy]]?
}
