import ECRReport
import Testing
import Texts

@testable import ECRScenarios

/// Scenarios told as lessons, and their table of contents.
struct LessonTests {
  static let plain = Style(isColored: false)

  /// Two questions with an event between them and one behind them.
  static let tale: Tale = {
    var tale = Tale(
      story: """
        - question: Who goes first?
          preview: web/shop
          belief: {says: Nobody goes., expire: []}
          answer: {expire: [A]}
        - {apply: web/shop, tell: The night comes.}
        - {wait: 1 day}
        - {question: And then?, preview: web/shop, policy: week.json, answer: {expire: []}}
        - {push: {image: Z}, tell: A last push.}
        """)
    tale.head += "\n"
    return tale
  }()

  private func lesson(_ tale: Tale = tale, hasJSON: Bool = false) throws -> Lesson {
    Lesson(try tale.run(), Self.plain, hasJSON: hasJSON)
  }

  private func page(_ tale: Tale = tale, hasJSON: Bool = false) throws -> String {
    try lesson(tale, hasJSON: hasJSON).page(name: "tales/one")
  }

  @Test func `there is a scene for each question`() throws {
    #expect(try lesson().scenes.count == 2)
    #expect(try lesson(Tale()).scenes.count == 1)
  }

  @Test func `a page has situation, question, belief and answer in order, and the lesson last`()
    throws
  {
    let page = try page()
    var rest = page[...]
    for words in [
      "A tale\n", "It is 2026-01-31T12:00:00Z.", "Repository web/shop of account 111122223333",
      "lifecycle policy: one.json", "10 days ago", "Question 1 of 2", "Who goes first?",
      "What most people expect", "Nobody goes.", "Answer\n", "rule 1 expires it: 2nd newest of 2",
      "The night comes.", "These images remain: B.", "It is 2026-02-01T12:00:00Z.",
      "Question 2 of 2", "And then?", "Answer\n",
      "rule 1 keeps it: pushed 3 days ago, limit 7 days", "A last push.", "What to remember",
      "It is told to be tested.", "Source (inferred): facts Q-1", "tales/one\n",
    ] {
      let place = try #require(rest.firstRange(of: words), "\(words) is not in \(rest)")
      rest = rest[place.upperBound...]
    }
  }

  @Test func `a scene does not give its answer away`() throws {
    let scenes = try lesson().scenes
    #expect(!scenes[0].situation.contains("expires it"))
    #expect(!scenes[0].question.contains("Nobody goes"))
    #expect(scenes[0].belief.contains("Nobody goes."))
    #expect(!scenes[1].situation.contains("limit 7 days"))
    #expect(scenes[1].belief.isEmpty)
  }

  @Test func `the policy that a question tries is shown before its answer`() throws {
    let scenes = try lesson().scenes
    #expect(!scenes[0].situation.contains("week.json"))
    #expect(scenes[1].situation.contains("week.json"))
  }

  @Test func `a policy is shown once, as a table and then as JSON`() throws {
    #expect(try page().components(around: "one.json\n").count == 3)
    #expect(try !page().contains("\"rulePriority\""))
    #expect(try lesson().scenes[0].json.components(around: "\"rulePriority\"").count == 2)
    #expect(try lesson().scenes[1].json.contains("week.json"))
    // The policies of both questions, once each.
    #expect(try page(hasJSON: true).components(around: "\"rulePriority\"").count == 3)
    #expect(try lesson(hasJSON: true).scenes.map(\.json) == ["", ""])
  }

