import ECRPolicy
import Texts

/// The statements that came closest to allowing a denied request.
enum NearMisses {
  /// The highest number for each kind of policy.
  static let most = 3

  /// Of each kind that would have had to allow, the statements that came furthest.
  static func find(
    _ question: PreparedRequest, _ trials: [Trial], _ failing: [PolicyType]
  ) -> [NearMiss] {
    let service = question.serviceName
    var types = failing
    // In one account either side suffices: the resource's policies may have come close too.
    if failing.contains(.identityPolicy), !failing.contains(.resourcePolicy) {
      types += [.resourcePolicy, .registryPolicy]
    }
    return PolicyType.allCases.filter(types.contains).flatMap { type in
      let misses = trials.enumerated().filter { entry in
        entry.element.policyType == type && entry.element.isAllow
          && isNear(entry.element, question, service)
      }
      let ranked = misses.sorted { a, b in
        (-stage(a.element), a.offset) < (-stage(b.element), b.offset)
      }
      return ranked.prefix(most).compactMap { entry in
        entry.element.mismatch(question).map {
          NearMiss(
            statement: entry.element.reference, mismatch: $0,
            variables: variables(entry.element, question))
        }
      }
    }
  }

  /// The values of the variables in the element that failed.
  private static func variables(_ trial: Trial, _ question: PreparedRequest) -> [NearMiss.Variable]
  {
    let statement = trial.policy.statements[trial.index]
    var names: [String] = []
    switch trial.failure {
    case .resource: names = statement.resource?.keyNames ?? []
    case .condition(let place): names = Array(statement.conditions[place].namedKeys.dropFirst())
    case nil, .principal, .action: break
    }
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }.map { name in
      NearMiss.Variable(
        key: name,
        value: question.context.values(of: ContextKey(name))?.first.flatMap {
          $0.isKnown ? $0.text : nil
        })
    }
  }

  private static func stage(_ trial: Trial) -> Int {
    switch trial.failure {
    case nil, .principal: 0
    case .action: 1
    case .resource: 2
    case .condition: 3
    }
  }

  /// Whether a statement that does not match is worth telling: one about another service is not.
  private static func isNear(
    _ trial: Trial, _ question: PreparedRequest, _ service: String
  ) -> Bool {
    switch trial.failure {
    case nil: return false
    case .resource, .condition: return true
    case .principal: return question.actions(of: trial.policy, trial.index) != 0
    case .action:
      let action = trial.policy.document.statements[trial.index].action
      return action.isNegated || action.patterns.contains { isAbout(service, $0.value) }
    }
  }

  /// Whether a pattern of actions names a service, in whatever case.
  private static func isAbout(_ service: String, _ pattern: String) -> Bool {
    pattern.utf8.prefix { $0 != UInt8(ascii: ":") }
      .elementsEqual(service.utf8) { $0 == $1 || $0 | 0x20 == $1 && $1 >= UInt8(ascii: "a") }
  }
}

extension PreparedRequest {
  /// The prefix of the action, in lower case.
  var serviceName: String {
    guard let other = actions.other else { return "ecr" }
    return String(decoding: other.prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self)
  }
}
