import ECRModel
package import ECRSimulator
import ECRStore
import Texts

/// What an import did, as a person reads it.
package enum ImportText {
  /// The whole report.
  package static func text(
    _ outcome: ImportSnapshot.Outcome, into path: String, _ style: Style
  ) -> String {
    let log = outcome.log
    let imageCount = log.repositories.reduce(0) { $0 + $1.after }
    var counts: [(Int, String, String)] = []
    if log.wasThere, imageCount > 0 { counts.append((imageCount, "image", "images")) }
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
    let images =
      Prose.count(imageCount, "image", "images") + " in "
      + Prose.count(log.repositories.count, "repository", "repositories")
    return head(log, images, Prose.printable(path), style) + passedOver(outcome, style)
      + replaced(log.repositories, style)
      + (lines.isEmpty ? "" : "\n\(style(.bold, "Read"))\n") + lines.joined()
      + SnapshotText.gaps(ShowSnapshot.gaps(log.failedCalls.inOrder), style)
  }

  /// What the import did; of a snapshot that was there, what it changed.
  private static func head(
    _ log: ImportLog, _ images: String, _ path: String, _ style: Style
  ) -> String {
    guard log.wasThere else {
      let what = log.repositories.isEmpty ? "" : " \(style(.bold, images))"
      return "Imported\(what) into \(path).\n"
    }
    guard !log.changesNothing else {
      return "\(style(.bold, "Nothing changed")): \(path) already had all that was read.\n"
    }
    var changes: [String] = []
    let repositories = log.repositories.count { !$0.isUnchanged }
    if repositories > 0 {
      changes.append("the images of " + Prose.count(repositories, "repository", "repositories"))
    }
    if log.changedManifests > 0 {
      changes.append(Prose.count(log.changedManifests, "manifest", "manifests"))
    }
    for kind in ImportLog.Kind.allCases {
      guard let count = log.changed[kind] else { continue }
      changes.append(Prose.count(count, names(kind).0, names(kind).1))
    }
    if log.changedFailedCalls > 0 { changes.append("which calls failed") }
    if changes.isEmpty { changes.append("which lists are complete") }
    return "\(style(.bold, "Changed")) in \(path): \(Prose.list(changes)).\n"
  }

  private static func names(_ kind: ImportLog.Kind) -> (String, String) {
    switch kind {
    case .registry: ("description of a registry", "descriptions of registries")
    case .repository: ("description of a repository", "descriptions of repositories")
    case .lifecyclePolicy: ("lifecycle policy", "lifecycle policies")
    case .repositoryPolicy: ("repository policy", "repository policies")
    case .registryPolicy: ("registry policy", "registry policies")
    case .repositoryTags: ("list of tags", "lists of tags")
    case .pullThroughCacheRule: ("pull through cache rule", "pull through cache rules")
    case .scanningConfiguration: ("scanning configuration", "scanning configurations")
    case .repositoryCreationTemplate:
      ("repository creation template", "repository creation templates")
    case .iamEntity:
      ("user, group, role or managed policy", "users, groups, roles and managed policies")
    case .organizationPolicy: ("organization policy", "organization policies")
    case .organizationPolicyTarget:
      ("attachment of an organization policy", "attachments of organization policies")
    case .organization: ("organization", "organizations")
    case .organizationParent: ("place in the organization", "places in the organization")
    }
  }

  private static func replaced(
    _ repositories: [ImportLog.RepositoryImages], _ style: Style
  ) -> String {
    let replaced = repositories.filter { $0.before > 0 && !$0.isUnchanged }
    let unchangedCount =
      repositories.allSatisfy(\.isUnchanged)
      ? 0 : repositories.count { $0.before > 0 && $0.isUnchanged }
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
