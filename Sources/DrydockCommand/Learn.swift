import ArgumentParser
import ECRReport
import ECRScenarios
import Texts

struct Learn: ParsableCommand, CheckedArguments {
  static let configuration = CommandConfiguration(
    abstract: "Read the course about ECR's policies, its exercises, and all scenarios.",
    discussion: """
      Without arguments, show the course; with a number, open that lesson; with the name of a scenario \
      or its beginning, such as T-01, read it. On a terminal, you are asked for your guess before you \
      see an answer.
      """)

  @Argument(
    help: ArgumentHelp(
      "Number of a lesson; or name, folder or file of a scenario.", valueName: "lesson|scenario"))
  var scenario: String?

  @Flag(name: .long, help: "List the scenarios by chapter, or those of a folder.")
  var list = false

  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp(
      "Find scenarios by words, actions, context keys, codes or facts.", valueName: "words"))
  var find: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Write a policy: copy a lesson's exercise, and check it at each save.", valueName: "lesson"))
  var exercise: Int?

  @Flag(name: .long, help: "Show a hint of the exercise; twice for two hints.")
  var hint: Int

  @Flag(name: .long, help: "Show a solution of the exercise.")
  var solution = false

  @Flag(name: .long, help: "Put the draft back into your copy of the exercise.")
  var reset = false

  @Option(
    name: .long,
    help: ArgumentHelp("Folder of your copies of exercises.", valueName: "folder"))
  var into = Exercise.folder

  @Flag(
    name: .long, help: "Ask questions; with a lesson's number, only about the lessons up to it.")
  var quiz = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Fact that the quiz is about, such as E-14; repeatable.", valueName: "fact",
      visibility: .hidden))
  var fact: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Number of questions of the quiz.", valueName: "number", visibility: .hidden))
  var questions = 5

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Number that decides which questions a quiz draws (default: a new one).",
      valueName: "number"))
  var seed: UInt64?

  @Flag(
    name: .long,
    help: ArgumentHelp(
      "Off a terminal, also show what each rule does to each image.", visibility: .hidden))
  var rules = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Folder of scenarios (default: Scenarios here or above, else the installed ones).",
      valueName: "folder"))
  var book: String?

  @OptionGroup var reading: ScenarioReadingOptions

  func check() throws {
    let asked = [scenario != nil || list, !find.isEmpty, exercise != nil].count { $0 }
    guard asked <= 1 else {
      throw ValidationError("give only one of a scenario, --list, --find and --exercise")
    }
    guard quiz || (fact.isEmpty && seed == nil) else {
      throw ValidationError("--fact and --seed go with --quiz")
    }
    guard !quiz || (!list && find.isEmpty && exercise == nil) else {
      throw ValidationError("give --quiz alone, or with a lesson's number")
    }
    guard !quiz || scenario == nil || (scenario.flatMap { Int($0) } != nil && fact.isEmpty) else {
      throw ValidationError("a quiz is about a lesson's number, or about facts (--fact E-14)")
    }
    guard questions > 0 else { throw ValidationError("--questions must be at least 1") }
    let wishes = [hint > 0, solution, reset].count { $0 }
    guard wishes == 0 || exercise != nil else {
      throw ValidationError("name the exercise with --exercise")
    }
    guard wishes <= 1 else {
      throw ValidationError("give only one of --hint, --solution and --reset")
    }
  }

  func run() throws {
    if list, let folder = scenario { return try list(folder) }
    let book = try Book(book, reading.files)
    if list { return try list(book.scenarioFiles(), of: book) }
    if !find.isEmpty { return try search(book) }
    if quiz { return try quiz(book) }
    if let exercise { return try run(try self.exercise(exercise, book)) }
    guard let scenario else { return try overview(book) }
    // A file or folder of that name is `./5`.
    if let number = Int(scenario) { return try lesson(number, book) }
    if let number = Self.number(scenario) {
      throw Failure("lessons have numbers: to open lesson \(number), run `drydock learn \(number)`")
    }
    try tell(scenario, book)
  }

  /// The number that a word means: `one`, `twelve`.
  private static func number(_ word: String) -> Int? {
    let words = [
      "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
      "twelve",
    ]
    return words.firstIndex(of: word.lowercased()).map { $0 + 1 }
  }

  // MARK: The book

  private func list(_ files: [String], of book: Book) throws {
    let contents = Contents(
      try files.map(reading.files.entry), order: try book.order(files), title: reading.files.title)
    try Terminal.show(contents.text(Terminal.outputStyle))
  }

  /// The contents of a folder, or of a chapter of the book.
  private func list(_ folder: String) throws {
    var found = try? ScenarioFiles.find([folder])
    var book = Book(of: folder, reading.files)
    if found == nil {
      book = try Book(self.book, reading.files)
      found = try book.scenarioFiles().filter {
        let chapter = ScenarioPath.chapter(of: ScenarioPath.id(ofFile: $0))
        return chapter == "\(book.folder)/\(folder)" || chapter.hasSuffix("/\(folder)")
      }
    }
    guard let found, !found.isEmpty else { throw Failure("no scenario in \(folder)") }
    try list(found, of: book)
  }

  private func search(_ book: Book) throws {
    let all = try book.scenarioFiles()
    let ids = try book.order(all).chapters.flatMap { $0.stories + $0.finePrint }
    let files = Dictionary(
      all.map { (ScenarioPath.id(ofFile: $0), $0) }, uniquingKeysWith: { first, _ in first })
    let search = BookSearch(try reading.files.scenarios(ids.compactMap { files[$0] }))
    guard let text = search.text(find, Terminal.outputStyle) else {
      throw Failure(
        "no scenario is about `\(find.joined(separator: " "))`: \(search.advice(find))")
    }
    try Terminal.show(text)
  }

  private func tell(_ name: String, _ book: Book) throws {
    let file = try book.file(name)
    if Terminal.isInteractive { return try tell(ScenarioPath.id(ofFile: file), in: book) }
    let read = try reading.files.scenario(file)
    let outcome = RunScenario.run(read)
    guard outcome.findings.isEmpty else { throw Failure(findings: outcome.findings) }
    let lesson = Lesson(outcome, Terminal.outputStyle, hasJSON: true)
    try Terminal.write(lesson.page(name: book.name(of: read.id), hasRules: rules))
    try Terminal.write(try footer(read.id, book))
    guard outcome.failures.isEmpty else { throw Failure(code: ExitCode(1)) }
  }

  /// Shows a scenario and those that follow it.
  private func tell(_ id: String, in book: Book) throws {
    let places = try places(from: id, in: book)
    let section = ScenarioPath.chapter(of: id)
    // A scenario of the learner's own has no place in the book.
    let own = ReadingPlace(id: id, section: section, number: 1, count: 1)
    try StoryTeller(book: book, title: reading.files.title)
      .tell(places.isEmpty ? [own] : places)
  }

  /// A scenario and what is read after it: the stories of its lesson, else those of its chapter.
  private func places(from id: String, in book: Book) throws -> [ReadingPlace] {
    let lessons = (try? book.course())?.lessons ?? []
    for lesson in lessons {
      let places = places(of: lesson, in: book)
      if let start = places.firstIndex(where: { $0.id == id }) { return Array(places[start...]) }
    }
    return try book.order(try book.scenarioFiles()).reading(from: id)
  }

  private func places(of lesson: Course.Lesson, in book: Book) -> [ReadingPlace] {
    lesson.stories.enumerated().map { index, story in
      ReadingPlace(
        id: "\(book.folder)/\(story)", section: "Lesson \(lesson.number): \(lesson.title)",
        number: index + 1, count: lesson.stories.count, exercise: lesson.number)
    }
  }

  /// The place of a scenario in its lesson or chapter, and the one that follows.
  private func footer(_ id: String, _ book: Book) throws -> String {
    let places = try places(from: id, in: book)
    guard let place = places.first else { return "" }
    let next = try places.dropFirst().first.map {
      try reading.files.scenario(try book.file($0.id))
    }
    return PlaceText.text(
      place, title: reading.files.title(of: place.section), next: next, Terminal.outputStyle)
  }

  // MARK: The course

  private func exercise(_ number: Int, _ book: Book) throws -> Exercise {
    var options = into == Exercise.folder ? [] : ["--into", into]
    if let named = self.book { options += ["--book", named] }
    return Exercise(
      book: book, lesson: try book.lesson(number), folder: into, options: options)
  }

  private func run(_ exercise: Exercise) throws {
    if hint > 0 { return try exercise.hints(hint) }
    if solution { return try exercise.solution() }
    if reset { return try exercise.reset() }
    try exercise.check()
  }

  private func overview(_ book: Book) throws {
    let course = try book.course()
    var progress: [Int: CourseText.Progress] = [:]
    for lesson in course.lessons {
      progress[lesson.number] = try Exercise(book: book, lesson: lesson, folder: into).progress()
    }
    try Terminal.show(CourseText.overview(course, progress, Terminal.outputStyle))
    guard Terminal.isInteractive, let next = CourseText.nextLesson(course, progress),
      try goesOn("Enter: lesson \(next.number)")
    else { return }
    try lesson(next.number, book)
  }

  /// Asks whether the learner wants to go on.
  private func goesOn(_ word: String) throws -> Bool {
    try Terminal.show("\n")
    return try Terminal.goesOn(word)
  }

  private func lesson(_ number: Int, _ book: Book) throws {
    let lesson = try book.lesson(number)
    let stories = try lesson.stories.map { try book.story($0) }
    let text = CourseText.lesson(
      lesson, of: try book.course(), titles: stories.map(\.title), Terminal.outputStyle)
    guard try Terminal.page(text), Terminal.isInteractive, try goesOn("Enter: first story")
    else { return }
    // The first lesson shows how the tables of rules are written.
    let teller = StoryTeller(book: book, title: { $0 }, hasJSON: number == 1)
    try teller.tell(places(of: lesson, in: book))
  }
}
