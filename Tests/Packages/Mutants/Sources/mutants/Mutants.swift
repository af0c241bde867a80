import ArgumentParser
import Schemata

@main
struct Mutants: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mutants",
    abstract: "Checks that the scenarios and the tests notice small faults in engines and readers.",
    subcommands: [Check.self, ListPlaces.self, Build.self, Run.self, Report.self],
    defaultSubcommand: Check.self)
}

/// What all subcommands have in common.
struct Options: ParsableArguments {
  @Option(help: "How many of a hundred places of each file have a fault.")
  var percent = Self.standard.percent

  @Option(help: "Another seed, other places.")
  var seed = Self.standard.seed

  private static let standard = Sample(percent: 3, seed: 1)

  /// Whether it is the choice that README.md shows the table of.
  var isDefault: Bool { percent == Self.standard.percent && seed == Self.standard.seed }

  @Option(help: "The folder of the copy, of its build and of the results.")
  var scratch = ".build-mutants"

  var sample: Sample { Sample(percent: percent, seed: seed) }

  var workshop: Workshop {
    Workshop(root: Workshop.repository, scratch: Workshop.url(scratch))
  }
}

struct ListPlaces: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the places that a run looks at.")

  @OptionGroup var options: Options

  func run() throws {
    let workshop = options.workshop
    for subject in workshop.subjects {
      var (all, chosen) = (0, 0)
      for source in try workshop.sources(of: subject) {
        let places = source.places
        let sample = options.sample.choose(places)
        (all, chosen) = (all + places.count, chosen + sample.count)
        for place in sample { print(place.lines) }
      }
      print("\(subject.name): \(chosen) of \(all) places\n")
    }
  }
}

struct Build: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Build a copy of the package with all faults in it, switched off.")

  @OptionGroup var options: Options

  func run() throws { try Compilation(options.workshop, options.sample).run() }
}

struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Switch on a fault after the other, and see whether something fails.")

  @OptionGroup var options: Options
  @OptionGroup var limits: RunLimits

  func run() throws { try Hunt(options.workshop, limits).run() }
}

/// How long a run goes on, and from where.
struct RunLimits: ParsableArguments {
  @Option(help: "Stop after so many minutes; the next run goes on from there.")
  var minutes: Int?

  @Flag(help: "Forget the results of earlier runs. Without it, what was killed stays killed.")
  var afresh = false
}

struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the faults, killed and not, and the survivors that nobody has explained.")

  @OptionGroup var options: Options

  @Flag(help: "Write the table into README.md.")
  var write = false

  func run() throws {
    let findings = try Findings(options.workshop, isShown: options.isDefault)
    if write { try findings.showTable() }
    try findings.report()
  }
}

extension Findings {
  func report() throws {
    print(try text())
    if try !isClean() { throw ExitCode(1) }
  }
}

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Build, run and report.")

  @OptionGroup var options: Options
  @OptionGroup var limits: RunLimits

  func run() throws {
    try Compilation(options.workshop, options.sample).run()
    guard try Hunt(options.workshop, limits).run() else { return }
    try Findings(options.workshop, isShown: options.isDefault).report()
  }
}
