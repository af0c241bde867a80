import ECRModel
package import ECRSimulator
import ECRStore
import Texts

/// What is in a snapshot, as a person reads it.
package enum SnapshotText {
  /// The whole report.
  package static func text(_ outcome: ShowSnapshot.Outcome, _ style: Style) -> String {
    let contents = outcome.contents
    return head(outcome, style) + gaps(outcome.gaps, style)
      + registries(contents.registries, style) + policies(contents.registries, style)
      + accounts(contents.accounts, style) + organization(contents, style)
  }

  private static func head(_ outcome: ShowSnapshot.Outcome, _ style: Style) -> String {
    let registries = outcome.contents.registries
    guard !registries.isEmpty else { return "The snapshot has no registry.\n" }
    let repositories = registries.reduce(0) { $0 + $1.repositoryCount }
    let images = registries.reduce(0) { $0 + $1.imageCount }
    let size = registries.reduce(Int64(0)) { $0 + min($1.sizeInBytes, .max - $0) }
    return style(.bold, Prose.count(registries.count, "registry", "registries")) + ", "
      + (outcome.gaps.isEmpty
        ? style(.green, "complete") : style(.yellow, "incomplete (see Missing)")) + "\n"
      + Prose.count(repositories, "repository", "repositories") + ", "
      + Prose.count(images, "image", "images") + ", at most \(Prose.size(size))\n"
  }

  private static func place(_ counted: SnapshotContents.Registry) -> [String] {
    [
      Prose.printable(counted.registry.account ?? "?"),
      Prose.printable(counted.registry.region ?? "?"),
    ]
  }

  private static func registries(
    _ registries: [SnapshotContents.Registry], _ style: Style
  ) -> String {
    guard !registries.isEmpty else { return "" }
    var table = TextTable([
      ("ACCOUNT", .left), ("REGION", .left), (style.isNarrow ? "REPOS" : "REPOSITORIES", .right),
      ("IMAGES", .right), ("SIZE", .right), ("OLDEST PUSH", .left), ("NEWEST PUSH", .left),
    ])
    for counted in registries {
      table.add(
        place(counted) + [
          Prose.grouped(counted.repositoryCount), Prose.grouped(counted.imageCount),
          Prose.size(counted.sizeInBytes), day(counted.oldestPush), day(counted.newestPush),
        ])
    }
    return "\n" + style(.bold, "Registries") + "\n" + table.text(style)
  }

  private static func policies(
    _ registries: [SnapshotContents.Registry], _ style: Style
  ) -> String {
    guard !registries.isEmpty else { return "" }
    var table = TextTable([
      ("ACCOUNT", .left), ("REGION", .left), ("LIFECYCLE", .right), ("REPOSITORY", .right),
      ("REGISTRY", .right),
    ])
    for counted in registries {
      table.add(
        place(counted) + [
          Prose.grouped(counted.lifecyclePolicyCount), Prose.grouped(counted.repositoryPolicyCount),
          counted.hasPolicy ? "1" : "0",
        ])
    }
    return "\n" + style(.bold, "Policies") + "\n" + table.text(style)
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
    return "\n" + style(.bold, "Organization") + "\n  \(known), "
      + Prose.count(contents.organizationPolicyCount, "policy", "policies") + "\n"
  }

  static func gaps(_ gaps: [ShowSnapshot.Gap], _ style: Style) -> String {
    guard !gaps.isEmpty else { return "" }
    return "\n" + style(.bold, "Missing") + "\n"
      + gaps.map { gap in
        let place = [gap.account, gap.region].compactMap(\.self).joined(separator: " ")
        return Prose.wrapped(
          (place.isEmpty ? "" : "\(place): ") + GapWords.sentence(gap), width: style.width)
      }.joined()
  }
}

/// What a gap in a snapshot means.
enum GapWords {
  static func sentence(_ gap: ShowSnapshot.Gap) -> String {
    let repositories = Prose.count(gap.count, "repository", "repositories")
    return switch gap.kind {
    case .account: "the account of \(repositories): import `aws ecr describe-repositories` output"
    case .region:
      "the region of \(repositories), or of the registry: import `aws ecr describe-repositories` "
        + "output, or "
        + "put a note before the document"
    case .images:
      "the images of \(repositories), which cannot be previewed: `aws ecr describe-images`"
    case .pagesOfImages: "the last pages of images of \(repositories): `aws ecr describe-images`"
    case .manifests:
      gap.count == 1
        ? "the manifest of 1 image index, so the images that it needs are unknown: `aws ecr "
          + "batch-get-image`"
        : "the manifests of \(Prose.grouped(gap.count)) image indexes, so the images that they need are "
          + "unknown: `aws ecr batch-get-image`"
    case .tags:
      "the tags of \(repositories), which policies can depend on: `aws ecr list-tags-for-resource`"
    case .authorizationDetails:
      "the users, roles and policies of the account: `aws iam get-account-authorization-details`"
    case .pagesOfAuthorizationDetails:
      "the last pages of users, roles and policies: `aws iam get-account-authorization-details`"
    case .organizationPolicies:
      "the text of SCPs and RCPs, which answers ignore without it: `aws organizations "
        + "describe-policy`"
    case .policyTargets:
      "what \(Prose.count(gap.count, "SCP or RCP is", "SCPs and RCPs are")) attached to, so "
        + "answers ignore them: `aws organizations list-targets-for-policy`"
    case .organizationParents:
      "where the account is in the organization: `aws organizations list-parents`"
    case .organization:
      "the organization with its SCPs and RCPs: `aws organizations describe-organization`, "
        + "`list-parents`, `describe-policy` and `list-targets-for-policy`"
    case .failedCalls: failedCalls(gap)
    }
  }

  private static func failedCalls(_ gap: ShowSnapshot.Gap) -> String {
    guard let call = gap.call else { return "" }
    let resource = ARN(call.resource)?.repositoryName ?? call.resource
    let isRepository = resource != call.resource
    let what =
      resource.isEmpty
      ? ""
      : gap.count == 1
        ? " for \(resource)"
        : " for "
          + Prose.count(
            gap.count, isRepository ? "repository" : "resource",
            isRepository ? "repositories" : "resources")
    let first = gap.count > 1 && !resource.isEmpty ? ", first for \(resource)" : ""
    return Prose.printable(
      "the output of `\(call.command)`\(what), which failed\(first): \(call.error.shortened())")
  }
}
