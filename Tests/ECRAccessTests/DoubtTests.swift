import ECRAccess
import ECRPolicy
import Testing
import Texts

/// Texts of policies that do not mean what their authors think, and those of which AWS leaves open what
/// they mean: the decision follows the finding.
struct DoubtTests {
  private static let early = "arn:aws:ecr:eu-central-1:${aws:PrincipalAccount}:repository/*"
  private static let wild = "arn:aws:e*r:eu-central-1:\(home):repository/*"

  private func everything(except element: String) -> String {
    #"{"Effect": "Allow", "Action": "ecr:*", "NotResource": \#(element)}"#
  }

  // MARK: Variables

  @Test(arguments: [early, "arn:aws:ecr:${aws:RequestedRegion, '*'}:*:*", "${app:Place}"])
  func `A-47: in front of the fifth colon no variable is replaced`(resource: String) {
    var ask = Ask()
    ask.context = ["app:Place": [repository]]
    ask.identity = [policy(allow(on: resource))]
    #expect(ask.decision == .implicitDeny)
    #expect(ask.result.remarks == [.variableBeforeResource])
    #expect(!ask.result.decisionMayChange)
    // A Deny with one denies nothing: to take it for effective would hide an access.
    ask.identity = [policy(allow(), deny(on: resource))]
    #expect(ask.decision == .allowed)
    #expect(ask.result.remarks == [.variableBeforeResource])
    // What matches no resource leaves none out either.
    ask.identity = [policy(everything(except: #""\#(resource)""#))]
    #expect(ask.decision == .allowed)
  }

  @Test func `A-47 A-02: behind the fifth colon they are, and in conditions anywhere`() {
    var ask = Ask()
    ask.identity = [policy(allow(on: "arn:aws:ecr:*:*:repository/payments/${app:Name}"))]
    ask.context = ["app:Name": ["api"]]
    #expect(ask.decision == .allowed)
    #expect(ask.result.remarks == [])
    ask.identity = [
      policy(
        allow(
          if: #"{"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::${aws:ResourceAccount}:user/*"}}"#))
    ]
    #expect(ask.decision == .allowed)
    #expect(ask.result.remarks == [])
  }

  @Test(arguments: [["payments/api"], ["payments/api", "team"]])
  func `A-47: a key that can have several values is no variable, with one value neither`(
    keys: [String]
  ) {
    var ask = Ask()
    ask.action = "ecr:TagResource"
    ask.requestTags = Dictionary(uniqueKeysWithValues: keys.map { ($0, "x") })
    let resource = "arn:aws:ecr:*:*:repository/${aws:TagKeys}"
    ask.identity = [policy(allow(on: resource))]
    #expect(ask.decision == .implicitDeny)
    #expect(ask.result.remarks == [.multivaluedVariable])
    ask.identity = [policy(allow(), deny(on: resource))]
    #expect(ask.decision == .allowed)
    // A condition has no value to be like; a negated one differs from it (A-47).
    ask.resourceTags = ["unlocked": "payments/api"]
    func condition(_ name: String) -> String {
      #"{"\#(name)": {"aws:ResourceTag/unlocked": "${aws:TagKeys}"}}"#
    }
    ask.identity = [policy(allow(if: condition("StringEquals")))]
    #expect(ask.decision == .implicitDeny)
    #expect(ask.result.missingContextKeys == [])
    ask.identity = [policy(allow(if: condition("StringNotEquals")))]
    #expect(ask.decision == .allowed)
    // Its default is there as for any variable without a value.
    ask.identity = [policy(allow(on: "arn:aws:ecr:*:*:repository/${aws:TagKeys, 'payments/api'}"))]
    #expect(ask.decision == .allowed)
  }

  // MARK: What AWS leaves open

  private func result(_ statements: String...) -> EvaluationResult? {
    let text = #"{"Version": "2012-10-17", "Statement": [\#(statements.joined(separator: ", "))]}"#
    let reading = PolicyDocument.read(
      SourceText(name: "policy.json", text: text), as: .identityPolicy)
    guard let document = reading.document, let caller = Caller("arn:aws:iam::\(home):user/alice")
    else { return nil }
    var policies = PolicySet()
    policies.caller.identityPolicies = [CompiledPolicy(document, name: "policy.json")]
    return EvaluateAccess.run(
      AccessRequest(principal: caller, action: "ecr:PutImage", resource: repository), policies)
  }

  @Test(arguments: [wild, "arn:aws:*:*:*:repository/*", "arn:aws:ec?:*:*:*"])
  func `A-31 QA-27: with a wildcard in the service an Allow counts, a Deny does not, and both show`(
    resource: String
  ) throws {
    let rows = [
      (["Allow", resource], Decision.allowed), (["Deny", resource], .allowed),
    ]
    for (row, decision) in rows {
      let own = row[0] == "Allow" ? [allow(on: row[1])] : [allow(), deny(on: row[1])]
      let result = try #require(own.count == 1 ? result(own[0]) : result(own[0], own[1]))
      #expect(result.decision == decision)
      #expect(result.decisionMayChange)
      #expect(result.remarks == [.wildcardInService])
    }
    // NotResource: whether the entry leaves the repository out is just as open.
    let excepted = try #require(result(everything(except: #""\#(resource)""#)))
    #expect(excepted.decision == .allowed)
    #expect(excepted.decisionMayChange)
  }

  @Test func `A-31: where another pattern is certain, nothing is open`() throws {
    let both = #"["\#(Self.wild)", "*"]"#
    let answer = try #require(
      result(#"{"Effect": "Allow", "Action": "ecr:*", "Resource": \#(both)}"#))
    #expect(answer.decision == .allowed)
    #expect(!answer.decisionMayChange)
    #expect(answer.remarks == [])
    let star = try #require(
      self.result(#"{"Effect": "Allow", "Action": "ecr:*", "Resource": "arn:aws:*"}"#))
    #expect(star.decision == .allowed)
    #expect(!star.decisionMayChange)
  }

  @Test(arguments: ["alice", "bob", "team/carol"])
  func `A-53 QA-3: whom a federated session is of, its name does not tell`(user: String) {
    var ask = Ask()
    ask.principal = "arn:aws:sts::\(home):federated-user/alice"
    ask.session = [policy(allow())]
    let name = aws("arn:aws:iam::\(home):user/\(user)")
    ask.resourcePolicy = policy(allow("ecr:BatchGetImage", to: name))
    #expect(ask.decision == .allowed)
    #expect(ask.result.decisionMayChange)
    #expect(ask.result.remarks == [.userBehindFederatedUser])
    // The user's policies allow it: now only a Deny could change anything.
    ask.identity = [policy(allow())]
    #expect(!ask.result.decisionMayChange)
    ask.resourcePolicy = policy(deny("ecr:BatchGetImage", to: name))
    #expect(ask.decision == .allowed)
    #expect(ask.result.decisionMayChange)
    // Both what nobody knows have to come together: the user, and the key.
    ask.resourcePolicy = policy(
      deny(
        "ecr:BatchGetImage", to: name, if: #"{"BinaryEquals": {"app:Bytes": "QUJD"}}"#))
    #expect(ask.decision == .allowed)
    #expect(ask.result.decisionMayChange)
    // A user of another account is nobody who could have federated here.
    ask.identity = []
    ask.resourcePolicy = policy(
      allow("ecr:BatchGetImage", to: aws("arn:aws:iam::\(abroad):user/\(user)")))
    #expect(ask.decision == .implicitDeny)
    #expect(!ask.result.decisionMayChange)
  }

  @Test func `A-53: the session's own name leaves nothing open`() {
    var ask = Ask()
    ask.principal = "arn:aws:sts::\(home):federated-user/alice"
    ask.resourcePolicy = policy(
      allow("ecr:BatchGetImage", to: aws("arn:aws:iam::\(home):user/bob")),
      allow("ecr:BatchGetImage", to: aws(ask.principal)))
    #expect(ask.decision == .allowed)
    #expect(!ask.result.decisionMayChange)
  }
}
