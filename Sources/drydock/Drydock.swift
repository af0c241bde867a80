import ArgumentParser
import ECRSimulator

@main
struct Drydock: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drydock",
    abstract: "Says what Amazon ECR's lifecycle policies would do, and why, without AWS.",
    discussion: """
      Exit codes: 0 the answer was given; 1 a guard or a scenario failed; 2 the command line or an input is not \
      usable.
      """,
    version: "0.1.0",
    subcommands: [
      Preview.self, Explain.self, Access.self, Validate.self, SnapshotCommand.self, Test.self,
      Learn.self, Record.self,
    ])

  static func main() async {
    Surroundings.prepare()
    do {
      var command = try parseAsRoot(try Surroundings.arguments())
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch let failure as Failure {
      end(failure)
    } catch let error as InvalidInput {
      end(Failure(error))
    } catch let error as SnapshotError {
      end(Failure("\(error)"))
    } catch {
      // Asking for help or the version is no mistake; all else that is said of the command line is.
      let code = exitCode(for: error)
      let text = fullMessage(for: error)
      if code.isSuccess {
        do {
          try Terminal.write(text + "\n")
        } catch {
          end(Failure(Failure.words(error)))
        }
        exit(withError: nil)
      }
      Terminal.writeError(text + "\n")
      exit(withError: ExitCode(2))
    }
  }

  private static func end(_ failure: Failure) -> Never {
    failure.report()
    exit(withError: failure.code)
  }
}