  @Test func `a policy that is validated after it was shown is not shown again`() throws {
    let tale = Tale(
      story: """
        - {question: Who?, preview: web/shop, answer: {expire: [A]}}
        - {question: Valid?, validate: one.json, answer: {valid: true}}
        - {question: Really?, validate: one.json, answer: {valid: true}}
        """)
    let page = try page(tale, hasJSON: true)
    #expect(page.components(around: "\"rulePriority\"").count == 2)
    #expect(page.components(around: "one.json (shown above)").count == 3)
    // Findings point at lines, so that it is shown as it is written where it was only a table.
    let scenes = try lesson(tale).scenes
    #expect(scenes[0].json.contains("\"rulePriority\""))
    #expect(scenes[1].situation.contains("one.json (shown above)"))
  }

  @Test func `what each rule says is only for policies with several`() throws {
    #expect(try lesson().scenes.map(\.rules) == ["", ""])
    var tale = Tale()
    tale.files["one.json"] = Policies.rules(
      Policies.rule(Policies.untagged, #""countType": "imageCountMoreThan", "countNumber": 1"#),
      Policies.rule(Policies.any, #""countType": "imageCountMoreThan", "countNumber": 1"#, 2))
    let lesson = try lesson(tale)
    #expect(lesson.scenes[0].rules.contains("rule 2 ("))
    #expect(!lesson.page(name: "x").contains("Rule by rule"))
    #expect(lesson.page(name: "x", hasRules: true).contains("Rule by rule"))
  }

  @Test func `prose is as wide as the terminal`() throws {
    var tale = Tale()
    tale.head = """
      title: A tale
      lesson: One that has many words, so that it needs several lines on a narrow terminal and on a wide one.
      source: {claim: inferred, facts: [Q-1]}
      """
    let narrow = Lesson(try tale.run(), Style(isColored: false, width: 40)).end(name: "x")
    #expect(narrow.split(separator: "\n").allSatisfy { $0.count <= 40 })
    #expect(narrow.contains("  One that has many words, so that it\n  needs several lines"))
  }

  @Test func `everything that an answer depends on is shown`() throws {
    var tale = Tale(
      story: """
        - {question: Who?, preview: web/shop, children: excluded, answer: {expire: [A]}}
        - question: May they?
          access: {principal: ci, action: "ecr:PutImage", repository: web/shop, requestTags: {}}
          answer: {decision: implicitDeny}
        - {put: {repository: web/shop, lifecyclePolicy: week.json, tags: {team: web}}}
        - {put: {principal: ci, identityPolicies: none}}
        - {untag: {tags: [v1, old]}}
        """)
    tale.situation += """

      principals:
        ci: {arn: "arn:aws:iam::111122223333:role/ci", identityPolicies: []}
      accounts:
        "111122223333": {organization: o-1, organizationPath: o-1/r-ab12/ou-ab12-test0001/}
      documents: account.json
      """
    tale.files["account.json"] = #"{"RoleDetailList": [], "Policies": []}"#
    let page = try page(tale)
    for words in [
      "organization path: o-1/r-ab12/ou-ab12-test0001/", "AWS printed account.json",
      "\"RoleDetailList\"", "child images of image indexes do not count",
      "the request has no tags",
      "web/shop now has the lifecycle policy week.json. web/shop now has "
        + "the tag team=web.", "ci no longer has an identity-based policy.",
      "The tags v1, old are removed in web/shop.",
    ] {
      #expect(page.contains(words), "\(words) is not in \(page)")
    }
  }

  @Test func `a lesson whose answer is not what it expects says so`() throws {
    let wrong = Tale(story: "- {question: Who?, preview: web/shop, answer: {expire: []}}")
    #expect(try page(wrong).contains("This is not what the scenario expects"))
    #expect(try !page().contains("This is not"))
  }

  @Test func `nothing that a terminal obeys comes through`() throws {
    var tale = Tale(
      story: "- {question: \"Who\\e[2J?\", preview: web/shop, answer: {expire: [A]}}")
    tale.head =
      "title: \"A \\e[31mtale\"\nlesson: \"b\\e[1m\"\nsource: {claim: inferred, page: \"\\e[0m\"}"
    #expect(try !page(tale).contains("\u{1B}"))
  }

  // MARK: Contents

  private func scenario(_ id: String, _ title: String) throws -> Scenario {
    var scenario = try #require(Tale().read().scenario)
    scenario.id = id
    scenario.title = title
    return scenario
  }

  @Test func `the table of contents has chapters by folder`() throws {
    let contents = Contents(
      [
        try scenario("a/one", "First"), try scenario("a/three", "Third"),
        try scenario("b/x", "Other"),
      ],
      title: { $0 == "a" ? "The beginning" : nil })
    #expect(
      contents.text(Self.plain)
        == "The beginning  a\n  one    First\n  three  Third\n\nb\n  x      Other\n")
  }

  @Test func `an order puts easy stories first and the fine print last`() throws {
    let ids = ["a/one", "a/three", "a/two", "b/x"]
    let order = BookOrder(ids: ids, chapters: ["b", "a"]) {
      $0 == "a" ? ReadingOrder(stories: ["two", "gone"], finePrint: ["one"]) : nil
    }
    let contents = Contents(try ids.map { try scenario($0, $0) }, order: order) { _ in nil }
    #expect(
      contents.text(Self.plain)
        == "b\n  x      b/x\n\na\n  two    a/two\n  three  a/three\n  Fine print\n  one    a/one\n")
    let filled = try #require(contents.chapters[1].filled("<!-- scenarios --><!-- /scenarios -->"))
    let rows = filled.split(separator: "\n").filter { $0.contains("](") }
    #expect(rows.map { $0.prefix(9) } == ["| [a/two]", "| [a/thre", "| [a/one]"])
    #expect(filled.contains("Fine print"))
    #expect(contents.chapters[1].count == 3)
  }

  @Test func `the table of a chapter goes between the marks of its README`() throws {
    let chapter = try #require(
      Contents([try scenario("a/one", "This | that")], title: { _ in nil }).chapters.first)
    let readme = "# A\n\n<!-- scenarios -->\nold\n<!-- /scenarios -->\n\nend\n"
    let filled = try #require(chapter.filled(readme))
    #expect(
      filled == """
        # A

        <!-- scenarios -->

        | Scenario | What it teaches |
        |---|---|
        | [This \\| that](one/scenario.yaml) | It is told to be tested. |

        <!-- /scenarios -->

        end

        """)
    #expect(chapter.filled(filled) == filled)
    #expect(chapter.filled("# A\n") == nil)
    #expect(Contents.heading(of: readme) == "A")
  }

  static let paths: [(String, String, String, String)] = [
    ("Scenarios/a/b/scenario.yaml", "Scenarios/a/b", "Scenarios/a", "b"),
    ("x/two.scenario.yaml", "x/two", "x", "two"), ("one.scenario.yml", "one", ".", "one"),
    ("scenario.yaml", ".", ".", "."), ("/a/scenario.yml", "/a", "", "a"),
  ]

  @Test(arguments: paths)
  func `a scenario is called by its folder, or by its file`(
    path: String, id: String, chapter: String, name: String
  ) {
    #expect(ScenarioPath.id(ofFile: path) == id)
    #expect(ScenarioPath.chapter(of: id) == chapter)
    #expect(ScenarioPath.name(of: id) == name)
  }

  @Test func `a file is a scenario by its name`() {
    let names = [
      "scenario.yaml", "scenario.yml", "a.scenario.yaml", "myscenario.yaml", "scenario.json",
      "x.yaml",
    ]
    #expect(names.map(ScenarioPath.isScenario) == [true, true, true, false, false, false])
  }
}

extension String {
  /// The pieces between the places where a text stands.
  func components(around text: String) -> [Substring] {
    var pieces: [Substring] = []
    var rest = self[...]
    while let place = rest.firstRange(of: text) {
      pieces.append(rest[..<place.lowerBound])
      rest = rest[place.upperBound...]
    }
    return pieces + [rest]
  }
}
