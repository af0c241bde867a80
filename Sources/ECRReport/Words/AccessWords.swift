import ECRAccess
import ECRModel
import ECRSimulator
import Texts

/// Words for what decides about access.
enum AccessWords {
  /// What AWS calls a kind of policy in its refusals (A-77), with its article.
  static func article(_ type: PolicyType) -> String {
    switch type {
    case .identityPolicy: "an identity-based policy"
    case .resourcePolicy, .registryPolicy: "a resource-based policy"
    case .builtIn: aws(type)
    case .resourceControlPolicy, .serviceControlPolicy, .permissionsBoundary, .sessionPolicy,
      .vpcEndpointPolicy:
      "a \(aws(type))"
    }
  }

  /// What AWS calls a kind of policy in its refusals (A-77).
  static func aws(_ type: PolicyType) -> String {
    switch type {
    case .builtIn: "AWS itself"
    case .resourceControlPolicy: "resource control policy"
    case .serviceControlPolicy: "service control policy"
    case .resourcePolicy, .registryPolicy: "resource-based policy"
    case .identityPolicy: "identity-based policy"
    case .permissionsBoundary: "permissions boundary"
    case .sessionPolicy: "session policy"
    case .vpcEndpointPolicy: "VPC endpoint policy"
    }
  }

  /// What Drydock calls a kind of policy: ECR's two resource-based policies are told apart.
  static func name(_ type: PolicyType, isECR: Bool) -> String {
    switch type {
    case .resourcePolicy where isECR: "repository policy"
    case .registryPolicy: "registry policy"
    default: aws(type)
    }
  }

  /// The message with which AWS refuses a request; nil when it lets it pass.
  ///
  /// Source: "Troubleshoot access denied error messages",
  /// https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html (A-77)
  static func refusal(_ result: EvaluationResult) -> String? {
    let request = result.request
    let action = request.action.shortened()
    let beginning =
      "User: \(request.principal.text.shortened()) is not authorized to perform: \(action) on "
      + "resource: " + request.resource.shortened()
    switch result.decision {
    case .allowed: return nil
    case .explicitDeny:
      guard let type = result.decidedBy.first else { return beginning }
      return beginning + " with an explicit deny in \(article(type))"
    case .implicitDeny:
      guard let type = result.decidedBy.first else { return beginning }
      return beginning + " because no \(aws(type)) allows the \(action) action"
    }
  }

  /// Whether an undertaking succeeds, and when not: the word, and what follows it.
  static func verdict(_ outcome: AskAccess.Outcome) -> (word: String, rest: String) {
    if let failing = outcome.failingStep {
      return (
        "refused",
        " at step \(failing + 1) of \(outcome.steps.count), "
          + outcome.steps[failing].result.request.action
      )
    }
    let exceptions = outcome.conditionalFailures.map { index in
      let step = outcome.steps[index]
      return (step.condition ?? "")
        + " (step \(index + 1), \(step.result.request.action), is refused)"
    }
    guard !exceptions.isEmpty else { return ("allowed", "") }
    return ("allowed", ", unless " + exceptions.joined(separator: " or "))
  }

  /// What allows a request for which no policy is needed.
  static func builtIn(_ result: EvaluationResult) -> String {
    result.remarks.contains(.noPermissionNeeded)
      ? "the action needs no permission" : "the root user in its own account"
  }

  /// A line that says that whoever stands on missing pages is not in the answer.
  static func missing(_ pages: [String], _ style: Style) -> String {
    pages.map { pages in
      "\(style(.yellow, "Incomplete")): \(Prose.printable(pages)); whoever stands there is "
        + "not in this answer.\n"
    }.joined()
  }

  /// A line for each policy that was added.
  static func added(_ policies: [AddedPolicy], _ style: Style) -> String {
    policies.map { policy in
      "\(style(.yellow, "Added")): \(policy.name) at level \(policy.level) of the RCPs, which allows "
        + "nothing by itself; AWS attaches it to every level.\n"
    }.joined()
  }

  /// Another permission that AWS asks for beside an action.
  static func sentence(_ dependent: DependentAction, of action: String) -> String {
    "beside \(action) AWS asks for \(dependent.action): "
      + (dependent.decision?.rawValue ?? "for another resource; ask about it by itself")
  }

  /// What failed first, for a near miss, and what its variables stand for.
  static func sentence(_ miss: NearMiss) -> String {
    let variables = miss.variables.map { variable in
      "`${\(variable.key)}` "
        + (variable.value.map { "is `\($0)`" } ?? "has no value in this request")
    }
    return
      (sentence(miss.mismatch)
      + (variables.isEmpty ? "" : "; " + variables.joined(separator: ", ")))
      .withShortQuotations()
  }

  /// What failed first, for a near miss.
  static func sentence(_ mismatch: NearMiss.Mismatch) -> String {
    switch mismatch {
    case .principal(let names, false): "it is for \(list(names)), not for this caller"
    case .principal(let names, true):
      "its NotPrincipal exempts this caller: it is for everybody but \(list(names))"
    case .action(let patterns, false): "it is for the actions \(list(patterns))"
    case .action(let patterns, true): "it is for every action but \(list(patterns))"
    case .resource(let patterns, false): "it is for the resources \(list(patterns))"
    case .resource(let patterns, true): "it is for every resource but \(list(patterns))"
    case .condition(let comparison, let key, let policyValues, let requestValues):
      "\(comparison) wants `\(key)` to be \(list(policyValues, or: true)); "
        + sentence(requestValues)
    }
  }

