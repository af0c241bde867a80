import ECRModel
public import ECRSimulator
import ECRStore
import Texts

/// What an import did, as a person reads it.
public enum ImportText {
  /// The whole report.
  public static func text(
    _ outcome: ImportSnapshot.Outcome, into path: String, _ style: Style
  ) -> String {
    let log = outcome.log
    let imageCount = log.repositories.reduce(0) { $0 + $1.after }
    var counts: [(Int, String, String)] = []
    if log.manifests > 0 { counts.append((log.manifests, "manifest", "manifests")) }
    for kind in ImportLog.Kind.allCases {
      guard let count = log.others[kind] else { continue }
      let (one, many) = names(kind)
      counts.append((count, one, many))
    }
    let width = counts.map { Prose.grouped($0.0).count }.max() ?? 0
    let lines = counts.map { count, one, many in
      let gap = String(repeating: " ", count: width - Prose.grouped(count).count)
      return "  \(gap)\(Prose.count(count, one, many))\n"
    }
    return "Imported " + style(.bold, Prose.count(imageCount, "image", "images")) + " in "
      + Prose.count(log.repositories.count, "repository", "repositories")
      + " into \(Prose.printable(path)).\n" + passedOver(outcome, style)
      + replaced(log.repositories, style) + (lines.isEmpty ? "" : "\n") + lines.joined()
  }

  private static func names(_ kind: ImportLog.Kind) -> (String, String) {
    switch kind {
    case .registry: ("registry", "registries")
    case .repository: ("repository described", "repositories described")
    case .lifecyclePolicy: ("lifecycle policy", "lifecycle policies")
    case .repositoryPolicy: ("repository policy", "repository policies")
    case .registryPolicy: ("registry policy", "registry policies")
    case .repositoryTags: ("list of a repository's tags", "lists of repositories' tags")
    case .pullThroughCacheRule: ("pull through cache rule", "pull through cache rules")
    case .scanningConfiguration: ("scanning configuration", "scanning configurations")
    case .repositoryCreationTemplate:
      ("repository creation template", "repository creation templates")
    case .iamEntity:
      ("user, group, role or managed policy", "users, groups, roles and managed policies")
    case .organizationPolicy: ("policy of an organization", "policies of an organization")
    case .organizationPolicyTarget:
      ("target of an organization's policy", "targets of an organization's policies")
    case .organization: ("organization", "organizations")
    case .organizationParent: ("place in an organization", "places in an organization")
    }
  }

  private static func replaced(
    _ repositories: [ImportLog.RepositoryImages], _ style: Style
  ) -> String {
    let replaced = repositories.filter { $0.before > 0 && !$0.isUnchanged }
    let unchangedCount = repositories.count { $0.before > 0 && $0.isUnchanged }
    var text = ""
    if !replaced.isEmpty {
      var table = TextTable([("REPOSITORY", .left), ("HAD", .right), ("HAS", .right)])
      for repository in replaced {
        table.add([
          Prose.printable(repository.id.description), Prose.grouped(repository.before),
          Prose.grouped(repository.after),
        ])
      }
      text += "\n" + style(.bold, "Images replaced") + "\n" + table.text(style)
    }
    if unchangedCount > 0 {
      text +=
        "\nThe images of \(Prose.count(unchangedCount, "repository", "repositories")) are "
        + "unchanged.\n"
    }
    return text
  }

  private static func passedOver(_ outcome: ImportSnapshot.Outcome, _ style: Style) -> String {
    guard !outcome.passedOver.isEmpty else { return "" }
    let rows = outcome.passedOver.map { document in
      "  \(Prose.printable(document.location.file)):\(document.location.start.line): "
        + "\(document.kind)\n"
    }
    return "\n" + style(.bold, "Ignored") + "\n" + rows.joined()
  }
}
