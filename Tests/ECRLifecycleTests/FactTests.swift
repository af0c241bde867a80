import ECRLifecycle
import ECRModel
import ECRPolicy
import Testing

/// One test a fact, named after it: what the documentation of AWS's behavior says of evaluation.
struct FactTests {
  static let now = Timestamp(seconds: 1_769_860_800)

  static func daysAgo(_ days: Double) -> Timestamp {
    Timestamp(microseconds: now.microseconds - Int64(days * Double(Timestamp.day)))
  }

  static func digest(_ name: String) -> String {
    let digits = name.utf8.map { String($0, radix: 16) }.joined()
    return "sha256:" + String((digits + String(repeating: "0", count: 64)).prefix(64))
  }

  static func image(
    _ name: String, _ tags: [String], pushed days: Double, status: ImageStatus = .active,
    pulled: Double? = nil, activated: Double? = nil, archived: Double? = nil,
    type: String = "application/vnd.oci.image.manifest.v1+json", subject: String? = nil
  ) -> ImageDetail {
    ImageDetail(
      imageDigest: digest(name), imageTags: tags, imagePushedAt: daysAgo(days), imageSizeInBytes: 1,
      imageManifestMediaType: type, lastRecordedPullTime: pulled.map(daysAgo), imageStatus: status,
      lastArchivedAt: archived.map(daysAgo), lastActivatedAt: activated.map(daysAgo),
      subjectManifestDigest: subject.map(digest))
  }

  static func index(
    _ name: String, _ tags: [String], pushed days: Double, status: ImageStatus = .active
  )
    -> ImageDetail
  {
    image(name, tags, pushed: days, status: status, type: MediaTypes.ociImageIndex)
  }

  typealias Rule = LifecyclePolicy.Rule

  static func tagged(_ pattern: String) -> TagRequirement {
    .tagged([TagPattern(pattern: pattern)])
  }

  /// What happens to each image, by its name.
  static func fates(
    _ rules: [Rule], _ images: [ImageDetail], lists: [String: [String]] = [:],
    children: LifecyclePolicyPreview.ManifestListChildren = .counted
  ) -> (outcome: [String: ImageResult], preview: LifecyclePolicyPreview) {
    var manifests: [String: Manifest] = [:]
    for (list, children) in lists {
      manifests[digest(list)] = Manifest(children: children.map(digest))
    }
    let repository = Repository(
      id: RepositoryID(registryID: nil, repositoryName: "r"), images: ImageTable(images),
      manifests: manifests)
    let preview = LifecyclePolicyPreview(
      of: LifecyclePolicy(rules: rules), for: repository, at: now, manifestListChildren: children)
    var results: [String: ImageResult] = [:]
    for index in repository.images.indices {
      results[repository.images.digests[index]] = preview.result(at: index)
    }
    return (results, preview)
  }

  private func outcome(_ results: [String: ImageResult], _ name: String) -> Outcome? {
    results[Self.digest(name)]?.outcome
  }

  @Test func `E-05, E-20 a rule shields what it identifies even where it leaves it alone`() {
    let (results, _) = Self.fates(
      [
        Rule(rulePriority: 1, tags: Self.tagged("a*"), limit: .sinceImagePushed(days: 100)),
        Rule(rulePriority: 2, tags: .any, limit: .sinceImagePushed(days: 1)),
      ], [Self.image("a", ["a1"], pushed: 50), Self.image("b", ["b1"], pushed: 50)])
    #expect(outcome(results, "a") == .keep)
    #expect(outcome(results, "b") == .expire)
    let protection = results[Self.digest("a")]?.protections
    #expect(protection == [.rule(rulePriority: 1, fromRulePriorities: [2])])
  }

