import ECRReport
import Testing
import Texts

@testable import ECRScenarios

/// Guesses: how they are written, what becomes of them, hints and the score.
struct GuessTests {
  static let plain = Style(isColored: false)

  /// Three images, of which two expire; most people expect the oldest alone.
  static let images: Tale = {
    var tale = Tale(
      story: """
        - question: Which images expire?
          preview: web/shop
          belief: {says: Only the oldest., expire: [A]}
          answer: {expire: [A, B], keep: [C]}
        """)
    tale.situation = """
      repositories:
        web/shop:
          lifecyclePolicy: one.json
          images:
            - {image: A, tags: [v1, old], pushed: 10 days ago}
            - {image: B, tags: [v2], pushed: 2 days ago}
            - {image: C, pushed: 1 day ago}
      """
    return tale
  }()

  private func guessing(_ tale: Tale, _ number: Int = 0) throws -> Guessing {
    let outcome = try tale.run()
    #expect(outcome.findings.map(\.told) == [])
    let scene = Lesson(outcome, Self.plain).scenes[number]
    return Guessing(
      question: scene.outcome, world: scene.world, source: outcome.scenario.text)
  }

  private func result(_ line: String, _ tale: Tale) throws -> GuessResult {
    let guessing = try guessing(tale)
    return guessing.result(of: try guessing.read(line))
  }

  // MARK: Images

  static let written: [(String, Guess)] = [
    ("A, B", .images(["A", "B"])), ("B A", .images(["A", "B"])), ("a and b", .images(["A", "B"])),
    ("v1,old", .images(["A"])), ("V2", .images(["B"])), ("none", .images([])),
    ("NONE", .images([])), ("all", .images(["A", "B", "C"])), (" A,, ", .images(["A"])),
    ("2", .count(2)), ("A, A", .images(["A"])),
  ]

  @Test(arguments: written)
  func `images are named in whatever way is clear`(line: String, guess: Guess) throws {
    #expect(try guessing(Self.images).read(line) == guess)
  }

  @Test func `an image may have a name that means something else`() throws {
    var tale = Self.images
    tale.situation = tale.situation.replacing("image: C", with: "image: none")
    tale.tell("- {question: Which images expire?, preview: web/shop, answer: {expire: [A, B]}}")
    #expect(try guessing(tale).read("none") == .images(["none"]))
    tale.situation = tale.situation.replacing("image: none", with: "image: q")
    #expect(try guessing(tale).read("q") == .images(["q"]))
  }

  @Test func `what names no image is not a guess`() throws {
    let guessing = try guessing(Self.images)
    for (line, message) in [
      ("A, X9", "there is no image `X9`: write some of A, B, C, or none"),
      ("v22", "there is no image `v22`: write some of A, B, C, or none"),
    ] {
      #expect(throws: UnclearGuess(message: message)) { try guessing.read(line) }
    }
  }

  static let results: [(String, GuessResult)] = [
    ("A, B", .right), ("2", .right), ("A", .belief), ("1", .belief),
    ("B", .wrong("A expires too")), ("none", .wrong("A, B expire")),
    ("all", .wrong("C does not expire")), ("C", .wrong("A, B expire, and C does not expire")),
    ("3", .wrong("it is 2")),
  ]

  @Test(arguments: results)
  func `a guess is right, or what people expect, or something else`(
    line: String, result: GuessResult
  ) throws {
    #expect(try self.result(line, Self.images) == result)
  }

  static let subjects: [(String, String, AskedFor.Fate)] = [
    ("Which images expire?", "expire: [A]", .expire),
    ("The rule keeps one. Which images expire?", "keep: [A]", .expire),
    ("Images expire. Which ones remain?", "notes: [X]", .keep),
    ("Which of the two remain?", "expire: [A]", .keep),
    ("Which are archived?", "expire: [A]", .archive),
    ("Which images of the archive expire?", "expire: [A]", .expire),
    ("What happens?", "keep: [A]", .keep), ("What happens?", "archive: [A]", .archive),
    ("What happens?", "expire: [A], keep: [B]", .expire), ("What happens?", "notes: [X]", .expire),
  ]

