public import Texts

/// The users, groups, roles and managed policies of an account, as
/// `aws iam get-account-authorization-details` prints them.
///
/// Source: "GetAccountAuthorizationDetails",
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html
public struct AuthorizationDetails: Sendable {
  /// The users, in the order of the documents.
  public var users: [Identity] = []
  /// The roles, in the order of the documents.
  public var roles: [Identity] = []
  /// The groups by name and account: `ACCOUNT/NAME`.
  public var groups: [String: Group] = [:]
  /// The managed policies by ARN, each in its default version.
  public var managedPolicies: [String: NamedPolicy] = [:]
  /// The pages, in the order of the documents.
  public var pages: [Page] = []

  /// One page of an account's details.
  public struct Page: Sendable {
    /// Its account; nil where nothing on the page names it.
    public var account: String?
    /// The member that announces more pages; nil for a last page.
    public var more: Location?
  }

  /// The last page of an account is missing.
  public struct MissingPages: Sendable {
    /// The account; nil where none of its pages names it.
    public var account: String?
    /// The place where the first page announces more pages.
    public var place: Location
  }

  /// The accounts whose last page is missing, in the order of the documents.
  ///
  /// A last page without principals may belong to any one of them.
  public var missingPages: [MissingPages] {
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
  public var isIncomplete: Bool { !missingPages.isEmpty }

  /// Makes an account without anybody in it.
  public init() {}

  /// A user or a role.
  public struct Identity: Sendable {
    /// The ARN, with its path.
    public var arn: Located<String>
    /// The place of the identity.
    public var location: Location
    /// The name without the path.
    public var name: String
    /// The unique id: `AIDA…` or `AROA…`.
    public var uniqueID: String?
    /// The policies that are part of it.
    public var inlinePolicies: [NamedPolicy] = []
    /// The managed policies attached to it.
    public var attachedPolicies: [PolicyReference] = []
    /// The managed policy that bounds it.
    public var permissionsBoundary: PolicyReference?
    /// The names of a user's groups.
    public var groupNames: [Located<String>] = []
    /// Its tags.
    public var tags: [String: String] = [:]
    /// Who may assume the role; nil for users.
    public var trustPolicy: NamedPolicy?
  }

  /// A group of users.
  public struct Group: Sendable {
    /// The policies that are part of it.
    public var inlinePolicies: [NamedPolicy]
    /// The managed policies attached to it.
    public var attachedPolicies: [PolicyReference]
  }

  /// A managed policy, attached to a principal.
  public struct PolicyReference: Sendable {
    /// The policy's ARN.
    public var arn: String
    /// Where it is named.
    public var location: Location
  }

  /// Adds what another page of the same account, or of another one, has.
  public mutating func add(_ other: AuthorizationDetails) {
    users += other.users
    roles += other.roles
    groups.merge(other.groups) { $1 }
    managedPolicies.merge(other.managedPolicies) { $1 }
    pages += other.pages
  }

  /// A group of a user.
  public func group(_ name: String, ofUser arn: String) -> Group? {
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
