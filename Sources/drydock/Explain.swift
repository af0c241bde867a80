import ArgumentParser
import ECRReport
import ECRSimulator

struct Explain: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Explain what happens to one image, rule by rule.")

  @Argument(
    help: ArgumentHelp(
      "A tag, a digest, the first digits of one (at least 6), or a reference such as "
        + "`team/app:v1`.",
      valueName: "image"))
  var image: String

  @OptionGroup var options: PreviewOptions

  func run() async throws {
    var input = Input()
    let settings = options.files.settings(Guards())
    var explanations = Explanations()
    if let snapshot = options.snapshot {
      let style = Terminal.outputStyle
      let image = image
      let line = ProgressLine()
      defer { line.clear() }
      _ = try await PreviewSnapshot.run(
        try options.request(settings, snapshot: snapshot, &input),
        each: { outcome, _ in Explanations(of: image, in: outcome, style) },
        visit: { found, progress in
          explanations.add(found)
          options.show(progress, line)
        })
    } else {
      for repository in try options.files.run(settings, &input).repositories {
        explanations.add(Explanations(of: image, in: repository, Terminal.outputStyle))
      }
    }
    guard !explanations.texts.isEmpty else {
      throw Failure(
        "no image has the tag, digest or reference `\(image)`; `preview --all` lists the images")
    }
    try Terminal.write(explanations.texts.joined(separator: "\n"))
  }
}

/// The explanations of the images that a name matches.
private struct Explanations: Sendable {
  private var exact: [String] = []
  private var beginning: [String] = []

  init() {}

  init(
    of name: String, in repository: PreviewLifecyclePolicy.RepositoryOutcome, _ style: Style
  ) {
    for (index, match) in ExplainImage.images(named: name, in: repository) {
      let explanation = ExplainText.text(index, in: repository, style)
      switch match {
      case .exact: exact.append(explanation)
      case .beginning: beginning.append(explanation)
      }
    }
  }

  mutating func add(_ other: Explanations) {
    exact += other.exact
    beginning += other.beginning
  }

  /// A whole name anywhere wins over the beginning of one.
  var texts: [String] { exact.isEmpty ? beginning : exact }
}
