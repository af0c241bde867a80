import ECRAccess
import ECRLifecycle
import ECRModel
import ECRReport
import ECRSimulator
import Texts

/// A question for which guesses are taken: how they are written, and what becomes of them.
struct Guessing: Sendable {
  let question: QuestionOutcome
  let world: World
  let source: SourceText
  /// What the question asks for.
  let asked: AskedFor

  init(question: QuestionOutcome, world: World, source: SourceText) {
    self.question = question
    self.world = world
    self.source = source
    var images: [StoryImage] = []
    if case .preview(let asked, _) = question.question.content {
      images = world[repository: asked.repository.value].images
    }
    asked = AskedFor(question.question, images: images)
  }

  /// The word or list that is asked for.
  var prompt: String {
    guard case .decision = asked, actions.count > 1 else { return asked.prompt }
    return "Allowed (a), denied (d), or the first action that is denied: "
  }

  /// The actions of a question about access.
  var actions: [String] {
    guard case .access(let asked, _) = question.question.content else { return [] }
    return asked.operation.actionNames
  }

  /// The repository of a question about a lifecycle policy.
  var repository: StoryRepository? {
    guard case .preview(let asked, _) = question.question.content else { return nil }
    return world[repository: asked.repository.value]
  }

  // MARK: Results

  /// What becomes of a guess: held against the answer by what compares expectations, and against what
  /// most people expect.
  ///
  /// A guess that is right is right, also where people expect it for another reason.
  func result(of guess: Guess) -> GuessResult {
    if holds(guess) { return .right }
    if let sentence = openness(of: guess) { return .open(sentence) }
    return isBelieved(guess) ? .belief : .wrong(correction(of: guess))
  }

  private func holds(_ guess: Guess) -> Bool {
    switch guess {
    case .images(let names): return holds(expectation(names))
    case .count(let count): return count == actual.count
    case .allowed: return holds(decision("nothing"))
    case .denied: return !holds(decision("nothing"))
    case .firstDenied(let action): return holds(decision(action))
    case .statements(let names): return names == matched
    case .yes(let isTrue): return isTrue == truth
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
    switch fate {
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

  /// What becomes of the images that are asked for.
  private var fate: AskedFor.Fate {
    switch asked {
    case .images(let fate, _), .these(let fate, _), .any(let fate): fate
    case .decision, .firstDenied, .statements, .validity, .warnings: .expire
    }
  }

  /// The statements that match, by the answer.
  private var matched: Set<String> {
    guard case .access(let outcome) = question.answer, let step = outcome.decidingStep else {
      return []
    }
    let folder = ScenarioPath.folder(ofFile: source.name)
    return Set(step.result.matchedStatements.map { AccessReasons.name(of: $0, folder: folder) })
  }

  /// Whether yes is the answer.
  private var truth: Bool {
    switch (asked, question.answer) {
    case (.these(_, let names), _): return actual.isSuperset(of: names)
    case (.any, _): return !actual.isEmpty
    case (_, .validation(let outcome)): return outcome.warns
    default: return false
    }
  }

  /// The images that are asked for, by the answer.
  private var actual: Set<String> {
    guard case .preview(let outcome) = question.answer, let repository else { return [] }
    let fate: Set<String> = Set(
      outcome.preview.order.filter { index in
        switch outcome.preview.outcome(of: index) {
        case .expire: self.fate == .expire
        case .transition: self.fate == .archive
        case .keep: self.fate == .keep
        }
      }.map { repository.images[$0].name })
    return fate
  }

  /// Why a guess that is not the answer may still be right: the images on which they differ are
  /// kept, and AWS leaves open whether they expire.
  private func openness(of guess: Guess) -> String? {
    guard case .preview(let outcome) = question.answer, let repository, fate != .archive else {
      return nil
    }
    let different: Set<String>
    switch (guess, asked) {
    case (.images(let names), _): different = names.symmetricDifference(actual)
    case (.yes, .these(let fate, let names)):
      different = Set(names).intersection(fate == .keep ? actual : Set(names).subtracting(actual))
    default: return nil
    }
    let open = Set(
      outcome.preview.order.filter {
        outcome.preview.outcome(of: $0) == .keep && outcome.preview.mayGo($0)
      }
      .map { repository.images[$0].name })
    guard !different.isEmpty, different.isSubset(of: open) else { return nil }
    let names = Prose.list(different.sorted())
    return "AWS does not document whether \(names) \(different.count == 1 ? "stays" : "stay")"
  }

  /// What is so instead of a wrong guess.
  private func correction(of guess: Guess) -> String {
    switch (guess, question.answer) {
    case (.images(let names), _): return difference(names)
    case (.count, _): return "it is \(actual.count)"
    case (.statements, _):
      return
        "what matches is \(matched.isEmpty ? "none" : matched.sorted().joined(separator: ", "))"
    case (.yes, .preview): return yesOrNo
    case (.yes, .validation(let outcome)):
      return outcome.warns ? "Drydock warns" : "Drydock does not warn"
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
    let isPartlyRight = !names.isDisjoint(with: actual)
    let missing = are(actual.subtracting(names)).map { isPartlyRight ? $0 + " too" : $0 }
    return [missing, areNot(names.subtracting(actual))].compactMap(\.self)
      .joined(separator: ", and ")
  }

  /// What becomes of the images that the question names.
  private var yesOrNo: String {
    guard case .these(_, let names) = asked else { return are(actual) ?? "no image does" }
    return [are(actual.intersection(names)), areNot(Set(names).subtracting(actual))]
      .compactMap(\.self).joined(separator: ", and ")
  }

  private func are(_ names: Set<String>) -> String? {
    switch fate {
    case .expire: part(names, "expires", "expire")
    case .archive: part(names, "is archived", "are archived")
    case .keep: part(names, "is kept", "are kept")
    }
  }

  private func areNot(_ names: Set<String>) -> String? {
    switch fate {
    case .expire: part(names, "does not expire", "do not expire")
    case .archive: part(names, "is not archived", "are not archived")
    case .keep: part(names, "is not kept", "are not kept")
    }
  }

  private func part(_ names: Set<String>, _ one: String, _ many: String) -> String? {
    guard !names.isEmpty else { return nil }
    return "\(names.sorted().joined(separator: ", ")) \(names.count == 1 ? one : many)"
  }

  // MARK: Beliefs

  /// Whether a guess says what most people expect.
  private func isBelieved(_ guess: Guess) -> Bool {
    guard let belief = question.question.belief?.content else { return false }
    switch (guess, belief) {
    case (.images(let names), .preview(_, let expected)): return believed(expected) == names
    case (.count(let count), .preview(_, let expected)): return believed(expected)?.count == count
    case (.yes(let isTrue), .preview(_, let expected)):
      guard let believed = believed(expected) else { return false }
      guard case .these(_, let names) = asked else { return isTrue == !believed.isEmpty }
      return isTrue == believed.isSuperset(of: names)
    case (.yes(let isTrue), .validate(_, let expected)):
      return expected.warnings.map { isTrue == !$0.elements.isEmpty } ?? false
    case (.statements(let names), .access(_, let expected)):
      return expected.statements.map { names == Set($0.elements.map(\.value)) } ?? false
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
    switch fate {
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

extension ValidatePolicy.Outcome {
  /// Whether there is a warning, which a suggestion is not.
  fileprivate var warns: Bool {
    findings.contains { $0.type == .warning || $0.type == .securityWarning }
  }
}
