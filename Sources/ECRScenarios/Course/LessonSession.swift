import ECRReport
import Texts

/// A lesson for a learner who guesses: what to show after each line and key.
///
/// It knows nothing of terminals: lines and keys go in, and texts come out.
package struct LessonSession: Sendable {
  /// What is shown next, and what is awaited.
  package struct Step: Sendable, Hashable {
    /// The text to show.
    package var text: String
    /// What the learner is asked for.
    package var awaited: Awaited
  }

  /// What a learner is asked for.
  package enum Awaited: Sendable, Hashable {
    /// A line, behind a prompt.
    case line(prompt: String)
    /// One key, behind a prompt.
    case key(prompt: String)
    /// Nothing: the lesson is over.
    case end(Ending)
  }

  /// How a lesson ends.
  package enum Ending: Sendable, Hashable {
    /// The learner goes on to the next story, if there is one.
    case next
    /// The learner has had enough.
    case quit
  }

  private let lesson: Lesson
  /// What to call the scenario.
  private let name: String
  /// Where it is, and what comes next.
  private let footer: String
  private let hasNext: Bool
  /// The scene that is shown; behind the last, the end.
  private var scene = 0
  private var hasAnswer = false
  private var hintCount = 0
  private var json = ""
  private var rules = ""
  /// How the learner has guessed.
  package private(set) var score: GuessScore
  /// Whether all questions have been answered.
  package var isOver: Bool { scene >= lesson.scenes.count }

  /// Begins with the score of earlier lessons.
  package init(
    _ lesson: Lesson, name: String, footer: String, hasNext: Bool, score: GuessScore = GuessScore()
  ) {
    self.lesson = lesson
    self.name = name
    self.footer = footer
    self.hasNext = hasNext
    self.score = score
  }

  private var style: Style { lesson.style }
  private var current: Lesson.Scene { lesson.scenes[scene] }
  private var guessing: Guessing {
    Guessing(
      question: current.outcome, world: current.world, source: lesson.outcome.scenario.text)
  }

  // MARK: Input

  /// The title, the situation and the first question.
  package mutating func begin() -> Step {
    guard !lesson.scenes.isEmpty else {
      return Step(text: lesson.title + "\n" + end(), awaited: atEnd)
    }
    return show(before: lesson.title + "\n")
  }

  /// Takes a line; nil is the end of the input.
  package mutating func take(line: String?) -> Step {
    guard let line, !hasAnswer, scene < lesson.scenes.count else {
      return Step(text: "", awaited: .end(.quit))
    }
    let text = line.trimmed
    guard !text.isEmpty else { return answer("", current.belief) }
    do throws(UnclearGuess) {
      // An image may be called `q`.
      let guess = try guessing.read(text)
      let result = guessing.result(of: guess)
      score.add(result)
      let (head, belief) = words(result)
      return answer(head, belief)
    } catch {
      return command(text) ?? ask(Prose.wrapped(error.message, indent: "", width: style.width))
    }
  }

  private mutating func command(_ text: String) -> Step? {
    switch text.lowercased() {
    case "?", "h", "hint": return ask(hint())
    case "help":
      return ask(
        Prose.wrapped(guessing.help, indent: "", width: style.width) + style(.dim, keys))
    case "m": return ask("Every rule is shown after the answer.\n")
    case "j", "json": return ask(takeJSON())
    case "q", "quit": return Step(text: "", awaited: .end(.quit))
    default: return nil
    }
  }

  /// Takes a key; nil is the end of the input.
  package mutating func take(key: Character?) -> Step {
    guard let key, key != "q", key != "Q" else { return Step(text: "", awaited: .end(.quit)) }
    guard hasAnswer else { return Step(text: "", awaited: awaited) }
    let isEnter = ["\n", "\r", " "].contains(key)
    guard scene < lesson.scenes.count else {
      guard isEnter || key == "n" else { return Step(text: "", awaited: atEnd) }
      return Step(text: "", awaited: .end(.next))
    }
    switch key {
    // What they show is shown once.
    case "m" where !rules.isEmpty:
      let text = rules
      rules = ""
      return ask(text)
    case "j" where !json.isEmpty:
      let text = takeJSON()
      return ask(text)
    case _ where isEnter || key == "n": return proceed()
    default: return Step(text: "", awaited: awaited)
    }
  }

  // MARK: Output

  private mutating func show(before text: String) -> Step {
    hasAnswer = false
    hintCount = 0
    json += current.json
    rules = current.rules
    return ask(text + current.situation + current.question + style(.dim, keys))
  }

  /// What can be written in place of a guess.
  private var keys: String {
    "  ? for a hint\(json.isEmpty ? "" : ", j for the JSON"), Enter for the answer, q to quit\n"
  }

  private func ask(_ text: String) -> Step {
    Step(text: text + "\n", awaited: awaited)
  }

  private mutating func answer(_ head: String, _ belief: String) -> Step {
    hasAnswer = true
    let parts = [head, belief, current.answer].filter { !$0.isEmpty }
    return ask(parts.joined(separator: "\n"))
  }

  private mutating func proceed() -> Step {
    scene += 1
    guard scene < lesson.scenes.count else { return Step(text: end(), awaited: atEnd) }
    return show(before: "")
  }

  private func end() -> String { lesson.end(name: name) + footer }

  private func words(_ result: GuessResult) -> (head: String, belief: String) {
    switch result {
    case .right: (style(.green, "Correct.") + "\n", current.belief)
    case .open(let sentence):
      (
        style(.yellow, "Possible:") + " "
          + Prose.wrapped(sentence + ".", indent: "", width: style.width), current.belief
      )
    case .belief:
      (
        style(.yellow, "That is what most people expect, and it is wrong.") + "\n"
          + Prose.wrapped(
            current.outcome.question.belief?.says ?? "", width: style.width), ""
      )
    case .wrong(let correction):
      (
        style(.red, "Not quite:") + " "
          + Prose.wrapped(correction + ".", indent: "", width: style.width), current.belief
      )
    }
  }

  private mutating func hint() -> String {
    let hints = GuessHints.hints(for: current, of: lesson.outcome.scenario)
    guard hintCount < hints.count else { return "There are no more hints.\n" }
    hintCount += 1
    return style(.yellow, "Hint \(hintCount) of \(hints.count)") + "\n"
      + Prose.wrapped(hints[hintCount - 1], width: style.width)
  }

  private mutating func takeJSON() -> String {
    defer { json = "" }
    return json.isEmpty ? "All policies are shown above.\n" : json
  }

  // MARK: Prompts

  private var awaited: Awaited {
    guard hasAnswer else { return .line(prompt: guessing.prompt) }
    guard scene < lesson.scenes.count else { return atEnd }
    let isLast = scene == lesson.scenes.count - 1
    var keys = [isLast ? "Enter: what to remember" : "Enter: next question"]
    if !rules.isEmpty { keys.append("m: every rule") }
    if !json.isEmpty { keys.append("j: JSON") }
    return .key(prompt: (keys + ["q: quit"]).joined(separator: "   ") + " ")
  }

  private var atEnd: Awaited {
    .key(prompt: hasNext ? "n: next story   q: quit " : "Enter: end   q: quit ")
  }
}
