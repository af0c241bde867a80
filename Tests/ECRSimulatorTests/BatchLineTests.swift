// Lines of a batch that cannot be read, each with all that is said of it, and where.

import ECRAccess
import ECRModel
import ECRSimulator
import Testing
import Texts

/// A line in which `«` and `»` stand around what a finding should point at.
struct MarkedLine {
  var text = ""
  var spans: [Span] = []

  init(_ marked: String) {
    var open: [Int] = []
    for character in marked {
      switch character {
      case "«": open.append(text.utf8.count)
      case "»": spans.append(Span(open.popLast() ?? 0, text.utf8.count))
      default: text.append(character)
      }
    }
    spans.sort { $0.start < $1.start }
  }

  var answer: AnswerAccessQuestion.Outcome {
    AnswerAccessQuestion.run(SourceText(name: "batch.jsonl", text: text), number: 1, at: nil)
  }
}

struct BatchLineTests {
  static let broken: [(String, [String])] = [
    (
      #"«[1]»"#,
      [
        #"WRONG_TYPE: a question is of type array; expected an object"#
      ]
    ),
    (
      #"«5»"#,
      [
        #"WRONG_TYPE: a question is of type integer; expected an object"#
      ]
    ),
    (
      #"«{»"id": 1}"#,
      [
        #"MISSING_PROPERTY: `request` is missing"#
      ]
    ),
    (
      #"{"id": «[1]», "request": {"principal": "arn:aws:iam::111122223333:user/alice", "action": "ecr:PutImage", "resource": "arn:aws:ecr:eu-central-1:111122223333:repository/payments"}}"#,
      [
        #"WRONG_TYPE: `id` is of type array; expected a string or a number"#
      ]
    ),
    (
      #"{"id": 1, "request": «[]»}"#,
      [
        #"WRONG_TYPE: `request` is of type array; expected an object"#
      ]
    ),
    (
      #"{"id": 1, "request": {"principal": "arn:aws:iam::111122223333:user/alice", "action": "ecr:PutImage", "resource": "arn:aws:ecr:eu-central-1:111122223333:repository/payments"}, «"identityPolicy"»: []}"#,
      [
        #"UNKNOWN_PROPERTY: a question cannot have `identityPolicy`"#
      ]
    ),
    (
      #"{"id": 1, "request": {"principal": "arn:aws:iam::111122223333:user/alice", "action": "ecr:PutImage", "resource": "arn:aws:ecr:eu-central-1:111122223333:repository/payments", «"region"»: "eu-central-1"}}"#,
      [
        #"UNKNOWN_PROPERTY: `request` cannot have `region`"#
      ]
    ),
    (
      #"{"id": 1, "request": «{»"action": "ecr:PutImage", "resource": "*"}}"#,
      [
        #"MISSING_PROPERTY: `principal` is missing"#
      ]
    ),
    (
      #"{"id": 1, "request": «{»"principal": "anonymous", "resource": "*"}}"#,
      [
        #"MISSING_PROPERTY: `action` is missing"#
      ]
    ),
    (
      #"{"id": 1, "request": «{»"principal": "anonymous", "action": "ecr:PutImage"}}"#,
      [
        #"MISSING_PROPERTY: `resource` is missing"#
      ]
    ),
    (
      #"{"id": 1, "request": {"principal": «7», "action": "ecr:PutImage", "resource": "arn:aws:ecr:eu-central-1:111122223333:repository/payments"}}"#,
      [
        #"WRONG_TYPE: `principal` is of type integer; expected a string"#
      ]
    ),
    (
      #"{"id": 1, "request": {"principal": «""», "action": "ecr:PutImage", "resource": "arn:aws:ecr:eu-central-1:111122223333:repository/payments"}}"#,
      [
        #"WRONG_TYPE: `principal` is empty"#
      ]
    ),
    (
      #"{"id": 1, "request": {"principal": «"alice"», "action": "ecr:PutImage", "resource": "arn:aws:ecr:eu-central-1:111122223333:repository/payments"}}"#,
      [
        #"INVALID_PRINCIPAL: `alice` is not a valid principal"#
      ]
    ),
    (
      #"{"id": 1, "request": {"principal": «"arn:aws:iam::1111:user/alice"», "action": "ecr:PutImage", "resource": "arn:aws:ecr:eu-central-1:111122223333:repository/payments"}}"#,
      [
        #"INVALID_PRINCIPAL: `arn:aws:iam::1111:user/alice` is not a valid principal"#
      ]
    ),
    (
      #"{"id": 1, "request": {"principal": «"arn:aws:iam::111122223333:role/*"», "action": "ecr:PutImage", "resource": "arn:aws:ecr:eu-central-1:111122223333:repository/payments"}}"#,
      [
        #"INVALID_PRINCIPAL: `arn:aws:iam::111122223333:role/*` is not a valid principal"#
      ]
    ),
    (
      #"{"id": 1, "request": {"principal": «"arn:aws:sts::111122223333:assumed-role/deployer"», "action": "ecr:PutImage", "resource": "arn:aws:ecr:eu-central-1:111122223333:repository/payments"}}"#,
      [
        #"INVALID_PRINCIPAL: `arn:aws:sts::111122223333:assumed-role/deployer` is not a valid principal"#
      ]
    ),
    (
      #"{"id": 1, "request": {"principal": «"arn:aws:iam::111122223333:group/admins"», "action": "ecr:PutImage", "resource": "arn:aws:ecr:eu-central-1:111122223333:repository/payments"}}"#,
      [
        #"INVALID_PRINCIPAL: `arn:aws:iam::111122223333:group/admins` is not a valid principal"#
      ]
    ),
    (
      #"{"id": 1, "request": {"principal": "arn:aws:iam::111122223333:user/alice", "action": «"ecr:*"», "resource": "arn:aws:ecr:eu-central-1:111122223333:repository/payments"}}"#,
      [
        #"INVALID_ACTION: `ecr:*` is a pattern; a question is about one action"#
      ]
    ),
    (
      #"{"id": 1, "request": {"principal": "arn:aws:iam::111122223333:user/alice", "action": «"PutImage"», "resource": "arn:aws:ecr:eu-central-1:111122223333:repository/payments"}}"#,
      [
        #"INVALID_ACTION: `PutImage` is not an action"#
      ]
    ),
    (
      #"{"id": 1, "request": {"principal": "arn:aws:iam::111122223333:user/alice", "action": «"ecr:"», "resource": "arn:aws:ecr:eu-central-1:111122223333:repository/payments"}}"#,
      [
        #"INVALID_ACTION: `ecr:` is not an action"#
      ]
    ),
    (
      #"{"id": 1, "request": {"principal": "arn:aws:iam::111122223333:user/alice", "action": "ecr:PutImage", "resource": «"payments"»}}"#,
      [
        #"INVALID_RESOURCE: `payments` is not an ARN"#
      ]
    ),
    (
      #"{"id": 1, "request": {"principal": "arn:aws:iam::111122223333:user/alice", "action": "ecr:PutImage", "resource": "arn:aws:ecr:eu-central-1:111122223333:repository/payments", "resourceAccount": «"1234"»}}"#,
      [
        #"INVALID_ACCOUNT: invalid account ID `1234`: must be 12 digits"#
      ]
    ),
    (
      #"{"id": 1, "request": {"principal": "arn:aws:iam::111122223333:user/alice", "action": "ecr:PutImage", "resource": "arn:aws:ecr:eu-central-1:111122223333:repository/payments", "resourceAccount": «111122223333»}}"#,
      [
        #"WRONG_TYPE: `resourceAccount` is of type integer; expected a string"#
      ]
    ),
    (
      #"{"id": 1, "request": {"principal": "arn:aws:iam::111122223333:user/alice", "action": "ecr:PutImage", "resource": "arn:aws:ecr:eu-central-1:111122223333:repository/payments", "context": «["aws:SourceIp"]»}}"#,
      [
        #"WRONG_TYPE: `context` is of type array; expected an object of context keys"#
      ]
    ),
    (
      #"{"id": 1, "request": {"principal": "arn:aws:iam::111122223333:user/alice", "action": "ecr:PutImage", "resource": "arn:aws:ecr:eu-central-1:111122223333:repository/payments", "context": {"aws:SourceIp": «{"a": 1}»}}}"#,
      [
        #"WRONG_TYPE: a value of `aws:SourceIp` is of type object; expected a string"#
      ]
    ),
    (
      #"{"id": 1, "request": {"principal": "arn:aws:iam::111122223333:user/alice", "action": "ecr:PutImage", "resource": "arn:aws:ecr:eu-central-1:111122223333:repository/payments", "context": {"aws:SourceIp": ["203.0.113.7", «null»]}}}"#,
      [
        #"WRONG_TYPE: a value of `aws:SourceIp` is of type null; expected a string"#
      ]
    ),
    (
      #"{"id": 1, "request": {"principal": "arn:aws:iam::111122223333:user/alice", "action": "ecr:PutImage", "resource": "arn:aws:ecr:eu-central-1:111122223333:repository/payments", "context": {"aws:SourceIp": "203.0.113.7", «"AWS:sourceip"»: "203.0.113.8"}}}"#,
      [
        #"DUPLICATE_CONTEXT_KEY: duplicate context key `AWS:sourceip`: context keys ignore case"#
      ]
    ),
    (
      #"{"id": 1, "request": {"principal": "arn:aws:iam::111122223333:user/alice", "action": "ecr:PutImage", "resource": "arn:aws:ecr:eu-central-1:111122223333:repository/payments", "resourceTags": «["team"]»}}"#,
      [
        #"WRONG_TYPE: `resourceTags` is of type array; expected an object of tags"#
      ]
    ),
    (
      #"{"id": 1, "request": {"principal": "arn:aws:iam::111122223333:user/alice", "action": "ecr:PutImage", "resource": "arn:aws:ecr:eu-central-1:111122223333:repository/payments"}, "identityPolicies": «{}»}"#,
      [
        #"WRONG_TYPE: `identityPolicies` is of type object; expected an array of policies"#
      ]
    ),
    (
      #"{"id": 1, "request": {"principal": "arn:aws:iam::111122223333:user/alice", "action": "ecr:PutImage", "resource": "arn:aws:ecr:eu-central-1:111122223333:repository/payments"}, "identityPolicies": [«7»]}"#,
      [
        #"WRONG_TYPE: `identityPolicies[0]` is of type integer; expected a policy"#
      ]
    ),
    (
      #"{"id": 1, "request": {"principal": "arn:aws:iam::111122223333:user/alice", "action": "ecr:PutImage", "resource": "arn:aws:ecr:eu-central-1:111122223333:repository/payments"}, "identityPolicies": [{"name": "p", "policy": {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "ecr:*", "Resource": "*"}}, «"arn"»: "x"}]}"#,
      [
        #"UNKNOWN_PROPERTY: a named policy cannot have `arn`"#
      ]
    ),
    (
      #"{"id": 1, "request": {"principal": "arn:aws:iam::111122223333:user/alice", "action": "ecr:PutImage", "resource": "arn:aws:ecr:eu-central-1:111122223333:repository/payments"}, "serviceControlPolicies": [«{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "ecr:*", "Resource": "*"}}»]}"#,
      [
        #"WRONG_TYPE: a level of `serviceControlPolicies` is of type object; expected an array of policies"#
      ]
    ),
    (
      #"{"id": 1, "request": {"principal": "arn:aws:iam::111122223333:user/alice", "action": "ecr:PutImage", "resource": "arn:aws:ecr:eu-central-1:111122223333:repository/payments"}, "resourceControlPolicies": «"none"»}"#,
      [
        #"WRONG_TYPE: `resourceControlPolicies` is of type string; expected an array of levels, each an array of policies"#
      ]
    ),
    (
      #"{"id": 1, "request": {"principal": "arn:aws:iam::111122223333:user/alice", "action": "ecr:PutImage", "resource": "arn:aws:ecr:eu-central-1:111122223333:repository/payments"}, "registryPolicyScope": «"V3"»}"#,
      [
        #"NOT_IN_ENUM: `V3` is not a scope of registry policies"#
      ]
    ),
    (
      #"{"id": 1, "request": {"principal": "arn:aws:iam::111122223333:user/alice", "action": "ecr:PutImage", "resource": "arn:aws:ecr:eu-central-1:111122223333:repository/payments"}, "managementAccount": «"12345678901x"»}"#,
      [
        #"INVALID_ACCOUNT: invalid account ID `12345678901x`: must be 12 digits"#
      ]
    ),
    (
      #"{"id": 1, "request": {"principal": "arn:aws:iam::111122223333:user/alice", "action": "ecr:PutImage", "resource": "arn:aws:ecr:eu-central-1:111122223333:repository/payments"}, "permissionsBoundary": {"Version": "2012-10-17", "Statement": «{»"Action": "ecr:*", "Resource": "*"}}}"#,
      [
        #"MISSING_EFFECT: the statement has no `Effect`"#
      ]
    ),
    (
      #"{"id": 1, "request": {"principal": "arn:aws:iam::111122223333:user/alice", "action": "ecr:PutImage", "resource": "arn:aws:ecr:eu-central-1:111122223333:repository/payments"}, "identityPolicies": [{"name": "p", "policy": {"Version": "2012-10-17", "Statement": {"Effect": «"allow"», "Action": "ecr:*", "Resource": "*"}}}]}"#,
      [
        #"INVALID_EFFECT: `allow` is not an effect"#
      ]
    ),
    (
      #"{"id": 1, "request": {"principal": "arn:aws:iam::111122223333:user/alice", "action": "ecr:PutImage", "resource": "arn:aws:ecr:eu-central-1:111122223333:repository/payments"}, "resourcePolicy": {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {«"aws"»: "*"}, "Action": "ecr:*"}}}"#,
      [
        #"INVALID_PRINCIPAL_KEY: `aws` is not a type of principal"#
      ]
    ),
  ]

