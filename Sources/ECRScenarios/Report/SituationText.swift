import ECRAccess
import ECRModel
import ECRReport
import Texts

/// How things stand, as tables.
enum SituationText {
  static func text(
    _ world: World, _ shownPolicies: inout ShownPolicies, _ style: Style
  ) -> String {
    var text = ""
    if let clock = world.clock { text += "It is \(clock).\n\n" }
    func repositories(_ areWanted: (StoryRepository) -> Bool) -> String {
      world.repositories.filter(areWanted).map { self.text($0, world, style) + "\n" }.joined()
    }
    text += repositories { $0.images.isEmpty }
    for principal in world.principals { text += self.text(principal, style) + "\n" }
    for (number, account) in world.accounts.sorted(by: { $0.key < $1.key }) {
      text += self.text(number, account, style) + "\n"
    }
    let printed = world.documents.map {
      StoryPolicy(name: "AWS printed \(ScenarioPath.name(of: $0.name))", text: $0)
    }
    // Images come last: a guess needs them next to the question.
    return text + shownPolicies.text(policies(world) + printed, style)
      + repositories { !$0.images.isEmpty }
  }

  // MARK: Repositories

  private static func text(
    _ repository: StoryRepository, _ world: World, _ style: Style
  ) -> String {
    var text = style(.bold, "Repository \(Prose.printable(repository.name))")
    if let account = repository.id.registryID { text += style(.dim, " of account \(account)") }
    text += "\n"
    text += named("lifecycle policy", repository.lifecyclePolicy)
    text += named("repository policy", repository.repositoryPolicy)
    text += tags(repository.tags)
    if !repository.images.isEmpty { text += images(repository, world.clock, style) }
    return text
  }

  /// The images, the youngest first, as tools list them.
  static func images(
    _ repository: StoryRepository, _ clock: Timestamp?, _ style: Style
  ) -> String {
    let columns: [(title: String, value: (StoryImage) -> String)] = [
      ("IMAGE", { Prose.printable($0.name) }),
      ("TAGS", { Prose.printable($0.detail.imageTags.joined(separator: ", ")) }),
      ("PUSHED", { time($0.detail.imagePushedAt, clock) }),
      ("LAST PULLED", { time($0.detail.lastRecordedPullTime, clock) }),
      ("ARCHIVED", { time($0.detail.lastArchivedAt, clock) }),
      ("RESTORED", { time($0.detail.lastActivatedAt, clock) }),
      ("", { notes($0, repository) }),
    ]
    let images = repository.images.sorted {
      $0.detail.imagePushedAt > $1.detail.imagePushedAt
    }
    let shown = columns.enumerated().filter { number, column in
      number < 3 || images.contains { !column.value($0).isEmpty }
    }.map(\.element)
    var table = TextTable(shown.map { ($0.title, .left) })
    for image in images {
      table.add(
        shown.map { column in
          let text = column.value(image)
          return TextTable.Cell(
            text: column.title == "TAGS" && text.isEmpty ? "untagged" : text,
            paint: column.title == "TAGS" && text.isEmpty ? .dim : .plain)
        })
    }
    return table.text(style)
  }

  private static func time(_ instant: Timestamp?, _ clock: Timestamp?) -> String {
    guard let instant else { return "" }
    return clock.map { Prose.ago(instant, at: $0) } ?? "\(instant)"
  }

  private static func notes(_ image: StoryImage, _ repository: StoryRepository) -> String {
    func name(_ digest: String) -> String {
      repository.images.first { $0.detail.imageDigest == digest }?.name ?? "a missing image"
    }
    var notes: [String] = []
    switch image.detail.imageStatus {
    case .active: break
    case .archived: notes.append("in the archive")
    case .activating: notes.append("being restored")
    }
    if let manifest = image.manifest {
      let children = manifest.children.map { Prose.printable(name($0)) }
      if !children.isEmpty { notes.append("index of \(children.joined(separator: ", "))") }
    } else {
      notes.append("index, its manifest not known")
    }
    if let subject = image.detail.subjectManifestDigest {
      notes.append("refers to \(Prose.printable(name(subject)))")
    }
    return notes.joined(separator: "; ")
  }

  // MARK: Those who ask, and what is above them

  private static func text(_ principal: StoryPrincipal, _ style: Style) -> String {
    var text = style(.bold, Prose.printable(principal.name))
    if principal.name != principal.arn { text += " is \(Prose.printable(principal.arn))" }
    text += "\n"
    for policy in principal.identityPolicies { text += named("identity-based policy", policy) }
    text += named("permissions boundary", principal.permissionsBoundary)
    for policy in principal.sessionPolicies { text += named("session policy", policy) }
    return text + tags(principal.tags)
  }

  private static func text(
    _ number: String, _ account: StoryAccount, _ style: Style
  ) -> String {
    var text = style(.bold, "Account \(number)") + "\n"
    if let organization = account.organization {
      text +=
        "  organization: \(Prose.printable(organization))"
        + (account.managesOrganization ? ", which it manages" : "") + "\n"
    } else if account.managesOrganization {
      text += "  it manages the organization\n"
    }
    if let path = account.organizationPath {
      text += "  organization path: \(Prose.printable(path))\n"
    }
    text += named(
      "registry policy (scope \(account.registryPolicyScope.rawValue))", account.registryPolicy)
    text += levels("service control policies", account.serviceControlPolicies)
    text += levels("resource control policies", account.resourceControlPolicies)
    return text
  }

  private static func levels(_ what: String, _ levels: [[StoryPolicy]]) -> String {
    levels.enumerated().map { number, level in
      "  \(what) of level \(number + 1) from the root: "
        + level.map { Prose.printable($0.name ?? "one of the story") }.joined(separator: ", ")
        + "\n"
    }.joined()
  }

  private static func named(_ what: String, _ policy: StoryPolicy?) -> String {
    policy.map { "  \(what): \(Prose.printable($0.name ?? "in the story"))\n" } ?? ""
  }

  private static func tags(_ tags: [String: String]?) -> String {
    guard let tags else { return "" }
    guard !tags.isEmpty else { return "  tags: none\n" }
    return "  tags: \(Prose.printable(TagWords.list(tags)))\n"
  }

  // MARK: The policies themselves

  /// Every policy of the situation.
  static func policies(_ world: World) -> [StoryPolicy?] {
    var all: [StoryPolicy?] = []
    for repository in world.repositories {
      all += [repository.lifecyclePolicy, repository.repositoryPolicy]
    }
    for principal in world.principals {
      all += principal.identityPolicies + [principal.permissionsBoundary]
      all += principal.sessionPolicies
    }
    for (_, account) in world.accounts.sorted(by: { $0.key < $1.key }) {
      all += [account.registryPolicy] + account.serviceControlPolicies.flatMap(\.self)
      all += account.resourceControlPolicies.flatMap(\.self)
    }
    return all
  }
}
