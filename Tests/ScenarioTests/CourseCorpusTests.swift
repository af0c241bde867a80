import ECRReport
import Foundation
import Testing
import Texts

@testable import ECRScenarios

/// The course, its exercises, and the order of the book.
struct CourseCorpusTests {
  static let course: Course = {
    let read = try? Course.read(Book.source("Scenarios/\(Course.fileName)"))
    return read?.course ?? Course(lessons: [])
  }()

  @Test func `the course has twelve lessons and can be read`() throws {
    let (_, findings) = Course.read(try Book.source("Scenarios/\(Course.fileName)"))
    #expect(findings.map(\.message) == [])
    #expect(Self.course.lessons.count == 12)
  }

  @Test(arguments: course.lessons)
  func `every path of a lesson exists, and its stories are no fine print`(
    lesson: Course.Lesson
  ) throws {
    let finePrint = Set(Book.order.chapters.flatMap(\.finePrint))
    #expect(lesson.stories.count >= 5)
    for story in lesson.stories {
      #expect(Book.ids.contains("Scenarios/" + story), "\(story)")
      #expect(!finePrint.contains("Scenarios/" + story), "\(story)")
    }
    let exercise = Book.root.appending(path: "Scenarios/\(lesson.exercise)/exercise.yaml")
    #expect(FileManager.default.fileExists(atPath: exercise.path))
  }

