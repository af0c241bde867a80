import ECRLifecycle
import ECRModel
import ECRSimulator
import Testing
import Texts

/// What guards judge by, and when they cannot be judged.
struct GuardTests {
  private static let at = Timestamp(seconds: 1_769_860_800)  // 2026-01-31T12:00:00Z
  private static let host = "123456789012.dkr.ecr.eu-west-2.amazonaws.com/"

  private static func digest(_ name: Character) -> String {
    "sha256:" + String(repeating: name, count: 64)
  }

  /// An image pushed so many hours before.
  private static func image(_ name: Character, _ tags: [String], hours: Int) -> String {
    let time = at.microseconds / Timestamp.second - Int64(hours) * 3600
    let list = tags.map { "\"\($0)\"" }.joined(separator: ", ")
    return
      #"{"registryId": "123456789012", "repositoryName": "team/app", "imageDigest": "\#(digest(name))", "imageTags": [\#(list)], "imagePushedAt": \#(time), "imageManifestMediaType": "application/vnd.oci.image.manifest.v1+json"}"#
  }

  private static func list(_ images: [String], more: Bool = false) -> SourceText {
    SourceText(
      name: "images.json",
      text:
        #"{"imageDetails": [\#(images.joined(separator: ", "))]\#(more ? #", "nextToken": "x""# : "")}"#
    )
  }

  private static func policy(_ selection: String) -> SourceText {
    SourceText(
      name: "policy.json",
      text:
        #"{"rules": [{"rulePriority": 1, "selection": {\#(selection)}, "action": {"type": "expire"}}]}"#
    )
  }

