import ArgumentParser
import ECRReport
import ECRSimulator

struct Explain: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tell one image's story: what happens to it, rule by rule.")

  @Argument(
    help: ArgumentHelp(
      "A tag, a digest, its first digits (at least six), or a reference such as `team/app:v1`.",
      valueName: "image"))
  var image: String

  @OptionGroup var options: PreviewOptions

  @Option(name: .long, help: "How the report is written.")
  var format: Preview.Format = .text

  func run() async throws {
    var input = Input()
    let settings = options.files.settings(Guards())
    var stories = Stories()
    if let snapshot = options.snapshot {
      let (image, format) = (image, format)
      let line = ProgressLine()
      defer { line.clear() }
      _ = try await PreviewSnapshot.run(
        try options.request(settings, snapshot: snapshot, &input),
        each: { outcome, _ in Stories(of: image, in: outcome, format) },
        visit: { found, progress in
          stories.add(found)
          options.show(progress, line)
        })
    } else {
      for repository in try options.files.run(settings, &input).repositories {
        stories.add(Stories(of: image, in: repository, format))
      }
    }
    guard !stories.texts.isEmpty else {
      throw Failure(
        "no image has the tag, digest or reference `\(image)`; `preview --all` lists the images")
    }
    switch format {
    case .text: try Terminal.write(stories.texts.joined(separator: "\n"))
    case .json: try Terminal.write(ExplainJSON.json(stories.texts, settings))
    }
  }
}

/// The stories of the images that a name fits.
private struct Stories: Sendable {
  private var exact: [String] = []
  private var beginning: [String] = []

  init() {}

  init(
    of name: String, in repository: PreviewLifecyclePolicy.RepositoryOutcome,
    _ format: Preview.Format
  ) {
    for (index, match) in ExplainImage.images(named: name, in: repository) {
      let story =
        switch format {
        case .text: ExplainText.text(index, in: repository, Terminal.outputStyle)
        case .json: ExplainJSON.image(index, in: repository)
        }
      switch match {
      case .exact: exact.append(story)
      case .beginning: beginning.append(story)
      }
    }
  }

  mutating func add(_ other: Stories) {
    exact += other.exact
    beginning += other.beginning
  }

  /// A whole name anywhere wins over the beginning of one.
  var texts: [String] { exact.isEmpty ? beginning : exact }
}
