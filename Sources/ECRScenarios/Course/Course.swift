package import Texts

/// A course: lessons, each with stories to read and an exercise to write.
package struct Course: Sendable {
  /// One lesson.
  package struct Lesson: Sendable, Hashable {
    /// Its number, from 1.
    package var number: Int
    /// What it is about.
    package var title: String
    /// What a learner can do afterwards.
    package var goal: String
    /// The numbers of the lessons that come first.
    package var prerequisites: [Int]
    /// The paths of its stories from the course's folder, in the order in which they are read.
    package var stories: [String]
    /// The path of its exercise from the course's folder.
    package var exercise: String

    /// What to call its exercise's folder.
    package var exerciseName: String { ScenarioPath.name(of: exercise) }
  }

  /// The lessons, in order.
  package var lessons: [Lesson]

  /// The name of the file.
  package static let fileName = "course.yaml"

  /// Reads a course; without one, the findings say why.
  package static func read(_ source: SourceText) -> (course: Course?, findings: [Finding]) {
    var reader = CourseReader(yaml: YAMLReader(source))
    let lessons = reader.lessons()
    let findings = reader.yaml.findings.inReadingOrder()
    return (findings.containsErrors ? nil : Course(lessons: lessons), findings)
  }

  /// The lesson with a number.
  package subscript(number: Int) -> Lesson? { lessons.first { $0.number == number } }
}

/// Reads a course, value by value.
private struct CourseReader {
  var yaml: YAMLReader

  mutating func lessons() -> [Course.Lesson] {
    let (root, findings) = YAMLText.read(yaml.source)
    yaml.findings += findings
    guard let root, let fields = yaml.fields(root, "the course", ["lessons"]),
      let node = yaml.required("lessons", fields)
    else { return [] }
    guard let elements = node.elements, !elements.isEmpty else {
      yaml.wrongType(node, "lessons", "a list of lessons")
      return []
    }
    return elements.enumerated().compactMap { lesson($1, $0 + 1) }
  }

  private mutating func lesson(_ node: YAMLNode, _ number: Int) -> Course.Lesson? {
    let keys = ["title", "goal", "prerequisites", "stories", "exercise"]
    guard let fields = yaml.fields(node, "lesson \(number)", keys),
      let title = text("title", fields), let goal = text("goal", fields),
      let stories = yaml.required("stories", fields),
      let exercise = exercise(fields)
    else { return nil }
    return Course.Lesson(
      number: number, title: title, goal: goal, prerequisites: prerequisites(fields, number),
      stories: yaml.texts(stories, "stories").map(\.value), exercise: exercise)
  }

  private mutating func text(_ key: String, _ fields: Fields) -> String? {
    yaml.required(key, fields).flatMap { yaml.text($0, key)?.value }
  }

  /// The path of an exercise; its last name is also that of the learner's folder.
  private mutating func exercise(_ fields: Fields) -> String? {
    guard let node = yaml.required("exercise", fields), let path = yaml.text(node, "exercise")
    else { return nil }
    let names = path.value.split(separator: "/", omittingEmptySubsequences: false)
    guard !names.contains(where: { ["", ".", ".."].contains($0) }) else {
      yaml.error(
        "WRONG_TYPE", "`exercise` is not a path of a folder below the course: `\(path.value)`",
        help: "write it like `exercises/01-first-rule`", at: path.span)
      return nil
    }
    return path.value
  }

  private mutating func prerequisites(_ fields: Fields, _ number: Int) -> [Int] {
    guard let node = fields["prerequisites"] else { return [] }
    guard let elements = node.elements else {
      yaml.wrongType(node, "prerequisites", "a list of lessons' numbers")
      return []
    }
    return elements.compactMap { element in
      guard let earlier = yaml.integer(element, "prerequisites") else { return nil }
      guard (1..<number).contains(earlier.value) else {
        yaml.error(
          "CONTRADICTION", "lesson \(number) cannot follow lesson \(earlier.value)",
          help: "name lessons with smaller numbers", at: earlier.span)
        return nil
      }
      return earlier.value
    }
  }
}
