import ECRAccess
import ECRLifecycle
import ECRModel
import ECRSimulator
import Texts

/// A question for which guesses are taken: how they are written, and what becomes of them.
struct Guessing: Sendable {
  /// What a guess about images is about.
  enum Subject: String, Sendable {
    case expire, archive, keep
  }

  let question: QuestionOutcome
  let world: World
  let source: SourceText

  // MARK: What is asked for

  /// The word or list that is asked for.
  var prompt: String {
    switch question.question.content {
    case .preview:
      switch subject {
      case .expire: "Images that expire (names, or none): "
      case .archive: "Images that are archived (names, or none): "
      case .keep: "Images that are kept (names, or none): "
      }
    case .access(let asked, _):
      asked.operation.actionNames.count > 1
        ? "Allowed (a), denied (d), or the first action that is denied: "
        : "Allowed (a) or denied (d): "
    case .validate: "Valid (v) or invalid (i): "
    }
  }

  /// Which images a question about a lifecycle policy asks for.
  ///
  /// Its words say so, or what most people expect: "Which builds stay?" is not about the other images
  /// that stay, and the belief names those that would expire.
  var subject: Subject {
    let sentence = question.question.text.lowercased().split(separator: ".").last ?? ""
    let words = Set(sentence.split { !$0.isLetter }.map(String.init))
    if !words.isDisjoint(with: ["expire", "expires", "delete", "deleted"]) { return .expire }
    if words.contains("archived") { return .archive }
    if case .preview(_, let belief)? = question.question.belief?.content {
      if belief.expire != nil { return .expire }
      if belief.archive != nil { return .archive }
      if belief.keep != nil { return .keep }
    }
    let keeps = ["remain", "remains", "stay", "stays", "keep", "kept", "left"]
    return words.isDisjoint(with: keeps) ? .expire : .keep
  }

  private var repository: StoryRepository? {
    guard case .preview(let asked, _) = question.question.content else { return nil }
    return world[repository: asked.repository.value]
  }

  // MARK: Reading

  /// Reads a guess.
  func read(_ line: String) throws(UnclearGuess) -> Guess {
    let text = line.trimmed
    switch question.question.content {
    case .preview: return try images(text)
    case .access(let asked, _): return try decision(text.lowercased(), asked.operation.actionNames)
    case .validate:
      switch text.lowercased() {
      case "v", "valid": return .valid(true)
      case "i", "invalid": return .valid(false)
      default:
        throw UnclearGuess(message: "`\(text)` is not a guess: write v (valid) or i (invalid)")
      }
    }
  }

  private func images(_ text: String) throws(UnclearGuess) -> Guess {
    guard let repository else { return .images([]) }
    if let name = name(of: text, repository) { return .images([name]) }
    switch text.lowercased() {
    case "none", "nothing", "no": return .images([])
    case "all": return .images(Set(repository.images.map(\.name)))
    default: break
    }
    if let count = Int(text) { return .count(count) }
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
    return .images(names)
  }

  private func unknown(_ word: String, _ repository: StoryRepository) -> String {
    let names = repository.images.map(\.name)
    let help =
      Spelling.suggestion(for: word, among: names)
      ?? (names.isEmpty ? "write none" : "write some of \(names.joined(separator: ", ")), or none")
    return "there is no image `\(word)`: \(help)"
  }

  /// The image that somebody names, in whatever case where that is clear.
  private func name(of text: String, _ repository: StoryRepository) -> String? {
    if let index = repository.index(of: text) { return repository.images[index].name }
    let lower = text.lowercased()
    let alike = repository.images.filter {
      $0.name.lowercased() == lower || $0.detail.imageTags.contains { $0.lowercased() == lower }
    }
    return alike.count == 1 ? alike[0].name : nil
  }

  private func decision(_ text: String, _ actions: [String]) throws(UnclearGuess) -> Guess {
    switch text {
    case "a", "allow", "allowed": return .allowed
    case "d", "deny", "denied": return .denied
    case "none" where actions.count > 1: return .allowed
    default: break
    }
    let named = actions.first {
      let action = $0.lowercased()
      return action == text || action.split(separator: ":").last.map(String.init) == text
    }
    if let named { return actions.count > 1 ? .firstDenied(named) : .denied }
    throw UnclearGuess(
      message: "`\(text)` is not a guess: write a (allowed)"
        + (actions.count > 1
          ? ", d (denied), or one of \(actions.joined(separator: ", "))" : " or d (denied)"))
  }

  // MARK: Results

  /// What becomes of a guess: held against the answer by what compares expectations, and against what
  /// most people expect.
  ///
  /// A guess that is right is right, also where people expect it for another reason.
  func result(of guess: Guess) -> GuessResult {
    if holds(guess) { return .right }
    return isBelieved(guess) ? .belief : .wrong(correction(of: guess))
  }

  private func holds(_ guess: Guess) -> Bool {
    switch guess {
    case .images(let names): return holds(expectation(names))
    case .count(let count): return count == actual.count
    case .allowed: return holds(decision("nothing"))
    case .denied: return !holds(decision("nothing"))
    case .firstDenied(let action): return holds(decision(action))
    case .valid(let isValid):
      guard case .validate(let asked, _) = question.question.content else { return false }
      var expectation = ValidationExpectation()
      expectation.valid = located(isValid)
      return holds(.validate(asked, expectation))
    }
  }

