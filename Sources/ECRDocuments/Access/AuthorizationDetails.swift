package import Texts

/// The users, groups, roles and managed policies of an account, as
/// `aws iam get-account-authorization-details` prints them.
///
/// Source: "GetAccountAuthorizationDetails",
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html
package struct AuthorizationDetails: Sendable {
  /// The users, in the order of the documents.
  package var users: [Identity] = []
  /// The roles, in the order of the documents.
  package var roles: [Identity] = []
  /// The groups by name and account: `ACCOUNT/NAME`.
  package var groups: [String: Group] = [:]
  /// The managed policies by ARN, each in its default version.
  package var managedPolicies: [String: NamedPolicy] = [:]
  /// The pages, in the order of the documents.
  package var pages: [Page] = []

  /// The users and roles as they were added, by ARN.
  private var identities: [String: JSONFragment] = [:]

  /// One page of an account's details.
  package struct Page: Sendable {
    /// Its account; nil where nothing on the page names it.
    package var account: String?
    /// The member that announces more pages; nil for a last page.
    package var more: Location?
  }

  /// The last page of an account is missing.
  package struct MissingPages: Sendable {
    /// The account; nil where none of its pages names it.
    package var account: String?
    /// The place where the first page announces more pages.
    package var place: Location
  }

  /// The accounts whose last page is missing, in the order of the documents.
  ///
  /// A last page without principals may belong to any one of them.
  package var missingPages: [MissingPages] {
    var missing: [MissingPages] = []
    for page in pages {
      guard let place = page.more, !missing.contains(where: { $0.account == page.account }),
        !pages.contains(where: {
          $0.more == nil && $0.account == page.account && page.account != nil
        })
      else { continue }
      missing.append(MissingPages(account: page.account, place: place))
    }
    let lasts = pages.count { $0.more == nil && $0.account == nil }
    return lasts < missing.count ? missing : []
  }

  /// Whether the last page of any account is missing.
  package var isIncomplete: Bool { !missingPages.isEmpty }

  /// Makes an account without anybody in it.
  package init() {}

  /// A user or a role.
  package struct Identity: Sendable {
    /// The ARN, with its path.
    package var arn: Located<String>
    /// The place of the identity.
    package var location: Location
    /// All that the document says of it.
    package var fragment: JSONFragment
    /// The name without the path.
    package var name: String
    /// The unique id: `AIDA…` or `AROA…`.
    package var uniqueID: String?
    /// The policies that are part of it.
    package var inlinePolicies: [NamedPolicy] = []
    /// The managed policies attached to it.
    package var attachedPolicies: [PolicyReference] = []
    /// The managed policy that bounds it.
    package var permissionsBoundary: PolicyReference?
    /// The names of a user's groups.
    package var groupNames: [Located<String>] = []
    /// Its tags.
    package var tags: [String: String] = [:]
    /// Who may assume the role; nil for users.
    package var trustPolicy: NamedPolicy?
  }

  /// A group of users.
  package struct Group: Sendable {
    /// All that the document says of it.
    package var fragment: JSONFragment
    /// The policies that are part of it.
    package var inlinePolicies: [NamedPolicy]
    /// The managed policies attached to it.
    package var attachedPolicies: [PolicyReference]
  }

  /// A managed policy, attached to a principal.
  package struct PolicyReference: Sendable {
    /// The policy's ARN.
    package var arn: String
    /// Where it is named.
    package var location: Location
  }

  /// A principal or managed policy that two pages have, with differences.
  package struct Conflict {
    /// Its ARN, or the account and name of a group.
    package var name: String
    /// Where the pages have it.
    package var places: (first: Location, second: Location)
  }

  /// When something was used last: two outputs of one account differ in it.
  package static let membersOfUse: Set<String> = ["RoleLastUsed", "PasswordLastUsed"]

  /// Adds what another page of the same account, or of another one, has, and returns what both have
  /// with differences.
  package mutating func add(_ other: AuthorizationDetails) -> [Conflict] {
    var conflicts: [Conflict] = []
    func isKnown(_ name: String, _ known: JSONFragment?, _ new: JSONFragment) -> Bool {
      guard let known else { return false }
      if !known.node.isSame(as: new.node, ignoring: Self.membersOfUse) {
        conflicts.append(Conflict(name: name, places: (known.location, new.location)))
      }
      return true
    }
    for (page, all) in [(other.users, \Self.users), (other.roles, \Self.roles)] {
      for identity in page
      where !isKnown(identity.arn.value, identities[identity.arn.value], identity.fragment) {
        identities[identity.arn.value] = identity.fragment
        self[keyPath: all].append(identity)
      }
    }
    for (name, group) in other.groups.sorted(by: { $0.key < $1.key })
    where !isKnown(name, groups[name]?.fragment, group.fragment) { groups[name] = group }
    for (arn, policy) in other.managedPolicies.sorted(by: { $0.key < $1.key })
    where !isKnown(arn, managedPolicies[arn]?.policy, policy.policy) {
      managedPolicies[arn] = policy
    }
    pages += other.pages
    return conflicts
  }

  /// A group of a user.
  package func group(_ name: String, ofUser arn: String) -> Group? {
    groups[Self.key(name, account: Self.account(arn))]
  }

  static func key(_ name: String, account: String) -> String { account + "/" + name }

  /// The account of all ARNs on a page; nil where none of them has one.
  var account: String? {
    let arns = (users + roles).map(\.arn.value) + managedPolicies.keys.sorted()
    return arns.map(Self.account).first { !$0.isEmpty && $0 != "aws" }
      ?? groups.keys.min().map { String($0.prefix { $0 != "/" }) }
  }

  static func account(_ arn: String) -> String {
    let parts = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    return parts.count == 6 ? String(parts[4]) : ""
  }
}
