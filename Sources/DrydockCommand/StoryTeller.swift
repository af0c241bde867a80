import ECRReport
import ECRScenarios
import Texts

/// Shows scenarios one after another to a learner at a terminal.
struct StoryTeller {
  let book: Book
  /// What a chapter or a lesson is called, by its folder or name.
  let title: (_ section: String) -> String?
  /// Whether tables of rules come with their JSON from the start.
  var hasJSON = false

  private var style: Style { Terminal.outputStyle }

  /// Shows the stories of some places, until the learner quits.
  func tell(_ places: [ReadingPlace]) throws {
    var score = GuessScore()
    for (number, place) in places.enumerated() {
      let next = number + 1 < places.count ? places[number + 1] : nil
      let (ending, isOver) = try tell(place, next: next, &score)
      if ending == .quit || next?.section != place.section {
        let section = title(place.section) ?? place.section
        try Terminal.show(score.text(section, style))
        score = GuessScore()
      }
      guard ending == .next else {
        return try Terminal.show(PlaceText.goOn(isOver ? next : place, of: place))
      }
    }
  }

  private func tell(
    _ place: ReadingPlace, next: ReadingPlace?, _ score: inout GuessScore
  ) throws -> (LessonSession.Ending, isOver: Bool) {
    let scenario = try book.files.scenario(try book.file(place.id))
    let following = try next.map { try book.files.scenario(try book.file($0.id)) }
    let outcome = RunScenario.run(scenario)
    guard outcome.findings.isEmpty else { throw Failure(findings: outcome.findings) }
    let footer = PlaceText.text(
      place, title: title(place.section), next: following, style, isInteractive: true)
    return try run(
      LessonSession(
        Lesson(outcome, style, hasJSON: hasJSON), name: book.name(of: scenario.id), footer: footer,
        hasNext: next != nil, score: score), &score)
  }

  /// Asks the questions of a quiz.
  func ask(_ lessons: [(lesson: Lesson, name: String)]) throws {
    var score = GuessScore()
    for (number, (lesson, name)) in lessons.enumerated() {
      let session = LessonSession(
        lesson, name: name, footer: "", hasNext: number + 1 < lessons.count, score: score)
      guard try run(session, &score).0 == .next else { break }
    }
    try Terminal.show(score.text("Quiz", style))
  }

  private func run(
    _ session: LessonSession, _ score: inout GuessScore
  ) throws -> (LessonSession.Ending, isOver: Bool) {
    var session = session
    var step = session.begin()
    while true {
      guard try Terminal.page(step.text) else {
        score = session.score
        return (.quit, session.isOver)
      }
      switch step.awaited {
      case .line(let prompt): step = session.take(line: try Terminal.readLine(prompt))
      case .key(let prompt): step = session.take(key: try Terminal.readKey(prompt))
      case .end(let ending):
        score = session.score
        return (ending, session.isOver)
      }
    }
  }
}
