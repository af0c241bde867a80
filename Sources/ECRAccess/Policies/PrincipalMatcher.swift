import ECRModel
import ECRPolicy
import Texts

/// How a resource-based policy names a caller; it decides what else has to allow.
enum Naming: UInt8, Sendable, Comparable {
  /// Not at all.
  case none
  /// By its account: the account's own policies have to allow as well.
  case account
  /// By the role behind a session, or the user behind a federated one: identity-based policies
  /// need not allow, boundary and session policies do.
  case role
  /// By its own ARN, or as everybody: in the same account nothing else has to allow.
  case direct

  static func < (a: Naming, b: Naming) -> Bool { a.rawValue < b.rawValue }
}

/// A `Principal` or `NotPrincipal` element, ready to be asked.
final class PrincipalMatcher: Sendable {
  private struct Role: Sendable {
    let account: String
    let name: String
    let arn: String
  }

  let isNegated: Bool
  private let namesEverybody: Bool
  private let accounts: [String]
  private let users: [Role]
  private let roles: [Role]
  private let sessions: [String]
  private let federatedUsers: [String]
  private let services: [String]
  private let uniqueIDs: [String]

  init(_ element: PolicyDocument.PrincipalElement) {
    var namesEverybody = false
    var accounts: [String] = []
    var users: [Role] = []
    var roles: [Role] = []
    var sessions: [String] = []
    var federatedUsers: [String] = []
    var services: [String] = []
    var uniqueIDs: [String] = []
    for name in element.names {
      switch name.value {
      case .everybody: namesEverybody = true
      case .account(let text): accounts.append(ARN(text)?.account ?? text)
      case .user(let arn): users.append(Self.role(arn))
      case .role(let arn): roles.append(Self.role(arn))
      case .roleSession(let arn): sessions.append(arn.description)
      case .federatedUser(let arn): federatedUsers.append(arn.description)
      case .service(let name): services.append(name)
      case .uniqueID(let id): uniqueIDs.append(id)
      case .federated, .canonicalUser, .nobody: break
      }
    }
    isNegated = element.isNegated
    self.namesEverybody = namesEverybody
    self.accounts = accounts
    self.users = users
    self.roles = roles
    self.sessions = sessions
    self.federatedUsers = federatedUsers
    self.services = services
    self.uniqueIDs = uniqueIDs
  }

  private static func role(_ arn: ARN) -> Role {
    Role(
      account: arn.account, name: String(arn.resource.split(separator: "/").last ?? ""),
      arn: arn.description)
  }

  /// How the statement means a caller.
  ///
  /// With a boundary a `NotPrincipal` in a Deny exempts nobody.
  func naming(_ caller: Caller, exemptsNobody: Bool) -> Naming {
    guard isNegated else { return naming(caller) }
    if exemptsNobody, caller.hasPolicies { return .direct }
    return exempts(caller) ? .none : .direct
  }

  private func naming(_ caller: Caller) -> Naming {
    if namesEverybody { return .direct }
    switch caller.kind {
    case .anonymous: return .none
    case .service: return services.contains(caller.text) ? .direct : .none
    case .root: return namesAccount(caller) ? .direct : .none
    case .user:
      if namesUser(caller) { return .direct }
    case .role:
      if namesRole(caller) { return .role }
    case .roleSession:
      if sessions.contains(caller.text) { return .direct }
      if namesRole(caller) { return .role }
    case .federatedUser:
      if federatedUsers.contains(caller.text) { return .direct }
    }
    return namesAccount(caller) ? .account : .none
  }

  /// a caller is exempt only when all that it is has been named.
  private func exempts(_ caller: Caller) -> Bool {
    if namesEverybody { return true }
    switch caller.kind {
    case .anonymous: return false
    case .service: return services.contains(caller.text)
    case .root: return namesAccount(caller)
    case .user: return namesAccount(caller) && namesUser(caller)
    case .role: return namesAccount(caller) && namesRole(caller)
    case .roleSession:
      return namesAccount(caller) && namesRole(caller) && sessions.contains(caller.text)
    case .federatedUser: return namesAccount(caller) && federatedUsers.contains(caller.text)
    }
  }

  /// Whether the statement names a user who may be the one that a federated session belongs to: the
  /// session's ARN does not reveal who federated, and its name is arbitrary (QA-3).
  func mayNameUser(behind caller: Caller) -> Bool {
    caller.kind == .federatedUser && !isNegated && users.contains { $0.account == caller.account }
  }

  private func namesAccount(_ caller: Caller) -> Bool {
    guard let account = caller.account else { return false }
    return accounts.contains(account)
  }

  private func namesUser(_ caller: Caller) -> Bool {
    for user in users where user.arn == caller.text { return true }
    return namesID(caller)
  }

  private func namesRole(_ caller: Caller) -> Bool {
    if let known = caller.knownRole {
      for role in roles where role.arn == known { return true }
    } else {
      // A session's ARN has no path, and a role's name is unique in its account.
      for role in roles where role.account == caller.account && role.name == caller.name {
        return true
      }
    }
    return namesID(caller)
  }

  private func namesID(_ caller: Caller) -> Bool {
    guard let id = caller.uniqueID else { return false }
    return uniqueIDs.contains(id)
  }
}
