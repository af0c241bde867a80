package import ECRAccess
import ECRDocuments
package import ECRModel
import ECRPolicy
package import Texts

/// Answers one question about access that is given as a line of JSON, its policies in it.
package enum AnswerAccessQuestion {
  /// The answer to a line.
  package struct Outcome: Sendable {
    /// The question's id as JSON; nil when it has none that can be given back.
    package var id: String?
    /// The line's number, from 1.
    package var line: Int
    /// The decision with its evidence; nil when the line cannot be read.
    package var result: EvaluationResult?
    /// The policies that AWS attaches by itself, and that the line lacked.
    package var addedPolicies: [AddedPolicy] = []
    /// What is wrong with the line, and what AWS would reject in its policies.
    package var findings: [Finding]
  }

  /// Answers the question of one line.
  ///
  /// `at` is the instant of the request, if it matters.
  ///
  /// A `cache` spares reading a policy that another line has had; it changes no answer.
  package static func run(
    _ line: SourceText, number: Int, at instant: Timestamp?, cache: PolicyCache? = nil
  ) -> Outcome {
    let reading = AccessQuestionDocument.read(line)
    var outcome = Outcome(id: reading.id, line: number, result: nil, findings: reading.findings)
    guard let document = reading.question else { return outcome }
    // A batch does not report likely mistakes.
    var sources = PolicySources(wantsAdvice: false, cache: cache)
    var question = document.question(line, &sources)
    question.at = instant
    let answer = question.answer()
    let findings = answer.findings + sources.findings
    if !findings.isEmpty { outcome.findings += findings.inReadingOrder() }
    guard sources.isReadable else { return outcome }
    outcome.result = answer.result
    outcome.addedPolicies = answer.addedPolicies
    return outcome
  }
}

extension AccessQuestionDocument {
  /// The question that a line asks.
  fileprivate func question(_ line: SourceText, _ sources: inout PolicySources) -> AccessQuestion {
    func text(_ located: Located<String>) -> QuestionText {
      QuestionText(located.value, at: line.location(of: located.span))
    }
    var question = AccessQuestion(
      principal: text(principal), action: text(action), resource: text(resource))
    if let service = RoleBoundService.named(principal.value) {
      sources.add(service.finding(at: line.location(of: principal.span)))
    }
    question.resourceAccount = resourceAccount.map(text)
    question.managementAccount = managementAccount.map(text)
    for (name, values) in context { question.context.set(name, values) }
    question.resourceTags = resourceTags
    question.requestTags = requestTags
    question.principalTags = principalTags
    question.callerPolicies = callerPolicies(&sources)
    question.resourcePolicies = resourcePolicies(line, &sources)
    question.vpcEndpointPolicies = vpcEndpointPolicies.compactMap {
      sources.compile($0, .vpcEndpointPolicy, .draft)
    }
    return question
  }

  private func callerPolicies(_ sources: inout PolicySources) -> CallerPolicies {
    var policies = CallerPolicies()
    policies.identityPolicies = identityPolicies.compactMap {
      sources.compile($0, .identityPolicy, .draft)
    }
    policies.permissionsBoundary = permissionsBoundary.flatMap {
      sources.compile($0, .permissionsBoundary, .draft)
    }
    policies.sessionPolicies = sessionPolicies.compactMap {
      sources.compile($0, .sessionPolicy, .draft)
    }
    policies.serviceControlPolicies = serviceControlPolicies.map { level in
      level.compactMap { sources.compile($0, .serviceControlPolicy, .draft) }
    }
    return policies
  }

  private func resourcePolicies(
    _ line: SourceText, _ sources: inout PolicySources
  ) -> ResourcePolicies {
    let isECR = action.value.lowercased().hasPrefix("ecr:")
    var policies = ResourcePolicies()
    policies.resourceControlPolicies = resourceControlPolicies.map { level in
      level.compactMap { sources.compile($0, .resourceControlPolicy, .draft) }
    }
    policies.resourcePolicy = resourcePolicy.flatMap {
      sources.compile($0, isECR ? .repositoryPolicy : .resourcePolicy, .draft)
    }
    policies.registryPolicy = registryPolicy.flatMap {
      sources.compile($0, .registryPolicy, .draft)
    }
    guard let scope = registryPolicyScope else { return policies }
    if let known = RegistryPolicyScope(rawValue: scope.value) {
      policies.registryPolicyScope = known
    } else {
      sources.add(
        Finding(
          .error, "NOT_IN_ENUM", "`\(scope.value)` is not a scope of registry policies",
          help: "write `V1` or `V2`", at: line.location(of: scope.span), facts: ["A-72"]))
    }
    return policies
  }
}
