package import ECRAccess
import ECRModel
import ECRSimulator
import Texts

/// Words for what decides about access.
package enum AccessWords {
  /// AWS's name of a kind of policy in its error messages (A-77), with its article.
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

  /// AWS's name of a kind of policy in its error messages (A-77).
  static func aws(_ type: PolicyType) -> String {
    switch type {
    case .builtIn: "AWS's own rules"
    case .resourceControlPolicy: "resource control policy"
    case .serviceControlPolicy: "service control policy"
    case .resourcePolicy, .registryPolicy: "resource-based policy"
    case .identityPolicy: "identity-based policy"
    case .permissionsBoundary: "permissions boundary"
    case .sessionPolicy: "session policy"
    case .vpcEndpointPolicy: "VPC endpoint policy"
    }
  }

  /// Drydock's name of a kind of policy, which distinguishes ECR's two resource-based policies.
  package static func name(_ type: PolicyType, isECR: Bool) -> String {
    switch type {
    case .resourcePolicy where isECR: "repository policy"
    case .registryPolicy: "registry policy"
    default: aws(type)
    }
  }

  /// AWS's error message for a denied request; nil for an allowed one.
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

  /// Whether an operation succeeds, and when not: the word, and what follows it.
  static func verdict(_ outcome: AskAccess.Outcome) -> (word: String, rest: String) {
    if let failing = outcome.failingStep {
      return (
        "denied",
        ", step \(failing + 1) of \(outcome.steps.count) "
          + "(\(outcome.steps[failing].result.request.action))"
      )
    }
    let exceptions = outcome.conditionalFailures.map { index in
      let step = outcome.steps[index]
      return (step.condition ?? "")
        + " (step \(index + 1), \(step.result.request.action), is denied)"
    }
    guard !exceptions.isEmpty else { return ("allowed", "") }
    return ("allowed", ", unless " + exceptions.joined(separator: " or "))
  }

  /// What is asked, with the resource: `docker push to web/shop`.
  static func operation(_ outcome: AskAccess.Outcome) -> String {
    let resource = (ARN(outcome.resource)?.repositoryName ?? outcome.resource).shortened()
    guard let recipe = outcome.recipe else {
      let actions = outcome.steps.map(\.result.request.action)
      let what = actions.count == 1 ? actions[0] : "\(actions.count) actions"
      return Prose.printable("\(what.shortened()) on \(resource)")
    }
    let preposition =
      switch recipe {
      case .pull, .helmPull, .listTags: "from"
      case .push, .multiArchPush, .helmPush: "to"
      case .sign, .deleteTag, .retag, .scan: "in"
      case .replicate, .pullThroughCache: "of"
      }
    return Prose.printable("\(recipe.summary) \(preposition) \(resource)")
  }

  /// A decision in words.
  static func decision(_ decision: Decision) -> String {
    switch decision {
    case .allowed: "allowed"
    case .explicitDeny: "explicit deny"
    case .implicitDeny: "implicit deny"
    }
  }

  /// The kinds of policies that decided.
  static func deciders(_ result: EvaluationResult) -> String {
    let isECR = isECR(result)
    return result.decidedBy.map { name($0, isECR: isECR) }.joined(separator: ", ")
  }

  /// Whether the request is one of ECR's.
  static func isECR(_ result: EvaluationResult) -> Bool {
    result.request.action.lowercased().hasPrefix("ecr:")
  }

  /// What allows a request for which no policy is needed.
  static func builtIn(_ result: EvaluationResult) -> String {
    result.remarks.contains(.noPermissionNeeded)
      ? "the action needs no permission" : "the root user in its own account"
  }

  /// How Drydock treats context keys that were not given; nothing where all are known.
  static func missingKeys(_ result: EvaluationResult) -> [String] {
    let keys = result.missingContextKeys
    guard !keys.isEmpty else { return [] }
    guard result.decisionMayChange else {
      return [
        "\(notGiven(keys)); no value of \(keys.count == 1 ? "it" : "them") changes the decision"
      ]
    }
    let present = keys.filter(result.hasKey)
    let absent = keys.filter { !result.hasKey($0) }
    var sentences: [String] = []
    if !absent.isEmpty {
      let them = absent.count == 1 ? "it" : "them"
      sentences.append(
        "\(notGiven(absent)): Drydock assumes that the request does not have \(them)")
    }
    if !present.isEmpty {
      let (them, value) = present.count == 1 ? ("it", "a value") : ("them", "values")
      sentences.append(
        "\(notGiven(present)): the request has \(them), and Drydock assumes \(value) that no policy "
          + "mentions")
    }
    return sentences
  }

  /// The context keys that decide and were not given; none where no value changes it.
  static func decidingKeys(_ result: EvaluationResult) -> [String] {
    result.decisionMayChange ? result.missingContextKeys : []
  }

  private static func notGiven(_ keys: [String]) -> String {
    Prose.list(keys.map { "`\($0.shortened())`" })
      + (keys.count == 1 ? " was not given" : " were not given")
  }

  /// Context keys that were not given, and the option that gives them.
  static func toGive(_ keys: [String]) -> String {
    let options = keys.map { key in
      "--context \(key.shortened())=" + (key.lowercased() == "aws:sourceip" ? "ADDRESS" : "VALUE")
    }
    return missing(keys) + "; add \(options.joined(separator: " "))"
  }

  /// Context keys that were not given.
  static func missing(_ keys: [String]) -> String {
    Prose.list(keys.map { $0.shortened() })
      + (keys.count == 1 ? ", which was not given" : ", which were not given")
  }

  /// On what an uncertain answer depends.
  static func open(_ keys: [String]) -> String {
    keys.isEmpty
      ? "AWS does not document how it evaluates these policies" : "depends on \(toGive(keys))"
  }

  /// A line about principals on missing pages, which are not in the answer.
  static func missing(_ pages: [String], _ style: Style) -> String {
    pages.map { pages in
      "\n\(style(.yellow, "Incomplete")): \(Prose.printable(pages)); the principals on them are not "
        + "in this answer.\n"
    }.joined()
  }

  /// A policy that AWS attaches by itself, and that was added.
  static func sentence(_ policy: AddedPolicy) -> String {
    "Drydock added \(policy.name) at level \(policy.level) of the RCPs, where no other policy allows "
      + "anything: AWS attaches it to every level"
  }

  /// A line for each policy that was added.
  static func added(_ policies: [AddedPolicy], _ style: Style) -> String {
    guard !policies.isEmpty else { return "" }
    return "\n"
      + policies.map { Prose.wrapped("\(sentence($0)).", indent: "", width: style.width) }.joined()
  }

  /// Another permission that AWS requires for an action.
  static func sentence(_ dependent: DependentAction, of action: String) -> String {
    "\(action) also requires \(dependent.action): "
      + (dependent.decision.map(decision) ?? "on another resource; ask about it separately")
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
    case .principal(let names, false): "its Principal is \(list(names)), not this caller"
    case .principal(let names, true): "its NotPrincipal, \(list(names)), excludes this caller"
    case .action(let patterns, false): "its Action is \(list(patterns))"
    case .action(let patterns, true): "its NotAction, \(list(patterns)), excludes this action"
    case .resource(let patterns, false): "its Resource is \(list(patterns))"
    case .resource(let patterns, true): "its NotResource, \(list(patterns)), excludes this resource"
    case .condition(let comparison, let key, let policyValues, let requestValues):
      "\(comparison) compares `\(key)` with \(list(policyValues, or: true)); "
        + sentence(requestValues)
    }
  }

  private static func sentence(_ values: NearMiss.RequestValues) -> String {
    switch values {
    case .absent: "the request does not have it"
    case .unknown: "its value in the request is not known"
    case .values(let values): "the request has \(list(values))"
    }
  }

  /// Policies that were not given and would be enough: one, or several that are all needed.
  static func missing(_ types: [PolicyType], _ result: EvaluationResult) -> String {
    let isECR = isECR(result)
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
    if values.count > most { words.append("\(Prose.grouped(values.count - most)) more") }
    guard words.count > 1, let last = words.popLast() else { return words[0] }
    return words.joined(separator: ", ") + (or ? " or " : " and ") + last
  }
}
