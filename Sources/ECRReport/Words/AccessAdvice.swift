import ECRAccess
import ECRModel
import ECRSimulator
import Texts

/// What to change so that a denied step is allowed.
///
/// Each sentence is needed, and all of them together are enough for the step, because every kind of
/// policy that must allow it and does not has its sentence.
enum AccessAdvice {
  static func sentences(_ outcome: AskAccess.Outcome, step: Int) -> [String] {
    let result = outcome.steps[step].result
    switch result.decision {
    case .allowed: return []
    case .explicitDeny:
      let denying =
        (result.matchedStatements.count == 1
          ? "the statement that denies" : "every statement that denies")
        + " it: no Allow takes precedence over an explicit deny."
      let keys = AccessWords.decidingKeys(result).map { $0.shortened() }
      guard !keys.isEmpty else { return ["Change \(denying)"] }
      return [
        "If it is denied with the real \(keys.count == 1 ? "value" : "values") of "
          + "\(Prose.printable(Prose.list(keys))) too, change \(denying)"
      ]
    case .implicitDeny:
      // Neither ever gets a permission, whatever policies say (A-24, A-73).
      guard !result.remarks.contains(.anonymousCaller),
        !result.remarks.contains(.serviceMakesNoLogin)
      else { return [] }
      return sentences(result, actions: actions(outcome, step))
    }
  }

  private static func sentences(_ result: EvaluationResult, actions: String) -> [String] {
    let failing = result.gates.filter { result.decidedBy.contains($0.policyType) }
    let isOpen = failing.contains { $0.need == .oneOfSeveral }
    let group = isOpen ? result.gates.filter { $0.need == .oneOfSeveral } : []
    var sentences = failing.filter { $0.need != .oneOfSeveral }.map {
      "Allow \(actions) \(place($0.policyType, result))."
    }
    let places = preference.filter { type in group.contains { $0.policyType == type } }
      .prefix(2).map { place($0, result) }
    if !places.isEmpty {
      let either = places.count == 1 ? "" : ", either"
      sentences.insert("Allow \(actions)\(either) \(places.joined(separator: ", or ")).", at: 0)
    }
    return sentences
  }

  /// Where people look first for a permission, of the kinds of which one must allow it.
  private static let preference: [PolicyType] = [.identityPolicy, .resourcePolicy, .registryPolicy]

  /// The action of a step, and those of later steps that fail because the same policies do not allow them.
  private static func actions(_ outcome: AskAccess.Outcome, _ step: Int) -> String {
    let first = outcome.steps[step].result
    let action =
      first.remarks.contains(.permissionOfAnotherAction)
      ? "ecr:BatchGetImage" : first.request.action.shortened()
    let later = outcome.steps.indices.filter { index in
      let other = outcome.steps[index]
      return index > step && other.condition == nil && other.result.decision == .implicitDeny
        && other.result.request.resource == first.request.resource
        && other.result.gates.map(\.need) == first.gates.map(\.need)
        && other.result.decidedBy == first.decidedBy
    }
    let resource = first.request.resource
    let on = resource == "*" ? " on Resource `*`" : ""
    guard let last = later.last else { return action + on }
    let steps = later.count == 1 ? "step \(last + 1)" : "steps \(later[0] + 1) to \(last + 1)"
    let isRow = later.count == last - later[0] + 1
    let more = Prose.count(later.count, "more action", "more actions")
    return "\(action) and \(more)\(isRow ? " (\(steps))" : "")" + on
  }

  /// Where to add the Allow, and what for.
  private static func place(_ type: PolicyType, _ result: EvaluationResult) -> String {
    let who = caller(result.request.principal)
    let what = resource(result.request.resource)
    let on = what.map { "on \($0) " } ?? ""
    return switch type {
    case .identityPolicy: "\(on)in an identity-based policy of \(who)"
    case .resourcePolicy, .registryPolicy:
      "to \(who) in the \(AccessWords.name(type, isECR: AccessWords.isECR(result)))"
        + (type == .resourcePolicy ? what.map { " of \($0)" } ?? "" : "")
    case .permissionsBoundary: "in the permissions boundary of \(who)"
    case .sessionPolicy: "in a session policy"
    case .serviceControlPolicy: "in a service control policy at every level"
    case .resourceControlPolicy: "in a resource control policy at every level"
    case .vpcEndpointPolicy: "to \(who) in the VPC endpoint policy"
    case .builtIn: ""
    }
  }

  /// The principal that policies name: of a session its role.
  private static func caller(_ caller: Caller) -> String {
    let name =
      switch caller.kind {
      case .role, .roleSession: "role \(caller.name)"
      case .user: "user \(caller.name)"
      case .federatedUser: "federated user \(caller.name)"
      case .root: "account \(caller.account ?? "")"
      case .service, .anonymous: caller.text
      }
    return name.shortened()
  }

  private static func resource(_ resource: String) -> String? {
    guard resource != "*" else { return nil }
    return (ARN(resource)?.repositoryName ?? resource).shortened()
  }
}