  /// A-31, A-33: what contradicts itself, and what is about more than one resource.
  static let contradictions: [(String, [String])] = [
    (
      #"{"id": 1, "request": {"principal": "arn:aws:iam::111122223333:user/alice", "action": "ecr:PutImage", "resource": "arn:aws:ecr:eu-central-1:111122223333:repository/payments", "resourceAccount": «"444455556666"»}}"#,
      [
        #"CONTRADICTING_ACCOUNT: the resource account is 444455556666, but the resource's ARN names 111122223333"#
      ]
    ),
    (
      #"{"id": 1, "request": {"principal": "arn:aws:iam::111122223333:user/alice", "action": "ecr:PutImage", "resource": «"arn:aws:ecr:eu-central-1:111122223333:repository/*"»}}"#,
      [
        #"INVALID_RESOURCE: `arn:aws:ecr:eu-central-1:111122223333:repository/*` is a pattern; a question is about one resource"#
      ]
    ),
    (
      #"{"id": 1, "request": {"principal": "arn:aws:iam::111122223333:user/alice", "action": "iam:PassRole", "resource": «"arn:aws:iam::111122223333:role/a?"»}}"#,
      [
        #"INVALID_RESOURCE: `arn:aws:iam::111122223333:role/a?` is a pattern; a question is about one resource"#
      ]
    ),
  ]

