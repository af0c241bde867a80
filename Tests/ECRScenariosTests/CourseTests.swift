import ECRReport
import Testing
import Texts

@testable import ECRScenarios

/// Orders, courses, exercises and the search, on books made for the test.
struct CourseTests {
  static let plain = Style(isColored: false)

  // MARK: Order

  private func order(_ text: String) -> (order: ReadingOrder?, findings: [Finding]) {
    ReadingOrder.read(SourceText(name: "order.yaml", text: text))
  }

  @Test func `an order lists stories and fine print`() {
    #expect(
      order("stories: [b, a]\nfinePrint: [c]\n").order
        == ReadingOrder(stories: ["b", "a"], finePrint: ["c"]))
    #expect(order("finePrint: []\n").order == ReadingOrder())
  }

  @Test func `what is wrong with an order has its place`() {
    #expect(
      order("stories: [b, a]\nfinePrint: [a]\n").findings.map(\.told)
        == ["CONTRADICTION 2:13: `a` is listed twice"])
    #expect(order("storys: [b]\n").findings.map(\.code.rawValue) == ["UNKNOWN_KEY"])
    #expect(order("stories: {a: b}\n").findings.map(\.code.rawValue) == ["WRONG_TYPE"])
    #expect(order("storys: [b]\n").order == nil)
  }

  @Test func `reading goes on through the stories of later chapters, and skips the fine print`() {
    let book = BookOrder(ids: ["a/1", "a/2", "a/fine", "b/1", "b/fine"]) { _ in
      ReadingOrder(finePrint: ["fine"])
    }
    #expect(book.reading(from: "a/2").map(\.id) == ["a/2", "b/1"])
    #expect(book.reading(from: "a/fine").map(\.id) == ["a/fine", "b/1"])
    #expect(book.reading(from: "b/fine").map(\.id) == ["b/fine"])
    #expect(book.reading(from: "c") == [])
    let place = book.reading(from: "a/2")[0]
    #expect([place.number, place.count] == [2, 2])
    #expect(book.reading(from: "a/fine")[0].isFinePrint)
  }

  // MARK: Course

  static let yaml = """
    lessons:
      - {title: One, goal: To begin., prerequisites: [], stories: [a/1, a/2], exercise: ex/01-one}
      - {title: Two, goal: To go on., prerequisites: [1], stories: [b/1], exercise: ex/02-two}

    """

  private func course(_ text: String = yaml) -> (course: Course?, findings: [Finding]) {
    Course.read(SourceText(name: "course.yaml", text: text))
  }

  @Test func `a course has lessons with stories and an exercise`() throws {
    let course = try #require(course().course)
    #expect(course.lessons.map(\.number) == [1, 2])
    #expect(course[2]?.prerequisites == [1])
    #expect(course[1]?.stories == ["a/1", "a/2"])
    #expect(course[2]?.exerciseName == "02-two")
    #expect(course[3] == nil)
  }

  static let mistakes: [(String, String, [String])] = [
    ("goal: To begin., ", "", ["MISSING_KEY 2:5: lesson 1 has no `goal`; add `goal: …`"]),
    (
      "[1]", "[2]",
      ["CONTRADICTION 3:51: lesson 2 cannot follow lesson 2; name lessons with smaller numbers"]
    ),
    ("stories: [b/1]", "storys: [b/1]", ["UNKNOWN_KEY"]),
    ("prerequisites: [1]", "prerequisites: 1", ["WRONG_TYPE"]),
    // A copy of it would be outside the learner's folder.
    ("ex/02-two", "ex/..", ["WRONG_TYPE"]), ("ex/02-two", "/etc/two", ["WRONG_TYPE"]),
  ]

  @Test(arguments: mistakes)
  func `what is wrong with a course has its place`(
    good: String, bad: String, told: [String]
  ) {
    let (course, findings) = course(Self.yaml.replacing(good, with: bad))
    #expect(course == nil)
    let wanted = told.allSatisfy { $0.contains(" ") } ? findings.map(\.told) : []
    #expect(
      wanted == told || Set(findings.map(\.code.rawValue)) == Set(told), "\(findings.map(\.told))")
  }

  @Test func `the overview tells what is done and what is next`() throws {
    let course = try #require(course().course)
    let begun = CourseText.overview(course, [:], Self.plain)
    #expect(begun.contains("Begin:                    drydock learn 1\n"))
    var (done, half) = (
      CourseText.Progress(passedCount: 2, count: 2), CourseText.Progress(passedCount: 1, count: 2)
    )
    var text = CourseText.overview(course, [1: done, 2: half], Self.plain)
    #expect(text.contains("1  One           2  done\n"), "\(text)")
    #expect(text.contains("2  Two           1  1 of 2 checks pass\n"), "\(text)")
    #expect(text.contains("Go on:                    drydock learn 2\n"))
    swap(&done, &half)
    text = CourseText.overview(course, [1: done, 2: half], Self.plain)
    #expect(text.contains("drydock learn 1\n"))
    text = CourseText.overview(course, [1: half, 2: half], Self.plain)
    #expect(text.contains("You have done all lessons.\n"))
  }

  @Test func `a lesson has its goal, what it builds on, its stories and its exercise`() throws {
    let course = try #require(course().course)
    let text = CourseText.lesson(course.lessons[1], of: course, titles: ["B one"], Self.plain)
    for words in [
      "Lesson 2: Two\n", "To go on.", "It builds on lesson 1 (One).", "1  1  B one\n",
      "drydock learn --exercise 2\n",
    ] {
      #expect(text.contains(words), "\(words) is not in \(text)")
    }
  }

  @Test func `an exercise is followed by the next lesson`() throws {
    let course = try #require(course().course)
    #expect(
      CourseText.next(after: course.lessons[0], in: course) == "\nNext: Two, drydock learn 2\n")
    #expect(
      CourseText.next(after: course.lessons[1], in: course) == "\nThis is the last exercise.\n")
  }

  @Test func `the last story of a lesson is followed by the exercise`() {
    func text(_ isInteractive: Bool) -> String {
      PlaceText.text(
        ReadingPlace(id: "a/2", section: "Lesson 1: One", number: 2, count: 2, exercise: 1),
        title: nil, next: nil, Self.plain, isInteractive: isInteractive)
    }
    let both =
      "\n  Lesson 1: One, 2 of 2. Next: write a policy.\n  drydock learn --exercise 1\n"
    #expect([text(true), text(false)] == [both, both])
  }

  @Test func `a reader who quits is told how to go on`() {
    let place = ReadingPlace(id: "a/one", section: "a", number: 1, count: 2)
    #expect(PlaceText.goOn(place, of: place) == "Go on: drydock learn one\n")
    #expect(PlaceText.goOn(nil, of: place) == "")
    let alone = ReadingPlace(id: "mine", section: ".", number: 1, count: 1)
    #expect(PlaceText.goOn(alone, of: alone) == "")
  }

  // MARK: Exercises

  /// Two questions with a run between them.
  static let exercise: Tale = {
    var tale = Tale(
      story: """
        - question: Which image expires?
          preview: web/shop
          answer: {expire: [A], archive: [], keep: [B]}
        - {apply: web/shop, tell: The policy runs.}
        - {question: And now?, preview: web/shop, answer: {expire: [], keep: [B]}}
        - {question: Is it valid?, validate: one.json, answer: {valid: true}}
        """)
    tale.head += "\nwrites: one.json\nhints: [Think., Think again.]"
    return tale
  }()

  private func check(_ policy: String) throws -> (ExerciseOutcome, String) {
    var tale = Self.exercise
    tale.files["one.json"] = policy
    let scenario = try #require(tale.read().scenario)
    let outcome = CheckExercise.run(scenario)
    return (outcome, ExerciseText(scenario, Self.plain).report(outcome))
  }

  @Test func `an exercise is done when all its checks pass`() throws {
    let (outcome, report) = try check(Policies.keep(1))
    #expect(outcome.passes)
    #expect(report == "3 of 3 checks pass: done\n")
  }

  @Test func `a check that fails says why, and an image is one mistake`() throws {
    let (outcome, report) = try check(Policies.keep(2))
    #expect(outcome.passedCount == 1)
    #expect(report.hasPrefix("1 of 3 checks pass\n\n"))
    #expect(report.contains("fails   1  Which image expires?\n"))
    #expect(report.contains("Wanted: A expires. Your policy expires nothing.\n"))
    #expect(
      report.components(around: "A stays: ").count + report.components(around: "A is kept: ").count
        == 4)
    #expect(report.contains("Wanted: B is kept. Your policy keeps A, B."))
    #expect(report.contains("passes  3  Is it valid?\n"))
    #expect(!report.contains("scenario.yaml"))
  }

  static let rejected = [
    #"{"rules": []}"#, "{", "", #"{"rules": [{"rulePriority": 1}]}"#,
  ]

  @Test(arguments: rejected)
  func `a policy that AWS rejects fails the checks, with each mistake once`(policy: String) throws {
    let (outcome, report) = try check(policy)
    #expect(outcome.passedCount == 0)
    #expect(outcome.count == 3)
    #expect(!outcome.rejections.isEmpty)
    #expect(Set(outcome.rejections).count == outcome.rejections.count)
    #expect(report.contains("AWS rejects the policy"))
    #expect(report.contains("one.json:1:"))
  }

  @Test func `where AWS rejects the policy, the checks wait, and its message is there once`() throws
  {
    let rule =
      #"{"rulePriority": 1, "selection": {"tagStatus": "any", "countType": "sinceImagePushed","#
      + #" "countNumber": 5}, "action": {"type": "expire"}"#
    let (outcome, report) = try check(#"{"rules": [\#(rule) "x": 1 "y": 2}]}"#)
    #expect(outcome.rejections.count(where: { $0.code == "JSON_MISSING_COMMA" }) > 1)
    let answers = outcome.rejections.compactMap(\.serviceAnswer?.text)
    #expect(!answers.isEmpty && Set(answers).count == answers.count)
    #expect(report.components(around: "Could not map policyString").count == 2, "\(report)")
    #expect(report.hasSuffix("All 3 checks fail until AWS accepts the policy.\n"))
    #expect(!report.contains("fails   1"))
  }

  static let sentences: [(String, String, String, String)] = [
    ("expire", "A", "nothing", "Wanted: A expires. Your policy expires nothing."),
    ("archive", "A, B", "C", "Wanted: A, B are archived. Your policy archives C."),
    ("rule of A", "2", "1", "rule 2 should decide about A; rule 1 does"),
    ("rule of A", "2", "nothing", "rule 2 should decide about A; no rule does"),
    ("reason of A", "noRule", "pastLimit", "no rule should select A"),
    ("rank of A", "2", "3", "A should be number 2 of those that its rule counts, not number 3"),
    ("mayGo of A", "false", "true", "AWS should leave no doubt that A stays; it does"),
    ("decision", "allowed", "implicitDeny", "Wanted: allowed. It is denied."),
    ("decision", "denied", "allowed", "Wanted: denied. It is allowed."),
    ("decision", "explicitDeny", "allowed", "Wanted: denied by a Deny. It is allowed."),
    (
      "fails", "nothing", "ecr:PutImage", "Wanted: every action is allowed. ecr:PutImage is denied."
    ),
    (
      "fails", "ecr:PutImage", "nothing",
      "Wanted: ecr:PutImage is denied. Every action is allowed."
    ),
    (
      "decidedBy", "identityPolicy", "resourcePolicy, sessionPolicy",
      "the decision should come from the identity-based policy, not from the repository policy and the session policy"
    ),
    ("valid", "true", "false", "AWS should accept the policy, and rejects it"),
    ("warnings", "X", "nothing", "the warnings about the policy should be X, not nothing"),
    ("at of X", "1:2", "1:3", "the place of X should be 1:2, not 1:3"),
  ]

  @Test(arguments: sentences)
  func `a difference is a sentence about the policy`(
    subject: String, expected: String, actual: String, sentence: String
  ) {
    let place = SourceText(name: "x", text: "").location(of: Span(0, 0))
    let failure = ScenarioFailure(
      question: 1, questionText: "Which?", location: place, subject: subject, expected: expected,
      actual: [actual], explanation: [])
    #expect(FailureSentence.sentence(failure) == sentence)
  }

  @Test func `what a policy destroys before a question is a reason as well`() throws {
    var tale = Self.exercise
    tale.tell(
      """
      - {apply: web/shop}
      - {delete: {repository: web/shop, image: A}}
      - {question: What now?, preview: web/shop, answer: {expire: []}}
      """)
    let scenario = try #require(tale.read().scenario)
    let outcome = CheckExercise.run(scenario)
    #expect(outcome.checks.map(\.obstacle) == ["there is no image `A` in web/shop now"])
  }

  @Test func `the task does not show the draft, the lesson or an answer`() throws {
    let scenario = try #require(Self.exercise.read().scenario)
    let text = ExerciseText(scenario, Self.plain)
    let task = text.task(file: "mine/one.json")
    for words in [
      "A tale\n", "10 days ago", "  1. Which image expires?\n", "  Then: The policy runs.\n",
      "  2. And now?\n", "Edit mine/one.json\n",
    ] {
      #expect(task.contains(words), "\(words) is not in \(task)")
    }
    #expect(!task.contains("It is told"))
    #expect(task.contains("It contains a draft with mistakes."))
    #expect(!text.task(file: "mine/one.json", isNew: false).contains("draft"))
    #expect(!task.contains("imageCountMoreThan") && !task.contains("newest 1"))
    #expect(text.lesson().contains("It is told to be tested."))
    #expect(text.hints(1) == "Hint 1 of 2\n  Think.\n")
    #expect(text.hints(9).hasSuffix("Hint 2 of 2\n  Think again.\n"))
    #expect(
      text.noMoreHints("drydock x")
        == "There are no more hints. For a solution: drydock x\n")
  }

  static let writes = ["other.json", "../one.json", "week.json", "tales/one.json", "{}"]

  @Test(arguments: writes)
  func `what is written is one of the files in the scenario's folder`(name: String) {
    var tale = Self.exercise
    tale.head = tale.head.replacing("writes: one.json", with: "writes: \"\(name)\"")
    let (scenario, findings) = tale.read()
    #expect(scenario == nil)
    #expect(findings.map(\.code.rawValue) == ["UNKNOWN_FILE"])
  }

  // MARK: Search

  private func find(_ words: String...) throws -> [String] {
    func scenario(_ id: String, _ title: String, _ change: (inout Tale) -> Void) throws -> Scenario
    {
      var tale = Tale()
      change(&tale)
      var scenario = try #require(tale.read().scenario)
      scenario.id = id
      scenario.title = title
      return scenario
    }
    let scenarios = try [
      scenario("a/untagged-one", "Untagged images expire") { _ in },
      scenario("a/access", "A push") { tale in
        tale.situation += "\nprincipals: {ci: {arn: \"arn:aws:iam::111122223333:role/ci\"}}"
        tale.tell(
          """
          - question: May it?
            access: {principal: ci, action: "ecr:PutImage", repository: web/shop,
              context: {"aws:SourceArn": x}}
            answer: {decision: implicitDeny}
          """)
      },
      scenario("a/invalid", "It is refused") { tale in
        tale.head = tale.head.replacing("Q-1", with: "Q-10")
        tale.tell(
          """
          - question: Valid?
            validate: '{"rules": []}'
            answer: {valid: false, errors: [EMPTY_LIST]}
          """.replacing("'", with: ""))
      },
    ]
    return BookSearch(scenarios).find(words).map(\.id)
  }

  @Test func `words of titles, lessons, actions, keys, codes and facts are found`() throws {
    #expect(try find("UNTAGGED") == ["a/untagged-one"])
    #expect(try find("images expire") == ["a/untagged-one"])
    #expect(try find("expire", "images") == ["a/untagged-one"])
    #expect(try find("putimage") == ["a/access"])
    #expect(try find("SourceArn", "push") == ["a/access"])
    #expect(try find("EMPTY_LIST") == ["a/invalid"])
    #expect(try find("tested") == ["a/untagged-one", "a/access", "a/invalid"])
    #expect(try find("imageCountMoreThan").count == 3)
  }

  @Test func `a fact's number is found as a whole`() throws {
    #expect(try find("q-1") == ["a/untagged-one", "a/access"])
    #expect(try find("Q-10") == ["a/invalid"])
    #expect(try find("Q-2") == [])
  }

  @Test func `the head of a file is read alone where it comes first and is in order`() {
    func head(_ text: String) -> ScenarioHead? {
      ScenarioFile.head(of: SourceText(name: "scenario.yaml", text: text))
    }
    let one = ScenarioHead(title: "One", lesson: "To be brief.")
    #expect(head("# A note\n\ntitle: One\nlesson: >\n  To\n\n  be\n  brief.\nstory: [\n") != nil)
    #expect(head("title: One\nlesson: To\n  be brief.\nclock: x") == one)
    #expect(head("title: \"One\"\nlesson: To be brief.") == one)
    for text in [
      "", "lesson: To be brief.\ntitle: One\n", "title: One\n", "title: *x\nlesson: y\n",
      "{title: One, lesson: To be brief.}", "title: One\nlesson:\n", "title: [One]\nlesson: x\n",
    ] {
      #expect(head(text) == nil, "\(text)")
    }
  }

  @Test func `what is not there is not found`() throws {
    #expect(try find("giraffe") == [])
    #expect(try find("untagged", "giraffe") == [])
    #expect(try find(" ") == [])
    #expect(BookSearch([]).text(["x"], Self.plain) == nil)
  }
}
