import ArgumentParser
import ECRReport
import ECRScenarios
import ECRSimulator
import Foundation
import Texts

/// A learner's copy of the policy of an exercise, held against the exercise in the book.
struct Exercise {
  let book: Book
  let lesson: Course.Lesson
  /// The folder of the learner's exercises.
  let folder: String

  /// What else was on the command line, for the next command.
  var options: [String] = []

  /// Where exercises are copied to if nothing else is named.
  static let folder = "drydock-course"

  private var file: String { "\(book.folder)/\(lesson.exercise)/\(ScenarioPath.exercise)" }

  /// The exercise with its draft.
  private func draft() throws -> (exercise: Scenario, writes: String) {
    let exercise = try book.files.scenario(file)
    guard let writes = exercise.writes else {
      throw Failure("\(file) is not an exercise: it has no `writes`")
    }
    return (exercise, writes)
  }

  /// The path of the learner's copy.
  private func copy(_ writes: String) -> String { "\(folder)/\(lesson.exerciseName)/\(writes)" }

  /// How far the learner is; nil without a copy.
  func progress() throws -> CourseText.Progress? {
    let (_, writes) = try draft()
    guard FileSystem.exists(copy(writes)) else { return nil }
    return CourseText.Progress(CheckExercise.run(try current(writes)))
  }

  /// The exercise with the learner's copy in place of the draft.
  private func current(_ writes: String) throws -> Scenario {
    try book.files.scenario(file, replacing: [writes: copy(writes)])
  }

  // MARK: What a learner asks for

  /// The first hints.
  func hints(_ number: Int) throws {
    let (exercise, _) = try draft()
    try Terminal.write(ExerciseText(exercise, Terminal.outputStyle).hints(number))
    if number < exercise.hints.count {
      let flags = Array(repeating: "--hint", count: number + 1)
      Terminal.notice("for the next hint: \(command(flags.joined(separator: " ")))")
    }
  }

  /// The command line for this exercise with another flag.
  private func command(_ flag: String) -> String {
    (["drydock learn --exercise \(lesson.number) \(flag)"] + options).joined(separator: " ")
  }

  /// One policy that passes.
  func solution() throws {
    let (exercise, writes) = try draft()
    let name = "solution/\(writes)"
    guard let source = try book.files.text(name, in: "\(book.folder)/\(lesson.exercise)") else {
      throw Failure("\(lesson.exercise) has no \(name)")
    }
    let text = String(decoding: source.bytes, as: UTF8.self)
    try Terminal.write(text + ExerciseText(exercise, Terminal.outputStyle).lesson())
  }

  /// Puts the draft back into the learner's copy.
  func reset() throws {
    let (exercise, writes) = try draft()
    try write(exercise, writes)
    Terminal.notice("\(copy(writes)) is the draft again")
  }

  private func write(_ exercise: Scenario, _ writes: String) throws {
    let copy = copy(writes)
    guard
      let draft = try book.files.text(writes, in: "\(book.folder)/\(lesson.exercise)")
    else { throw Failure("\(lesson.exercise) has no \(writes)") }
    try SystemFiles.write(draft.bytes, to: copy)
  }

  /// Shows the task, and checks the learner's copy: on a terminal again at each save, until it passes.
  func check() throws {
    let (exercise, writes) = try draft()
    let copy = copy(writes)
    let isNew = !FileSystem.exists(copy)
    if isNew { try write(exercise, writes) }
    let text = ExerciseText(exercise, Terminal.outputStyle)
    var task: String? = text.task(file: copy, isNew: isNew) + "\n"
    while true {
      let before = FileState([copy], [])
      let outcome = CheckExercise.run(try current(writes))
      let report = text.report(outcome)
      if let first = task {
        guard try Terminal.page(first + report, promptRows: 4) else { return }
        task = nil
      } else {
        // Whoever saves a file is not at this terminal's keys.
        try Terminal.show(report)
      }
      guard !outcome.passes else {
        return try Terminal.show(text.lesson() + CourseText.next(after: lesson, in: book.course()))
      }
      guard Terminal.isInteractive else { throw Failure(code: ExitCode(1)) }
      guard try wait(copy, before, text) else { return }
    }
  }

  /// Waits until the copy is saved, and gives hints meanwhile; false when the learner quits.
  private func wait(_ copy: String, _ before: FileState, _ text: ExerciseText) throws -> Bool {
    var hintCount = 0
    let prompt = "Waiting for you to save \(copy)\nh: hint   q: quit "
    try Terminal.show("\n" + prompt)
    // Some editors save by putting another file in its place: for a moment there is none.
    while FileState([copy], []) == before || !FileSystem.exists(copy) {
      switch try Terminal.key(within: 300) {
      case .nothing: continue
      case .end, .pressed("q"), .pressed("Q"):
        try Terminal.show("\n")
        return false
      case .pressed("h"), .pressed("?"):
        hintCount += 1
        try Terminal.show(
          "\n\n\(text.hint(hintCount) ?? text.noMoreHints(command("--solution")))\n\(prompt)")
      case .pressed: continue
      }
    }
    try Terminal.show("\n\n")
    return true
  }
}
