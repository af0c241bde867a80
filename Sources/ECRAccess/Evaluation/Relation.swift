/// The relation of a caller to a resource: it decides which policies are sufficient.
enum Relation: Sendable, CaseIterable {
  /// Nothing needs to allow the action, and no Deny stops it.
  case needsNoPermission
  /// No IAM policies go with the caller: the resource's policies alone decide.
  case withoutPolicies
  /// An anonymous caller of ECR, who would need a login and has no policy that gives one.
  case notLoggedIn
  /// The root user in its own account.
  case rootAtHome
  /// The root user of another account.
  case rootAbroad
  /// A user, role or session in the resource's account.
  case sameAccount
  /// A user, role or session of another account.
  case crossAccount
}

/// Parts of the rule that have to allow together: one way in.
struct Way: OptionSet, Sendable, Hashable {
  let rawValue: UInt8

  /// AWS itself allows, without a policy.
  static let builtIn = Way(rawValue: 1)
  /// A policy of the resource's side names the caller itself, or everybody.
  static let direct = Way(rawValue: 2)
  /// It names the role or the user behind the session.
  static let role = Way(rawValue: 4)
  /// It names the caller in any way, by its account too.
  static let named = Way(rawValue: 8)
  /// An identity-based policy.
  static let identity = Way(rawValue: 16)
  /// The permissions boundary and the session policies, where there are any.
  static let bounds = Way(rawValue: 32)

  /// What the resource's side may give.
  static let resourceSide: Way = [.direct, .role, .named]
}

/// The ways in of one relation, three at most.
///
/// They are read for every decision, so they are not a list, which would have to be counted.
struct Ways: Sendable {
  private let first: Way
  private let second: Way?
  private let third: Way?

  fileprivate init(_ first: Way, _ second: Way? = nil, _ third: Way? = nil) {
    (self.first, self.second, self.third) = (first, second, third)
  }

  /// What some way gives.
  @inline(__always)
  func union(_ given: (Way) -> UInt64) -> UInt64 {
    given(first) | (second.map(given) ?? 0) | (third.map(given) ?? 0)
  }

  /// All of them, in the order of reports.
  var all: [Way] { [first, second, third].compactMap(\.self) }
}

extension Relation {
  /// The ways to get access: a request is granted when every part of one of them allows.
  ///
  /// This is AWS's rule. In addition, RCPs, SCPs and endpoint policies limit every request, and a
  /// Deny of any policy that applies decides.
  var ways: Ways {
    switch self {
    case .needsNoPermission, .rootAtHome: Ways(.builtIn)
    case .withoutPolicies: Ways(.direct)
    case .notLoggedIn: Ways(.identity)
    case .rootAbroad: Ways(.named)
    case .sameAccount: Ways(.direct, [.role, .bounds], [.identity, .bounds])
    case .crossAccount: Ways([.named, .identity, .bounds])
    }
  }
}

extension Relation {
  /// The relation of a caller to a resource of an account.
  init(_ caller: Caller, _ actions: AskedActions, resourceAccount: String?) {
    // Both sides have to allow where caller and resource are in different accounts.
    let isAbroad = caller.account.map { $0 != resourceAccount ?? $0 } ?? false
    switch caller.kind {
    case .anonymous: self = actions.isECR ? .notLoggedIn : .withoutPolicies
    case _ where actions.needNoPermission: self = .needsNoPermission
    case .service: self = .withoutPolicies
    case .root: self = isAbroad ? .rootAbroad : .rootAtHome
    case .user, .role, .roleSession, .federatedUser:
      self = isAbroad ? .crossAccount : .sameAccount
    }
  }
}
