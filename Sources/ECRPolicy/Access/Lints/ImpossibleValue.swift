import ECRModel
import Texts

/// Why no request has a value, as a condition compares it (A-43, A-49).
struct ImpossibleValue {
  /// Why the key never has it.
  let message: String
  /// What to write instead.
  let help: String

  /// Nil where some request may have the value, or where nothing is known of the key.
  init?(
    _ value: String, of condition: PolicyDocument.Condition, _ version: PolicyDocument.Version
  ) {
    let comparison = condition.comparison.comparison
    guard comparison.isTextEquality || comparison.takesWildcards || comparison == .ipAddress else {
      return nil
    }
    let pattern = ConditionValue(value, comparison, version)
    // Stars under equality are reported as such (T-A25).
    guard !pattern.hasLiteralWildcard else { return nil }
    switch condition.lowerKey {
    case "aws:principalarn": self.init(principalARN: pattern)
    case "aws:sourceip": self.init(address: value, comparison)
    case "aws:requestedregion": self.init(region: pattern)
    case "aws:principaltype": self.init(principalType: pattern)
    case "aws:sourcearn": self.init(regionOfARN: pattern)
    case let key where Self.accounts.contains(key): self.init(account: pattern)
    case let key where Self.organizations.contains(key): self.init(organization: pattern)
    case let key where key.hasSuffix(":sub"): self.init(subject: pattern, of: key)
    default: return nil
    }
  }

  private init(_ message: String, help: String) {
    self.message = message
    self.help = help
  }

  private static let accounts: Set<String> = [
    "aws:principalaccount", "aws:resourceaccount", "aws:sourceaccount", "aws:vpceaccount",
    "aws:principalorgmasteraccountid",
  ]

  private static let organizations: Set<String> = [
    "aws:principalorgid", "aws:resourceorgid", "aws:sourceorgid", "aws:vpceorgid",
  ]

  private init?(account pattern: ConditionValue) {
    guard !pattern.isWild, !ARN.isAccountID(pattern.pattern) else { return nil }
    self.init(
      "an account ID has twelve digits", help: "write the account's ID, without hyphens or an ARN")
  }

  /// T-A26: no token has a subject of another form.
  private init?(subject pattern: ConditionValue, of key: String) {
    guard let provider = SharedIdentityProvider.ofKey(key), !provider.canHave(subject: pattern)
    else { return nil }
    self.init(
      "the subjects of \(provider.name) have another form",
      help: "write it as `\(provider.example)`")
  }

  private init?(region pattern: ConditionValue) {
    guard !pattern.isWild, !RegionName.isPossible(pattern.pattern) else { return nil }
    self.init(
      "it is a region's name", help: "write the name as AWS does, such as `eu-central-1`")
  }

  private init?(principalType pattern: ConditionValue) {
    let types = ["Account", "User", "FederatedUser", "AssumedRole", "Anonymous"]
    guard !pattern.isWild, !types.contains(pattern.pattern) else { return nil }
    self.init(
      "it is one of \(types.map { "`\($0)`" }.joined(separator: ", "))",
      help: Spelling.suggestion(for: pattern.pattern, among: types)
        ?? "write `AssumedRole` for roles, `User` for users")
  }

