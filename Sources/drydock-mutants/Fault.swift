/// A small, deliberate fault of an engine: what a programmer's slip might have made of it.
struct Fault: Sendable {
  /// What to call it; it never changes.
  let slug: String
  /// What goes wrong, in one sentence.
  let says: String
  /// What kind of text is replaced.
  let form: Form
  /// The text that is replaced; it stands once in its file, or once in `context`.
  let original: String
  /// What stands there when the fault is active.
  let replacement: String
  /// A longer text, once in the file, in which the original is looked for.
  let context: String?

  /// What kind of text a fault replaces.
  enum Form: Sendable {
    /// Something that has a value: `a && b` or `limit + 1`.
    case value
    /// Something that is done: an assignment, a `return`, a loop, or several of them.
    case statement
  }

  /// A fault of a value.
  static func value(
    _ slug: String, _ says: String, _ original: String, becomes replacement: String,
    within context: String? = nil
  ) -> Fault {
    Fault(
      slug: slug, says: says, form: .value, original: original, replacement: replacement,
      context: context)
  }

  /// A fault of statements; an empty replacement leaves them out.
  static func statement(
    _ slug: String, _ says: String, _ original: String, becomes replacement: String,
    within context: String? = nil
  ) -> Fault {
    Fault(
      slug: slug, says: says, form: .statement, original: original, replacement: replacement,
      context: context)
  }
}

/// A source file with its faults.
struct FaultyFile: Sendable {
  /// The file's path, from the package's folder.
  let path: String
  let faults: [Fault]

  /// The module that the file belongs to: `Sources/MODULE/…`.
  var module: String {
    let parts = path.split(separator: "/")
    return parts.count > 2 ? String(parts[1]) : ""
  }
}

/// A fault with the number that switches it on.
struct NumberedFault: Sendable {
  let number: Int
  let fault: Fault
}

/// What makes the check impossible.
struct CheckError: Error, CustomStringConvertible {
  var description: String
}