  @Test func `E-06, E-24 rules see only images of their storage class`() {
    let (results, _) = Self.fates(
      [
        Rule(rulePriority: 1, tags: .any, limit: .sinceImagePushed(days: 1), action: .transition),
        Rule(
          rulePriority: 2, tags: .any, storageClass: .archive,
          limit: .sinceImageTransitioned(days: 90)),
      ],
      [
        Self.image("a", [], pushed: 500),
        Self.image("b", [], pushed: 500, status: .archived, archived: 91),
        Self.image("c", [], pushed: 500, status: .archived, archived: 10),
      ])
    #expect(outcome(results, "a") == .transition)
    #expect(outcome(results, "b") == .expire)
    #expect(outcome(results, "c") == .keep)
    #expect(results[Self.digest("b")]?.appliedRulePriority == 2)
    #expect(results[Self.digest("b")]?.ruleOutcomes.first?.relation == .otherStorageClass)
  }

  @Test func `E-14 images of higher rules use up a lower rule's limit`() {
    let (results, _) = Self.fates(
      [
        Rule(rulePriority: 1, tags: Self.tagged("keep*"), limit: .imageCountMoreThan(99)),
        Rule(rulePriority: 2, tags: .any, limit: .imageCountMoreThan(1)),
      ], [Self.image("a", ["keep1"], pushed: 1), Self.image("b", ["x"], pushed: 2)])
    #expect(outcome(results, "a") == .keep)
    #expect(outcome(results, "b") == .expire)
  }

