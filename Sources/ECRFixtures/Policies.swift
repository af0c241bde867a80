/// The lifecycle policies of the fixtures.
enum Policies {
  /// The policy of `payments/web`.
  static var webService: JSON {
    policy([
      PolicyRule(
        description: "Never expire what runs in production",
        selection: .patterns(["prod*"]), deed: .keep(9999)),
      PolicyRule(
        description: "Never expire latest",
        selection: .patterns(["latest"]), deed: .keep(9999)),
      PolicyRule(
        description: "Archive releases nobody has pulled for half a year",
        selection: .patterns(["v*"]), deed: .archiveUnpulled(days: 180)),
      PolicyRule(
        description: "Keep the last 20 builds of main",
        selection: .patterns(["main-*"]), deed: .keep(20)),
      PolicyRule(
        description: "Expire feature builds after two weeks",
        selection: .prefixes(["feature-"]), deed: .expirePushed(days: 14)),
      PolicyRule(
        description: "Expire pull request builds after two weeks",
        selection: .prefixes(["pr-"]), deed: .expirePushed(days: 14)),
      PolicyRule(
        description: "Expire untagged images after a week",
        selection: .untagged, deed: .expirePushed(days: 7)),
      PolicyRule(
        description: "Expire archived images after a year",
        selection: .archived, deed: .expireTransitioned(days: 365)),
    ])
  }

  /// The policy of `platform/base`.
  static var baseImage: JSON {
    policy([
      PolicyRule(
        description: "Never expire latest", selection: .patterns(["latest"]), deed: .keep(9999)),
      PolicyRule(
        description: "Keep the last 15 patch releases",
        selection: .patterns(["3.*.*"]), deed: .keep(15)),
      PolicyRule(
        description: "Expire edge builds after 30 days",
        selection: .prefixes(["edge-"]), deed: .expirePushed(days: 30)),
      PolicyRule(
        description: "Expire superseded indexes and their children after two weeks",
        selection: .untagged, deed: .expirePushed(days: 14)),
    ])
  }

  /// The policy of `bulk/monorepo`.
  static var bulk: JSON {
    policy([
      PolicyRule(
        description: "Keep deployments", selection: .patterns(["prod-*"]), deed: .keep(9999)),
      PolicyRule(
        description: "Archive unused releases",
        selection: .patterns(["release-*"]), deed: .archiveUnpulled(days: 180)),
      PolicyRule(
        description: "Keep 2000 api builds", selection: .patterns(["api-main-*"]),
        deed: .keep(2000)),
      PolicyRule(
        description: "Keep 2000 web builds", selection: .patterns(["web-main-*"]),
        deed: .keep(2000)),
      PolicyRule(
        description: "Keep 1000 worker builds", selection: .patterns(["*worker-main-*"]),
        deed: .keep(1000)),
      PolicyRule(
        description: "Expire pull requests", selection: .prefixes(["pr-"]),
        deed: .expirePushed(days: 14)),
      PolicyRule(
        description: "Expire features", selection: .prefixes(["feature-"]),
        deed: .expirePushed(days: 30)),
      PolicyRule(
        description: "Expire nightlies", selection: .patterns(["nightly-*"]),
        deed: .expirePushed(days: 60)),
      PolicyRule(
        description: "Expire untagged images", selection: .untagged,
        deed: .expirePushed(days: 7)),
      PolicyRule(
        description: "Expire archived images", selection: .archived,
        deed: .expireTransitioned(days: 365)),
    ])
  }

  /// A policy as many teams write it, for a repository of a fleet.
  static var team: JSON {
    policy([
      PolicyRule(
        description: "Keep releases", selection: .patterns(["release-*"]), deed: .keep(500)),
      PolicyRule(
        description: "Expire pull requests", selection: .prefixes(["pr-"]),
        deed: .expirePushed(days: 30)),
      PolicyRule(
        description: "Expire untagged images", selection: .untagged,
        deed: .expirePushed(days: 14)),
    ])
  }

  /// The rules with the priorities 10, 20, 30 and so on.
  private static func policy(_ rules: [PolicyRule]) -> JSON {
    let elements = rules.enumerated().map { $1.json(priority: ($0 + 1) * 10) }
    return .object([("rules", .array(elements))])
  }
}
