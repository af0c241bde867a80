import ECRModel
import Texts

/// Values of conditions that no request has.
enum ConditionValueLints {
  static func run(
    _ statement: PolicyDocument.Statement, _ version: PolicyDocument.Version,
    _ findings: inout FindingCollector
  ) {
    for condition in statement.conditions {
      literalWildcard(condition, version, &findings)
      impossible(condition, version, &findings)
      switch condition.lowerKey {
      case "aws:principalarn":
        session(condition, &findings)
        root(condition, statement.effect, &findings)
      case "aws:sourceip": privateAddresses(condition, &findings)
      case "aws:requestedregion": otherPartition(condition, statement, &findings)
      default: break
      }
    }
  }

  /// A-43, T-A25: equality compares a `*` as a star.
  private static func literalWildcard(
    _ condition: PolicyDocument.Condition, _ version: PolicyDocument.Version,
    _ findings: inout FindingCollector
  ) {
    let comparison = condition.comparison
    guard comparison.comparison.isTextEquality,
      PolicyDocument.Condition.neverHasWildcards(condition.lowerKey),
      let value = condition.values.first(where: {
        ConditionValue($0.value, comparison.comparison, version).hasLiteralWildcard
      })
    else { return }
    var like = condition
    like.comparison.comparison = .stringLike
    // Advice that opens the statement to unknown callers would be worse than the mistake (T-A23).
    let isWide = isWide(value.value, like, version)
    findings.add(
      .warning, "WILDCARD_UNDER_EQUALITY",
      "`\(comparison)` compares the wildcards in `\(value.value)` as plain characters: "
        + "no request has this value",
      help: isWide
        ? "write the whole value; a pattern would also match unknown callers"
        : "write `\(like.comparison)` if you mean a pattern, or the whole value", at: value.span,
      facts: ["A-43", "T-A25"])
  }

  /// Whether a value, read as a pattern, would match unknown callers.
  private static func isWide(
    _ value: String, _ like: PolicyDocument.Condition, _ version: PolicyDocument.Version
  ) -> Bool {
    let pattern = ConditionValue(value, .stringLike, version)
    if pattern.matchesEverything { return true }
    let trait = CallerTrait(like.lowerKey)
    return switch trait {
    case .identifier, .organizationPath, .arn, .uniqueID, .address:
      !trait.isSpecific(value, like, version)
    // A claim of an identity provider, whose customers may be many organizations (T-A26).
    case .unknown where like.lowerKey.prefix(while: { $0 != ":" }).contains("."):
      !SharedIdentityProvider.namesOwner(pattern, ofKey: like.lowerKey)
    case .isService, .owner, .anybodys, .unknown: false
    }
  }

  /// values that the key never has.
  private static func impossible(
    _ condition: PolicyDocument.Condition, _ version: PolicyDocument.Version,
    _ findings: inout FindingCollector
  ) {
    for value in condition.values {
      guard let reason = ImpossibleValue(value.value, of: condition, version) else { continue }
      findings.add(
        condition.values.count == 1 ? .warning : .suggestion, "CONDITION_VALUE_NEVER_MATCHES",
        "`\(condition.key)` is never `\(value.value)`: \(reason.message)", help: reason.help,
        at: value.span, facts: ["A-43", "A-49"])
    }
  }

  /// A-49, T-A08: of a session the key has the role's ARN.
  private static func session(
    _ condition: PolicyDocument.Condition, _ findings: inout FindingCollector
  ) {
    let sessions = condition.values.filter { PolicyDocument.Condition.namesSession($0.value) }
    guard let session = sessions.first else { return }
    let isOnly = sessions.count == condition.values.count
    findings.add(
      isOnly ? .warning : .suggestion, "SESSION_IN_PRINCIPAL_ARN",
      "`\(condition.key)` never has a session's ARN such as `\(session.value)`: "
        + "for a session it is the role's ARN",
      help: "write the role's ARN with its path, such as `\(roleARN(session.value))`"
        + (session.value.contains(":assumed-role/AWSReservedSSO_") ? ", under `ArnLike`" : "")
        + "; a session's "
        + "name is in `aws:userid`, after the role's ID and a colon", at: session.span,
      facts: ["A-49", "T-A08"])
  }

