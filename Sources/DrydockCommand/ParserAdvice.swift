import ArgumentParser
import Texts

/// What the parser's messages leave out: the command or option that was probably meant, and where a
/// value goes.
struct ParserAdvice {
  /// The commands that the arguments name, from the root down.
  private var commands: [any ParsableCommand.Type] = [RootCommand.self]
  /// The arguments behind their names.
  private let rest: ArraySlice<String>

  init(_ arguments: [String]) {
    var rest = arguments[...]
    while let name = rest.first, let next = Self.subcommand(of: commands.last, name) {
      commands.append(next)
      rest.removeFirst()
    }
    self.rest = rest
  }

  private static func subcommand(
    of command: (any ParsableCommand.Type)?, _ name: String
  ) -> (any ParsableCommand.Type)? {
    command?.configuration.subcommands.first { $0._commandName == name }
  }

  /// A message of the parser with what to do about it, where that is known.
  func improved(_ message: String) -> String {
    var lines = message.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let first = lines.first, let advice = advice(first) else { return message }
    lines[0] = "\(first.hasSuffix(".") ? String(first.dropLast()) : first); \(advice)"
    return lines.joined(separator: "\n")
  }

  /// `help` with the name of no command, for which the parser prints the help of another.
  static func misuse(ofHelp arguments: [String]) -> String? {
    guard arguments.first == "help" else { return nil }
    let advice = ParserAdvice(Array(arguments.dropFirst()))
    guard let name = advice.rest.first, !name.hasPrefix("-") else { return nil }
    let usage = (advice.names + ["--help"]).joined(separator: " ")
    return advice.improved(
      "Error: Unexpected argument '\(name)'\nUsage: drydock help <command>\n"
        + "  See '\(usage)' for more information.")
  }

  private var names: [String] { commands.map { $0._commandName } }

  private func advice(_ message: String) -> String? {
    meantCommand ?? misspelledOption(message) ?? negativeValue(message) ?? placeOfFiles(message)
  }

  /// The command that a word in its place may mean.
  private var meantCommand: String? {
    guard let word = rest.first, !word.hasPrefix("-"), let command = commands.last else {
      return nil
    }
    let names = command.configuration.subcommands.map { $0._commandName }
    return Spelling.nearest(to: word, among: names).map {
      Spelling.didYouMean((self.names + [$0]).joined(separator: " "))
    }
  }

  /// The option that is missing may be there, misspelled.
  private func misspelledOption(_ message: String) -> String? {
    guard let missing = message.firstMatch(of: /Missing expected argument '(--[a-z-]+)/)?.output.1
    else {
      return nil
    }
    let options = rest.filter { $0.hasPrefix("--") }.map { String($0.prefix { $0 != "=" }) }
    return Spelling.nearest(to: String(missing), among: options.filter { !isKnown($0) }).map {
      "`\($0)` is not an option: did you mean `\(missing)`?"
    }
  }

  /// Whether the command has an option.
  private func isKnown(_ option: String) -> Bool {
    let command =
      commands.last?.configuration.defaultSubcommand ?? commands.last ?? RootCommand.self
    return RootCommand.helpMessage(for: command, includeHidden: true).contains("\(option) ")
  }

  private func negativeValue(_ message: String) -> String? {
    guard let option = message.firstMatch(of: /Missing value for '(--[a-z-]+)/)?.output.1,
      let place = rest.firstIndex(of: String(option)), place + 1 < rest.endIndex,
      rest[place + 1].hasPrefix("-")
    else { return nil }
    return "for a value that begins with `-`, write \(option)=\(rest[place + 1])"
  }

  private func placeOfFiles(_ message: String) -> String? {
    switch commands.last?.configuration.defaultSubcommand ?? commands.last {
    case is AccessBatchCommand.Type where message.contains("Unknown option"):
      return "each line of the file holds the policies and the context of its question"
    case is Preview.Type, is Explain.Type, is Record.Type:
      guard message.contains("nexpected argument") else { return nil }
      return "files go with --images and --policy"
    case is AskAccessCommand.Type, is AccessMatrixCommand.Type, is AccessWhoCommand.Type:
      guard message.contains("nexpected argument") else { return nil }
      return "files go with --policies"
    default: return nil
    }
  }
}
