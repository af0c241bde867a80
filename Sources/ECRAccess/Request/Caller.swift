package import ECRModel

/// Who makes a request.
///
/// Source: "AWS JSON policy elements: Principal",
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
///
package struct Caller: Sendable, Hashable {
  /// What kind of principal it is.
  package enum Kind: Sendable, Hashable {
    /// A caller without credentials.
    case anonymous
    /// An AWS service that calls for itself.
    case service
    /// The root user of an account.
    case root
    /// An IAM user.
    case user
    /// A role: one of its sessions, under a name that no policy names (QA-2).
    case role
    /// One session of a role.
    case roleSession
    /// A session of a federated user.
    case federatedUser
  }

  /// The caller as the question writes it.
  package let text: String
  /// What kind of principal it is.
  package let kind: Kind
  /// The caller's ARN; nil for services and anonymous callers.
  package let arn: ARN?
  /// The user's or the role's name without its path; the name of a federated user.
  package let name: String
  /// The ARN of the role, for roles and their sessions; for a session it lacks the role's path
  /// until ``setRole(_:)`` adds it.
  package private(set) var roleARN: ARN?
  /// The ARN of the role as a policy has to name it; nil while its path is not known.
  private(set) var knownRole: String?
  /// The unique id that `aws:userid` gives, without the session's name: `AIDA…` or `AROA…`.
  package var uniqueID: String?

  /// Reads a caller: an ARN, a service's name such as `ecs-tasks.amazonaws.com`, or `anonymous`.
  package init?(_ text: String) {
    self.text = text
    (roleARN, knownRole) = (nil, nil)
    uniqueID = nil
    if text == "anonymous" {
      (kind, arn, name) = (.anonymous, nil, text)
      return
    }
    guard let arn = ARN(text) else {
      guard text.contains("."), !text.contains(":"), !text.contains("/"), !text.contains("*")
      else { return nil }
      (kind, self.arn, name) = (.service, nil, text)
      return
    }
    guard ARN.isAccountID(arn.account), arn.region.isEmpty, !arn.resource.contains("*") else {
      return nil
    }
    self.arn = arn
    let parts = arn.resource.split(separator: "/", omittingEmptySubsequences: false).map(
      String.init)
    guard parts.allSatisfy({ !$0.isEmpty }) else { return nil }
    switch (arn.service, parts[0], parts.count) {
    case ("iam", "root", 1): (kind, name) = (.root, "root")
    case ("iam", "user", 2...): (kind, name) = (.user, parts[parts.count - 1])
    case ("iam", "role", 2...):
      (kind, name) = (.role, parts[parts.count - 1])
      (roleARN, knownRole) = (arn, text)
    case ("sts", "assumed-role", 3):
      (kind, name) = (.roleSession, parts[1])
      roleARN = ARN(
        partition: arn.partition, service: "iam", account: arn.account, resource: "role/" + parts[1]
      )
    case ("sts", "federated-user", 2): (kind, name) = (.federatedUser, parts[1])
    default: return nil
    }
  }

  /// Sets the role of a session with its path, which the session's ARN does not have.
  ///
  /// A role of another name or account is not this session's, and is passed over.
  package mutating func setRole(_ role: ARN) {
    guard kind == .roleSession, role.service == "iam", role.account == account,
      role.resource.hasPrefix("role/"), role.resource.hasSuffix("/" + name)
    else { return }
    (roleARN, knownRole) = (role, role.description)
  }

  /// The account whose policies the caller is under; nil for services and anonymous callers.
  package var account: String? { arn?.account }

  /// Whether IAM policies go with it: users, roles and sessions.
  package var hasPolicies: Bool {
    switch kind {
    case .user, .role, .roleSession, .federatedUser: true
    case .anonymous, .service, .root: false
    }
  }

  /// Whether it has no permissions of its own unless session policies were passed to it.
  package var needsSessionPolicy: Bool { kind == .federatedUser }

  /// The actions that the caller itself calls, of those that an operation takes; a bit each.
  ///
  /// A service makes no login: it has no credentials to present. Asked about nothing else, it
  /// calls that.
  package func calls(_ actions: UInt64) -> UInt64 {
    guard kind == .service else { return actions }
    let others = actions & ~ActionMasks.authorizationToken
    return others == 0 ? actions : others
  }

  /// Whether it is a role that belongs to an AWS service, by its path or, if that is unknown, by
  /// the beginning of its name (A-51, A-52, QA-11).
  package var isServiceLinked: Bool {
    switch kind {
    case .role, .roleSession:
      knownRole == nil
        ? name.hasPrefix("AWSServiceRoleFor")
        : roleARN?.resource.hasPrefix("role/aws-service-role/") == true
    case .anonymous, .service, .root, .user, .federatedUser: false
    }
  }
}
