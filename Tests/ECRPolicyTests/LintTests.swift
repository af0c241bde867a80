import ECRPolicy
import Testing
import Texts

/// What ECR accepts and users regret: the traps (T-) that a policy alone shows.
struct LintTests {
  private func codes(_ text: String) -> [String] {
    let reading = LifecyclePolicy.read(SourceText(name: "p", text: text))
    #expect(reading.policy != nil, "the policy is meant to be valid")
    return reading.findings.map(\.code.rawValue)
  }

  private func tagged(
    _ priority: Int, _ list: String, number: Int = 5, kind: String = "tagPatternList"
  )
    -> String
  {
    rule(
      #""rulePriority": \#(priority)"#,
      selection: selection(
        status: #""tagStatus": "tagged""#, number: #""countNumber": \#(number)"#,
        more: #", "\#(kind)": \#(list)"#))
  }

  private let any = selection(status: #""tagStatus": "any""#)
  private let pushed = #""countType": "sinceImagePushed", "countUnit": "days""#

  @Test func `T-01 a list of several entries reads like OR and means AND`() {
    #expect(codes(policy(tagged(1, #"["alpha-*", "beta-*"]"#))).contains("TAG_LIST_MEANS_AND"))
    #expect(!codes(policy(tagged(1, #"["alpha-*"]"#))).contains("TAG_LIST_MEANS_AND"))
    // `*` asks for nothing more: one requirement is left.
    #expect(codes(policy(tagged(1, #"["alpha-*", "*"]"#))) == ["REDUNDANT_TAG_ENTRY"])
  }

  @Test func `Q-9 a rule whose images all belong to higher rules is unreachable`() {
    #expect(
      codes(policy(tagged(1, #"["v*"]"#), tagged(2, #"["v1*"]"#))).contains("UNREACHABLE_RULE"))
    #expect(
      !codes(policy(tagged(1, #"["v1*"]"#), tagged(2, #"["v*"]"#))).contains("UNREACHABLE_RULE"))
  }

  @Test func `Q-9 several rules together can leave nothing for the last`() {
    let all = policy(
      tagged(1, #"["*"]"#), rule(#""rulePriority": 2"#), rule(#""rulePriority": 3"#, selection: any)
    )
    #expect(codes(all).contains("UNREACHABLE_RULE"))
    // An image with the tags `a-x` and no `b-` is met by neither part of the pair.
    let parts = policy(tagged(1, #"["a*b"]"#), tagged(2, #"["a*c"]"#), tagged(3, #"["a*"]"#))
    #expect(!codes(parts).contains("UNREACHABLE_RULE"))
  }

  @Test
  func `T-19 a short prefix begins the tags of releases, and one that names them does not warn`() {
    // `pr-7` is meant, and `prod` begins so too.
    let short = policy(tagged(1, #"["pr"]"#, kind: "tagPrefixList"))
    #expect(codes(short) == ["RELEASE_TAG_IN_REACH"])
    for entry in ["pr-", "prod", "production", "v", "release-", "latest", "main", "rel", "1."] {
      #expect(codes(policy(tagged(1, #"["\#(entry)"]"#, kind: "tagPrefixList"))) == [], "\(entry)")
    }
    // An earlier rule decides over them.
    let decided = policy(tagged(1, #"["prod*"]"#), tagged(2, #"["pr*"]"#))
    #expect(!codes(decided).contains("RELEASE_TAG_IN_REACH"))
  }

  @Test(arguments: ["*-*", "*a*", "m*", "p*", "p*d", "*st*"])
  func `T-19 by age, a pattern that reaches releases without naming them warns`(entry: String) {
    func age(_ entry: String) -> String {
      rule(
        selection: selection(
          status: #""tagStatus": "tagged""#, count: pushed,
          more: #", "tagPatternList": ["\#(entry)"]"#))
    }
    #expect(found(policy(age(entry))) == ["WARNING RELEASE_TAG_IN_REACH"])
    #expect(!codes(policy(tagged(1, #"["\#(entry)"]"#))).contains("RELEASE_TAG_IN_REACH"))
    for named in ["*-dev", "*.*", "pr-*", "*main*", "b*"] {
      #expect(!codes(policy(age(named))).contains("RELEASE_TAG_IN_REACH"), "\(named)")
    }
  }

  @Test func `E-12 what is offered for a star in a prefix matches some tag`() {
    func help(_ entry: String) -> [String] {
      let text = policy(tagged(1, "[\"\(entry)\"]", kind: "tagPrefixList"))
      return LifecyclePolicy.read(SourceText(name: "p", text: text)).findings
        .filter { $0.code == "WILDCARD_IN_PREFIX" }.compactMap(\.help)
    }
    #expect(help("dev-*").allSatisfy { $0.contains("drop the `*`") })
    #expect(help("a*b").allSatisfy { !$0.contains("drop the `*`") })
    #expect(help("dev *") == ["write another prefix: without the `*`, no tag contains ` `"])
    #expect(help("-x*") == ["write another prefix: without the `*`, no tag begins with `-`"])
    #expect(help("*").allSatisfy { $0.hasPrefix("to mean every tag, write") })
    for entry in ["dev-*", "a*b", "*"] { #expect(help(entry).count == 1) }
  }

  @Test func `E-14 a prefix that begins another rule's counts its images too`() {
    let text = policy(
      tagged(1, #"["v1."]"#, kind: "tagPrefixList"), tagged(2, #"["v"]"#, kind: "tagPrefixList"))
    #expect(codes(text) == ["PREFIX_OF_ANOTHER"])
  }

  @Test func `T-03 a guard that a busy repository passes, or time, is pointed out`() {
    #expect(codes(policy(tagged(1, #"["prod*"]"#, number: 500))) == ["GUARD_HAS_A_LIMIT"])
    #expect(codes(policy(tagged(1, #"["prod*"]"#, number: 9999))) == [])
    let years = selection(
      status: #""tagStatus": "tagged""#, count: pushed, number: #""countNumber": 3650"#,
      more: #", "tagPatternList": ["prod*"]"#)
    #expect(codes(policy(rule(selection: years))) == ["GUARD_HAS_A_LIMIT"])
    // What comes last guards from nothing.
    let last = selection(status: #""tagStatus": "any""#, number: #""countNumber": 500"#)
    #expect(codes(policy(rule(selection: last))) == [])
  }

  @Test func `a count over one exact tag can never act, and warns of nothing`() {
    // A tag is on one image at most: more than one never exists.
    #expect(codes(policy(tagged(1, #"["latest"]"#, number: 1))) == [])
    // A prefix is not exact.
    #expect(
      codes(policy(tagged(1, #"["latest"]"#, number: 600, kind: "tagPrefixList"))) == [
        "GUARD_HAS_A_LIMIT"
      ])
  }

  @Test func `E-20 a guard that comes after what it should guard from`() {
    func sha(_ count: String) -> String {
      rule(
        #""rulePriority": 1"#,
        selection: selection(
          status: #""tagStatus": "tagged""#, count: count, more: #", "tagPrefixList": ["sha"]"#))
    }
    let count = #""countType": "imageCountMoreThan""#
    let wide = tagged(2, #"["prod"]"#, number: 9999, kind: "tagPrefixList")
    #expect(found(policy(sha(pushed), wide)) == ["WARNING GUARD_COMES_TOO_LATE"])
    #expect(found(policy(sha(count), wide)) == ["WARNING GUARD_COMES_TOO_LATE"])
    // A tag that moves is mostly on a young image, which a count keeps.
    let exact = tagged(2, #"["latest"]"#, number: 1)
    #expect(found(policy(sha(pushed), exact)) == ["WARNING GUARD_COMES_TOO_LATE"])
    #expect(found(policy(sha(count), exact)) == ["SUGGESTION GUARD_COMES_TOO_LATE"])
    // What is pinned by hand, such as production, grows old and falls out of a count.
    for name in ["prod", "staging", "live", "stable", "blue", "customer-7"] {
      let pinned = tagged(2, #"["\#(name)"]"#, number: 1)
      #expect(found(policy(sha(count), pinned)) == ["WARNING GUARD_COMES_TOO_LATE"], "\(name)")
    }
    let pinned = tagged(2, #"["prod"]"#, number: 1)
    let trials = tagged(1, #"["pr-"]"#, number: 30, kind: "tagPrefixList")
    #expect(found(policy(trials, pinned)) == ["SUGGESTION GUARD_COMES_TOO_LATE"])
    #expect(
      found(
        policy(trials, sha(count).replacing(#"y": 1"#, with: #"y": 2"#), tagged(3, #"["prod"]"#)))
        == ["WARNING GUARD_COMES_TOO_LATE"])
    // Untagged images have no tag to guard, and a guard is not in the way of another.
    #expect(found(policy(rule(selection: selection(number: #""countNumber": 9"#)), wide)) == [])
    let two = policy(tagged(1, #"["live*"]"#, number: 9999), wide)
    #expect(found(two) == [])
    // A rule that keeps releases by number is no guard, and comes too late as well.
    let releases = tagged(2, #"["prod"]"#, kind: "tagPrefixList")
    #expect(found(policy(sha(pushed), releases)) == ["WARNING GUARD_COMES_TOO_LATE"])
    #expect(found(policy(sha(count), releases)) == [])
    let slow = sha(pushed).replacing(#""countNumber": 5"#, with: #""countNumber": 90"#)
    #expect(found(policy(slow, releases)) == ["SUGGESTION GUARD_COMES_TOO_LATE"])
    // What decides over all that the guard is for leaves it nothing to guard.
    let late = policy(tagged(1, #"["*"]"#), wide)
    #expect(found(late) == ["WARNING GUARD_COMES_TOO_LATE"])
    // There is no rest for it to guard.
    for other in [#"["*"]"#, #"["p*"]"#] {
      let messages = LifecyclePolicy.read(
        SourceText(name: "p", text: policy(tagged(1, other), wide))
      ).findings.map(\.message)
      #expect(messages.contains { $0.hasPrefix("rule 2 protects no image and can never act") })
      #expect(!messages.contains { $0.contains("because rule 1") })
    }
  }

  private func found(_ text: String) -> [String] {
    LifecyclePolicy.read(SourceText(name: "p", text: text)).findings.map {
      "\($0.type.rawValue) \($0.code.rawValue)"
    }
  }

  @Test func `E-15 an age rule keeps no minimum when nobody pushes`() {
    func age(_ priority: Int, _ status: String, _ list: String = "") -> String {
      rule(
        #""rulePriority": \#(priority)"#,
        selection: selection(
          status: #""tagStatus": "\#(status)""#, count: pushed,
          more: list.isEmpty ? "" : #", "tagPatternList": \#(list)"#))
    }
    let code = "AGE_RULE_KEEPS_NO_MINIMUM"
    #expect(codes(policy(age(1, "any"))) == [code])
    #expect(codes(policy(age(1, "tagged", #"["*"]"#))) == [code])
    #expect(codes(policy(age(1, "tagged", #"["prod-*"]"#))) == [code])
    #expect(codes(policy(age(1, "tagged", #"["latest"]"#))) == [code])
    #expect(codes(policy(age(1, "tagged", #"["branch-*"]"#))) == [])
    #expect(codes(policy(age(1, "untagged"))) == [])
    #expect(found(policy(age(1, "tagged", #"["sha-*"]"#))) == ["SUGGESTION \(code)"])
    #expect(
      codes(policy(age(1, "tagged", #"["sha-*"]"#), tagged(2, #"["v*"]"#, number: 9999))) == [
        "GUARD_COMES_TOO_LATE"
      ])
    #expect(codes(policy(tagged(1, #"["v*"]"#), age(2, "tagged", #"["sha-*"]"#))) == [])
    // What production runs is mostly a build of the trunk.
    for entry in ["main", "main-*", "*main*", "*-master", "trunk-*"] {
      let trunk = age(1, "tagged", #"["\#(entry)"]"#)
      #expect(found(policy(trunk)) == ["SUGGESTION \(code)"], "\(entry)")
      #expect(
        found(policy(trunk, age(2, "tagged", #"["develop-*"]"#))) == ["SUGGESTION \(code)"])
      #expect(!codes(policy(trunk, tagged(2, #"["v*"]"#, number: 9999))).contains(code))
    }
    #expect(codes(policy(age(1, "tagged", #"["maintenance-*"]"#))) == [])
    // The time is that of the rule which keeps longest.
    let longer = age(1, "tagged", #"["branch-*"]"#).replacing(
      #""countNumber": 5"#, with: #""countNumber": 60"#)
    let both = LifecyclePolicy.read(SourceText(name: "p", text: policy(longer, age(2, "any"))))
    #expect(
      both.findings.map(\.message).contains { $0.hasPrefix("when nobody pushes for 60 days") })
    // A rule by number before it keeps some, and one with a list that no image meets does not.
    #expect(!codes(policy(tagged(1, #"["v*"]"#), age(2, "any"))).contains(code))
    #expect(codes(policy(tagged(1, #"["v*", "prod*"]"#), age(2, "any"))).contains(code))
  }

  @Test func `E-24 a rule for the archive, and nothing that archives`() {
    let archived = rule(
      #""rulePriority": 9"#,
      selection: selection(
        status: #""tagStatus": "any""#,
        count: #""countType": "sinceImageTransitioned", "countUnit": "days""#,
        number: #""countNumber": 90"#, more: #", "storageClass": "archive""#))
    let archive = #"{"type": "transition", "targetStorageClass": "archive"}"#
    #expect(codes(policy(rule(), archived)).contains("NOTHING_IS_ARCHIVED"))
    #expect(!codes(policy(rule(action: archive), archived)).contains("NOTHING_IS_ARCHIVED"))
    let others = archived.replacing(
      #""tagStatus": "any""#, with: #""tagStatus": "tagged", "tagPrefixList": ["v"]"#)
    #expect(codes(policy(rule(action: archive), others)).contains("NOTHING_IS_ARCHIVED"))
  }

  @Test func `E-13 many moving tags under one pattern share its limit`() {
    #expect(codes(policy(tagged(1, #"["*-latest"]"#, number: 1))) == ["LIMIT_IS_SHARED"])
    #expect(codes(policy(tagged(1, #"["*-prod"]"#, number: 10))) == [])
  }

  @Test func `E-12 a wildcard in a prefix list never matches`() {
    #expect(
      codes(policy(tagged(1, #"["x-*"]"#, kind: "tagPrefixList"))).contains("WILDCARD_IN_PREFIX"))
    #expect(codes(policy(tagged(1, #"["git hash"]"#))) == ["ENTRY_CANNOT_MATCH"])
    // A tag begins with a letter, a digit or `_`, and ends as it likes.
    #expect(
      codes(policy(tagged(1, #"["-prod"]"#, kind: "tagPrefixList"))) == ["ENTRY_CANNOT_MATCH"])
    #expect(codes(policy(tagged(1, #"[".x*"]"#))) == ["ENTRY_CANNOT_MATCH"])
    for entry in ["_x*", "*-x", "x-"] { #expect(codes(policy(tagged(1, #"["\#(entry)"]"#))) == []) }
  }

  @Test func `Q-8 equal pattern lists are a warning, since AWS speaks of prefixes alone`() {
    let text = policy(tagged(1, #"["a-*"]"#), tagged(2, #"["a-*"]"#))
    #expect(codes(text).contains("DUPLICATE_TAG_LIST"))
  }

  @Test func `T-02 a description that says keep does not keep`() {
    let text = policy(
      rule(selection: selection(count: pushed)).replacing(
        "a rule of a test", with: "Keep these"))
    #expect(codes(text) == ["DESCRIPTION_SAYS_KEEP"])
  }

  @Test func `T-04 to T-06 a catch-all counts what it never acts on`() {
    let count = policy(tagged(1, #"["x-*"]"#), rule(#""rulePriority": 2"#, selection: any))
    #expect(codes(count).contains("COUNT_INCLUDES_SHIELDED"))
    // Four of five places at most: one is left.
    let fewer = policy(
      tagged(1, #"["x-*"]"#, number: 4), rule(#""rulePriority": 2"#, selection: any))
    #expect(!codes(fewer).contains("COUNT_INCLUDES_SHIELDED"))
    let age = policy(
      tagged(1, #"["x-*"]"#),
      rule(
        #""rulePriority": 2"#, selection: selection(status: #""tagStatus": "any""#, count: pushed)))
    #expect(codes(age).contains("CATCH_ALL_SKIPS_SHIELDED"))
  }

  @Test func `T-13, T-16, T-17, T-22, Q-10, Q-8, Q-13 have their warnings`() {
    let pulled = rule(
      selection: selection(
        status: #""tagStatus": "any""#,
        count: #""countType": "sinceImagePulled", "countUnit": "days""#),
      action: #"{"type": "transition", "targetStorageClass": "archive"}"#)
    #expect(codes(policy(pulled)).contains("PULL_TIME_IS_COARSE"))
    #expect(codes(policy(rule())).contains("UNTAGGED_IS_NOT_GARBAGE"))
    #expect(codes(policy(rule(selection: any))).contains("COUNT_INCLUDES_PARTS"))
    #expect(
      codes(policy(rule(#""rulePriority": 2"#), tagged(1, #"["x-*"]"#))).contains(
        "RULES_NOT_IN_ORDER"))
    let standard = rule(selection: selection(more: #", "storageClass": "standard""#))
    #expect(codes(policy(standard)).contains("STORAGE_CLASS_IS_DEFAULT"))
    #expect(
      codes(policy(tagged(1, #"["x-*", "y-*"]"#), tagged(2, #"["x-*", "z-*"]"#)))
        .contains("SHARED_TAG_ENTRY"))
    #expect(codes(policy(tagged(1, #"["x-*", "x-*"]"#))) == ["DUPLICATE_TAG_ENTRY"])
  }
}
