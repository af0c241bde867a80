import ECRReport
import ECRScenarios
import Texts

extension Learn {
  /// Draws questions and asks them: on a terminal one after another, else as a page with the answers last.
  func quiz(_ book: Book) throws {
    let scenarios = try book.scenarioFiles().map(reading.files.scenario)
    var facts = Set(fact.map { $0.uppercased() })
    var read: Set<String> = []
    if let number = scenario.flatMap({ Int($0) }) {
      let last = try book.lesson(number)
      for lesson in try book.course().lessons where lesson.number <= last.number {
        read.formUnion(lesson.stories.map { book.folder + "/" + $0 })
      }
      // Other scenarios about the same facts: those of the lessons have been read.
      facts = Set(scenarios.filter { read.contains($0.id) }.flatMap(\.source.facts))
    }
    let seed = self.seed ?? UInt64.random(in: 1...99_999)
    let quiz = Quiz(
      scenarios.filter { !read.contains($0.id) }, facts: facts, count: questions, seed: seed)
    guard !quiz.scenarios.isEmpty else {
      throw Failure("no scenario is about \(facts.sorted().joined(separator: ", "))")
    }
    let lessons = try quiz.scenarios.enumerated().map { number, scenario in
      let outcome = RunScenario.run(scenario)
      guard outcome.findings.isEmpty else { throw Failure(findings: outcome.findings) }
      let lesson = Quiz.question(
        number + 1, of: quiz.scenarios.count, outcome, Terminal.outputStyle,
        hasJSON: !Terminal.isInteractive)
      return (lesson: lesson, name: book.name(of: scenario.id))
    }
    guard Terminal.isInteractive else {
      try Terminal.write(Quiz.page(lessons, Terminal.outputStyle))
      return Terminal.notice("--seed \(seed) draws these questions again")
    }
    try StoryTeller(book: book, title: { $0 }).ask(lessons)
    Terminal.notice("--seed \(seed) draws these questions again")
  }
}
