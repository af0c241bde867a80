// The truth table of the gates (A-50 to A-62): every kind of caller, every way in which a resource
// policy names it, at home and abroad, each kind of policy not there, allowing, silent or denying.

import ECRAccess
import ECRModel
import ECRPolicy
import Testing

/// One row of the table, without the column that says what comes of it.
struct GateRow: Sendable {
  enum CallerKind: String, CaseIterable, Sendable {
    case user, role, roleSession, federatedUser, serviceLinkedRole, root, service, anonymous
  }

  /// How the resource's policy names the caller.
  enum Naming: String, CaseIterable, Sendable {
    /// It names somebody else.
    case nobody
    /// Its account.
    case account
    /// The role behind the session, the user behind the federated one.
    case behind
    /// The user's or the session's own ARN, or the service.
    case itself
    /// `*`.
    case everybody
    /// NotPrincipal with somebody else.
    case notAnother
  }

  enum Answer: CaseIterable, Sendable {
    case absent, allows, silent, denies
  }

  var caller: CallerKind
  var naming: Naming
  var isCrossAccount: Bool
  var resource = Answer.absent
  var identity = Answer.silent
  var boundary = Answer.absent
  var session = Answer.absent
  var serviceControl = Answer.absent
  var resourceControl = Answer.absent
  var endpoint = Answer.absent
}

extension GateRow {
  /// What comes of it, argued from the facts, one after the other.
  var expected: Decision {
    // A-26, A-27: only users, roles and sessions have IAM policies of their own.
    let hasIAMPolicies: Bool
    switch caller {
    case .user, .role, .roleSession, .federatedUser, .serviceLinkedRole: hasIAMPolicies = true
    case .root, .service, .anonymous: hasIAMPolicies = false
    }
    // A-52: SCPs are for the principals of accounts, service-linked roles excepted; the root user is
    // one. A-51: RCPs are for everybody, service-linked roles excepted.
    let hasServiceControl =
      caller != .service && caller != .anonymous && caller != .serviceLinkedRole
    let hasResourceControl = caller != .serviceLinkedRole

    // A-50: a Deny of any policy that has a say decides.
    var sayings: [Answer] = [endpoint]
    if hasIAMPolicies { sayings += [identity, boundary, session] }
    if hasServiceControl { sayings.append(serviceControl) }
    if hasResourceControl { sayings.append(resourceControl) }
    if isNamed, !isOfUserBehind { sayings.append(resource) }
    if sayings.contains(.denies) { return .explicitDeny }

    // A-51, A-52, A-58: what is there has to allow.
    if hasResourceControl, !passes(resourceControl) { return .implicitDeny }
    if hasServiceControl, !passes(serviceControl) { return .implicitDeny }
    if !passes(endpoint) { return .implicitDeny }

    // Its policies that deny this allow everything, and their Deny does not count.
    let resourceAllows =
      isNamed && (resource == .allows || isOfUserBehind && resource == .denies)
    switch caller {
    case .anonymous: return .implicitDeny  // A-24: ECR asks everybody to log in.
    case .service: return resourceAllows ? .allowed : .implicitDeny  // A-26
    case .root where !isCrossAccount: return .allowed  // A-27
    case .root: return resourceAllows ? .allowed : .implicitDeny  // A-60
    case .user, .role, .roleSession, .federatedUser, .serviceLinkedRole: break
    }
    // A-55, A-56: they bound what identity policies give.
    // A-56: a federated user without session policies has no permissions of its own.
    let hasNone = caller == .federatedUser && session == .absent
    let isWithinBounds = passes(boundary) && passes(session) && !hasNone
    if isCrossAccount {
      // A-60, A-61: both sides, however the resource's policy names the caller.
      return resourceAllows && identity == .allows && isWithinBounds ? .allowed : .implicitDeny
    }
    if resourceAllows {
      switch naming {
      case .itself, .everybody, .notAnother: return .allowed  // A-53, QA-1
      case .behind where isWithinBounds: return .allowed  // A-53
      case .behind, .account, .nobody: break
      }
    }
    // A-54 to A-57.
    return identity == .allows && isWithinBounds ? .allowed : .implicitDeny
  }

  private func passes(_ answer: Answer) -> Bool { answer == .absent || answer == .allows }

  /// QA-3: whether a policy names a user who may be the one behind a federated session: an Allow is for
  /// the session, a Deny is not.
  var isOfUserBehind: Bool { caller == .federatedUser && naming == .behind }

  /// Whether the resource's policy means the caller (A-20 to A-26).
  private var isNamed: Bool {
    switch naming {
    case .nobody: false
    case .everybody, .notAnother: true
    case .account: caller != .service && caller != .anonymous
    case .behind: hasSomebodyBehind
    case .itself: caller != .anonymous
    }
  }

  /// Whether the caller acts for a role or a user.
  var hasSomebodyBehind: Bool {
    switch caller {
    case .role, .roleSession, .serviceLinkedRole, .federatedUser: true
    case .user, .root, .service, .anonymous: false
    }
  }
}

extension GateRow: CustomTestStringConvertible {
  var testDescription: String {
    "\(caller.rawValue), named as \(naming.rawValue), \(isCrossAccount ? "cross account" : "same account")"
  }

  private var account: String { isCrossAccount ? abroad : home }

  /// The caller as a question writes it.
  var principal: String {
    switch caller {
    case .user: "arn:aws:iam::\(account):user/alice"
    case .role: "arn:aws:iam::\(account):role/deployer"
    case .roleSession: "arn:aws:sts::\(account):assumed-role/deployer/build-7"
    case .federatedUser: "arn:aws:sts::\(account):federated-user/alice"
    case .serviceLinkedRole:
      "arn:aws:iam::\(account):role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS"
    case .root: "arn:aws:iam::\(account):root"
    case .service: "codebuild.amazonaws.com"
    case .anonymous: "anonymous"
    }
  }

