import ArgumentParser

/// Arguments that have to fit together.
///
/// WHY: the parser's own `validate()` runs before it looks for unknown options, and would report as
/// missing what is only misspelled.
protocol CheckedArguments {
  /// Throws `ValidationError` where they do not.
  func check() throws
}

/// A command whose arguments do not fit together.
struct Misuse: Error {
  /// What is wrong, and how the command is used.
  let text: String

  init(_ error: ValidationError, _ command: any ParsableCommand.Type) {
    let words = RootCommand.helpMessage(for: command).split(separator: "\n")
      .first { $0.hasPrefix("USAGE: ") }?.dropFirst("USAGE: ".count)
      .prefix { !"<[".contains($0) }
    let name = words.map { $0.split(separator: " ").prefix { !$0.hasPrefix("-") } } ?? ["drydock"]
    text = """
      Error: \(error.message)
      Usage: \(RootCommand.usageString(for: command))
        See '\(name.joined(separator: " ")) --help' for more information.
      """
  }
}