  @Test func `every exercise belongs to one lesson`() throws {
    let folder = Book.root.appending(path: "Scenarios/exercises").path
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0 != "README.md" }
    #expect(Self.course.lessons.map(\.exerciseName).sorted() == names.sorted())
  }

  // MARK: Exercises

  /// Reads an exercise with its draft, or with its solution.
  private func exercise(_ lesson: Course.Lesson, solved: Bool) throws -> Scenario {
    let folder = "Scenarios/\(lesson.exercise)"
    let writes = try #require(read(folder) { $0 }.writes)
    return try read(folder) { solved && $0 == writes ? "solution/" + $0 : $0 }
  }

  private func read(
    _ folder: String, _ path: @escaping @Sendable (String) -> String
  ) throws -> Scenario {
    let (scenario, findings) = ScenarioFile.read(
      try Book.source("\(folder)/exercise.yaml"), id: folder,
      files: { try Book.source("\(folder)/\(path($0))") })
    return try #require(scenario, "\(findings.map(\.message))")
  }

  @Test(arguments: course.lessons)
  func `the draft of an exercise fails, and the report says why`(lesson: Course.Lesson) throws {
    let exercise = try exercise(lesson, solved: false)
    let outcome = CheckExercise.run(exercise)
    #expect(!outcome.passes)
    let text = ExerciseText(exercise, Style(isColored: false))
    let report = text.report(outcome)
    #expect(report.hasPrefix("\(outcome.passedCount) of \(outcome.count) check"))
    #expect(outcome.count == exercise.questionCount)
    for check in outcome.checks where !check.passes {
      #expect(!text.reasons(of: check, outcome).isEmpty, "\(check.question)")
    }
  }

  @Test(arguments: course.lessons)
  func `the solution of an exercise passes, as an exercise and as a scenario`(
    lesson: Course.Lesson
  ) throws {
    let exercise = try exercise(lesson, solved: true)
    let style = Style(isColored: false)
    let outcome = CheckExercise.run(exercise)
    #expect(outcome.passes, "\(ExerciseText(exercise, style).report(outcome))")
    #expect(RunScenario.run(exercise).passes)
  }

  @Test(arguments: course.lessons)
  func `an exercise has hints and names what is written`(lesson: Course.Lesson) throws {
    let exercise = try exercise(lesson, solved: false)
    #expect(!exercise.hints.isEmpty)
    #expect(exercise.writes == "policy.json")
    #expect(!exercise.source.facts.isEmpty)
  }

  @Test func `a run of the corpus takes no exercise for a scenario`() {
    #expect(!ScenarioPath.isScenario(ScenarioPath.exercise))
    #expect(Book.paths.filter { $0.contains("/exercises/") } == [])
  }

  // MARK: Questions

  /// A question asks for what its prompt asks for: all images with one outcome, or whether images that
  /// it names have it; whether a request is allowed; whether a policy is valid.
  @Test(arguments: Book.scenarios.map(\.id))
  func `the prompt of a question asks for what the question asks for`(id: String) throws {
    let scenario = try #require(Book.scenarios.first { $0.id == id })
    for step in RunScenario.run(scenario).steps {
      guard let question = step.question else { continue }
      let text = question.question.text
      let words = QuestionWords(text)
      let guessing = Guessing(question: question, world: step.world, source: scenario.text)
      switch guessing.asked {
      case .images(let fate, _):
        #expect(words.fates.first == fate && !words.isYesNo, "\(text)")
        #expect(words.asksForImages, "it asks for some of the images alone: \(text)")
      case .these(let fate, _), .any(let fate):
        #expect(words.fates == [fate] && !words.has(["not", "never"]), "\(text)")
      case .decision(let yes): #expect(yes != nil && words.has(["can", "may", "is"]), "\(text)")
      case .validity(let yes):
        #expect(yes != nil, "\(text)")
        #expect(words.has(["valid", "accept", "can", "may"]), "\(text)")
      case .firstDenied, .statements, .warnings: break
      }
    }
  }

  // MARK: Order

  @Test(arguments: Set(Book.ids.map(ScenarioPath.chapter)).sorted())
  func `the order of a chapter names each of its scenarios once, and nothing else`(
    chapter: String
  ) throws {
    let (order, findings) = ReadingOrder.read(
      try Book.source("\(chapter)/\(ReadingOrder.fileName)"))
    #expect(findings.map(\.message) == [])
    let names = try #require(order.map { $0.stories + $0.finePrint })
    let there = Book.ids.filter { ScenarioPath.chapter(of: $0) == chapter }
      .map(ScenarioPath.name)
    #expect(names.sorted() == there.sorted())
  }

  @Test func `the book's order names each chapter once, and nothing else`() throws {
    let order = try #require(
      ReadingOrder.read(try Book.source("Scenarios/\(ReadingOrder.fileName)")).order)
    let there = Set(Book.ids.map(ScenarioPath.chapter)).map { String($0.dropFirst(10)) }
    #expect(order.chapters.sorted() == there.sorted())
  }

  // MARK: Facts

  @Test(arguments: CorpusTests.traps)
  func `a trap is read by its number`(trap: String) {
    let names = Book.ids.map(ScenarioPath.name).filter { $0.hasPrefix(trap.lowercased() + "-") }
    #expect(names.count == 1)
  }

  /// The numbers of all facts, traps and open questions of the pages.
  static let facts: Set<String> = {
    let folder = Book.root.appending(path: "Sources/Drydock/Documentation.docc/Facts")
    let pages = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    let text = pages.compactMap {
      try? String(contentsOf: folder.appending(path: $0), encoding: .utf8)
    }.joined(separator: "\n")
    let defined = text.split(separator: "\n").compactMap { line -> String? in
      for mark in ["- **", "### "] where line.hasPrefix(mark) {
        let number = line.dropFirst(mark.count).prefix { $0.isLetter || $0.isNumber || $0 == "-" }
        return isNumber(number) ? String(number) : nil
      }
      return nil
    }
    return Set(defined)
  }()

  private static func isNumber(_ text: Substring) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return parts.count == 2 && (1...2).contains(parts[0].count)
      && parts[0].allSatisfy(\.isUppercase) && parts[1].last?.isNumber == true
  }

  @Test func `every fact is cited by a scenario, or listed with the reason`() throws {
    #expect(Self.facts.count > 250)
    let list = try Book.source("Scenarios/uncited-facts.tsv").bytes
    let rows = String(decoding: list, as: UTF8.self).split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false)
    }
    #expect(rows.allSatisfy { $0.count == 2 && $0[1].count > 20 })
    let excepted = Set(rows.map { String($0[0]) })
    let cited = Set(Book.scenarios.flatMap(\.source.facts))
    #expect(Self.facts.subtracting(cited).subtracting(excepted).sorted() == [])
    #expect(cited.subtracting(Self.facts).sorted() == [], "there is no such fact")
    #expect(excepted.intersection(cited).sorted() == [], "these are cited")
  }
}