  /// The `Principal` or `NotPrincipal` element of the resource's policy; nil where this caller cannot
  /// be named so.
  var element: String? {
    let stranger = #"{"AWS": "arn:aws:iam::777788889999:user/stranger"}"#
    switch naming {
    case .nobody: return #""Principal": \#(stranger)"#
    case .notAnother: return #""NotPrincipal": \#(stranger)"#
    case .everybody: return #""Principal": "*""#
    case .account: return #""Principal": {"AWS": "\#(account)"}"#
    case .behind:
      switch caller {
      case .role, .serviceLinkedRole: return #""Principal": {"AWS": "\#(principal)"}"#
      case .roleSession:
        return #""Principal": {"AWS": "arn:aws:iam::\#(account):role/deployer"}"#
      case .federatedUser:
        return #""Principal": {"AWS": "arn:aws:iam::\#(account):user/alice"}"#
      case .user, .root, .service, .anonymous: return nil
      }
    case .itself:
      switch caller {
      case .user, .roleSession, .federatedUser, .root:
        return #""Principal": {"AWS": "\#(principal)"}"#
      case .service: return #""Principal": {"Service": "\#(principal)"}"#
      // QA-2: a role calls through a session that no policy names.
      case .role, .serviceLinkedRole, .anonymous: return nil
      }
    }
  }
}

/// The policies of the table, compiled once for each answer.
private struct GatePolicies {
  private var policies: [GateRow.Answer: CompiledPolicy] = [:]

  init(_ kind: PolicyKind, element: String = "") {
    let hasPrincipal = !element.isEmpty
    let hasResource = kind != .repositoryPolicy
    let middle =
      (hasPrincipal ? element + ", " : "") + (hasResource ? #""Resource": "*", "# : "")
    policies[.allows] = compile(
      policy(#"{"Effect": "Allow", \#(middle)"Action": "*"}"#), kind)
    policies[.denies] = compile(
      policy(
        #"{"Effect": "Allow", \#(middle)"Action": "*"}"#,
        #"{"Effect": "Deny", \#(middle)"Action": "ecr:BatchGet*"}"#), kind)
    // What denies something else only says nothing about this.
    policies[.silent] = compile(
      policy(#"{"Effect": "Deny", \#(middle)"Action": "ecr:DeleteRepository"}"#), kind)
  }

  subscript(answer: GateRow.Answer) -> CompiledPolicy? { policies[answer] }
}

struct GateTests {
  /// The callers with the ways of naming them, at home and abroad.
  static let cases: [GateRow] = GateRow.CallerKind.allCases.flatMap { caller in
    GateRow.Naming.allCases.flatMap { naming in
      [false, true].map { GateRow(caller: caller, naming: naming, isCrossAccount: $0) }
    }
  }.filter { $0.element != nil }

  @Test(arguments: cases)
  func `every combination of gates decides as A-50 to A-62 say`(start: GateRow) throws {
    let identity = GatePolicies(.identityPolicy)
    let boundary = GatePolicies(.permissionsBoundary)
    let session = GatePolicies(.sessionPolicy)
    let serviceControl = GatePolicies(.serviceControlPolicy)
    let resourceControl = GatePolicies(.resourceControlPolicy, element: #""Principal": "*""#)
    let endpoint = GatePolicies(.vpcEndpointPolicy, element: #""Principal": "*""#)
    let resource = GatePolicies(.repositoryPolicy, element: try #require(start.element))
    let question = PreparedRequest(
      AccessRequest(
        principal: try #require(Caller(start.principal)), action: "ecr:BatchGetImage",
        resource: repository))
    var count = 0
    for row in Self.rows(start) {
      var set = PolicySet()
      set.caller.identityPolicies = identity[row.identity].map { [$0] } ?? []
      set.caller.permissionsBoundary = boundary[row.boundary]
      set.caller.sessionPolicies = session[row.session].map { [$0] } ?? []
      set.caller.serviceControlPolicies = serviceControl[row.serviceControl].map { [[$0]] } ?? []
      set.resource.resourceControlPolicies =
        resourceControl[row.resourceControl].map { [[$0]] } ?? []
      set.vpcEndpointPolicies = endpoint[row.endpoint].map { [$0] } ?? []
      set.resource.resourcePolicy = resource[row.resource]
      let decision = EvaluateAccess.decide(question, set)
      if decision != row.expected {
        Issue.record("\(row): \(decision.rawValue), not \(row.expected.rawValue)")
        return
      }
      count += 1
    }
    #expect(count == 4 * 4 * 4 * 4 * 4 * 4 * 3)
  }

  /// All answers of all gates; identity policies that are not there are as silent as can be.
  private static func rows(_ start: GateRow) -> [GateRow] {
    var rows = [start]
    func vary(_ change: (inout GateRow, GateRow.Answer) -> Void, _ answers: [GateRow.Answer]) {
      rows = rows.flatMap { row in
        answers.map { answer in
          var row = row
          change(&row, answer)
          return row
        }
      }
    }
    let all = GateRow.Answer.allCases
    vary({ $0.resource = $1 }, all)
    vary({ $0.identity = $1 }, [.allows, .silent, .denies])
    vary({ $0.boundary = $1 }, all)
    vary({ $0.session = $1 }, all)
    vary({ $0.serviceControl = $1 }, all)
    vary({ $0.resourceControl = $1 }, all)
    vary({ $0.endpoint = $1 }, all)
    return rows
  }
}