  @Test(arguments: broken + contradictions)
  func `a line that cannot be read is told with its place`(text: String, expected: [String]) {
    let line = MarkedLine(text)
    let outcome = line.answer
    #expect(outcome.result == nil)
    #expect(outcome.findings.map { "\($0.code.rawValue): \($0.message)" } == expected)
    #expect(
      outcome.findings.map { Span($0.location.startOffset, $0.location.endOffset) }
        == line.spans)
    #expect(outcome.findings.allSatisfy { $0.help != nil })
  }

  @Test(arguments: [
    "", "{", "nonsense", #"{"id": 1, "request": {}"#, "{} {}", #"{"id": 1, "id": 2}"#,
  ])
  func `a line that is no JSON object has no answer`(text: String) {
    let outcome = MarkedLine(text).answer
    #expect(outcome.result == nil)
    #expect(outcome.findings.contains { $0.type == .error })
  }

  @Test func `what AWS would refuse and what has a meaning all the same is answered, and told`() {
    let line = MarkedLine(
      #"{"id": "x", "request": {"principal": "arn:aws:iam::111122223333:user/alice", "action": "ecr:PutImage", "resource": "arn:aws:ecr:eu-central-1:111122223333:repository/payments"}, "identityPolicies": [{"name": "p", "policy": {"Version": "2012-10-17", "Statement": {"Effect": "Allow", «"Principal"»: "*", "Action": "ecr:*", "Resource": "*"}}}]}"#
    )
    let outcome = line.answer
    #expect(outcome.result?.decision == .allowed)
    #expect(outcome.findings.map(\.code.rawValue) == ["UNSUPPORTED_PRINCIPAL"])
    #expect(
      outcome.findings.map { Span($0.location.startOffset, $0.location.endOffset) }
        == line.spans)
  }

  @Test func `every member of a line is read`() throws {
    let policy =
      #"{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "ecr:*", "Resource": "*", "Condition": {"StringEquals": {"aws:PrincipalTag/team": "web", "ecr:ResourceTag/stage": "test", "shop:floor": "3"}}}}"#
    let bound =
      #"{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}"#
    let resource =
      #"{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": "*", "Action": "ecr:PutImage"}}"#
    let registry =
      #"{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": "*", "Action": "ecr:*", "Resource": "*"}}"#
    let outcome = MarkedLine(
      #"{"id": "all", "request": {"principal": "arn:aws:iam::444455556666:user/bob", "action": "ecr:PutImage", "resource": "arn:aws:ecr:eu-central-1:111122223333:repository/payments", "resourceAccount": "111122223333", "context": {"shop:floor": 3}, "resourceTags": {"stage": "test"}, "principalTags": {"team": "web"}, "requestTags": {}}, "identityPolicies": [{"name": "p", "policy": \#(policy)}], "permissionsBoundary": \#(bound), "serviceControlPolicies": [[\#(bound)], [\#(bound)]], "resourceControlPolicies": [[\#(registry.replacing("ecr:*", with: "*"))]], "sessionPolicies": [\#(bound)], "resourcePolicy": \#(resource), "registryPolicy": \#(registry), "registryPolicyScope": "V1", "vpcEndpointPolicies": [\#(registry)], "managementAccount": "777788889999"}"#
    ).answer
    #expect(outcome.findings.isEmpty)
    let result = try #require(outcome.result)
    #expect(outcome.id == "\"all\"")
    #expect(result.decision == .allowed)
    #expect(
      result.gates.map(\.policyType) == [
        .resourceControlPolicy, .serviceControlPolicy, .resourcePolicy, .identityPolicy,
        .permissionsBoundary, .sessionPolicy, .vpcEndpointPolicy,
      ])
    #expect(result.remarks == [.registryPolicyNotAsked])
    #expect(result.missingContextKeys.isEmpty)
  }

  @Test func `a policy may be a string of JSON, and its places are those of the line`() throws {
    let line = MarkedLine(
      #"{"id": 1, "request": {"principal": "arn:aws:iam::111122223333:user/alice", "action": "ecr:PutImage", "resource": "arn:aws:ecr:eu-central-1:111122223333:repository/payments"}, "identityPolicies": ["{\"Statement\": «{\"Effect\": \"Allow\", \"Action\": \"ecr:*\", \"Resource\": \"*\"}»}"]}"#
    )
    let statement = try #require(line.answer.result?.matchedStatements.first)
    #expect(statement.position.offset == line.spans.first?.start)
    #expect(statement.policy == "identityPolicies[0]")
  }
}
