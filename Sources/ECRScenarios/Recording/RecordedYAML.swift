import ECRLifecycle
import ECRModel
import ECRPolicy
import ECRReport
import ECRSimulator
import Texts
import Yams

/// The YAML of a recording, written with the library Yams.
enum RecordedYAML {
  static func text(_ run: RecordedRun, _ request: RecordScenario.Request) -> String {
    let preview = run.outcome.preview
    let name = run.id.repositoryName
    let repository = map([
      ("account", run.id.registryID.map(quoted)), ("region", run.id.region.map(text)),
      ("lifecyclePolicy", text(RecordScenario.policyName)),
      ("images", list(run.images.map { image($0, run) })),
    ])
    let question = map([
      ("question", text("What does the policy do to \(name)?")), ("preview", text(name)),
      ("children", preview.manifestListChildren == .excluded ? text("excluded") : nil),
      ("answer", answer(run)),
    ])
    let root = map([
      ("title", text(request.title ?? "Recorded outcome of the lifecycle policy of \(name)")),
      ("lesson", text(request.lesson ?? "Recorded from a run: this answer must not change.")),
      (
        "source",
        map([
          ("claim", text("inferred")), ("page", text("A run of drydock at \(preview.at)")),
        ])
      ),
      ("clock", text("\(preview.at)")),
      ("repositories", map([(name, repository)])), ("story", list([question])),
    ])
    let yaml = try? Yams.serialize(node: root, width: -1, allowUnicode: true)
    return escaped(yaml ?? "")
  }

  /// Characters that a terminal would obey by their numbers, as texts in double quotes may have them;
  /// the library itself writes those for the direction of text as they are.
  private static func escaped(_ yaml: String) -> String {
    guard yaml.unicodeScalars.contains(where: { $0.isUnprintable && $0 != "\n" }) else {
      return yaml
    }
    return yaml.unicodeScalars.map { scalar in
      guard scalar.isUnprintable, scalar != "\n" else { return String(scalar) }
      let digits = String(scalar.value, radix: 16, uppercase: true)
      return "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }

  // MARK: Images

  private static func image(_ image: RecordedRun.Image, _ run: RecordedRun) -> Node {
    let detail = image.detail
    let index =
      image.isUnknownIndex
      ? text("unknown") : image.children.map { list($0.map(text), isFlow: true) }
    let isPlain =
      detail.imageManifestMediaType == nil
      || detail.imageManifestMediaType == ScenarioReader.imageManifest
      || (index != nil && detail.imageManifestMediaType == MediaTypes.ociImageIndex)
    return map(
      [
        ("image", image.tags.first == image.name ? nil : text(image.name)),
        ("tags", image.tags.isEmpty ? nil : list(image.tags.map(text), isFlow: true)),
        ("pushed", text("\(detail.imagePushedAt)")),
        ("pulled", detail.lastRecordedPullTime.map { text("\($0)") }),
        ("archived", detail.lastArchivedAt.map { text("\($0)") }),
        ("restored", detail.lastActivatedAt.map { text("\($0)") }),
        ("status", status(detail)), ("index", index), ("refersTo", image.subject.map(text)),
        ("mediaType", isPlain ? nil : detail.imageManifestMediaType.map(text)),
        ("artifactType", detail.artifactMediaType.map(text)),
        ("size", detail.imageSizeInBytes.map { plain("\($0)") }),
        ("digest", run.isAnonymous ? nil : text(detail.imageDigest)),
      ], isFlow: true)
  }

  /// The status where it does not follow from the times.
  private static func status(_ detail: ImageDetail) -> Node? {
    let expected: ImageStatus =
      switch (detail.lastArchivedAt, detail.lastActivatedAt) {
      case (nil, _): .active
      case (let archived?, let restored?) where restored >= archived: .active
      case (_?, _): .archived
      }
    return expected == detail.imageStatus ? nil : text(detail.imageStatus.rawValue.lowercased())
  }

  // MARK: Answers

  private static func answer(_ run: RecordedRun) -> Node {
    func images(_ kind: Outcome) -> Node {
      list(
        run.images.filter { run.outcome.preview.outcome(of: $0.index) == kind }
          .map { expectation($0, run) })
    }
    return map([
      ("expire", images(.expire)), ("archive", images(.transition)), ("keep", images(.keep)),
    ])
  }

  private static func expectation(_ image: RecordedRun.Image, _ run: RecordedRun) -> Node {
    let result = run.outcome.preview.result(at: image.index)
    let codes = result.uncertainties.codes
    return map(
      [
        ("image", text(image.name)),
        ("rule", result.decidingRule.map { plain("\($0.rulePriority)") }),
        ("reason", text(result.reason.name)),
        ("rank", result.decidingRule?.rank.map { plain("\($0)") }),
        ("eligibleAt", result.eligibleAt.map { quoted($0.description) }),
        ("mayGo", result.outcome == .keep && result.mayGo ? plain("true") : nil),
        ("uncertain", codes.isEmpty ? nil : list(codes.map(text), isFlow: true)),
      ], isFlow: true)
  }

  // MARK: Nodes

  private static func map(_ pairs: [(String, Node?)], isFlow: Bool = false) -> Node {
    let present = pairs.compactMap { pair in pair.1.map { (text(pair.0), $0) } }
    return Node(present, .implicit, isFlow ? .flow : .block)
  }

  private static func list(_ nodes: [Node], isFlow: Bool = false) -> Node {
    Node(nodes, .implicit, isFlow || nodes.isEmpty ? .flow : .block)
  }

  private static func quoted(_ text: String) -> Node { Node(text, .implicit, .doubleQuoted) }

  /// A number or a truth value.
  private static func plain(_ text: String) -> Node { Node(text, .implicit, .plain) }

  /// A text, in quotes where any reader of YAML would take it for something else.
  private static func text(_ text: String) -> Node {
    let first = text.unicodeScalars.first
    let isWord = first.map { $0.properties.isAlphabetic } ?? false
    let isPlain =
      isWord
      && !["true", "false", "yes", "no", "on", "off", "null", "y", "n"]
        .contains(text.lowercased())
      && !text.unicodeScalars.contains(where: \.isUnprintable) && !text.contains(": ")
      && !text.contains(" #") && !text.contains(":") && !text.contains(",")
    return Node(text, .implicit, isPlain ? .plain : .doubleQuoted)
  }
}
