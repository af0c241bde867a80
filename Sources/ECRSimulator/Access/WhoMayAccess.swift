package import ECRAccess
import ECRPolicy
package import Texts

/// Lists the principals that can do something with repositories, by certainty.
package enum WhoMayAccess {
  /// The answer.
  package struct Outcome: Sendable {
    /// What was asked about.
    package var permission: Permission
    /// The repositories, in the order of the question.
    package var repositories: [RepositoryAnswer]
    /// How many principals were looked at, apart from those that only policies name.
    package var principalCount: Int
    /// Whether the question names them; otherwise, the documents do.
    package var namesPrincipals: Bool
    /// The policies that AWS attaches by itself, and that the documents lacked.
    package var addedPolicies: [AddedPolicy]
    /// What was found in the documents.
    package var findings: [Finding]
    /// What else there is to know, in sentences.
    package var notices: [String]
    /// The missing pages of accounts' details; their principals are not in the answer.
    package var missingPages: [String]
    /// The accounts of those pages, as far as they are known.
    package var incompleteAccounts: [String]

    /// Whether there is nobody to look at, neither in the documents nor in the policies of resources.
    package var hasNobody: Bool {
      principalCount == 0 && repositories.allSatisfy(\.outside.isEmpty)
    }
  }

  /// The principals that can do it with one repository.
  package struct RepositoryAnswer: Sendable {
    /// The repository's ARN.
    package var resource: String
    /// Those who can if keys without known values are absent.
    package var allowed: [Caller] = []
    /// Those of them who might not, depending on such keys.
    package var mayBeDenied: [Caller] = []
    /// Those who may not, and perhaps may once such keys are known.
    package var possible: [Caller] = []
    /// Those who may, whatever is not known.
    package var certain: [Caller] { allowed.filter { !mayBeDenied.contains($0) } }
    /// Those that the resource's policies allow, and whose own policies are in no document.
    package var outside: [OutsideGrant]
    /// The context keys without known values that the answer depends on.
    package var missingContextKeys: [String] = []
  }

  /// Answers.
  ///
  /// - Throws: ``InvalidInput`` when a document has no meaning, or a name has none.
  package static func run(
    _ request: SurveyAccess.Request, _ permission: Permission
  ) throws(InvalidInput) -> Outcome {
    let survey = try SurveyAccess.run(request)
    let count = survey.matrix.principals.count
    let keys = survey.matrix.missingContextKeys(
      survey.matrix.principals.map { permission.actions(of: $0.caller) })
    return Outcome(
      permission: permission,
      repositories: survey.matrix.targets.indices.map { target in
        var answer = answer(survey, permission, target: target)
        if answer.possible.isEmpty && answer.mayBeDenied.isEmpty { return answer }
        answer.missingContextKeys = keys[target]
        return answer
      },
      principalCount: count, namesPrincipals: !request.principals.isEmpty,
      addedPolicies: survey.addedPolicies, findings: survey.findings,
      notices: survey.notices + (count == 0 ? [noPrincipals] : []),
      missingPages: survey.missingPages, incompleteAccounts: survey.incompleteAccounts)
  }

  /// What an answer lacks for which no document has users or roles.
  package static let noPrincipals =
    "the files have no users and roles, so the answer only has principals that resource-based policies "
    + "name; add `aws iam get-account-authorization-details` output"

  private static func answer(
    _ survey: SurveyAccess.Outcome, _ permission: Permission, target: Int
  ) -> RepositoryAnswer {
    let matrix = survey.matrix
    var answer = RepositoryAnswer(
      resource: matrix.targets[target].resource,
      outside: survey.outsideGrants(permission, target: target))
    for index in matrix.principals.indices {
      let cell = matrix[index, target]
      let caller = matrix.principals[index].caller
      let mask = permission.actions(of: caller)
      if cell.allowed & mask == mask {
        answer.allowed.append(caller)
        if cell.certain & mask != mask { answer.mayBeDenied.append(caller) }
      } else if cell.possible & mask == mask {
        answer.possible.append(caller)
      }
    }
    return answer
  }
}
