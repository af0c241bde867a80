import ArgumentParser

@main
struct Drydock: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drydock",
    abstract: "Says what Amazon ECR's lifecycle policies would do, and why, without AWS.",
    discussion: """
      Exit codes: 0 the answer was given; 1 a guard failed; 2 the command line or an input is not \
      usable.
      """,
    version: "0.1.0",
    subcommands: [Preview.self, Explain.self, Access.self, Validate.self])

  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let failure as Failure {
      failure.report()
      exit(withError: failure.code)
    } catch {
      // Asking for help or the version is no mistake; all else that is said of the command line is.
      let code = exitCode(for: error)
      let text = fullMessage(for: error)
      if code.isSuccess {
        print(text)
        exit(withError: nil)
      }
      Terminal.writeError(text + "\n")
      exit(withError: ExitCode(2))
    }
  }
}
