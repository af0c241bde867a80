/// Text in the log of a GitHub Actions step, whose runner obeys commands in it.
///
/// The runner takes `::name::` for a command at the start of a line, after any white space, and the older
/// `##[name]` anywhere in one (actions/runner, `ActionCommand.cs`). Documents contain foreign text, and
/// such a command in it could hide what follows in the log, or report what nobody found.
extension String {
  /// The text with a space inside everything that the runner would take for the start of a command.
  package func withoutWorkflowCommands() -> String {
    var text = String.UnicodeScalarView()
    var (isAtStart, hashCount) = (true, 0)
    var last: Unicode.Scalar = "\n"
    // Scalars, not characters: `[` with an accent is another character.
    for scalar in unicodeScalars {
      if isAtStart, last == ":" {
        if scalar == ":" { text.append(" ") }
        isAtStart = false
      } else if scalar != ":", !scalar.properties.isWhitespace {
        isAtStart = false
      }
      if scalar == "\n" { isAtStart = true }
      if scalar == "[", hashCount >= 2 { text.append(" ") }
      hashCount = scalar == "#" ? hashCount + 1 : 0
      last = scalar
      text.append(scalar)
    }
    return String(text)
  }
}
