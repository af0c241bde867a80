package import ECRReport
import Texts

/// The course for a terminal: its lessons, how far a learner has come, and one lesson.
package enum CourseText {
  /// How far a learner has come with an exercise.
  package struct Progress: Sendable, Hashable {
    /// How many checks pass.
    package var passedCount: Int
    /// How many checks there are.
    package var count: Int

    init(passedCount: Int, count: Int) {
      self.passedCount = passedCount
      self.count = count
    }

    /// Makes it of an exercise that has been checked.
    package init(_ outcome: ExerciseOutcome) {
      passedCount = outcome.passedCount
      count = outcome.count
    }

    /// Whether the exercise is done.
    package var isDone: Bool { passedCount == count }

    /// `3 of 5 checks pass`.
    var text: String { "\(passedCount) of \(count) \(count == 1 ? "check passes" : "checks pass")" }
  }

  /// The lessons with the learner's progress by their numbers; those without any have not been begun.
  package static func overview(
    _ course: Course, _ progress: [Int: Progress], _ style: Style
  ) -> String {
    var table = TextTable([
      ("", .right), ("LESSON", .left), ("STORIES", .right), ("EXERCISE", .left),
    ])
    for lesson in course.lessons {
      let (word, paint) = words(progress[lesson.number])
      table.add([
        TextTable.Cell(text: "\(lesson.number)"),
        TextTable.Cell(text: Prose.printable(lesson.title)),
        TextTable.Cell(text: "\(lesson.stories.count)"),
        TextTable.Cell(text: word, paint: paint),
      ])
    }
    return style(.bold, "Amazon ECR's policies, lesson by lesson") + "\n\n" + table.text(style)
      + "\n"
      + next(course, progress)
        + """
        All scenarios by chapter: drydock learn --list
        Search them:              drydock learn --find WORDS

        """
  }

  /// The first lesson that is not done.
  package static func nextLesson(_ course: Course, _ progress: [Int: Progress]) -> Course.Lesson? {
    course.lessons.first { progress[$0.number]?.isDone != true }
  }

  private static func next(_ course: Course, _ progress: [Int: Progress]) -> String {
    guard let lesson = nextLesson(course, progress) else { return "You have done all lessons.\n" }
    let word = progress.isEmpty ? "Begin:" : "Go on:"
    return word + String(repeating: " ", count: 26 - word.count)
      + "drydock learn \(lesson.number)\n"
  }

  /// What follows the exercise of a lesson.
  package static func next(after lesson: Course.Lesson, in course: Course) -> String {
    guard let next = course[lesson.number + 1] else { return "\nThis is the last exercise.\n" }
    return "\nNext: \(Prose.printable(next.title)), drydock learn \(next.number)\n"
  }

  private static func words(_ progress: Progress?) -> (String, Style.Paint) {
    guard let progress else { return ("", .plain) }
    guard !progress.isDone else { return ("done", .green) }
    return (progress.text, .yellow)
  }

  /// One lesson: its goal, the titles of its stories by their paths, and its exercise.
  package static func lesson(
    _ lesson: Course.Lesson, of course: Course, titles: [String], _ style: Style
  ) -> String {
    var text = style(.bold, Prose.printable("Lesson \(lesson.number): \(lesson.title)")) + "\n"
    text += Prose.wrapped(lesson.goal, width: style.width)
    let earlier = lesson.prerequisites.compactMap { course[$0] }.map {
      "\($0.number) (\($0.title))"
    }
    if !earlier.isEmpty {
      text += Prose.wrapped(
        "It builds on lesson\(earlier.count > 1 ? "s" : "") \(Prose.list(earlier)).",
        width: style.width)
    }
    text += "\n" + style(.bold, "Stories") + "\n"
    var table = TextTable([("", .right), ("", .left), ("", .left)])
    for (index, (story, title)) in zip(lesson.stories, titles).enumerated() {
      table.add([
        TextTable.Cell(text: "\(index + 1)"),
        TextTable.Cell(text: Prose.printable(ScenarioPath.name(of: story)), paint: .dim),
        TextTable.Cell(text: Prose.printable(title)),
      ])
    }
    return text + table.text(style) + "\n  Read one: drydock learn NAME\n\n"
      + style(.bold, "Exercise") + "\n"
      + "  drydock learn --exercise \(lesson.number)\n"
      + (lesson.number.isMultiple(of: 4)
        ? "\n" + style(.bold, "Quiz") + "\n  drydock learn \(lesson.number) --quiz\n" : "")
  }
}
