import ArgumentParser

/// What `test` and `learn` let scenarios read.
struct ScenarioReadingOptions: ParsableArguments {
  @Flag(
    name: .long,
    help: "Let scenarios read files outside their repository or working directory.")
  var allowFilesOutside = false

  /// The files of scenarios, read according to the options.
  var files: ScenarioFiles { ScenarioFiles(allowsOutside: allowFilesOutside) }
}
