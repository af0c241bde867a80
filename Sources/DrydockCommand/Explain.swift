import ArgumentParser
import ECRReport
import ECRSimulator
import Texts

struct Explain: AsyncParsableCommand, CheckedArguments {
  static let configuration = CommandConfiguration(
    abstract: "Explain what happens to one image, rule by rule.",
    usage: "drydock explain <image> <options>")

  @Argument(
    help: ArgumentHelp(
      "A tag, a digest or its first digits (at least 6), or a reference such as "
        + "`team/app:v1`.",
      valueName: "image"))
  var image: String

  @OptionGroup var options: PreviewOptions

  @Option(name: .long, help: "Format of the report.")
  var format: Preview.Format = .text

  func check() throws {
    try options.check()
  }

  func run() async throws {
    var input = Input()
    let settings = options.files.settings(Guards())
    var explanations = Explanations()
    if let snapshot = options.snapshot {
      let (image, format) = (image, format)
      let line = ProgressLine()
      defer { line.clear() }
      _ = try await PreviewSnapshot.run(
        try options.request(settings, snapshot: snapshot, &input),
        each: { outcome, _ in Explanations(of: image, in: outcome, format) },
        visit: { found, progress in
          explanations.add(found)
          options.show(progress, line)
        })
    } else {
      for repository in try options.files.run(settings, &input).repositories {
        explanations.add(Explanations(of: image, in: repository, format))
      }
    }
    guard !explanations.texts.isEmpty else {
      let list = options.snapshot == nil ? "preview --all" : "preview --repositories NAME --all"
      let digits = image.hasPrefix("sha256:") ? String(image.dropFirst(7)) : image
      let isShort = digits.count < 6 && digits.allSatisfy(\.isHexDigit)
      throw Failure(
        "no image has the tag, digest or reference `\(image)`"
          + (isShort ? " (of a digest, give at least 6 digits)" : "")
          + (explanations.isRepository ? ", which is a repository: add `:TAG` or `@DIGEST`" : "")
          + (explanations.meant.map { "; \(Spelling.didYouMean($0))" } ?? "")
          + (explanations.meant == nil || isShort ? "; `\(list)` lists the images" : ""))
    }
    switch format {
    case .text: try Terminal.show(explanations.texts.joined(separator: "\n"))
    case .json: try Terminal.write(ExplainJSON.json(explanations.texts, settings))
    }
  }
}

/// The explanations of the images that a name matches.
private struct Explanations: Sendable {
  private var exact: [String] = []
  private var beginning: [String] = []
  /// A tag that may be meant, where nothing matches.
  private(set) var meant: String?
  /// Whether the name is a repository's.
  private(set) var isRepository = false

  init() {}

  init(
    of name: String, in repository: PreviewLifecyclePolicy.RepositoryOutcome,
    _ format: Preview.Format
  ) {
    for (index, match) in ExplainImage.images(named: name, in: repository) {
      let explanation =
        switch format {
        case .text: ExplainText.text(index, in: repository, Terminal.outputStyle)
        case .json: ExplainJSON.image(index, in: repository)
        }
      switch match {
      case .exact: exact.append(explanation)
      case .beginning: beginning.append(explanation)
      }
    }
    isRepository = ExplainImage.isName(name, of: repository)
    if texts.isEmpty { meant = ExplainImage.nearestTag(to: name, in: repository) }
  }

  mutating func add(_ other: Explanations) {
    exact += other.exact
    beginning += other.beginning
    meant = meant ?? other.meant
    isRepository = isRepository || other.isRepository
  }

  /// A whole name anywhere wins over the beginning of one.
  var texts: [String] { exact.isEmpty ? beginning : exact }
}
