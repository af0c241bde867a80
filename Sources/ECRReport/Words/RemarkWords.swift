import ECRAccess

/// What is particular about a decision.
extension AccessWords {
  static func sentence(_ remark: EvaluationResult.Remark) -> String {
    switch remark {
    case .unknownAction:
      "Drydock does not know this action of ECR: only the patterns of the policies decide"
    case .loginIsAskedAtHome:
      "a login goes to the registry of the caller's own account: the policies of another account's "
        + "registry do not apply"
    case .anonymousCaller:
      "ECR requires a login: it denies an anonymous caller whatever the policies allow"
    case .repositoryPolicyNotAsked:
      "the repository policy does not apply: this action is not on an existing repository"
    case .registryPolicyNotAsked:
      "the registry policy does not apply to this action; with scope V1 it covers only "
        + "ecr:ReplicateImage, ecr:BatchImportUpstreamImage and ecr:CreateRepository"
    case .resourceIsEverything:
      "this action has no resource type: it is evaluated against `*`, and only Resource `*` "
        + "allows it"
    case .serviceLinkedRole: "SCPs and RCPs do not apply to service-linked roles"
    case .managementAccountCaller: "SCPs do not apply to principals of the management account"
    case .managementAccountResource: "RCPs do not apply to resources of the management account"
    case .directGrantPastBounds:
      "the resource's policy names the caller itself, or everyone, which is enough in the same "
        + "account: a permissions boundary or session policy need not allow the action, but can deny it"
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
      .multivaluedVariable, .forAnyValueIfExistsWithoutKey:
      doubt(remark)
    }
  }

  /// What a statement does not do though its author thinks so, and what AWS leaves open about one.
  private static func doubt(_ remark: EvaluationResult.Remark) -> String {
    switch remark {
    case .wildcardInService:
      "AWS does not accept a wildcard in an ARN's service: Drydock assumes that an Allow with one "
        + "matches and a Deny does not, and the decision may differ"
    case .userBehindFederatedUser:
      "a federated session's ARN does not show which user federated: Drydock assumes that an "
        + "Allow that "
        + "names a user of the account matches and a Deny does not, and the decision may differ"
    case .variableBeforeResource:
      "AWS replaces variables only after the fifth colon of a resource: an entry with one before it "
        + "matches no resource"
    case .multivaluedVariable:
      "a key with several values, such as `aws:TagKeys`, cannot be a variable: what contains it "
        + "matches "
        + "nothing"
    case .forAnyValueIfExistsWithoutKey:
      "AWS does not document clearly whether ForAnyValue with IfExists matches a request that "
        + "lacks the "
        + "key: Drydock assumes that an Allow matches and a Deny does not"
    default: ""
    }
  }
}
