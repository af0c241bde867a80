// Which tags a request carries: A-76, with A-32 and T-A17.

import ECRAccess
import ECRModel
import ECRPolicy
import Testing

struct TagFactTests {
  /// Whether a condition on a tag is met, and what is said to be missing.
  private func answer(
    _ action: String, _ key: String, _ change: (inout Ask) -> Void
  ) -> EvaluationResult {
    var ask = Ask()
    ask.action = action
    ask.identity = [policy(allow(if: #"{"StringEquals": {"\#(key)": "payments"}}"#))]
    change(&ask)
    return ask.result
  }

  private static let resourceTagKeys = ["aws:ResourceTag/team", "ecr:ResourceTag/team"]

  /// By the Service Authorization Reference: what acts on the registry has no resource, and
  /// CreateRepository none yet.
  static func hasTaggedResource(_ action: ECRAction) -> Bool {
    action.resourceType == .repository && action.name != "CreateRepository"
  }

  @Test(arguments: ECRAction.all)
  func `resource tags are there for what acts on a repository that is there (A-76, A-32, T-A17)`(
    action: ECRAction
  ) {
    for key in Self.resourceTagKeys {
      let given = answer(action.text, key) { $0.resourceTags = ["team": "payments"] }
      #expect((given.decision == .allowed) == Self.hasTaggedResource(action))
      // What cannot be there is not missing: no value of it could change the answer.
      let unknown = answer(action.text, key) { _ in }
      #expect(unknown.decision == .implicitDeny)
      let isOpen = Self.hasTaggedResource(action) || Self.isUndocumented(action, key)
      #expect(unknown.missingContextKeys == (isOpen ? [key] : []))
      #expect(unknown.decisionMayChange == isOpen)
    }
  }

  /// T-A17: IAM's guide says of `aws:ResourceTag` that requests which create a resource with tags have
  /// it; ECR's says nothing.
  static func isUndocumented(_ action: ECRAction, _ key: String) -> Bool {
    action.name == "CreateRepository" && key.hasPrefix("aws:Resource")
  }

  @Test func `T-A17 a new repository has the tag, if any, that its request gives`() {
    func mayChange(_ change: (inout Ask) -> Void) -> Bool {
      answer("ecr:CreateRepository", "aws:ResourceTag/team", change).decisionMayChange
    }
    #expect(mayChange { $0.requestTags = ["team": "payments"] })
    #expect(!mayChange { $0.requestTags = ["cost": "7"] })
    #expect(!mayChange { $0.requestTags = [:] })
    // What a repository has does not help, as there is none.
    #expect(mayChange { $0.resourceTags = ["team": "data"] })
  }

  /// The actions whose requests give tags, in the reference's table.
  private static let giving = ["CreateRepository", "TagResource", "ListTagsForResource"]

  @Test(arguments: ECRAction.all)
  func `request tags are there where the reference lists them (A-76)`(action: ECRAction) {
    let isCarried = Self.giving.contains(action.name)
    let given = answer(action.text, "aws:RequestTag/team") { $0.requestTags = ["team": "payments"] }
    #expect((given.decision == .allowed) == isCarried)
    let unknown = answer(action.text, "aws:RequestTag/team") { _ in }
    #expect(unknown.missingContextKeys == (isCarried ? ["aws:RequestTag/team"] : []))
    // Who takes tags away names their keys.
    let keys = answer(action.text, "aws:TagKeys") { $0.requestTags = ["payments": "x"] }
    #expect((keys.decision == .allowed) == (isCarried || action.name == "UntagResource"))
  }

  @Test func `a Deny for want of a tag meets the login, which never has it (A-42, A-76)`() {
    for key in Self.resourceTagKeys {
      var ask = Ask()
      ask.action = "ecr:GetAuthorizationToken"
      ask.resource = "*"
      ask.resourceTags = ["team": "payments"]
      ask.identity = [
        policy(allow(), deny("ecr:*", if: #"{"StringNotEquals": {"\#(key)": "payments"}}"#))
      ]
      #expect(ask.decision == .explicitDeny)
      #expect(!ask.result.decisionMayChange)
    }
  }

  @Test func `a variable for a tag that the action does not carry has no value (A-47, A-76)`() {
    var ask = Ask()
    ask.action = "ecr:CreateRepository"
    ask.resourceTags = ["team": "payments"]
    ask.identity = [policy(allow(on: "arn:aws:ecr:*:*:repository/${aws:ResourceTag/team}/*"))]
    #expect(ask.decision == .implicitDeny)
    ask.action = "ecr:PutImage"
    #expect(ask.decision == .allowed)
  }

  @Test func `what the context gives is there, whatever the action carries (A-49)`() {
    for key in Self.resourceTagKeys + ["aws:RequestTag/team", "aws:TagKeys"] {
      let result = answer("ecr:GetAuthorizationToken", key) { $0.context[key] = ["payments"] }
      #expect(result.decision == .allowed)
    }
  }

  @Test func `of actions that are not in ECR's table nothing is assumed (A-76)`() {
    for action in ["s3:PutObject", "ecr:SomethingNew"] {
      let given = answer(action, "aws:ResourceTag/team") { $0.resourceTags = ["team": "payments"] }
      #expect(given.decision == .allowed)
      let request = answer(action, "aws:RequestTag/team") { $0.requestTags = ["team": "payments"] }
      #expect(request.decision == .allowed)
      #expect(answer(action, "aws:RequestTag/team") { _ in }.decisionMayChange)
    }
  }

  @Test func `a matrix gives each action the tags that it carries (A-76)`() throws {
    for key in Self.resourceTagKeys + ["aws:RequestTag/team"] {
      let text = policy(allow("ecr:*", if: #"{"StringEquals": {"\#(key)": "payments"}}"#))
      var policies = CallerPolicies()
      policies.identityPolicies = try [#require(compile(text, .identityPolicy))]
      var target = AccessMatrix.Target(resource: repository, policies: ResourcePolicies())
      target.tags = ["team": "payments"]
      var circumstances = AccessMatrix.Circumstances()
      circumstances.requestTags = ["team": "payments"]
      let matrix = AccessMatrix(
        principals: [
          AccessMatrix.Principal(caller: try #require(Caller(alice)), policies: policies)
        ],
        targets: [target], circumstances: circumstances)
      for (place, action) in ECRAction.all.enumerated() {
        let isCarried =
          key.contains("Resource")
          ? Self.hasTaggedResource(action) : Self.giving.contains(action.name)
        #expect(matrix[0, 0].allows(place) == isCarried, "\(action.name), \(key)")
        #expect(
          matrix[0, 0].mayAllow(place) == (isCarried || Self.isUndocumented(action, key)),
          "\(action.name), \(key)")
      }
    }
  }

  // MARK: Other permissions

  private func dependents(_ action: String, _ change: (inout Ask) -> Void) -> [String] {
    var ask = Ask()
    ask.action = action
    ask.identity = [policy(allow("ecr:Create*"))]
    change(&ask)
    return ask.result.dependentActions.map {
      "\($0.action) \($0.decision?.rawValue ?? "not asked")"
    }
  }

  @Test func `who makes a repository with tags needs TagResource as well (A-76, SAR)`() {
    let create = "ecr:CreateRepository"
    #expect(dependents(create) { _ in } == [])
    #expect(dependents(create) { $0.requestTags = [:] } == [])
    let tagged = { (ask: inout Ask) in ask.requestTags = ["team": "payments"] }
    #expect(dependents(create, tagged) == ["ecr:TagResource implicitDeny"])
    #expect(
      dependents(create) { $0.context["aws:RequestTag/team"] = ["payments"] }
        == ["ecr:TagResource implicitDeny"])
    #expect(
      dependents(create) {
        tagged(&$0)
        $0.identity.append(
          policy(
            allow("ecr:TagResource", if: #"{"StringEquals": {"aws:RequestTag/team": "payments"}}"#))
        )
      } == ["ecr:TagResource allowed"])
    // The new repository has no policy that could allow it, and no tags (A-34, T-A17).
    #expect(
      dependents(create) {
        tagged(&$0)
        $0.resourceTags = ["team": "payments"]
        $0.resourcePolicy = policy(allow(to: aws(alice)))
        $0.identity.append(
          policy(
            allow("ecr:TagResource", if: #"{"StringEquals": {"aws:ResourceTag/team": "payments"}}"#)
          ))
      } == ["ecr:TagResource implicitDeny"])
  }

  @Test func `what else AWS asks for on other resources is named without an answer (SAR)`() {
    #expect(
      dependents("ecr:PutReplicationConfiguration") { $0.resource = "*" }
        == ["iam:CreateServiceLinkedRole not asked"])
    #expect(dependents("ecr:PutImage") { $0.requestTags = ["team": "payments"] } == [])
  }
}
