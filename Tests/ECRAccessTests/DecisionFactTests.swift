// How the kinds of policy decide together: A-50 to A-63. Every combination stands in GateTests; here
// each fact stands by itself, with its evidence.

import ECRAccess
import ECRModel
import ECRPolicy
import Testing

struct DecisionFactTests {
  private let everybody = #""*""#

  @Test func `an explicit Deny of any kind of policy decides (A-50)`() {
    var open = Ask()
    open.identity = [policy(allow())]
    open.boundary = policy(allow())
    open.session = [policy(allow())]
    open.serviceControl = [[policy(allow())]]
    open.resourceControl = [[everythingControlled]]
    open.resourcePolicy = policy(allow(to: aws(alice)))
    open.registryPolicy = policy(allow(to: aws(alice), on: "*"))
    open.endpoint = [policy(allow(to: everybody, on: "*"))]
    #expect(open.decision == .allowed)

    func expectDeny(_ type: PolicyType, _ change: (inout Ask) -> Void) {
      var ask = open
      change(&ask)
      let result = ask.result
      #expect(result.decision == .explicitDeny)
      #expect(result.decidedBy == [type])
      #expect(result.matchedStatements.map(\.policyType) == [type])
      #expect(result.nearMisses.isEmpty)
    }
    expectDeny(.identityPolicy) { $0.identity.append(policy(deny())) }
    expectDeny(.permissionsBoundary) { $0.boundary = policy(allow(), deny()) }
    expectDeny(.sessionPolicy) { $0.session.append(policy(deny())) }
    expectDeny(.serviceControlPolicy) { $0.serviceControl.append([policy(allow(), deny())]) }
    expectDeny(.resourceControlPolicy) {
      $0.resourceControl[0].append(policy(deny(to: everybody, on: "*")))
    }
    expectDeny(.resourcePolicy) { $0.resourcePolicy = policy(deny(to: everybody)) }
    expectDeny(.registryPolicy) { $0.registryPolicy = policy(deny(to: everybody, on: "*")) }
    expectDeny(.vpcEndpointPolicy) { $0.endpoint.append(policy(deny(to: everybody, on: "*"))) }
  }

  @Test func `every level of RCPs has to allow (A-51)`() {
    var ask = Ask()
    ask.identity = [policy(allow())]
    ask.resourceControl = [[everythingControlled], [everythingControlled]]
    #expect(ask.decision == .allowed)
    ask.resourceControl = [[everythingControlled], []]
    #expect(ask.decision == .implicitDeny)
    #expect(ask.result.decidedBy == [.resourceControlPolicy])
  }

  @Test func `RCPs leave the management account's resources alone (A-51)`() {
    var ask = Ask()
    ask.identity = [policy(allow())]
    ask.resourceControl = [[everythingControlled, policy(deny(to: everybody, on: "*"))]]
    #expect(ask.decision == .explicitDeny)
    ask.managementAccount = home
    #expect(ask.decision == .allowed)
    #expect(ask.result.remarks.contains(.managementAccountResource))
    ask.managementAccount = abroad
    #expect(ask.decision == .explicitDeny)
  }