  private init?(regionOfARN pattern: ConditionValue) {
    let parts = pattern.pattern.split(
      separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    guard let partition = RegionName.otherPartition(parts) else { return nil }
    self.init(
      "`\(parts[3])` is a region of the partition `\(partition)`",
      help: "write `arn:\(partition):…`, or a region of `\(parts[1])`")
  }

  private init?(organization pattern: ConditionValue) {
    guard !Self.mayBegin(pattern, with: ["o-"]) else { return nil }
    self.init(
      "an organization's ID begins with `o-`", help: "write the ID, such as `o-exampleorgid`")
  }

  /// A text operator compares a range as text, and the range of one address has no other in it.
  private init?(address: String, _ comparison: ConditionOperator.Comparison) {
    if comparison != .ipAddress, address.contains("/") {
      self.init(
        "a request has one address, but this operator compares strings",
        help: "write the addresses of your network under `IpAddress`, or under `NotIpAddress` to "
          + "exclude them")
    } else if address == "0.0.0.0" {
      self.init(
        "no request comes from this one address", help: "write the addresses of your network")
    } else {
      return nil
    }
  }

  /// A caller is a user, a role, a root user or a federated user.
  private init?(principalARN pattern: ConditionValue) {
    let parts = pattern.pattern.split(
      separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    guard Self.mayBegin(pattern, with: ["arn:"]) else {
      self.init(
        "its value is an ARN",
        help: "write the ARN of a user or role, such as `arn:aws:iam::ACCOUNT:role/NAME`")
      return
    }
    guard parts.count == 6 else { return nil }
    if !parts[4].contains(where: \.isWildcard), !ARN.isAccountID(parts[4]) {
      self.init(
        "the ARN of a principal has an account ID of twelve digits",
        help: "write the account's ID into the ARN")
      return
    }
    let isSTS = parts[2] == "sts"
    guard parts[2] == "iam" || isSTS else {
      guard !parts[2].contains(where: \.isWildcard) else { return nil }
      self.init(
        "a caller is a user, a role or the root user, whose ARNs are IAM's",
        help: "write the ARN of a user or role, such as `arn:aws:iam::ACCOUNT:role/NAME`")
      return
    }
    let start = parts[5].prefix { !$0.isWildcard }
    let isWild = start.count < parts[5].count
    if let meant = Self.inIAM(parts, isSTS) {
      self.init("the ARNs of users and roles are IAM's, without a region", help: "write `\(meant)`")
      return
    }
    guard !isSTS else { return nil }
    let kinds = ["user/", "role/", "root"]
    if !kinds.contains(where: { start.hasPrefix($0) || isWild && $0.hasPrefix(start) }) {
      self.init(
        "a caller is a user, a role or the root user",
        help: start.hasPrefix("group/")
          ? "name the users, or a role that they assume"
          : "write the ARN of a user or role, such as `arn:aws:iam::ACCOUNT:role/NAME`")
    } else if start.hasPrefix("role/" + Self.identityCenterRole) {
      let name = parts[5].dropFirst("role/".count)
      self.init(
        "the roles of IAM Identity Center have a path",
        help: "write `\(parts.dropLast().joined(separator: ":")):role/\(Self.path(ofRole: name))"
          + "\(name)` under `ArnLike`")
    } else {
      return nil
    }
  }

  /// The ARN of a user, role, or root user without a region and under IAM, where it was written
  /// otherwise.
  private static func inIAM(_ parts: [Substring], _ isSTS: Bool) -> String? {
    let isOfIAM = ["role/", "user/", "root"].contains { parts[5].hasPrefix($0) }
    let hasRegion = !parts[3].isEmpty && !parts[3].allSatisfy { $0 == "*" }
    guard isSTS ? isOfIAM : hasRegion else { return nil }
    return "arn:\(parts[1]):iam::\(parts[4]):\(parts[5])"
  }

  /// What the names of roles that IAM Identity Center makes begin with.
  static let identityCenterRole = "AWSReservedSSO_"

  /// The path, with a wildcard for the Region in it, of a role that IAM Identity Center made; no path
  /// for other roles.
  ///
  /// Source: "Referencing permission sets in resource policies",
  /// https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
  static func path(ofRole name: some StringProtocol) -> String {
    name.hasPrefix(identityCenterRole) ? "aws-reserved/sso.amazonaws.com/*" : ""
  }

  /// Whether some text that a pattern matches begins in one of these ways.
  private static func mayBegin(_ pattern: ConditionValue, with starts: [String]) -> Bool {
    let fixed = pattern.fixedStart
    return starts.contains { fixed.hasPrefix($0) || pattern.isWild && $0.hasPrefix(fixed) }
  }
}
