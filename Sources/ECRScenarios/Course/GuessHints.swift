import ECRAccess
import ECRLifecycle
import ECRModel
import ECRPolicy
import ECRReport
import ECRSimulator
import Texts

/// Hints for a question, the first of which gives the least away: those of the story, else what the
/// question and its policies suggest.
///
/// None of them is the answer: they say what to look at, and how AWS reads it.
enum GuessHints {
  static func hints(for scene: Lesson.Scene, of scenario: Scenario) -> [String] {
    guard scenario.hints.isEmpty else { return scenario.hints }
    return switch (scene.outcome.answer, scene.outcome.question.content) {
    case (.preview(let outcome), .preview(let asked, _)):
      preview(outcome, scene.world[repository: asked.repository.value])
    case (.access(let outcome), _):
      access(outcome, folder: ScenarioPath.folder(ofFile: scenario.text.name))
    case (.validation(let outcome), _): validation(outcome)
    case (.preview, _): []
    }
  }

  // MARK: Lifecycle

  private static func preview(
    _ outcome: PreviewLifecyclePolicy.RepositoryOutcome, _ repository: StoryRepository
  ) -> [String] {
    let rules = outcome.preview.policy.rules
    return [
      rules.count > 1
        ? "For each image, find the rule with the smallest number that selects it: that rule alone decides."
        : "Which images does the rule select? It acts on no others.",
      special(rules, repository), limits(rules), selection(outcome, rules, repository),
    ].compactMap(\.self)
  }

  /// What is particular about the images, or about how rules select them.
  private static func special(
    _ rules: [LifecyclePolicy.Rule], _ repository: StoryRepository
  ) -> String? {
    if repository.images.contains(where: { $0.manifest?.children.isEmpty == false }) {
      return "ECR deletes no image that an image index in the repository refers to."
    }
    if repository.images.contains(where: { $0.detail.subjectManifestDigest != nil }) {
      return "What refers to another image, such as a signature, follows that image."
    }
    let isArchive = { (image: StoryImage) in image.detail.imageStatus == .archived }
    if rules.contains(where: { $0.storageClass == .archive })
      || repository.images.contains(where: isArchive)
    {
      return
        "A rule selects images in standard storage, or in the archive if it says so; never both."
    }
    let lists = rules.compactMap { rule -> [TagPattern]? in
      guard case .tagged(let entries) = rule.tags else { return nil }
      return entries
    }
    guard !lists.isEmpty else { return nil }
    return lists.contains { $0.count > 1 }
      ? "A list selects an image only if each of its entries matches some tag of the image."
      : "A pattern must match a whole tag; `*` matches any characters, or none. A prefix must match its beginning."
  }

  /// How the limits of the rules work.
  private static func limits(_ rules: [LifecyclePolicy.Rule]) -> String {
    var sentences: [String] = []
    func has(_ isWanted: (LifecyclePolicy.Limit) -> Bool) -> Bool {
      rules.contains { isWanted($0.limit) }
    }
    if has({ if case .imageCountMoreThan = $0 { true } else { false } }) {
      sentences.append(
        "A rule by count sorts the images that it selects by push time, and acts on those after the newest N."
          + (rules.count > 1 ? " It counts images that an earlier rule decides about, too." : ""))
    }
    if has({ if case .sinceImagePushed = $0 { true } else { false } }) {
      sentences.append(
        "A rule by age compares the time since the push with its limit, in whole days of 24 hours.")
    }
    if has({ if case .sinceImagePulled = $0 { true } else { false } }) {
      sentences.append(
        "A rule about pulls counts from the last pull; without one, from the push or the restore.")
    }
    if has({ if case .sinceImageTransitioned = $0 { true } else { false } }) {
      sentences.append("A rule for the archive counts from the day on which an image was archived.")
    }
    return sentences.joined(separator: " ")
  }

  private static let most = 6

  /// Which images each rule selects.
  private static func selection(
    _ outcome: PreviewLifecyclePolicy.RepositoryOutcome, _ rules: [LifecyclePolicy.Rule],
    _ repository: StoryRepository
  ) -> String {
    rules.map { rule in
      let names = outcome.preview.order.reversed().filter {
        ImageReasons.selects($0, rule: rule.rulePriority, in: outcome)
      }.map { repository.images[$0].name }
      let which =
        switch names.count {
        case 0: "no image"
        case 1...most: Prose.list(names)
        case repository.images.count: "all \(names.count) images"
        default: "\(names.count) of \(repository.images.count) images"
        }
      return "Rule \(rule.rulePriority) selects \(which)."
    }.joined(separator: " ")
  }

  // MARK: Access

  private static func access(_ outcome: AskAccess.Outcome, folder: String) -> [String] {
    guard let result = outcome.decidingStep?.result else { return [] }
    var hints = [
      "Look for a Deny that matches the request: it takes precedence over every Allow. If none does, which "
        + "policies must allow the request, and do they?"
    ]
    if outcome.steps.count > 1 {
      hints.append(
        "These are \(outcome.steps.count) actions, and each must be allowed on its own resource. The login, "
          + "ecr:GetAuthorizationToken, is on `*`.")
    }
    if let needs = needs(outcome) { hints.append(needs) }
    let statements = (result.matchedStatements + result.nearMisses.map(\.statement)).map {
      AccessReasons.name(of: $0, folder: folder)
    }
    if let first = statements.first {
      hints.append(
        "Compare \(first), element by element, with the request: its caller, action, resource and conditions."
      )
    }
    return hints
  }

  /// Which policies have to allow each action.
  private static func needs(_ outcome: AskAccess.Outcome) -> String? {
    var groups: [(needs: String, actions: [String])] = []
    for step in outcome.steps where step.condition == nil {
      guard let needs = needs(step.result) else { continue }
      if let known = groups.firstIndex(where: { $0.needs == needs }) {
        groups[known].actions.append(step.result.request.action)
      } else {
        groups.append((needs, [step.result.request.action]))
      }
    }
    guard groups.count > 1 else { return groups.first.map { "Here \($0.needs)." } }
    return groups.map { "For \(Prose.list($0.actions)), \($0.needs)." }.joined(separator: " ")
  }

  private static func needs(_ result: EvaluationResult) -> String? {
    func names(_ need: GateOutcome.Need) -> [String] {
      result.gates.filter { $0.need == need }.map {
        "the " + AccessWords.name($0.policyType, isECR: true)
      }
    }
    let (all, one) = (names(.allow), names(.oneOfSeveral))
    var sentences: [String] = []
    if !all.isEmpty { sentences.append("\(Prose.list(all)) must allow it") }
    if !one.isEmpty { sentences.append("one of \(Prose.list(one)) must allow it") }
    return sentences.isEmpty ? nil : sentences.joined(separator: ", and ")
  }

  // MARK: Validation

  private static func validation(_ outcome: ValidatePolicy.Outcome) -> [String] {
    let finding = outcome.findings.inReadingOrder().first
    return [
      "Is each element one that AWS knows, is its value of the right type, and does it go with the others?",
      finding.map { "Look at line \($0.location.start.line): what does AWS expect there?" }
        ?? "Go through it element by element: is something against a rule of AWS, or only unusual?",
    ]
  }
}
