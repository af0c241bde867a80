import ECRModel
import Texts

/// What a context key reveals about a caller, as far as it separates an account's own callers from
/// unknown ones (A-24, T-A23).
///
/// Source: "AWS global condition context keys",
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
enum CallerTrait {
  /// An identifier that AWS gives out, such as an account's or an organization's: a wildcard in it
  /// has no valid use.
  case identifier
  /// A path in an organization, which begins with the organization's ID.
  case organizationPath
  /// An ARN, in which the account counts.
  case arn
  /// A unique ID, before which a session's name may vary.
  case uniqueID
  /// An IP address of the internet.
  case address
  /// Whether an AWS service calls for itself.
  case isService
  /// The resource's owner: it limits callers only when it is compared with a caller's own account or
  /// organization.
  case owner
  /// Something that any caller can have, or that does not depend on the caller.
  case anybodys
  /// Nothing is known about it; the assumption is that unknown callers do not have it.
  case unknown

  /// The trait of a key, which is given in lower case.
  init(_ key: String) {
    let family = key.contains("/") ? String(key.prefix { $0 != "/" }) + "/" : key
    if let trait = Self.traits[family] {
      self = trait
    } else {
      self = key.hasPrefix("saml:") ? .anybodys : .unknown
    }
  }

  private static let traits: [String: CallerTrait] = {
    var traits: [String: CallerTrait] = [
      "aws:userid": .uniqueID, "aws:sourceip": .address, "aws:principalisawsservice": .isService,
    ]
    let groups: [(CallerTrait, [String])] = [
      (
        .identifier,
        [
          "aws:principalaccount", "aws:principalorgid", "aws:principalorgmasteraccountid",
          "aws:sourceaccount", "aws:sourceorgid",
          "aws:sourcevpc", "aws:sourcevpce", "aws:vpceaccount", "aws:vpceorgid",
          "aws:ec2instancesourcevpc",
        ]
      ),
      (
        .organizationPath,
        ["aws:principalorgpaths", "aws:sourceorgpaths", "aws:vpceorgpaths"]
      ),
      (
        .arn,
        [
          "aws:principalarn", "aws:sourcearn", "aws:sourcevpcarn", "aws:chatbotsourcearn",
          "aws:federatedprovider", "lambda:sourcefunctionarn", "ec2:sourceinstancearn",
          "codebuild:projectarn", "codebuild:buildarn", "ssm:sourceinstancearn",
        ]
      ),
      (.owner, ["aws:resourceaccount", "aws:resourceorgid", "aws:resourceorgpaths"]),
      (
        .anybodys,
        [
          "aws:useragent", "aws:referer", "aws:securetransport", "aws:currenttime",
          "aws:epochtime", "aws:requestedregion", "aws:resourcetag/", "ecr:resourcetag/",
          "ecr:accountsetting", "aws:requesttag/", "aws:tagkeys", "aws:principaltag/",
          "aws:principaltype", "aws:username", "aws:multifactorauthpresent",
          "aws:multifactorauthage", "aws:tokenissuetime", "aws:viaawsservice", "aws:calledvia",
          "aws:calledviafirst", "aws:calledvialast", "aws:calledviaawsmcp",
          "aws:viaawsmcpservice", "aws:ismcpserviceaction", "aws:viacustomerdomain",
          "aws:sourceidentity", "aws:assumedroot", "aws:signinsessionarn", "aws:vpcsourceip",
          "aws:ec2instancesourceprivateipv4", "sts:externalid", "sts:rolesessionname",
        ]
      ),
    ]
    for (trait, keys) in groups { for key in keys { traits[key] = trait } }
    return traits
  }()

  /// The variables for a caller's own account or organization.
  private static let identityVariables: Set<String> = [
    "aws:principalaccount", "aws:principalorgid", "aws:principalorgmasteraccountid",
    "aws:sourceaccount", "aws:sourceorgid",
    "aws:vpceaccount", "aws:vpceorgid",
  ]

  /// Whether a value only matches callers of a chosen owner.
  func isSpecific(_ value: String, _ condition: PolicyDocument.Condition, _ version: Version)
    -> Bool
  {
    if condition.comparison.comparison == .ipAddress {
      return self == .address && AddressRange(value).map { !$0.isWide } ?? true
    }
    guard !condition.comparison.comparison.isOrder else { return false }
    let pattern = ConditionValue(value, condition.comparison.comparison, version)
    switch self {
    case .identifier: return !pattern.isWild
    case .organizationPath: return Self.namesOrganization(pattern)
    case .arn:
      // The name of a provider that anybody's sessions may come from is not an ARN.
      return (condition.lowerKey != "aws:federatedprovider" || pattern.pattern.hasPrefix("arn:"))
        && Self.namesOwner(pattern)
    case .uniqueID: return !pattern.isWild || pattern.fixedStart.count >= 12
    case .address: return !pattern.isWild || !pattern.fixedStart.isEmpty
    case .owner: return version == .v2012 && Self.isIdentityVariable(value)
    case .isService, .anybodys: return false
    case .unknown: return !pattern.matchesEverything
    }
  }

  typealias Version = PolicyDocument.Version

  private static func isIdentityVariable(_ value: String) -> Bool {
    PolicyVariable.pieces(of: value).contains { piece in
      guard case .variable(let key, nil) = piece else { return false }
      return identityVariables.contains(key.lowercased())
    }
  }

  /// Organization IDs are unique, and those of roots and units are not; an ID has 12 characters or
  /// more.
  private static func namesOrganization(_ pattern: ConditionValue) -> Bool {
    let organization = pattern.pattern.prefix { $0 != "/" }
    return !organization.contains(where: \.isWildcard) && !organization.isEmpty
      || pattern.fixedStart.count >= 12 && pattern.fixedStart.hasPrefix("o-")
  }

  /// An ARN belongs to an account, or has a name that is unique without one, as a bucket's is.
  private static func namesOwner(_ pattern: ConditionValue) -> Bool {
    if !pattern.isWild { return true }
    let parts = pattern.pattern.split(
      separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    if parts.dropLast().contains(where: { ARN.isAccountID($0) }) { return true }
    guard parts.count == 6, parts[4].isEmpty else { return false }
    let name = parts[5].prefix { $0 != "/" }
    return !name.isEmpty && !name.contains(where: \.isWildcard)
      && !parts[2].contains(where: \.isWildcard)
  }
}
