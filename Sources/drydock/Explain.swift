import ArgumentParser
import ECRReport
import ECRSimulator

struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tell one image's story: what happens to it, rule by rule.")

  @Argument(help: "A tag, a digest, or the first digits of one (at least six).")
  var image: String

  @OptionGroup var options: PreviewOptions

  func run() throws {
    var input = Input()
    let outcome = try options.run(Guards(), &input)
    let places = ExplainImage.places(of: image, in: outcome)
    guard !places.isEmpty else {
      throw Failure("no image is tagged `\(image)` or has that digest; `preview --all` lists them")
    }
    let stories = places.map { ExplainText.text($0, in: outcome, Terminal.outputStyle) }
    try Terminal.write(stories.joined(separator: "\n"))
  }
}
