import ECRModel
import ECRReport
import Texts

/// What happens between questions, in a sentence.
enum EventText {
  static func text(
    _ step: StepOutcome, _ shownPolicies: inout ShownPolicies, _ style: Style
  ) -> String {
    guard case .event(let event) = step.step.content else { return "" }
    let tell = step.step.tell.map { Prose.wrapped($0) } ?? ""
    return tell + style(.dim, "  " + sentence(event, step.world)) + "\n\n"
      + policies(event, &shownPolicies, style)
  }

  private static func sentence(_ event: Event, _ world: World) -> String {
    let sentence =
      switch event {
      case .wait(let instant): "Time passes. It is \(instant)."
      case .push(let image, let repository):
        "\(image.name) is pushed to \(repository)"
          + (image.detail.imageTags.isEmpty
            ? "." : " as \(image.detail.imageTags.joined(separator: ", ")).")
      case .pull(let name, let repository): "\(name.value) is pulled from \(repository)."
      case .tag(let name, let tags, let repository):
        "\(name.value) of \(repository) is tagged \(list(tags))."
      case .untag(let tags, let repository):
        "The tags \(list(tags)) are taken away in \(repository)."
      case .delete(let names, let repository): "\(list(names)) of \(repository) is deleted."
      case .archive(let name, let repository): "\(name.value) of \(repository) is archived."
      case .restore(let name, let repository): "\(name.value) of \(repository) is restored."
      case .applyLifecyclePolicy(let repository):
        "The lifecycle policy of \(repository) runs. Left: "
          + (world[repository: repository].images.isEmpty
            ? "nothing"
            : world[repository: repository].images.map(\.name).joined(separator: ", ")) + "."
      case .changeRepository(let name, _): "\(name) changes."
      case .changePrincipal(let name, _): "\(name) changes."
      case .changeAccount(let number, _): "What account \(number) lays down changes."
      }
    return Prose.printable(sentence)
  }

  private static func list(_ names: [Located<String>]) -> String {
    names.map(\.value).joined(separator: ", ")
  }

  /// The policies that are new.
  private static func policies(
    _ event: Event, _ shownPolicies: inout ShownPolicies, _ style: Style
  ) -> String {
    var policies: [StoryPolicy?] = []
    switch event {
    case .changeRepository(_, let change):
      policies = [change.lifecyclePolicy?.policy, change.repositoryPolicy?.policy]
    case .changePrincipal(_, let change):
      policies = (change.identityPolicies ?? []) + [change.permissionsBoundary?.policy]
      policies += change.sessionPolicies ?? []
    case .changeAccount(_, let change):
      policies = [change.registryPolicy?.policy]
      policies += (change.serviceControlPolicies ?? []).flatMap(\.self)
      policies += (change.resourceControlPolicies ?? []).flatMap(\.self)
    case .wait, .push, .pull, .tag, .untag, .delete, .archive, .restore, .applyLifecyclePolicy:
      break
    }
    return shownPolicies.text(policies, style)
  }
}