  @Test(arguments: subjects)
  func `what is asked for is what the question says`(
    text: String, belief: String, subject: AskedFor.Fate
  ) throws {
    var tale = Self.images
    tale.tell(
      """
      - question: \(text)
        preview: web/shop
        belief: {says: Something., \(belief)}
        answer: {expire: [A, B], keep: [C]}
      """)
    #expect(try guessing(tale).asked == .images(subject, isCount: false))
  }

  @Test func `what people expect to expire is what they do not expect to stay`() throws {
    var tale = Self.images
    tale.story = tale.story.replacing("expire: [A]}", with: "keep: [B, C]}")
    #expect(try result("A", tale) == .belief)
    tale.story = tale.story.replacing("Which images expire?", with: "Which images stay?")
    #expect(try result("B C", tale) == .belief)
    #expect(try result("C", tale) == .right)
    #expect(try result("A", tale) == .wrong("C is kept, and A is not kept"))
  }

  /// Within a day of its limit an image is kept, and AWS does not document when it expires (Q-5).
  @Test func `a guess at what AWS leaves open is neither wrong nor a belief`() throws {
    var tale = Self.images
    tale.files["one.json"] = Policies.rules(
      Policies.rule(
        Policies.any, #""countType": "sinceImagePushed", "countUnit": "days", "countNumber": 10"#))
    for (text, line, open) in [
      ("Which images expire?", "A", true), ("Which images expire?", "B", false),
      ("Which images expire?", "A, B", false), ("Does A expire?", "y", true),
      ("Does A stay?", "n", true), ("Does B stay?", "n", false),
    ] {
      tale.tell(
        """
        - question: \(text)
          preview: web/shop
          belief: {says: It expires., expire: [A]}
          answer: {expire: [], keep: [A, B, C]}
        """)
      let result = try result(line, tale)
      #expect(
        (result == .open("AWS does not document whether A stays")) == open,
        "\(text) \(line) \(result)")
      #expect(result != .right)
    }
    var score = GuessScore()
    score.add(.open(""))
    #expect(score.right == 1)
  }

  // MARK: Access

  private func access(_ asked: String, _ belief: String, _ answer: String) -> Tale {
    var tale = Tale(
      story: """
        - question: Can it?
          access: {principal: ci, \(asked), repository: web/shop}
          belief: {says: Of course., \(belief)}
          answer: {\(answer)}
        """)
    tale.situation += """

      principals:
        ci: {arn: "arn:aws:iam::111122223333:role/ci", identityPolicies: pull.json}
      """
    tale.files["pull.json"] = Policies.access(
      "ecr:BatchGetImage", "ecr:GetAuthorizationToken", sid: "Some")
    return tale
  }

  @Test func `one action is allowed or denied`() throws {
    let tale = access("action: \"ecr:PutImage\"", "decision: allowed", "decision: implicitDeny")
    for (line, wanted) in [
      ("d", GuessResult.right), ("Denied", .right), ("a", .belief), ("allowed", .belief),
      ("putimage", .right),
    ] {
      #expect(try result(line, tale) == wanted, "\(line)")
    }
    let allowed = access(
      "action: \"ecr:BatchGetImage\"", "decision: implicitDeny", "decision: allowed")
    #expect(try result("d", allowed) == .belief)
    let other = access("action: \"ecr:BatchGetImage\"", "mayChange: true", "decision: allowed")
    #expect(try result("d", other) == .wrong("it is allowed"))
    #expect(try guessing(tale).read("yes") == .allowed)
    #expect(try guessing(tale).read("N") == .denied)
    #expect(throws: UnclearGuess.self) { try guessing(tale).read("none") }
  }

  @Test func `of several actions the first that is denied may be named`() throws {
    let tale = access(
      "actions: pull", "fails: nothing", "decision: implicitDeny, fails: ecr:GetDownloadUrlForLayer"
    )
    for (line, wanted) in [
      ("d", GuessResult.right), ("ecr:GetDownloadUrlForLayer", .right),
      ("getdownloadurlforlayer", .right), ("a", .belief), ("none", .belief),
      (
        "BatchGetImage",
        .wrong("ecr:GetDownloadUrlForLayer is the first action that is denied")
      ),
    ] {
      #expect(try result(line, tale) == wanted, "\(line)")
    }
    let believed = access(
      "actions: pull", "fails: ecr:BatchGetImage",
      "decision: implicitDeny, fails: ecr:GetDownloadUrlForLayer")
    #expect(try result("BatchGetImage", believed) == .belief)
    // It is denied: that people expect it for another reason does not make it wrong.
    #expect(try result("d", believed) == .right)
  }

  // MARK: Validation

  @Test func `a policy is valid or invalid`() throws {
    func tale(_ policy: String, _ belief: String, _ answer: String) -> Tale {
      var tale = Tale(
        story: """
          - question: Is it?
            validate: one.json
            belief: {says: Of course., \(belief)}
            answer: {\(answer)}
          """)
      tale.files["one.json"] = policy
      return tale
    }
    let invalid = tale("{}", "valid: true", "valid: false")
    for (line, wanted) in [
      ("i", GuessResult.right), ("INVALID", .right), ("v", .belief), ("valid", .belief),
    ] {
      #expect(try result(line, invalid) == wanted, "\(line)")
    }
    #expect(try result("v", tale("{}", "errors: []", "valid: false")) == .belief)
    let other = tale(Policies.keep(1), "suggestions: [EMPTY_LIST]", "valid: true")
    #expect(try result("i", other) == .wrong("AWS accepts it"))
    #expect(throws: UnclearGuess.self) { try guessing(invalid).read("a") }
    #expect(try guessing(invalid).read("y") == .valid(true))
    var rejected = invalid
    rejected.story = rejected.story.replacing("Is it?", with: "Is it invalid?")
    #expect(try guessing(rejected).read("yes") == .valid(false))
    #expect(try result("n", rejected) == .belief)
    var warned = tale(Policies.keep(1), "warnings: [X]", "valid: true")
    warned.story = warned.story.replacing("Is it?", with: "Does Drydock warn?")
    #expect(try guessing(warned).prompt == "Yes (y) or no (n): ")
    #expect(try result("no", warned) == .right)
    #expect(try result("yes", warned) == .belief)
  }

  // MARK: Yes or no

  private func about(_ question: String) -> Tale {
    var tale = Self.images
    tale.story = tale.story.replacing("Which images expire?", with: question)
    return tale
  }

  static let yesOrNo: [(String, String, GuessResult)] = [
    ("Does A expire?", "y", .right), ("Does A expire?", "no", .wrong("A expires")),
    ("Rules are v2. Does B expire?", "no", .belief), ("Does v2 expire?", "yes", .right),
    ("Do A and C expire?", "no", .right),
    ("Do B and C stay?", "yes", .belief), ("Does C remain?", "n", .wrong("C is kept")),
    ("Does any image expire?", "y", .right), ("Does any image stay?", "y", .right),
    ("How many images expire?", "2", .right), ("Which images stay?", "C", .right),
  ]

  @Test(arguments: yesOrNo)
  func `a question about some images is answered with yes or no`(
    question: String, line: String, result: GuessResult
  ) throws {
    #expect(try self.result(line, about(question)) == result)
  }

  @Test func `all but some images, both, and help`() throws {
    let guessing = try guessing(Self.images)
    #expect(try guessing.read("all but A and B") == .images(["C"]))
    #expect(try guessing.read("everything except C") == .images(["A", "B"]))
    #expect(
      throws: UnclearGuess(
        message: "`both` does not name the images: write some of A, B, C, or none")
    ) { try guessing.read("both") }
    #expect(
      guessing.help
        == "Write the names of images, for example A, B, or none, all, or all but some of them."
    )
  }
}