  /// The role of a session's ARN, as far as the text names it.
  private static func roleARN(_ session: String) -> String {
    let parts = session.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    guard parts.count == 6, parts[5].hasPrefix("assumed-role/"),
      case var names = parts[5].dropFirst("assumed-role/".count).split(separator: "/"),
      !names.isEmpty
    else { return "arn:aws:iam::ACCOUNT:role/NAME" }
    if names.count > 1 { names.removeLast() }
    // Advice that matches roles of every account, or every role, would open what nobody can use.
    let account = parts[4].contains(where: \.isWildcard) ? "ACCOUNT" : parts[4]
    let isEveryRole = names.allSatisfy { $0.allSatisfy(\.isWildcard) }
    let role = isEveryRole ? "NAME" : names.joined(separator: "/")
    return "arn:\(parts[1]):iam::\(account):role/" + ImpossibleValue.path(ofRole: role) + role
  }

  /// A-49, T-A29: unlike a principal, the root's ARN in this key is the root user alone.
  ///
  /// A Deny for root users, which SCPs often have, means just that.
  private static func root(
    _ condition: PolicyDocument.Condition, _ effect: PolicyDocument.Effect,
    _ findings: inout FindingCollector
  ) {
    guard (effect == .allow) != condition.comparison.isNegated,
      condition.comparison.comparison != .null,
      let root = condition.values.first(where: { $0.value.hasSuffix(":root") }),
      condition.values.allSatisfy({ $0.value.hasSuffix(":root") })
    else { return }
    findings.add(
      effect == .allow ? .warning : .suggestion, "ROOT_IN_PRINCIPAL_ARN",
      "`\(root.value)` in `\(condition.key)` is the root user alone, not the users and roles of "
        + "the account",
      help: "to mean the whole account, compare `aws:PrincipalAccount` with its ID",
      at: root.span, facts: ["A-49", "T-A29"])
  }

  /// a request for a resource of one partition never goes to a Region of another.
  private static func otherPartition(
    _ condition: PolicyDocument.Condition, _ statement: PolicyDocument.Statement,
    _ findings: inout FindingCollector
  ) {
    guard condition.comparison.comparison.isTextEquality, statement.resource?.isNegated == false
    else { return }
    let resources = statement.resource?.patterns.map {
      $0.value.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    }
    guard let parts = resources?.first,
      resources?.allSatisfy({ $0.count == 6 && $0[1] == parts[1] })
        == true
    else { return }
    for value in condition.values {
      let arn = ["arn", String(parts[1]), "ecr", value.value, "", ""]
      guard let partition = RegionName.otherPartition(arn) else { continue }
      findings.add(
        condition.values.count == 1 ? .warning : .suggestion, "CONDITION_VALUE_NEVER_MATCHES",
        "`\(condition.key)` is never `\(value.value)` here: it is a region of the partition "
          + "`\(partition)`, but the resources are in `\(parts[1])`",
        help: "write a region of `\(parts[1])`, or the resources' ARNs with `arn:\(partition):`",
        at: value.span, facts: ["A-33", "A-49"])
    }
  }

  /// A-49, T-A28: no private address reaches ECR's public endpoints.
  private static func privateAddresses(
    _ condition: PolicyDocument.Condition, _ findings: inout FindingCollector
  ) {
    let isPrivate: (Located<String>) -> Bool = { value in
      let end = value.value.firstIndex(where: \.isWildcard)
      let takesWildcards = condition.comparison.comparison.takesWildcards
      let range = end.flatMap { takesWildcards ? AddressRange(beginning: value.value[..<$0]) : nil }
      return (range ?? AddressRange(value.value))?.isPrivate == true
    }
    guard let first = condition.values.first(where: isPrivate) else { return }
    let isOnly = condition.values.allSatisfy(isPrivate)
    findings.add(
      isOnly ? .warning : .suggestion, "PRIVATE_ADDRESS_IN_SOURCE_IP",
      "`\(condition.key)` is never a private address such as `\(first.value)`: "
        + "a VPC endpoint's requests have `aws:VpcSourceIp` instead",
      help: "write the public addresses, such as your NAT gateway's; for requests through a VPC "
        + "endpoint compare `aws:VpcSourceIp`, together with `aws:SourceVpc` or `aws:SourceVpce`",
      at: first.span, facts: ["A-49", "T-A28"])
  }
}