  private static let newestTwo = policy(
    #""tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": 2"#)
  private static let three = [
    image("a", ["v1"], hours: 900), image("b", ["v2"], hours: 800), image("c", ["v3"], hours: 700),
  ]

  private static func outcome(
    _ images: SourceText = list(three), _ policy: SourceText = newestTwo,
    _ guards: (inout Guards) throws -> Void = { _ in }
  ) throws -> PreviewLifecyclePolicy.Outcome {
    var settings = PreviewSettings(at: at)
    try guards(&settings.guards)
    return try PreviewLifecyclePolicy.run(
      PreviewLifecyclePolicy.Request(images: [images], policy: policy, settings: settings))
  }

  private static func inUse(_ text: String, allowsEmpty: Bool = false) throws -> GuardResult {
    let outcome = try outcome { guards in
      guards.inUse = [SourceText(name: "in-use", text: text)]
      guards.allowsEmptyGuards = allowsEmpty
    }
    return try #require(outcome.conclusion.guards.first)
  }

  static let references: [(String, [Int], Int)] = [
    // Text; how many references, how many here, how many of these are there; violations.
    ("\(host)team/app:v1", [1, 1, 1], 1), ("\"\(host)team/app:v1\"", [1, 1, 1], 1),
    ("\(host)team/app:v3\n\(host)team/app:v9\n\(host)other:v1\n", [3, 2, 1], 0),
    ("\(host)other:v1\nnginx\nexample.com/team/app:v1\n", [3, 0, 0], 0),
    ("v1\n", [1, 1, 1], 1), ("v8\n", [1, 0, 0], 0), ("team/app", [1, 1, 0], 0),
    ("999999999999.dkr.ecr.eu-west-2.amazonaws.com/team/app:v1", [1, 0, 0], 0),
    (digest("a"), [1, 1, 1], 1), (digest("f"), [1, 0, 0], 0),
  ]

  @Test(arguments: references)
  func `a guard says how many references it read, and how many of them are here`(
    text: String, counts: [Int], violations: Int
  ) throws {
    let result = try Self.inUse(text)
    guard case .references(let references) = result.evidence else {
      Issue.record("no references")
      return
    }
    #expect([references.count, references.here, references.matched] == counts)
    #expect(result.violations.count == violations)
    #expect(result.doubts.isEmpty)
  }

  static let empty = [
    #"{"items": []}"#, #"{"tasks": [], "failures": []}"#, "", "\n# nothing\n",
    #"{"Functions": []}"#, "[]", "apiVersion: v1\nitems: []\nkind: List\n",
    #"{"services": [{"taskDefinition": "arn:aws:ecs:x:1:task-definition/a:1"}]}"#,
  ]

  @Test(arguments: empty)
  func `a guard that read no reference is undecided, unless that is allowed`(text: String) throws {
    let result = try Self.inUse(text)
    #expect(result.doubts == [.nothingRead])
    #expect(!result.passes)
    #expect(try Self.inUse(text, allowsEmpty: true).passes)
  }

  /// A guard that is judged by several documents, and by one with several lists in it.
  private static func inUse(all texts: [String], allowsEmpty: Bool = false) throws -> GuardResult {
    let outcome = try outcome { guards in
      guards.inUse = texts.enumerated().map { SourceText(name: "\($0)", text: $1) }
      guards.allowsEmptyGuards = allowsEmpty
    }
    return try #require(outcome.conclusion.guards.first)
  }

  @Test func `documents count together, and one reference once`() throws {
    let result = try Self.inUse(all: ["\(Self.host)team/app:v3", "\(Self.host)team/app:v3"])
    #expect(result.passes)
    guard case .references(let references) = result.evidence else { return }
    #expect(references.count == 1)
  }

  @Test(arguments: empty)
  func `one document of several that names nothing leaves the guard undecided`(
    text: String
  ) throws {
    for texts in [["\(Self.host)team/app:v3", text], [text, "\(Self.host)team/app:v3"]] {
      let result = try Self.inUse(all: texts)
      #expect(result.doubts == [.nothingRead])
      #expect(!result.passes)
      #expect(try Self.inUse(all: texts, allowsEmpty: true).passes)
    }
  }

  @Test func `one list of a document that names nothing leaves the guard undecided`() throws {
    let pods = #"{"items": [{"spec": {"containers": [{"image": "\#(Self.host)team/app:v3"}]}}]}"#
    #expect(try Self.inUse(pods).passes)
    #expect(try Self.inUse(pods + #"{"items": []}"#).doubts == [.nothingRead])
    #expect(try Self.inUse("[{\"items\": []}, \(pods)]").doubts == [.nothingRead])
  }

  @Test(arguments: ["MISSING", "ACCESS"])
  func `what ECS did not describe may run an image, whatever the reason`(reason: String) throws {
    let text =
      #"{"tasks": [{"containers": [{"image": "\#(Self.host)team/app:v3"}]}], "failures": [{"arn": "a", "reason": "\#(reason)"}]}"#
    let result = try Self.inUse(text, allowsEmpty: true)
    #expect(result.doubts == [.referencesIncomplete])
    #expect(!result.passes)
    guard case .references(let references) = result.evidence else { return }
    #expect(references.notDescribed == [reason: 1])
  }

  @Test func `a pattern that no tag matches passes, and its evidence says so`() throws {
    let results = try Self.outcome { guards in
      try guards.protect("prdo*")
      try guards.protect("v3")
      try guards.protect("v*")
    }.conclusion.guards
    #expect(results.map(\.evidence) == [.taggedImages(0), .taggedImages(1), .taggedImages(3)])
    #expect(results.map(\.passes) == [true, true, false])
    #expect(results.allSatisfy { $0.doubts.isEmpty })
  }

  @Test func `P-07 on an incomplete list of images no guard is decided`() throws {
    let outcome = try Self.outcome(Self.list(Self.three, more: true)) { guards in
      try guards.protect("v3")
      guards.maxExpire = 9
      guards.maxExpirePercent = 100
    }
    #expect(
      outcome.conclusion.guards.map(\.doubts) == Array(repeating: [.imagesIncomplete], count: 3))
    #expect(outcome.conclusion.guardDoubts == [.imagesIncomplete])
    #expect(!outcome.conclusion.passesGuards)
    #expect(outcome.repositories[0].preview.notes().contains(.imagesMissing))
  }