  private func holds(_ content: Question.Content?) -> Bool {
    guard let content else { return false }
    let runner = QuestionRunner(world: world, source: source, number: question.number)
    return (try? runner.failures(of: content, question.answer, "").isEmpty) == true
  }

  /// What the answer would have to be if a guess about images were right.
  private func expectation(_ names: Set<String>) -> Question.Content? {
    guard case .preview(let asked, _) = question.question.content else { return nil }
    let list = ExpectedList(
      span: Span(0, 0), elements: names.sorted().map { ExpectedImage(name: located($0)) })
    var expectation = PreviewExpectation()
    switch subject {
    case .expire: expectation.expire = list
    case .archive: expectation.archive = list
    case .keep: expectation.keep = list
    }
    return .preview(asked, expectation)
  }

  /// What the answer would have to be if this were denied first, or nothing.
  private func decision(_ fails: String) -> Question.Content? {
    guard case .access(let asked, _) = question.question.content else { return nil }
    var expectation = AccessExpectation()
    expectation.fails = located(fails)
    return .access(asked, expectation)
  }

  private func located<Value: Sendable>(_ value: Value) -> Located<Value> {
    Located(value: value, span: Span(0, 0))
  }

  /// The images that are asked for, by the answer.
  private var actual: Set<String> {
    guard case .preview(let outcome) = question.answer, let repository else { return [] }
    let fate: Set<String> = Set(
      outcome.preview.order.filter { index in
        switch outcome.preview.outcome(of: index) {
        case .expire: subject == .expire
        case .transition: subject == .archive
        case .keep: subject == .keep
        }
      }.map { repository.images[$0].name })
    return fate
  }

  /// What is so instead of a wrong guess.
  private func correction(of guess: Guess) -> String {
    switch (guess, question.answer) {
    case (.images(let names), _): return difference(names)
    case (.count, _): return "it is \(actual.count)"
    case (_, .access(let outcome)):
      guard let step = outcome.failingStep else { return "it is allowed" }
      guard outcome.steps.count > 1 else { return "it is denied" }
      return "\(outcome.steps[step].result.request.action) is the first action that is denied"
    case (_, .validation(let outcome)):
      return outcome.isValid ? "AWS accepts it" : "AWS rejects it"
    case (_, .preview): return ""
    }
  }

  private func difference(_ names: Set<String>) -> String {
    let (is1, are, isNot, areNot) =
      switch subject {
      case .expire: ("expires", "expire", "does not expire", "do not expire")
      case .archive: ("is archived", "are archived", "is not archived", "are not archived")
      case .keep: ("is kept", "are kept", "is not kept", "are not kept")
      }
    func part(_ names: Set<String>, _ one: String, _ many: String) -> String? {
      guard !names.isEmpty else { return nil }
      return "\(names.sorted().joined(separator: ", ")) \(names.count == 1 ? one : many)"
    }
    let missing = part(actual.subtracting(names), is1, are).map { names.isEmpty ? $0 : $0 + " too" }
    let extra = part(names.subtracting(actual), isNot, areNot)
    return [missing, extra].compactMap(\.self).joined(separator: ", and ")
  }

  // MARK: Beliefs

  /// Whether a guess says what most people expect.
  private func isBelieved(_ guess: Guess) -> Bool {
    guard let belief = question.question.belief?.content else { return false }
    switch (guess, belief) {
    case (.images(let names), .preview(_, let expected)): return believed(expected) == names
    case (.count(let count), .preview(_, let expected)): return believed(expected)?.count == count
    case (.allowed, .access(_, let expected)):
      return expected.fails.map { $0.value == "nothing" }
        ?? (expected.decision?.value == "allowed")
    case (.denied, .access(_, let expected)): return expected.isDenial
    case (.firstDenied(let action), .access(_, let expected)):
      return expected.isDenial && (expected.fails.map { $0.value == action } ?? true)
    case (.valid(let isValid), .validate(_, let expected)):
      return (expected.valid?.value ?? expected.errors.map(\.elements.isEmpty)) == isValid
    default: return false
    }
  }

  /// The images that people expect to be those asked for; nil if that does not follow from what they expect.
  private func believed(_ expected: PreviewExpectation) -> Set<String>? {
    guard let repository else { return nil }
    func names(_ list: ExpectedList<ExpectedImage>?) -> Set<String>? {
      list.map { Set($0.elements.map { name(of: $0.name.value, repository) ?? $0.name.value }) }
    }
    let (expire, archive, keep) = (
      names(expected.expire), names(expected.archive), names(expected.keep)
    )
    let all = Set(repository.images.map(\.name))
    switch subject {
    case .archive: return archive
    case .expire: return expire ?? keep.map { all.subtracting($0).subtracting(archive ?? []) }
    case .keep: return keep ?? expire.map { all.subtracting($0).subtracting(archive ?? []) }
    }
  }
}

extension AccessExpectation {
  /// Whether it expects a denial.
  fileprivate var isDenial: Bool {
    if let fails { return fails.value != "nothing" }
    return decision.map { $0.value != "allowed" } ?? false
  }
}
