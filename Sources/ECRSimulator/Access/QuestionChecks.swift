import ECRAccess
import ECRModel
import ECRPolicy
package import Texts

/// The checks of the parts of a question, the same for every command.
package enum QuestionChecks {
  /// The caller that a text names.
  static func caller(_ text: QuestionText) throws(InvalidInput) -> Caller {
    if let caller = Caller(text.value) { return caller }
    throw InvalidInput(findings: [invalidPrincipal(text)])
  }

  static func invalidPrincipal(_ text: QuestionText) -> Finding {
    let invalid = InvalidName.caller(text.value)
    return Finding(
      .error, "INVALID_PRINCIPAL", invalid.message, help: invalid.help, at: text.location,
      facts: ["A-20"])
  }

  /// Checks that a text names one action.
  ///
  /// Without the check, a misspelled action would match `ecr:*`.
  package static func action(_ text: QuestionText) -> Finding? {
    let action = text.value
    if ECRAction.authorizing(action) != nil { return nil }
    let parts = action.split(separator: ":", omittingEmptySubsequences: false)
    if action.contains("*") || action.contains("?") {
      return Finding(
        .error, "INVALID_ACTION", "`\(action)` is a pattern; a question is about one action",
        help: "ask about each action separately", at: text.location, facts: ["A-30"])
    }
    if parts.count != 2 || parts.contains("") || action.contains(" ") {
      return Finding(
        .error, "INVALID_ACTION", "`\(action)` is not an action",
        help: helpForAction(action), at: text.location,
        facts: ["A-30"])
    }
    guard parts[0].lowercased() == "ecr" else { return nil }
    let meant = Spelling.nearest(to: action, among: ECRAction.all.map(\.text))
    return Finding(
      .error, "UNKNOWN_ACTION", "`\(action)` is not an action of Amazon ECR",
      help: meant.map { Spelling.didYouMean($0) }
        ?? "use a name from the Service Authorization Reference", at: text.location,
      facts: ["A-30"])
  }

  private static func helpForAction(_ text: String) -> String {
    if let action = ECRAction.named("ecr:" + text) { return Spelling.didYouMean(action.text) }
    let general = "write `service:Action`, such as `ecr:BatchGetImage`"
    guard let recipe = AccessRecipe(rawValue: text) else { return general }
    return
      "\(general); `drydock access --actions \(text)` asks about all actions of \(recipe.summary)"
  }

  /// Checks that a text names one resource, or is `*` for actions without one.
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
        help: "ask about each resource separately, or about `*` where the action has no resource",
        at: text.location, facts: ["A-31"])
    }
    return arn.repositoryName.flatMap { repositoryName($0, at: text.location) }
  }

  /// Checks that an action acts on resources of this kind: no other service's action is on a repository,
  /// and none of ECR's is on anything else.
  static func target(_ action: QuestionText, _ resource: QuestionText, _ arn: ARN?) -> Finding? {
    guard let arn else { return nil }
    let service = action.value.prefix { $0 != ":" }
    if arn.service == "ecr", service.lowercased() != "ecr" {
      return Finding(
        .error, "INVALID_RESOURCE", "`\(action.value)` does not act on repositories of Amazon ECR",
        help:
          "give the ARN of a resource of `\(service)` (--resource), or ask about an action such as "
          + "`ecr:BatchGetImage`", at: resource.location, facts: ["A-33"])
    }
    guard ECRAction.authorizing(action.value)?.resourceType == .repository,
      arn.repositoryName == nil
    else { return nil }
    return Finding(
      .error, "INVALID_RESOURCE",
      "`\(action.value)` acts on repositories, and `\(resource.value)` is not one",
      help: "write `arn:aws:ecr:REGION:ACCOUNT:repository/NAME`", at: resource.location,
      facts: ["A-32", "A-33"])
  }

  private static func repositoryName(_ name: String, at location: Location) -> Finding? {
    guard !ARN.isRepositoryName(name) else { return nil }
    let invalid = InvalidName.repository(name)
    return Finding(
      .error, "INVALID_REPOSITORY_NAME", invalid.message, help: invalid.help, at: location,
      facts: ["A-33"])
  }

  static func account(_ text: QuestionText) -> Finding? {
    guard !ARN.isAccountID(text.value) else { return nil }
    let invalid = InvalidName.accountID(text.value)
    return Finding(
      .error, "INVALID_ACCOUNT", invalid.message, help: invalid.help, at: text.location,
      facts: ["A-20"])
  }

  /// Checks that an account agrees with the account in the ARN of the resource.
  static func owner(_ account: QuestionText, of resource: ARN?) -> Finding? {
    guard ARN.isAccountID(account.value), let owner = resource?.owner, owner != account.value else {
      return nil
    }
    return Finding(
      .error, "CONTRADICTING_ACCOUNT",
      "the resource account is \(account.value), but the resource's ARN names \(owner)",
      help: "remove the account: it is for ARNs without one", at: account.location,
      facts: ["A-33"])
  }

  /// Whether an ARN is a pattern for several resources of ECR or IAM, whose names have no wildcards.
  ///
  /// Other services can have `*` in names, such as the keys of objects in S3.
  private static func isPattern(_ arn: ARN) -> Bool {
    ["ecr", "iam"].contains(arn.service) && arn.description.contains { $0 == "*" || $0 == "?" }
  }
}