  private static func sentence(_ values: NearMiss.RequestValues) -> String {
    switch values {
    case .absent: "the request does not have it"
    case .unknown: "the request has a value that is not known"
    case .values(let values): "the request has \(list(values))"
    }
  }

  /// Policies that nobody gave, and what they would take: one, or several that are all needed.
  static func missing(_ types: [PolicyType], _ result: EvaluationResult) -> String {
    let isECR = result.request.action.lowercased().hasPrefix("ecr:")
    let action = result.request.action.shortened()
    let caller = types.contains { $0 != .identityPolicy && $0 != .sessionPolicy }
    let given = types.map { "no \(name($0, isECR: isECR))" }.joined(separator: " and ")
    let them =
      switch types.count {
      case 1: "one that allows \(action)" + (caller ? " to this caller" : "") + " is enough"
      case 2:
        "together, both allowing \(action)" + (caller ? " to this caller" : "")
          + ", they are enough"
      default:
        "together, all allowing \(action)" + (caller ? " to this caller" : "") + ", they are enough"
      }
    return "\(given) is given: \(them)"
  }

  /// Which element of the statement failed.
  static func element(_ mismatch: NearMiss.Mismatch) -> String {
    switch mismatch {
    case .principal(_, let isNegated): isNegated ? "NotPrincipal" : "Principal"
    case .action(_, let isNegated): isNegated ? "NotAction" : "Action"
    case .resource(_, let isNegated): isNegated ? "NotResource" : "Resource"
    case .condition: "Condition"
    }
  }

  private static let most = 4

  private static func list(_ values: [String], or: Bool = false) -> String {
    guard !values.isEmpty else { return "nothing" }
    var words = values.prefix(most).map { "`\($0.shortened())`" }
    if values.count > most { words.append("\(values.count - most) more") }
    guard words.count > 1, let last = words.popLast() else { return words[0] }
    return words.joined(separator: ", ") + (or ? " or " : " and ") + last
  }

  /// What a statement does not do though its author thinks so, and what AWS leaves open of one.
  private static func doubt(_ remark: EvaluationResult.Remark) -> String {
    switch remark {
    case .wildcardInService:
      "AWS does not accept a wildcard in an ARN's service: an Allow with one is taken to match, a Deny "
        + "is not, and the answer may be different"
    case .userBehindFederatedUser:
      "a federated session's ARN does not tell which user federated: an Allow that names a user of the "
        + "account is taken to match, a Deny is not, and the answer may be different"
    case .variableBeforeResource:
      "AWS replaces variables only after the fifth colon of a resource: an entry with one before it "
        + "matches no resource"
    case .multivaluedVariable:
      "a key with several values, such as `aws:TagKeys`, cannot be a variable: what holds it matches "
        + "nothing"
    case .forAnyValueIfExistsWithoutKey:
      "AWS does not say clearly whether ForAnyValue with IfExists matches a request that lacks the "
        + "key: an Allow is taken to match, a Deny is not"
    default: ""
    }
  }

  /// What is particular about a decision.
  static func sentence(_ remark: EvaluationResult.Remark) -> String {
    switch remark {
    case .unknownAction:
      "Drydock knows no such action of ECR: the answer rests on the patterns of the policies alone"
    case .loginIsAskedAtHome:
      "a login is asked of the registry in the caller's own account: the policies of another "
        + "account's registry have no say"
    case .anonymousCaller:
      "ECR asks every caller to log in: an anonymous one is refused whatever policies say"
    case .repositoryPolicyNotAsked:
      "the repository policy has no say: this action is not on an existing repository"
    case .registryPolicyNotAsked:
      "the registry policy has no say: in its scope V1 it counts for ReplicateImage, "
        + "BatchImportUpstreamImage and CreateRepository only"
    case .resourceIsEverything:
      "the action knows no resource: it is asked for `*`, and only Resource `*` allows it"
    case .serviceLinkedRole: "SCPs and RCPs leave service-linked roles alone"
    case .managementAccountCaller: "SCPs leave the principals of the management account alone"
    case .managementAccountResource: "RCPs leave the resources of the management account alone"
    case .directGrantPastBounds:
      "the resource's policy names the caller itself, or everybody: in the same account that is "
        + "enough, though the permissions boundary or the session policies leave the action out"
    case .noPermissionNeeded:
      "sts:GetCallerIdentity needs no permission, and no Deny stops it"
    case .permissionOfAnotherAction:
      "ECR has no action of this name: the operation requires ecr:BatchGetImage"
    case .resourceControlPolicyNotAsked:
      "RCPs do not apply: they restrict the resources that an action names, and this action names none"
    case .registryPolicyCannotAllow:
      "only an identity-based policy can allow this action: the Allow in the registry policy has no "
        + "effect"
    case .noSessionPolicy:
      "a federated user has no permissions without a session policy, and none is given: only a "
        + "resource-based policy that names the session can allow the action"
    case .serviceMakesNoLogin:
      "a service does not log in, and no policy can allow it to: ask about the actions that it calls"
    case .wildcardInService, .userBehindFederatedUser, .variableBeforeResource,
      .multivaluedVariable,
      .forAnyValueIfExistsWithoutKey:
      doubt(remark)
    }
  }
}
