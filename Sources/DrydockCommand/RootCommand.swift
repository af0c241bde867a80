import ArgumentParser
import ECRSimulator

@main
struct RootCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drydock",
    abstract: "Show what Amazon ECR's lifecycle policies and access policies would do, offline.",
    discussion: """
      Exit codes: 0 success; 1 a guard or a scenario failed; 2 the command line or an input is invalid, \
      or a guard is undecided.
      """,
    version: "0.1.0",
    subcommands: [
      Preview.self, Explain.self, Access.self, Validate.self, SnapshotCommand.self, Test.self,
      Learn.self, Record.self,
    ])

  static func main() async {
    Surroundings.prepare()
    do {
      var command = try parse()
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
    } catch let misuse as Misuse {
      Terminal.writeError(misuse.text + "\n")
      exit(withError: ExitCode(2))
    } catch {
      // Help and the version are successes; every other error of the command line is a mistake.
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
      let arguments = (try? Surroundings.arguments()) ?? []
      Terminal.writeError(ParserAdvice(arguments).improved(text) + "\n")
      exit(withError: ExitCode(2))
    }
  }

  /// The command that was asked for, with arguments that fit together.
  private static func parse() throws -> any ParsableCommand {
    let arguments = try Surroundings.arguments()
    if let text = ParserAdvice.misuse(ofHelp: arguments) { throw Misuse(text) }
    let command = try parseAsRoot(arguments)
    do {
      try (command as? any CheckedArguments)?.check()
    } catch let error as ValidationError {
      throw Misuse(error, type(of: command))
    }
    return command
  }

  private static func end(_ failure: Failure) -> Never {
    failure.report()
    exit(withError: failure.code)
  }
}
