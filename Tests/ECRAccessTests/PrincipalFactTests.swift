// Who is named by a Principal or NotPrincipal element: A-20 to A-27.

import ECRAccess
import ECRModel
import ECRPolicy
import Testing
import Texts

/// Principals of the tests.
let alice = "arn:aws:iam::\(home):user/alice"
let deployer = "arn:aws:iam::\(home):role/deployer"
let build7 = "arn:aws:sts::\(home):assumed-role/deployer/build-7"
let build8 = "arn:aws:sts::\(home):assumed-role/deployer/build-8"
let root = "arn:aws:iam::\(home):root"

struct PrincipalFactTests {
  /// Whether the repository's policy alone lets a caller pull; the caller has no other policy.
  private func isLetIn(_ principal: String, by element: String, userID: String? = nil) -> Bool {
    var ask = Ask()
    ask.principal = principal
    ask.resourcePolicy = policy(allow("ecr:BatchGetImage", to: element))
    if let userID { ask.context["aws:userid"] = [userID] }
    return ask.decision == .allowed
  }

  private func isDenied(
    _ principal: String, byNotNaming named: [String], boundary: Bool = false
  ) -> Bool {
    var ask = Ask()
    ask.principal = principal
    ask.identity = [policy(allow())]
    if boundary { ask.boundary = policy(allow()) }
    let names = named.map { "\"\($0)\"" }.joined(separator: ", ")
    ask.resourcePolicy = policy(
      #"{"Effect": "Deny", "NotPrincipal": {"AWS": [\#(names)]}, "Action": "ecr:*"}"#)
    return ask.decision == .explicitDeny
  }

  @Test func `every form of principal means whom it names, and several are an OR (A-20)`() {
    let federated = "arn:aws:sts::\(home):federated-user/alice"
    let forms = [
      (#""*""#, alice), (aws("*"), alice), (aws(alice), alice), (aws(deployer), deployer),
      (aws(build7), build7), (aws(federated), federated),
      (#"{"Service": "codebuild.amazonaws.com"}"#, "codebuild.amazonaws.com"),
    ]
    for (element, caller) in forms { #expect(isLetIn(caller, by: element), "\(element)") }
    let several =
      #"{"AWS": ["\#(alice)", "\#(build7)"], "Service": "codebuild.amazonaws.com"}"#
    for caller in [alice, build7, "codebuild.amazonaws.com"] {
      #expect(isLetIn(caller, by: several))
    }
    #expect(!isLetIn(build8, by: several))
    #expect(!isLetIn("ecs.amazonaws.com", by: several))
  }

  @Test func `identity providers and canonical users name nobody who calls ECR (A-20)`() {
    #expect(!isLetIn(alice, by: #"{"Federated": "cognito-identity.amazonaws.com"}"#))
    let canonical = String(repeating: "79a59df9", count: 8)
    #expect(!isLetIn(alice, by: #"{"CanonicalUser": "\#(canonical)"}"#))
  }

  @Test func `a wildcard inside a principal's ARN is refused (A-21, T-A03)`() {
    let reading = PolicyDocument.read(
      SourceText(
        name: "policy.json", text: policy(allow(to: aws("arn:aws:iam::\(home):role/*")))),
      as: .repositoryPolicy)
    #expect(reading.findings.contains { $0.type == .error && $0.facts.contains("A-21") })
  }

  @Test(arguments: [home, root])
  func `an account and its root ARN delegate to the account's own policies (A-22, T-A02)`(
    name: String
  ) {
    var ask = Ask()
    ask.resourcePolicy = policy(allow("ecr:BatchGetImage", to: aws(name)))
    for caller in [alice, deployer, build7] {
      ask.principal = caller
      ask.identity = []
      #expect(ask.decision == .implicitDeny)
      ask.identity = [policy(allow("ecr:BatchGetImage"))]
      #expect(ask.decision == .allowed)
    }
    ask.principal = root
    ask.identity = []
    #expect(ask.decision == .allowed)
  }

  @Test func `a role's ARN means all of its sessions, a session's ARN one of them (A-23)`() {
    #expect(isLetIn(build7, by: aws(deployer)))
    #expect(isLetIn(build8, by: aws(deployer)))
    #expect(isLetIn(build7, by: aws(build7)))
    #expect(!isLetIn(build8, by: aws(build7)))
    #expect(!isLetIn(build7, by: aws("arn:aws:iam::\(home):role/other")))
    #expect(!isLetIn(build7, by: aws("arn:aws:iam::\(abroad):role/deployer")))
    #expect(!isLetIn("arn:aws:iam::\(home):user/bob", by: aws(alice)))
  }

  @Test func `paths belong to the ARNs of users and roles, not of sessions (A-23)`() {
    let pathed = "arn:aws:iam::\(home):user/shop/alice"
    #expect(isLetIn(pathed, by: aws(pathed)))
    #expect(!isLetIn(alice, by: aws(pathed)))
    #expect(!isLetIn(pathed, by: aws(alice)))
    // A session's ARN does not tell its role's path; the role's name is unique in its account.
    let role = "arn:aws:iam::\(home):role/ci/deployer"
    #expect(isLetIn(build7, by: aws(role)))
    #expect(isLetIn(role, by: aws(role)))
    #expect(!isLetIn(deployer, by: aws(role)))
  }

  @Test func `a session's role is named with its path, once that is known (A-23)`() {
    func isLetIn(_ named: String, _ context: [String], boundary: Bool = false) -> Bool {
      var ask = Ask()
      ask.principal = build7
      ask.resourcePolicy = policy(allow("ecr:BatchGetImage", to: aws(named)))
      ask.context["aws:PrincipalArn"] = context
      return ask.decision == .allowed
    }
    let (plain, pathed) = (deployer, "arn:aws:iam::\(home):role/ci/deployer")
    #expect(isLetIn(pathed, [pathed]))
    #expect(isLetIn(plain, [plain]))
    #expect(!isLetIn(plain, [pathed]))
    #expect(!isLetIn(pathed, [plain]))
    #expect(!isLetIn("arn:aws:iam::\(home):role/cd/deployer", [pathed]))
    // What cannot be this session's role tells nothing of it: the name alone decides.
    for other in ["arn:aws:iam::\(home):role/other", "arn:aws:iam::\(abroad):role/x/deployer", "x"]
    {
      #expect(isLetIn(pathed, [other]))
    }
    #expect(isLetIn(plain, [pathed, plain]))
  }

  @Test
  func `NotPrincipal exempts a session by the role that it is of, path included (A-23, A-25)`() {
    func decision(_ role: String) -> Decision {
      var ask = Ask()
      ask.principal = build7
      ask.context["aws:PrincipalArn"] = [role]
      ask.identity = [policy(allow())]
      ask.resourcePolicy = policy(
        #"{"Effect": "Deny", "NotPrincipal": {"AWS": ["\#(home)", "\#(deployer)", "\#(build7)"]}, "Action": "ecr:*"}"#
      )
      return ask.decision
    }
    #expect(decision(deployer) == .allowed)
    #expect(decision("arn:aws:iam::\(home):role/ci/deployer") == .explicitDeny)
  }

  @Test func `a session's known path tells whether its role is service-linked (QA-11)`() {
    func decision(_ name: String, _ role: String?) -> Decision {
      var ask = Ask()
      ask.principal = "arn:aws:sts::\(home):assumed-role/\(name)/x"
      if let role { ask.context["aws:PrincipalArn"] = ["arn:aws:iam::\(home):role/\(role)"] }
      ask.identity = [policy(allow())]
      ask.serviceControl = [[policy(deny())]]
      return ask.decision
    }
    let name = "AWSServiceRoleForECS"
    #expect(decision(name, nil) == .allowed)
    #expect(decision(name, "aws-service-role/ecs.amazonaws.com/\(name)") == .allowed)
    #expect(decision(name, name) == .explicitDeny)
    #expect(decision("deployer", "aws-service-role/ecs.amazonaws.com/deployer") == .allowed)
  }

  @Test func `everybody is everybody, and ECR lets nobody in without a login (A-24, T-A04)`() {
    for caller in [alice, build7, root, "codebuild.amazonaws.com"] {
      #expect(isLetIn(caller, by: #""*""#))
    }
    #expect(!isLetIn("anonymous", by: #""*""#))
    var ask = Ask()
    ask.principal = "anonymous"
    ask.resourcePolicy = policy(allow(to: #""*""#))
    #expect(ask.result.remarks == [.anonymousCaller])
  }

  @Test func `an anonymous caller is let in elsewhere: only ECR asks everybody to log in (A-24)`() {
    var ask = Ask()
    ask.principal = "anonymous"
    ask.action = "s3:GetObject"
    ask.resource = "arn:aws:s3:::shop/index.html"
    ask.resourceAccount = home
    ask.resourcePolicy = policy(
      #"{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::shop/*"}"#
    )
    #expect(ask.decision == .allowed)
    ask.resourcePolicy = policy(
      #"{"Effect": "Allow", "Principal": {"AWS": "\#(home)"}, "Action": "s3:GetObject", "Resource": "*"}"#
    )
    #expect(ask.decision == .implicitDeny)
  }

  @Test func `a Deny with NotPrincipal exempts whom it names in all that they are (A-25, T-A19)`() {
    #expect(!isDenied(alice, byNotNaming: [home, alice]))
    #expect(isDenied(alice, byNotNaming: [alice]))
    #expect(isDenied(alice, byNotNaming: [home]))
    #expect(isDenied(build7, byNotNaming: [deployer]))
    #expect(isDenied(build7, byNotNaming: [home, deployer]))
    #expect(isDenied(build7, byNotNaming: [deployer, build7]))
    #expect(!isDenied(build7, byNotNaming: [home, deployer, build7]))
    #expect(isDenied(build8, byNotNaming: [home, deployer, build7]))
    #expect(!isDenied(root, byNotNaming: [root]))
    #expect(isDenied(root, byNotNaming: [alice]))
  }

  @Test func `with a boundary, a Deny with NotPrincipal exempts nobody (A-25, PB)`() {
    #expect(isDenied(alice, byNotNaming: [home, alice], boundary: true))
    #expect(isDenied(build7, byNotNaming: [home, deployer, build7], boundary: true))
  }

  @Test func `an Allow with NotPrincipal lets in everybody else (A-25)`() {
    var ask = Ask()
    ask.resourcePolicy = policy(
      #"{"Effect": "Allow", "NotPrincipal": {"AWS": ["\#(home)", "\#(alice)"]}, "Action": "ecr:*"}"#
    )
    #expect(ask.decision == .implicitDeny)
    ask.principal = build7
    #expect(ask.decision == .allowed)
  }

  @Test func `a service has no policies but the resource's (A-26)`() {
    var ask = Ask()
    ask.principal = "codebuild.amazonaws.com"
    ask.identity = [policy(deny())]
    ask.boundary = policy(deny())
    ask.session = [policy(deny())]
    ask.serviceControl = [[policy(deny())]]
    #expect(ask.decision == .implicitDeny)
    ask.resourcePolicy = policy(allow(to: #"{"Service": "codebuild.amazonaws.com"}"#))
    #expect(ask.decision == .allowed)
    ask.resourcePolicy = policy(allow(to: aws(home)))
    #expect(ask.decision == .implicitDeny)
  }

  @Test func `the root user may do everything at home that nothing denies (A-27)`() {
    var ask = Ask()
    ask.principal = root
    #expect(ask.decision == .allowed)
    ask.resourcePolicy = policy(deny(to: aws(root)))
    #expect(ask.decision == .explicitDeny)
    ask.resourcePolicy = nil
    ask.serviceControl = [[policy(allow("s3:*"))]]
    #expect(ask.decision == .implicitDeny)
    ask.serviceControl = [[policy(allow(), deny("ecr:*"))]]
    #expect(ask.decision == .explicitDeny)
    ask.serviceControl = []
    ask.resourceControl = [[everythingControlled, policy(deny(to: #""*""#, on: "*"))]]
    #expect(ask.decision == .explicitDeny)
  }

  @Test func `identity policies say nothing to the root user (A-27)`() {
    var ask = Ask()
    ask.principal = root
    ask.identity = [policy(deny())]
    #expect(ask.decision == .allowed)
  }

  @Test func `a deleted principal's id means the one that had it, not its namesake (A-10, T-A15)`()
  {
    let id = "AROAEXAMPLEROLEID0001"
    #expect(isLetIn(build7, by: aws(id), userID: "\(id):build-7"))
    #expect(!isLetIn(build7, by: aws(id), userID: "AROAEXAMPLEROLEID0002:build-7"))
    #expect(!isLetIn(build7, by: aws(id)))
    #expect(!isLetIn(alice, by: aws("AIDAEXAMPLEUSERID0001")))
    #expect(isLetIn(alice, by: aws("AIDAEXAMPLEUSERID0001"), userID: "AIDAEXAMPLEUSERID0001"))
  }
}
