import ECRModel
import ECRPolicy

extension Caller {
  /// The context keys that follow from who calls.
  ///
  /// Source: "AWS global condition context keys: Properties of the principal",
  /// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
  package var context: RequestContext {
    var context = RequestContext()
    switch kind {
    case .anonymous: context.set(.principalType, PrincipalType.anonymous)
    case .service:
      context.set(.principalIsAWSService, PrincipalType.yes)
      context.setPresent(.principalServiceName, text)
      context.setComplete(CallerContextKeys.absentFromServices)
    case .root:
      fill(&context, type: PrincipalType.account, arn: text, userID: account)
    case .user:
      fill(&context, type: PrincipalType.user, arn: text, userID: uniqueID)
      context.setPresent(.username, name)
    case .role:
      fill(&context, type: PrincipalType.assumedRole, arn: text, userID: nil)
    case .roleSession:
      // T-A08: the role's ARN, never the session's.
      fill(
        &context, type: PrincipalType.assumedRole, arn: roleARN?.description,
        userID: uniqueID.map { "\($0):\(sessionName)" })
    case .federatedUser:
      fill(
        &context, type: PrincipalType.federatedUser, arn: text,
        userID: account.map { "\($0):\(name)" })
    }
    if kind != .user { context.setComplete(Self.username) }
    return context
  }

  /// What requests of users, roles and root users have.
  private func fill(
    _ context: inout RequestContext, type: [ContextValue], arn: String?, userID: String?
  ) {
    context.setPresent(.principalAccount, account)
    context.setPresent(.principalARN, arn)
    context.set(.principalType, type)
    context.set(.principalIsAWSService, PrincipalType.no)
    context.setPresent(.userID, userID)
    context.setComplete(CallerContextKeys.absentFromPrincipals)
  }

  private var sessionName: Substring { arn?.resource.split(separator: "/").last ?? "" }

  /// The values that ``context`` gives again and again.
  private enum PrincipalType {
    static let anonymous = [ContextValue("Anonymous")]
    static let account = [ContextValue("Account")]
    static let user = [ContextValue("User")]
    static let assumedRole = [ContextValue("AssumedRole")]
    static let federatedUser = [ContextValue("FederatedUser")]
    static let yes = [ContextValue("true")]
    static let no = [ContextValue("false")]
  }

  private static let username = ["aws:username"]
}

extension RequestContext {
  /// Whether the credentials are temporary: those of sessions are, a user's long-term keys are not
  ///
  ///
  /// A user or a root user calls with temporary ones where `given` has the keys of MFA.
  mutating func setTokenIssueTime(of caller: Caller, _ given: RequestContext) {
    switch caller.kind {
    case .role, .roleSession, .federatedUser: setPresent(.tokenIssueTime, nil)
    case .user, .root:
      if given.has(.mfaPresent) || given.has(.mfaAge) {
        setPresent(.tokenIssueTime, nil)
      } else {
        setComplete(Self.tokenIssueTime)
      }
    case .service, .anonymous: break
    }
  }

  private static let tokenIssueTime = ["aws:tokenissuetime"]
}
