public import ECRAccess
import ECRPolicy
public import Texts

/// Lists everybody who may do something with repositories, sorted by how sure it is.
public enum WhoMayAccess {
  /// The answer.
  public struct Outcome: Sendable {
    /// What was asked about.
    public var permission: Permission
    /// The repositories, in the order of the question.
    public var repositories: [RepositoryAnswer]
    /// The policies that AWS attaches by itself, and that the documents lacked.
    public var addedPolicies: [AddedPolicy]
    /// What was found in the documents.
    public var findings: [Finding]
    /// What else there is to know, in sentences.
    public var notices: [String]
    /// What pages of the account's details are missing; whoever stands on them is not in the answer.
    public var missingPages: String?
  }

  /// Everybody who may do it with one repository.
  public struct RepositoryAnswer: Sendable {
    /// The repository's ARN.
    public var resource: String
    /// Those who may.
    public var certain: [Caller]
    /// Those who may once context keys are known that policies ask for.
    public var possible: [Caller]
    /// Those whom the resource's policies allow, and of whom no document has the policies.
    public var outside: [OutsideGrant]
  }

  /// Answers.
  ///
  /// - Throws: ``InvalidInput`` when a document has no meaning, or a name has none.
  public static func run(
    _ request: SurveyAccess.Request, _ permission: Permission
  ) throws(InvalidInput) -> Outcome {
    let survey = try SurveyAccess.run(request)
    return Outcome(
      permission: permission,
      repositories: survey.matrix.targets.indices.map { answer(survey, permission, target: $0) },
      addedPolicies: survey.addedPolicies, findings: survey.findings, notices: survey.notices,
      missingPages: survey.missingPages)
  }

  private static func answer(
    _ survey: SurveyAccess.Outcome, _ permission: Permission, target: Int
  ) -> RepositoryAnswer {
    let matrix = survey.matrix
    var answer = RepositoryAnswer(
      resource: matrix.targets[target].resource, certain: [], possible: [],
      outside: outside(survey, permission, target: target))
    for index in matrix.principals.indices {
      let cell = matrix[index, target]
      let mask = permission.actions(of: matrix.principals[index].caller)
      if cell.allowed & mask == mask {
        answer.certain.append(matrix.principals[index].caller)
      } else if cell.possible & mask == mask {
        answer.possible.append(matrix.principals[index].caller)
      }
    }
    return answer
  }

  private static func outside(
    _ survey: SurveyAccess.Outcome, _ permission: Permission, target: Int
  ) -> [OutsideGrant] {
    // Every administrative action counts by itself.
    guard permission != .group(.administer) else {
      var seen: Set<OutsideGrant> = []
      return permission.actionNames.flatMap { survey.outsideGrants($0, target: target) }
        .filter { seen.insert($0).inserted }
    }
    // Logins and what else has no repository outsiders ask of their own side.
    let onRepository = permission.actionNames.filter {
      ECRAction.named($0)?.resourceType == .repository
    }
    return survey.outsideGrants(
      all: onRepository.isEmpty ? permission.actionNames : onRepository, target: target)
  }
}
