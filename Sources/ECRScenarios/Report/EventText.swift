import ECRModel
import ECRReport
import Texts

/// What happens between questions, in a sentence.
enum EventText {
  static func text(
    _ step: StepOutcome, _ shownPolicies: inout ShownPolicies, _ style: Style
  ) -> String {
    guard case .event(let event) = step.step.content else { return "" }
    let tell = step.step.tell.map { Prose.wrapped($0, width: style.width) } ?? ""
    return tell + style(.dim, Prose.wrapped(sentence(event, step.world), width: style.width)) + "\n"
      + shownPolicies.text(event.policies, style)
  }

  /// What happens; without a world, what comes of it is left open.
  static func sentence(_ event: Event, _ world: World? = nil) -> String {
    switch event {
    case .wait(let instant): "Time passes. It is \(instant)."
    case .push(let image, let repository):
      // An image without a name of its own is called by its tag.
      "\(image.name) is pushed to \(repository)"
        + (image.detail.imageTags.isEmpty || image.detail.imageTags == [image.name]
          ? "." : " as \(image.detail.imageTags.joined(separator: ", ")).")
    case .pull(let name, let repository): "\(name.value) is pulled from \(repository)."
    case .tag(let name, let tags, let repository):
      "\(name.value) of \(repository) is tagged \(list(tags))."
    case .untag(let tags, let repository):
      "The \(tags.count == 1 ? "tag \(list(tags)) is" : "tags \(list(tags)) are") removed in "
        + "\(repository)."
    case .delete(let names, let repository):
      "\(list(names)) of \(repository) \(names.count == 1 ? "is" : "are") deleted."
    case .archive(let name, let repository): "\(name.value) of \(repository) is archived."
    case .restore(let name, let repository): "\(name.value) of \(repository) is restored."
    case .applyLifecyclePolicy(let repository): run(repository, world)
    case .changeRepository(let name, let change): sentence(name, change)
    case .changePrincipal(let name, let change): sentence(name, change)
    case .changeAccount(let number, let change): sentence("Account \(number)", change)
    }
  }

  private static func run(_ repository: String, _ world: World?) -> String {
    let sentence = "The lifecycle policy of \(repository) runs."
    guard let images = world?[repository: repository].images.map(\.name) else { return sentence }
    return sentence + " "
      + (images.isEmpty
        ? "No image remains." : "These images remain: \(images.joined(separator: ", ")).")
  }

  private static func list(_ names: [Located<String>]) -> String {
    names.map(\.value).joined(separator: ", ")
  }

  // MARK: Changes

  private static func sentence(_ name: String, _ change: RepositoryChange) -> String {
    var sentences: [String] = []
    if let policy = change.lifecyclePolicy {
      sentences.append(has(name, "lifecycle policy", policy.policy.map { [$0] } ?? []))
    }
    if let policy = change.repositoryPolicy {
      sentences.append(has(name, "repository policy", policy.policy.map { [$0] } ?? []))
    }
    sentences += tags(name, change.tags)
    return sentences.joined(separator: " ")
  }

  private static func sentence(_ name: String, _ change: PrincipalChange) -> String {
    var sentences: [String] = []
    if let policies = change.identityPolicies {
      sentences.append(has(name, "identity-based policy", policies))
    }
    if let boundary = change.permissionsBoundary {
      sentences.append(has(name, "permissions boundary", boundary.policy.map { [$0] } ?? []))
    }
    if let policies = change.sessionPolicies {
      sentences.append(has(name, "session policy", policies))
    }
    sentences += tags(name, change.tags)
    return sentences.joined(separator: " ")
  }

  private static func sentence(_ name: String, _ change: AccountChange) -> String {
    var sentences: [String] = []
    if let policy = change.registryPolicy {
      sentences.append(has(name, "registry policy", policy.policy.map { [$0] } ?? []))
    }
    if let scope = change.registryPolicyScope {
      sentences.append("\(name) now has the registry policy scope \(scope).")
    }
    for (what, levels) in [
      ("service control policy", change.serviceControlPolicies),
      ("resource control policy", change.resourceControlPolicies),
    ] {
      if let levels { sentences.append(has(name, what, levels.flatMap(\.self))) }
    }
    return sentences.joined(separator: " ")
  }

  /// What somebody has from now on.
  private static func has(_ name: String, _ what: String, _ policies: [StoryPolicy]) -> String {
    guard !policies.isEmpty else {
      return "\(name) no longer has \(what.hasPrefix("i") ? "an" : "a") \(what)."
    }
    let names = policies.map { $0.name ?? "of the story" }.joined(separator: ", ")
    let noun =
      policies.count == 1
      ? what : what.hasSuffix("y") ? what.dropLast() + "ies" : what + "s"
    return "\(name) now has the \(noun) \(names)."
  }

  private static func tags(_ name: String, _ tags: [String: String]?) -> [String] {
    guard let tags else { return [] }
    guard !tags.isEmpty else { return ["\(name) no longer has tags."] }
    let noun = tags.count == 1 ? "tag" : "tags"
    return ["\(name) now has the \(noun) \(TagWords.list(tags))."]
  }
}

extension Event {
  /// The policies that are new.
  var policies: [StoryPolicy] {
    switch self {
    case .changeRepository(_, let change):
      return [change.lifecyclePolicy?.policy, change.repositoryPolicy?.policy].compactMap(\.self)
    case .changePrincipal(_, let change):
      return (change.identityPolicies ?? [])
        + [change.permissionsBoundary?.policy].compactMap(\.self)
        + (change.sessionPolicies ?? [])
    case .changeAccount(_, let change):
      return [change.registryPolicy?.policy].compactMap(\.self)
        + (change.serviceControlPolicies ?? []).flatMap(\.self)
        + (change.resourceControlPolicies ?? []).flatMap(\.self)
    case .wait, .push, .pull, .tag, .untag, .delete, .archive, .restore, .applyLifecyclePolicy:
      return []
    }
  }
}

/// Tags of repositories, principals and requests.
enum TagWords {
  /// `stage=prod, team=web`.
  static func list(_ tags: [String: String]) -> String {
    tags.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ", ")
  }
}
