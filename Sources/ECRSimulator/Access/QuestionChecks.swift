import ECRAccess
import ECRModel
import ECRPolicy
package import Texts

/// What makes a part of a question meaningless: each check is in one place, for every way of asking.
package enum QuestionChecks {
  /// somebody who can call.
  static func caller(_ text: QuestionText) throws(InvalidInput) -> Caller {
    if let caller = Caller(text.value) { return caller }
    throw InvalidInput(findings: [invalidPrincipal(text)])
  }

  static func invalidPrincipal(_ text: QuestionText) -> Finding {
    Finding(
      .error, "INVALID_PRINCIPAL", "`\(text.value)` is not a valid principal",
      help: "write the ARN of a user, role, session, federated user or root user, a service's name "
        + "such as codebuild.amazonaws.com, or `anonymous`", at: text.location, facts: ["A-20"])
  }

  /// one action.
  ///
  /// A misspelled one would be answered by what policies say about `ecr:*`.
  package static func action(_ text: QuestionText) -> Finding? {
    let action = text.value
    if ECRAction.authorizing(action) != nil { return nil }
    let parts = action.split(separator: ":", omittingEmptySubsequences: false)
    if action.contains("*") || action.contains("?") {
      return Finding(
        .error, "INVALID_ACTION", "`\(action)` is a pattern; a question is about one action",
        help: "ask about each action by itself", at: text.location, facts: ["A-30"])
    }
    if parts.count != 2 || parts.contains("") || action.contains(" ") {
      return Finding(
        .error, "INVALID_ACTION", "`\(action)` is not an action",
        help: "write `service:Action`, such as `ecr:BatchGetImage`", at: text.location,
        facts: ["A-30"])
    }
    guard parts[0].lowercased() == "ecr" else { return nil }
    let meant = Spelling.nearest(to: action, among: ECRAction.all.map(\.text))
    return Finding(
      .error, "UNKNOWN_ACTION", "`\(action)` is not an action of Amazon ECR",
      help: meant.map { "did you mean `\($0)`?" }
        ?? "use a name from the Service Authorization Reference", at: text.location,
      facts: ["A-30"])
  }

  /// one resource, or `*` for actions without one.
  ///
  /// `arn` is the text as an ARN, if it is one.
  static func resource(_ text: QuestionText, _ arn: ARN?) -> Finding? {
    guard text.value != "*" else { return nil }
    guard let arn else {
      return Finding(
        .error, "INVALID_RESOURCE", "`\(text.value)` is not an ARN",
        help: "write `arn:aws:ecr:REGION:ACCOUNT:repository/NAME`, or `*` for actions without a "
          + "resource", at: text.location, facts: ["A-33"])
    }
    guard !isPattern(arn) else {
      return Finding(
        .error, "INVALID_RESOURCE",
        "`\(text.value)` is a pattern; a question is about one resource",
        help: "ask about each resource by itself, or about `*` where the action has no resource",
        at: text.location, facts: ["A-31"])
    }
    return arn.repositoryName.flatMap { repositoryName($0, at: text.location) }
  }

  private static func repositoryName(_ name: String, at location: Location) -> Finding? {
    guard !ARN.isRepositoryName(name) else { return nil }
    return Finding(
      .error, "INVALID_REPOSITORY_NAME", "`\(name)` is not a valid repository name",
      help: "use 2 to 256 lowercase letters and digits, with `.`, `-`, `_` and `/` between them",
      at: location, facts: ["A-33"])
  }

  static func account(_ text: QuestionText) -> Finding? {
    guard !ARN.isAccountID(text.value) else { return nil }
    return Finding(
      .error, "INVALID_ACCOUNT", "invalid account ID `\(text.value)`: must be 12 digits",
      help: "write the number without spaces or dashes", at: text.location, facts: ["A-20"])
  }

  /// An ARN that names its account leaves no choice of another.
  static func owner(_ account: QuestionText, of resource: ARN?) -> Finding? {
    guard ARN.isAccountID(account.value), let owner = resource?.owner, owner != account.value else {
      return nil
    }
    return Finding(
      .error, "CONTRADICTING_ACCOUNT",
      "the resource account is \(account.value), but the resource's ARN names \(owner)",
      help: "leave the account out: it is for ARNs without one", at: account.location,
      facts: ["A-33"])
  }

  /// Whether an ARN stands for several resources of ECR or IAM, whose names have no wildcards.
  ///
  /// Elsewhere they may be letters: objects of S3 may have them in their keys.
  private static func isPattern(_ arn: ARN) -> Bool {
    ["ecr", "iam"].contains(arn.service) && arn.description.contains { $0 == "*" || $0 == "?" }
  }
}
