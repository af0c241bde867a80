import ECRModel
import ECRPolicy
import Texts

/// How guesses are written.
extension Guessing {
  private static let yes: Set<String> = ["y", "yes"]
  private static let no: Set<String> = ["n", "no"]

  /// Reads a guess.
  func read(_ line: String) throws(UnclearGuess) -> Guess {
    let text = line.trimmed
    let lower = text.lowercased()
    switch asked {
    case .images: return try images(text)
    case .these, .any, .warnings:
      if Self.yes.contains(lower) { return .yes(true) }
      if Self.no.contains(lower) { return .yes(false) }
      throw UnclearGuess(message: "`\(text)` is not a guess: write y (yes) or n (no)")
    case .decision(let yes): return try decision(lower, yes)
    case .firstDenied: return try firstDenied(lower)
    case .statements: return try statements(text)
    case .validity(let yes): return try validity(lower, yes)
    }
  }

  /// What can be written as a guess, in a sentence.
  var help: String {
    switch asked {
    case .images(_, let isCount):
      "Write the names of images, for example \(example), or none, all, or all but some of them"
        + (isCount ? "; or a number." : ".")
    case .these, .any, .warnings: "Write y for yes or n for no."
    case .decision:
      "Write a for allowed or d for denied"
        + (actions.count > 1 ? ", or the first action that is denied: \(list(actions))." : ".")
    case .firstDenied: "Write one of \(list(actions))."
    case .statements:
      "Write the names of statements, for example \(list(statementNames, 2)), or nothing."
    case .validity: "Write v for valid or i for invalid."
    }
  }

  private var example: String { list(repository?.images.map(\.name) ?? [], 2) }

  private func list(_ names: [String], _ count: Int = .max) -> String {
    names.prefix(count).joined(separator: ", ")
  }

  // MARK: Images

  private func images(_ text: String) throws(UnclearGuess) -> Guess {
    guard let repository else { return .images([]) }
    if let name = name(of: text, repository) { return .images([name]) }
    let all = repository.images.map(\.name)
    switch text.lowercased() {
    case "none", "nothing", "no": return .images([])
    case "all", "everything", "all of them": return .images(Set(all))
    case "both" where all.count == 2: return .images(Set(all))
    default: break
    }
    if let count = Int(text) { return .count(count) }
    for start in ["all", "everything"] {
      for word in ["but", "except", "without"] where text.hasPrefix(start + " " + word + " ") {
        let rest = String(text.dropFirst(start.count + word.count + 2))
        return .images(Set(all).subtracting(try names(rest, repository)))
      }
    }
    return .images(try names(text, repository))
  }

  private func names(
    _ text: String, _ repository: StoryRepository
  ) throws(UnclearGuess) -> Set<String> {
    var names: Set<String> = []
    for part in text.split(separator: ",").map({ String($0).trimmed }) where !part.isEmpty {
      if let name = name(of: part, repository) {
        names.insert(name)
        continue
      }
      for word in part.split(whereSeparator: \.isWhitespace).map(String.init) where word != "and" {
        guard let name = name(of: word, repository) else {
          throw UnclearGuess(message: unknown(word, repository))
        }
        names.insert(name)
      }
    }
    return names
  }

  private func unknown(_ word: String, _ repository: StoryRepository) -> String {
    let names = repository.images.map(\.name)
    let help =
      Spelling.suggestion(for: word, among: names)
      ?? (names.isEmpty ? "write none" : "write some of \(list(names)), or none")
    return ["yes", "y", "both", "n"].contains(word.lowercased())
      ? "`\(word)` does not name the images: \(help)" : "there is no image `\(word)`: \(help)"
  }

  /// The image that somebody names, in whatever case where that is clear.
  func name(of text: String, _ repository: StoryRepository) -> String? {
    if let index = repository.index(of: text) { return repository.images[index].name }
    let lower = text.lowercased()
    let alike = repository.images.filter {
      $0.name.lowercased() == lower || $0.detail.imageTags.contains { $0.lowercased() == lower }
    }
    return alike.count == 1 ? alike[0].name : nil
  }

  // MARK: Access

  private func decision(_ text: String, _ yes: Bool?) throws(UnclearGuess) -> Guess {
    switch text {
    case "a", "allow", "allowed": return .allowed
    case "d", "deny", "denied": return .denied
    case "none" where actions.count > 1: return .allowed
    default: break
    }
    if let yes, Self.yes.contains(text) || Self.no.contains(text) {
      return Self.yes.contains(text) == yes ? .allowed : .denied
    }
    if let named = action(text) { return actions.count > 1 ? .firstDenied(named) : .denied }
    throw UnclearGuess(
      message: "`\(text)` is not a guess: write a (allowed)"
        + (actions.count > 1
          ? ", d (denied), or one of \(list(actions))" : " or d (denied)"))
  }

  private func firstDenied(_ text: String) throws(UnclearGuess) -> Guess {
    if let named = action(text) { return .firstDenied(named) }
    if ["none", "nothing", "a", "allowed"].contains(text) { return .allowed }
    throw UnclearGuess(
      message: "`\(text)` is not one of the actions: write one of \(list(actions))")
  }

  private func action(_ text: String) -> String? {
    actions.first {
      let action = $0.lowercased()
      return action == text || action.split(separator: ":").last.map(String.init) == text
    }
  }

  /// The names of the statements of the policies, where they have any.
  var statementNames: [String] {
    SituationText.policies(world).compactMap(\.self).flatMap { policy in
      PolicyDocument.read(policy.text, as: .identityPolicy).document?.statements.compactMap(\.sid)
        ?? []
    }
  }

  private func statements(_ text: String) throws(UnclearGuess) -> Guess {
    let known = statementNames
    // A statement may be called `None`.
    let isName = known.contains { $0.lowercased() == text.lowercased() }
    if !isName, ["none", "nothing", "no"].contains(text.lowercased()) { return .statements([]) }
    if text.lowercased() == "all" { return .statements(Set(known)) }
    var names: Set<String> = []
    for word in text.split(whereSeparator: { $0.isWhitespace || $0 == "," }).map(String.init)
    where word != "and" {
      guard let name = known.first(where: { $0.lowercased() == word.lowercased() }) else {
        let help = Spelling.suggestion(for: word, among: known) ?? "write some of \(list(known))"
        throw UnclearGuess(message: "there is no statement `\(word)`: \(help)")
      }
      names.insert(name)
    }
    return .statements(names)
  }

  // MARK: Validation

  private func validity(_ text: String, _ yes: Bool?) throws(UnclearGuess) -> Guess {
    switch text {
    case "v", "valid", "accepted": return .valid(true)
    case "i", "invalid", "rejected": return .valid(false)
    default: break
    }
    if let yes, Self.yes.contains(text) || Self.no.contains(text) {
      return .valid(Self.yes.contains(text) == yes)
    }
    throw UnclearGuess(message: "`\(text)` is not a guess: write v (valid) or i (invalid)")
  }
}