  /// Missing images may be indexes that hold others back; more running images only add violations.
  @Test func `a violation is certain where all images are known`() throws {
    let running = ["\(Self.host)team/app:v1", #"{"items": []}"#]
    let empty = try Self.inUse(all: running)
    #expect(empty.doubts == [.nothingRead])
    #expect(empty.violationTotalCount == 1)
    #expect(empty.failsForCertain)
    #expect(try !Self.inUse(all: ["\(Self.host)team/app:v3", ""]).failsForCertain)
    let whole = try Self.outcome { guards in
      try guards.protect("v1")
      guards.maxExpire = 0
      guards.maxExpirePercent = 9
    }.conclusion
    #expect(whole.guards.map(\.failsForCertain) == [true, true, true])
    let cut = try Self.outcome(Self.list(Self.three, more: true)) { guards in
      try guards.protect("v1")
      guards.maxExpire = 0
      guards.maxExpirePercent = 9
    }.conclusion
    #expect(cut.guards.map(\.violationTotalCount) == [1, 1, 1])
    #expect(!cut.failsForCertain)
  }

  @Test func `limits say how many images expire`() throws {
    let results = try Self.outcome { guards in
      guards.maxExpire = 0
      guards.maxExpirePercent = 50
    }.conclusion.guards
    #expect(results.map(\.option) == ["--max-expire", "--max-expire-percent"])
    #expect(results.map(\.evidence) == [.expiring(1, of: 3), .expiring(1, of: 3)])
    #expect(results.map(\.passes) == [false, true])
    let exceeded = try Self.outcome { $0.maxExpirePercent = 33 }.conclusion.guards
    #expect(exceeded[0].violations.map(\.message) == ["1 of 3 images expire (33.3%)"])
  }

  /// The share is rounded, but never to the other side of the limit.
  @Test(
    arguments: [
      (35, 56, 50, "62.5%"), (1, 2, 50, "50%"), (5_001, 10_000, 50, "50.01%"),
      (1, 3, 33.3, "33.33%"),
      (4_999, 10_000, 49.99, "49.99%"), (3, 3, 10, "100%"), (0, 3, 10, "0%"), (0, 0, 10, "0%"),
    ] as [(Int, Int, Double, String)])
  func `a percentage shows on which side of the limit it is`(
    count: Int, all: Int, limit: Double, text: String
  ) {
    #expect(Percentage.text(count, of: all, limit: limit) == text)
  }

  // MARK: Alerts

  private static func alerts(_ images: [String], _ policy: SourceText) throws -> [[String]] {
    let repository = try #require(try outcome(list(images), policy).repositories.first)
    return repository.preview.repository.images.indices.map {
      repository.alerts(for: $0).map(\.name).filter { $0 == "pushedRecently" }
    }
  }

  @Test func `an image that goes soon after its push is marked`() throws {
    let images = [
      Self.image("a", ["api-1"], hours: 200), Self.image("b", ["web-1"], hours: 30),
      Self.image("c", [], hours: 29), Self.image("d", [], hours: 20),
      Self.image("e", ["api-2"], hours: 2), Self.image("f", ["api-3"], hours: 1),
    ]
    // Images go by count: tagged ones are marked for a week, untagged ones for a day.
    #expect(
      try Self.alerts(images, Self.newestTwo) == [
        [], ["pushedRecently"], [], ["pushedRecently"], [], [],
      ])
    // An age is what the rule says of itself; only a day is a surprise.
    let age = Self.policy(
      #""tagStatus": "any", "countType": "sinceImagePushed", "countUnit": "days", "countNumber": 1"#
    )
    #expect(try Self.alerts(images, age).allSatisfy(\.isEmpty))
  }

  // MARK: Explain

  static let names: [(String, [Character])] = [
    ("v1", ["a"]), ("team/app:v1", ["a"]), ("\(host)team/app:v1", ["a"]),
    ("https://\(host)team/app:v1", ["a"]), ("team/app@\(digest("b"))", ["b"]),
    ("\(host)team/app:v1@\(digest("b"))", ["b"]), ("aaaaaa", ["a"]), (digest("c"), ["c"]),
    ("@\(digest("b"))", ["b"]), ("oci://\(host)team/app:v1", ["a"]),
    // Hosts are compared without regard to case; China, FIPS and dual-stack hosts are ECR's too.
    ("123456789012.DKR.ECR.eu-west-2.AMAZONAWS.COM/team/app:v1", ["a"]),
    ("123456789012.dkr.ecr.eu-west-2.amazonaws.com:443/team/app:v1", ["a"]),
    ("123456789012.dkr.ecr-fips.us-east-1.amazonaws.com/team/app:v2", ["b"]),
    ("123456789012.dkr-ecr.eu-west-2.on.aws/team/app:v2", ["b"]),
    ("123456789012.dkr-ecr-fips.us-east-1.on.aws/team/app:v2", ["b"]),
    ("123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/team/app:v3", ["c"]),
    ("public.ecr.aws/team/app:v1", []), ("localhost:5000/team/app:v1", []),
    ("other/app:v1", []), ("example.com/team/app:v1", []), ("team/app:v9", []), ("team/app", []),
    ("999999999999.dkr.ecr.eu-west-2.amazonaws.com/team/app:v1", []),
  ]

  @Test(arguments: names)
  func `an image is found by what a pod or a task shows`(name: String, expected: [Character]) throws
  {
    let repository = try #require(try Self.outcome().repositories.first)
    let found = ExplainImage.images(named: name, in: repository).map {
      repository.preview.repository.images.digests[$0.index]
    }
    #expect(found == expected.map(Self.digest))
  }
}
