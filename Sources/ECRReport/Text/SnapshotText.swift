import ECRModel
public import ECRSimulator
import ECRStore

/// What is in a snapshot, as a person reads it.
public enum SnapshotText {
  /// The whole report.
  public static func text(_ outcome: ShowSnapshot.Outcome, _ style: Style) -> String {
    let contents = outcome.contents
    return registries(contents.registries, style) + accounts(contents.accounts, style)
      + organization(contents, style) + gaps(outcome.gaps, style)
  }

  private static func registries(
    _ registries: [SnapshotContents.Registry], _ style: Style
  ) -> String {
    guard !registries.isEmpty else { return "The snapshot has no registry.\n" }
    var table = TextTable([
      ("ACCOUNT", .left), ("REGION", .left), ("REPOSITORIES", .right), ("IMAGES", .right),
      ("SIZE", .right), ("OLDEST PUSH", .left), ("NEWEST PUSH", .left),
      ("LIFECYCLE POLICIES", .right), ("REPOSITORY POLICIES", .right), ("REGISTRY POLICY", .left),
    ])
    for counted in registries {
      table.add([
        Prose.printable(counted.registry.account ?? "?"),
        Prose.printable(counted.registry.region ?? "?"), Prose.grouped(counted.repositoryCount),
        Prose.grouped(counted.imageCount), Prose.size(counted.sizeInBytes),
        day(counted.oldestPush), day(counted.newestPush),
        Prose.grouped(counted.lifecyclePolicyCount), Prose.grouped(counted.repositoryPolicyCount),
        counted.hasPolicy ? "yes" : "no",
      ])
    }
    return style(.bold, "Registries")
      + "  (sizes are upper bounds: images share layers)\n" + table.text(style)
  }

  private static func day(_ time: Timestamp?) -> String {
    time.map { String($0.description.prefix(10)) } ?? "-"
  }

  private static func accounts(
    _ accounts: [SnapshotContents.Account], _ style: Style
  ) -> String {
    guard !accounts.isEmpty else { return "" }
    var table = TextTable([
      ("ACCOUNT", .left), ("USERS", .right), ("GROUPS", .right), ("ROLES", .right),
      ("MANAGED POLICIES", .right),
    ])
    for counted in accounts {
      table.add([
        Prose.printable(counted.account.isEmpty ? "?" : counted.account),
        Prose.grouped(counted.userCount), Prose.grouped(counted.groupCount),
        Prose.grouped(counted.roleCount), Prose.grouped(counted.policyCount),
      ])
    }
    return "\n" + style(.bold, "Accounts") + "\n" + table.text(style)
  }

  private static func organization(_ contents: SnapshotContents, _ style: Style) -> String {
    guard contents.organizationCount + contents.organizationPolicyCount > 0 else { return "" }
    let known = contents.organizationCount > 0 ? "described" : "not described"
    return "\n" + style(.bold, "Organisation") + "\n  \(known), "
      + Prose.count(contents.organizationPolicyCount, "policy", "policies") + "\n"
  }

  private static func gaps(_ gaps: [ShowSnapshot.Gap], _ style: Style) -> String {
    guard !gaps.isEmpty else { return "\nNothing is missing that an answer would need.\n" }
    var table = TextTable([("", .left), ("", .left)])
    for gap in gaps {
      let place = [gap.account, gap.region].compactMap(\.self).joined(separator: " ")
      table.add([place.isEmpty ? "-" : Prose.printable(place), GapWords.sentence(gap)])
    }
    return "\n" + style(.bold, "Missing") + "\n" + table.text(style)
  }
}

/// What a gap in a snapshot means.
enum GapWords {
  static func sentence(_ gap: ShowSnapshot.Gap) -> String {
    let repositories = Prose.count(gap.count, "repository", "repositories")
    return switch gap.kind {
    case .account: "the account of \(repositories): import `aws ecr describe-repositories` output"
    case .region:
      "the region of \(repositories), or of what is known of the registry: `aws ecr "
        + "describe-repositories`, or a note in front of the document"
    case .images:
      "the images of \(repositories), of which nothing can be said: `aws ecr describe-images`"
    case .pagesOfImages: "the last pages of images of \(repositories): `aws ecr describe-images`"
    case .manifests:
      "the manifests of \(Prose.count(gap.count, "image index", "image indexes")), so that what they "
        + "hold back is not known: `aws ecr batch-get-image`"
    case .tags:
      "the tags of \(repositories), for policies that ask for them: `aws ecr list-tags-for-resource`"
    case .authorizationDetails:
      "the users, roles and policies of the account: `aws iam get-account-authorization-details`"
    case .pagesOfAuthorizationDetails:
      "the last pages of users, roles and policies: `aws iam get-account-authorization-details`"
    case .organizationPolicies:
      "the text of SCPs and RCPs, which are left out of answers: `aws organizations describe-policy`"
    case .policyTargets:
      "what \(Prose.count(gap.count, "SCP or RCP is", "SCPs and RCPs are")) attached to, so that they "
        + "are left out of answers: `aws organizations list-targets-for-policy`"
    case .organizationParents:
      "where the account is in the organisation: `aws organizations list-parents`"
    case .organization:
      "the organisation with its SCPs and RCPs: `aws organizations describe-organization`, "
        + "`list-parents`, `describe-policy` and `list-targets-for-policy`"
    }
  }
}