  @Test func `RCPs stop other accounts' principals (A-51, T-A13)`() {
    var ask = Ask()
    ask.principal = "arn:aws:iam::\(abroad):user/bob"
    ask.identity = [policy(allow())]
    ask.resourcePolicy = policy(allow(to: aws(abroad)))
    #expect(ask.decision == .allowed)
    ask.resourceControl = [
      [
        everythingControlled,
        policy(
          deny(
            to: everybody, on: "*",
            if: #"{"StringNotEqualsIfExists": {"aws:PrincipalAccount": "\#(home)"}}"#)),
      ]
    ]
    #expect(ask.decision == .explicitDeny)
    ask.principal = alice
    #expect(ask.decision == .allowed)
  }

  @Test func `SCPs and RCPs do not apply to service-linked roles (A-51, A-52)`() {
    var ask = Ask()
    ask.principal =
      "arn:aws:iam::\(home):role/aws-service-role/replication.ecr.amazonaws.com/AWSServiceRoleForECRReplication"
    ask.identity = [policy(allow())]
    ask.serviceControl = [[policy(deny())]]
    ask.resourceControl = [[policy(deny(to: everybody, on: "*"))]]
    #expect(ask.decision == .allowed)
    #expect(ask.result.remarks == [.serviceLinkedRole])
    ask.principal = deployer
    #expect(ask.decision == .explicitDeny)
  }

  @Test func `at every level some SCP has to allow (A-52, T-A12)`() {
    var ask = Ask()
    ask.identity = [policy(allow())]
    ask.serviceControl = [[policy(allow())], [policy(allow("s3:*")), policy(allow("ecr:*"))]]
    #expect(ask.decision == .allowed)
    ask.serviceControl = [[policy(allow())], [policy(allow("s3:*"))], [policy(allow())]]
    #expect(ask.decision == .implicitDeny)
    #expect(ask.result.decidedBy == [.serviceControlPolicy])
    // An SCP gives nothing.
    ask.identity = []
    ask.serviceControl = [[policy(allow())]]
    #expect(ask.decision == .implicitDeny)
    #expect(ask.result.decidedBy == [.identityPolicy])
  }

  @Test func `SCPs leave the management account and services alone (A-52)`() {
    var ask = Ask()
    ask.identity = [policy(allow())]
    ask.serviceControl = [[policy(deny())]]
    ask.managementAccount = home
    #expect(ask.decision == .allowed)
    #expect(ask.result.remarks == [.managementAccountCaller])
    ask.managementAccount = nil
    ask.principal = "codebuild.amazonaws.com"
    ask.resourcePolicy = policy(allow(to: #"{"Service": "codebuild.amazonaws.com"}"#))
    #expect(ask.decision == .allowed)
  }

  /// How a resource policy names a caller, and whether its boundary and session policies matter.
  static let namings: [(principal: String, name: String, isBounded: Bool)] = [
    (alice, aws(alice), false), (build7, aws(build7), false), (build7, aws(deployer), true),
    (deployer, aws(deployer), true), (alice, #""*""#, false), (build7, #""*""#, false),
    (federated, aws(federated), false), (federated, aws(alice), true),
  ]

  private static let federated = "arn:aws:sts::\(home):federated-user/alice"

  @Test(arguments: namings)
  func
    `an Allow of the resource's policy is enough at home, by how it names the caller (A-53, T-A10)`(
      row: (principal: String, name: String, isBounded: Bool)
    )
  {
    var ask = Ask()
    ask.principal = row.principal
    ask.resourcePolicy = policy(allow("ecr:BatchGetImage", to: row.name))
    let everything = row.principal == Self.federated ? [policy(allow())] : []
    ask.session = everything
    #expect(ask.decision == .allowed)
    #expect(ask.result.decidedBy == [.resourcePolicy])
    let limited: Decision = row.isBounded ? .implicitDeny : .allowed
    ask.boundary = policy(allow("s3:*"))
    #expect(ask.decision == limited)
    let isUserBehind = row.principal == Self.federated && row.name == aws(alice)
    #expect(
      ask.result.remarks
        == (isUserBehind
          ? [.userBehindFederatedUser] : row.isBounded ? [] : [.directGrantPastBounds]))
    ask.boundary = nil
    ask.session = [policy(allow("s3:*"))]
    #expect(ask.decision == limited)
    // Explicitly, they deny whoever is named.
    ask.session = [policy(deny())]
    #expect(ask.decision == .explicitDeny)
  }

  @Test func `a federated user without a session policy has no permissions (A-56, T-A31)`() {
    var ask = Ask()
    ask.principal = Self.federated
    ask.identity = [policy(allow())]
    #expect(ask.decision == .implicitDeny)
    #expect(ask.result.decidedBy == [.sessionPolicy])
    #expect(ask.result.remarks == [.noSessionPolicy])
    // The user's own ARN does not help, the session's does, and so does everybody's.
    ask.resourcePolicy = policy(allow("ecr:BatchGetImage", to: aws(alice)))
    #expect(ask.decision == .implicitDeny)
    for name in [aws(Self.federated), #""*""#] {
      ask.resourcePolicy = policy(allow("ecr:BatchGetImage", to: name))
      #expect(ask.decision == .allowed)
    }
    ask.resourcePolicy = nil
    ask.session = [policy(allow("ecr:Batch*"))]
    #expect(ask.decision == .allowed)
    ask.session = [policy(allow("ecr:Put*"))]
    #expect(ask.decision == .implicitDeny)
    // A role's session is not limited by policies that it does not have.
    ask.principal = build7
    ask.session = []
    #expect(ask.decision == .allowed)
  }

  @Test func `an RCP does not hold an action without a resource (A-51, QA-25)`() {
    var ask = Ask()
    ask.identity = [policy(allow())]
    ask.resourceControl = [[everythingControlled, policy(deny("ecr:*", to: #""*""#, on: "*"))]]
    for action in ["ecr:GetAuthorizationToken", "ecr:DescribeRegistry"] {
      ask.action = action
      #expect(ask.decision == .allowed)
      #expect(ask.result.remarks.contains(.resourceControlPolicyNotAsked))
      #expect(!ask.result.gates.contains { $0.policyType == .resourceControlPolicy })
    }
    // What makes a repository acts on one.
    for action in ["ecr:BatchGetImage", "ecr:CreateRepository"] {
      ask.action = action
      #expect(ask.decision == .explicitDeny)
      #expect(!ask.result.remarks.contains(.resourceControlPolicyNotAsked))
    }
  }

  @Test func `an account's Allow leaves the decision to the identity policies (A-53, A-54)`() {
    var ask = Ask()
    ask.resourcePolicy = policy(allow("ecr:BatchGetImage", to: aws(home)))
    #expect(ask.result.decidedBy == [.identityPolicy])
    ask.identity = [policy(allow("ecr:BatchGetImage"))]
    #expect(ask.result.decidedBy == [.identityPolicy])
    #expect(ask.decision == .allowed)
  }

  @Test func `some identity policy has to allow (A-54)`() {
    var ask = Ask()
    #expect(ask.decision == .implicitDeny)
    ask.identity = [policy(allow("ecr:PutImage")), policy(allow("ecr:BatchGetImage"))]
    let result = ask.result
    #expect(result.decision == .allowed)
    #expect(result.decidedBy == [.identityPolicy])
    #expect(result.matchedStatements.count == 1)
  }

  @Test func `a boundary has to allow, and gives nothing (A-55, T-A09)`() {
    var ask = Ask()
    ask.boundary = policy(allow())
    #expect(ask.result.decidedBy == [.identityPolicy])
    #expect(ask.decision == .implicitDeny)
    ask.identity = [policy(allow())]
    #expect(ask.decision == .allowed)
    ask.boundary = policy(allow("s3:*"))
    #expect(ask.decision == .implicitDeny)
    #expect(ask.result.decidedBy == [.permissionsBoundary])
  }

  @Test func `session policies are one set, which has to allow (A-56)`() {
    var ask = Ask()
    ask.principal = build7
    ask.identity = [policy(allow())]
    ask.session = [policy(allow("s3:*")), policy(allow("ecr:*"))]
    #expect(ask.decision == .allowed)
    ask.session = [policy(allow("s3:*")), policy(allow("sts:*"))]
    #expect(ask.decision == .implicitDeny)
    #expect(ask.result.decidedBy == [.sessionPolicy])
    ask.identity = []
    ask.session = [policy(allow())]
    #expect(ask.result.decidedBy == [.identityPolicy])
  }

  @Test func `what nothing allows is refused (A-57)`() {
    let result = Ask().result
    #expect(result.decision == .implicitDeny)
    #expect(result.decidedBy == [.identityPolicy])
    #expect(result.matchedStatements.isEmpty)
    #expect(result.nearMisses.isEmpty)
  }

  @Test(arguments: [home, abroad])
  func `an endpoint's policy binds every caller that comes through it (A-58)`(account: String) {
    var ask = Ask()
    ask.principal = "arn:aws:iam::\(account):user/alice"
    ask.identity = [policy(allow())]
    ask.resourcePolicy = policy(allow(to: aws(ask.principal)))
    #expect(ask.decision == .allowed)
    ask.endpoint = [policy(allow(to: everybody, on: "*"))]
    #expect(ask.decision == .allowed)
    ask.endpoint = [policy(allow("ecr:PutImage", to: everybody, on: "*"))]
    #expect(ask.decision == .implicitDeny)
    #expect(ask.result.decidedBy == [.vpcEndpointPolicy])
    ask.endpoint = [policy(allow(to: aws("777788889999"), on: "*"))]
    #expect(ask.decision == .implicitDeny)
    ask.endpoint = [policy(allow(to: aws(account), on: "*"))]
    #expect(ask.decision == .allowed)
    ask.endpoint = [policy(allow(to: everybody, on: "*"), deny(to: everybody, on: repository))]
    #expect(ask.decision == .explicitDeny)
  }

  @Test func `across accounts both sides have to allow (A-60, T-A01)`() {
    var ask = Ask()
    ask.principal = "arn:aws:sts::\(abroad):assumed-role/puller/s"
    ask.resourcePolicy = policy(allow("ecr:BatchGetImage", to: aws(abroad)))
    #expect(ask.result.decidedBy == [.identityPolicy])
    #expect(ask.decision == .implicitDeny)
    ask.identity = [policy(allow("ecr:BatchGetImage"))]
    #expect(ask.decision == .allowed)
    #expect(ask.result.decidedBy == [.resourcePolicy, .identityPolicy])
    ask.resourcePolicy = nil
    #expect(ask.decision == .implicitDeny)
    #expect(ask.result.decidedBy == [.resourcePolicy])
    ask.resourcePolicy = policy(allow("ecr:BatchGetImage", to: aws(abroad)))
    ask.boundary = policy(allow("s3:*"))
    #expect(ask.result.decidedBy == [.permissionsBoundary])
    ask.boundary = nil
    ask.serviceControl = [[policy(allow("s3:*"))]]
    #expect(ask.result.decidedBy == [.serviceControlPolicy])
  }

  @Test func `an organization is let in by a condition (A-60)`() {
    var ask = Ask()
    ask.principal = "arn:aws:iam::\(abroad):user/alice"
    ask.identity = [policy(allow())]
    ask.resourcePolicy = policy(
      allow(to: everybody, if: #"{"StringEquals": {"aws:PrincipalOrgID": "o-shop"}}"#))
    #expect(ask.decision == .implicitDeny)
    #expect(ask.result.missingContextKeys == ["aws:PrincipalOrgID"])
    #expect(ask.result.decisionMayChange)
    ask.context = ["aws:PrincipalOrgID": ["o-shop"]]
    #expect(ask.decision == .allowed)
    ask.context = ["aws:PrincipalOrgID": ["o-other"]]
    #expect(ask.decision == .implicitDeny)
    #expect(!ask.result.decisionMayChange)
  }

  @Test(arguments: ["arn:aws:iam::\(abroad):user/alice", "arn:aws:sts::\(abroad):assumed-role/r/s"])
  func `across accounts, being named oneself does not do without an identity policy (A-61)`(
    principal: String
  ) {
    var ask = Ask()
    ask.principal = principal
    ask.resourcePolicy = policy(allow(to: aws(principal)))
    #expect(ask.decision == .implicitDeny)
    #expect(ask.result.decidedBy == [.identityPolicy])
  }

  @Test func `a login is asked of the caller's own account, by its identity policies (A-62)`() {
    var ask = Ask()
    ask.principal = "arn:aws:iam::\(abroad):user/alice"
    ask.action = "ecr:GetAuthorizationToken"
    ask.resource = "*"
    ask.resourceAccount = home
    ask.resourcePolicy = policy(allow("ecr:*", to: everybody))
    ask.registryPolicy = policy(allow("ecr:*", to: everybody, on: "*"))
    #expect(ask.decision == .implicitDeny)
    #expect(ask.result.decidedBy == [.identityPolicy])
    ask.identity = [policy(allow("ecr:GetAuthorizationToken"))]
    #expect(ask.decision == .allowed)
  }

  @Test func `a service's source is an ordinary condition (A-63)`() {
    var ask = Ask()
    ask.principal = "codebuild.amazonaws.com"
    ask.resourcePolicy = policy(
      allow(
        to: #"{"Service": "codebuild.amazonaws.com"}"#,
        if: #"{"ArnLike": {"aws:SourceArn": "arn:aws:codebuild:*:\#(home):project/*"}}"#))
    #expect(ask.decision == .implicitDeny)
    #expect(ask.result.missingContextKeys == ["aws:SourceArn"])
    ask.context = ["aws:SourceArn": ["arn:aws:codebuild:eu-central-1:\(home):project/shop"]]
    #expect(ask.decision == .allowed)
    ask.context = ["aws:SourceArn": ["arn:aws:codebuild:eu-central-1:\(abroad):project/shop"]]
    #expect(ask.decision == .implicitDeny)
  }
}