  @Test(arguments: [(14.0, Outcome.keep), (13.9, .keep), (14.00001, .expire), (20, .expire)])
  func `E-15 an image goes when it is strictly older than the limit`(
    days: Double, expected: Outcome
  ) {
    let (results, _) = Self.fates(
      [Rule(rulePriority: 1, tags: .any, limit: .sinceImagePushed(days: 14))],
      [Self.image("a", [], pushed: days)])
    #expect(outcome(results, "a") == expected)
    #expect(
      results[Self.digest("a")]?.uncertainties.contains(.ageNearLimit) == (abs(days - 14) <= 1))
  }

  @Test func `E-16 the clock of pulls is the last pull, the restoration, or the push`() {
    let (results, _) = Self.fates(
      [Rule(rulePriority: 1, tags: .any, limit: .sinceImagePulled(days: 90), action: .transition)],
      [
        Self.image("pulled", [], pushed: 400, pulled: 10), Self.image("never", [], pushed: 95),
        Self.image("restored", [], pushed: 400, pulled: 200, activated: 20),
        Self.image("both", [], pushed: 400, pulled: 95, activated: 200),
      ])
    #expect(outcome(results, "pulled") == .keep)
    #expect(outcome(results, "never") == .transition)
    #expect(outcome(results, "restored") == .keep)
    #expect(outcome(results, "both") == .transition)
  }

  @Test
  func `E-03, E-33, Q-6 a restored image is as young as its restoration, and that is uncertain`() {
    let (results, _) = Self.fates(
      [Rule(rulePriority: 1, tags: .any, limit: .sinceImagePushed(days: 30))],
      [Self.image("a", [], pushed: 400, activated: 5)])
    #expect(outcome(results, "a") == .keep)
    #expect(results[Self.digest("a")]?.uncertainties == .restoredImageClock)
    #expect(results[Self.digest("a")]?.mayGo == true)
  }

  @Test func `E-31, Q-4 of equal push times the smaller digest is younger, and a tie is uncertain`()
  {
    let (results, _) = Self.fates(
      [Rule(rulePriority: 1, tags: .any, limit: .imageCountMoreThan(1))],
      [
        Self.image("b", [], pushed: 5), Self.image("a", [], pushed: 5),
        Self.image("c", [], pushed: 9),
      ])
    #expect(outcome(results, "a") == .keep)
    #expect(outcome(results, "b") == .expire)
    #expect(results[Self.digest("a")]?.uncertainties == .tieAtLimit)
    #expect(results[Self.digest("b")]?.uncertainties == .tieAtLimit)
    #expect(results[Self.digest("c")]?.uncertainties == [])
  }

  @Test func `Q-7 an image that is being restored is seen by no rule and may push others out`() {
    let (results, _) = Self.fates(
      [Rule(rulePriority: 1, tags: .any, limit: .imageCountMoreThan(1))],
      [Self.image("a", [], pushed: 5), Self.image("b", [], pushed: 9, status: .activating)])
    #expect(outcome(results, "a") == .keep)
    #expect(results[Self.digest("a")]?.uncertainties == .activatingCount)
    #expect(results[Self.digest("b")]?.reason == .activating)
  }

  @Test
  func `M-01 to M-03, M-09 children are counted, then held back, or deferred when the list goes`() {
    let rules = [
      Rule(rulePriority: 1, tags: .untagged, limit: .sinceImagePushed(days: 1)),
      Rule(rulePriority: 2, tags: .any, limit: .imageCountMoreThan(1)),
    ]
    let images = [
      Self.image("child", [], pushed: 9), Self.index("new", ["v2"], pushed: 2),
      Self.index("old", ["v1"], pushed: 8), Self.image("part", [], pushed: 9),
    ]
    let (results, _) = Self.fates(rules, images, lists: ["new": ["child"], "old": ["part"]])
    #expect(outcome(results, "child") == .keep)
    #expect(results[Self.digest("child")]?.reason == .heldByManifestList)
    #expect(results[Self.digest("child")]?.protections == [.manifestLists([Self.digest("new")])])
    #expect(outcome(results, "old") == .expire)
    #expect(results[Self.digest("part")]?.reason == .deferredByManifestList)
    #expect(results[Self.digest("part")]?.mayGo == true)
  }

  @Test func `M-10 without manifests the report says that it does not know`() {
    let (results, preview) = Self.fates(
      [Rule(rulePriority: 1, tags: .untagged, limit: .sinceImagePushed(days: 1))],
      [Self.image("child", [], pushed: 9), Self.index("list", ["v2"], pushed: 9)])
    #expect(outcome(results, "child") == .expire)
    #expect(results[Self.digest("child")]?.uncertainties == .childrenUnknown)
    #expect(preview.notes() == [.manifestsMissing(lists: 1), .listSizesCounted(lists: 1)])
  }

  @Test func `Q-1 it is told where it decides whether children count`() {
    let rules = [Rule(rulePriority: 1, tags: .any, limit: .imageCountMoreThan(2))]
    let images = [
      Self.image("x", ["x"], pushed: 9), Self.image("child", [], pushed: 5),
      Self.index("list", ["v"], pushed: 4),
    ]
    let counted = Self.fates(rules, images, lists: ["list": ["child"]]).outcome
    #expect(outcome(counted, "x") == .expire)
    #expect(counted[Self.digest("x")]?.uncertainties == .childrenCounted)
    let excluded = Self.fates(rules, images, lists: ["list": ["child"]], children: .excluded)
      .outcome
    #expect(outcome(excluded, "x") == .keep)
    #expect(excluded[Self.digest("x")]?.mayGo == true)
  }

  @Test func `M-06, M-09 a reference artifact follows its subject, without a rule of its own`() {
    let (results, _) = Self.fates(
      [Rule(rulePriority: 1, tags: Self.tagged("v*"), limit: .sinceImagePushed(days: 1))],
      [
        Self.image("subject", ["v1"], pushed: 9),
        Self.image("signature", [], pushed: 9, subject: "subject"),
        Self.image("of it", [], pushed: 9, subject: "signature"),
        Self.image("other", [], pushed: 9, subject: "gone"),
      ])
    for name in ["signature", "of it"] {
      #expect(outcome(results, name) == .expire)
      #expect(results[Self.digest(name)]?.appliedRulePriority == nil)
      #expect(results[Self.digest(name)]?.reason == .followsSubject)
    }
    #expect(outcome(results, "other") == .keep)
  }

  @Test func `Q-3 a rule acts on a reference artifact whose subject stays, and that is uncertain`()
  {
    let (results, _) = Self.fates(
      [Rule(rulePriority: 1, tags: .untagged, limit: .sinceImagePushed(days: 1))],
      [
        Self.image("subject", ["v1"], pushed: 9),
        Self.image("s", [], pushed: 9, subject: "subject"),
      ])
    #expect(outcome(results, "s") == .expire)
    #expect(results[Self.digest("s")]?.uncertainties == .referrerOfKeptSubject)
  }

  @Test func `Q-17 a list in the archive protects nothing, and that is told`() {
    let (results, _) = Self.fates(
      [Rule(rulePriority: 1, tags: .untagged, limit: .sinceImagePushed(days: 1))],
      [Self.image("c", [], pushed: 9), Self.index("l", ["v"], pushed: 9, status: .archived)],
      lists: ["l": ["c"]])
    #expect(outcome(results, "c") == .expire)
    #expect(results[Self.digest("c")]?.uncertainties == .archivedList)
  }

  @Test func `Q-16 children without a rule stay behind when their list goes, and that is told`() {
    let (results, _) = Self.fates(
      [Rule(rulePriority: 1, tags: Self.tagged("v*"), limit: .sinceImagePushed(days: 1))],
      [Self.image("c", [], pushed: 9), Self.index("l", ["v1"], pushed: 9)], lists: ["l": ["c"]])
    #expect(outcome(results, "l") == .expire)
    #expect(outcome(results, "c") == .keep)
    #expect(results[Self.digest("c")]?.uncertainties == .orphanedByList)
    #expect(results[Self.digest("c")]?.mayGo == true)
  }

  @Test(arguments: 0..<8)
  func `M-09, Q-2 a doubt goes on through lists in lists and to what refers to them`(salt: Int) {
    // The outermost list is a tenth of a day from its limit: what it holds back may go after it.
    func name(_ text: String) -> String { "\(salt)\(text)" }
    let images = [
      Self.index(name("outer"), [], pushed: 13.9), Self.index(name("inner"), [], pushed: 20),
      Self.index(name("inmost"), [], pushed: 20), Self.image(name("child"), [], pushed: 20),
      Self.image(name("seal"), ["seal"], pushed: 1, subject: name("child")),
    ]
    let (results, _) = Self.fates(
      [Rule(rulePriority: 1, tags: .untagged, limit: .sinceImagePushed(days: 14))], images,
      lists: [
        name("outer"): [name("inner")], name("inner"): [name("inmost")],
        name("inmost"): [name("child")],
      ])
    for held in ["inner", "inmost", "child"] {
      let result = results[Self.digest(name(held))]
      #expect(result?.reason == .heldByManifestList)
      #expect(result?.uncertainties == .listUncertain)
      #expect(result?.mayGo == true)
    }
    #expect(results[Self.digest(name("seal"))]?.uncertainties == .subjectUncertain)
  }

  @Test func `Q-18 a pull before the push counts as it stands, and that is told`() {
    let (results, _) = Self.fates(
      [Rule(rulePriority: 1, tags: .any, limit: .sinceImagePulled(days: 30), action: .transition)],
      [Self.image("a", [], pushed: 5, pulled: 60)])
    #expect(outcome(results, "a") == .transition)
    #expect(results[Self.digest("a")]?.uncertainties.contains(.pullBeforePush) == true)
  }

  @Test func `P-07 a snapshot without archived images is told when a rule asks for them`() {
    let rule = Rule(
      rulePriority: 1, tags: .any, storageClass: .archive, limit: .sinceImageTransitioned(days: 90))
    #expect(
      Self.fates([rule], [Self.image("a", [], pushed: 1)]).preview.notes() == [.noArchivedImages])
  }

  @Test func `a kept image tells from when on it can go`() {
    let (results, _) = Self.fates(
      [Rule(rulePriority: 1, tags: .any, limit: .sinceImagePushed(days: 30))],
      [Self.image("a", [], pushed: 10)])
    #expect(results[Self.digest("a")]?.eligibleAt == Self.daysAgo(-20))
  }

  @Test func `an empty repository has an empty preview`() {
    let (results, preview) = Self.fates(
      [Rule(rulePriority: 1, tags: .any, limit: .imageCountMoreThan(1))], [])
    #expect(results.isEmpty)
    #expect(preview.summary().all.imageTotalCount == 0)
  }
}
