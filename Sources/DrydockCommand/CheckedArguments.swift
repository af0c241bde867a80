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

  init(_ text: String) { self.text = text }

  init(_ error: ValidationError, _ command: any ParsableCommand.Type) {
    let usage = RootCommand.usageString(for: command)
    let name = usage.split(separator: " ").prefix { !$0.starts(with: /[-<\[]/) }
    text = """
      Error: \(error.message)
      Usage: \(usage)
        See '\(name.joined(separator: " ")) --help' for more information.
      """
  }
}
