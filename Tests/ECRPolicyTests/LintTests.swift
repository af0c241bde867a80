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

  @Test func `an any rule has release tags in reach, a guard before it takes them out`() {
    let alone = policy(rule(selection: any))
    #expect(codes(alone).contains("RELEASE_TAG_IN_REACH"))
    let guarded = policy(
      tagged(1, #"["*"]"#, number: 9999), rule(#""rulePriority": 2"#, selection: any))
    #expect(!codes(guarded).contains("RELEASE_TAG_IN_REACH"))
    #expect(codes(guarded).contains("GUARD_HAS_A_LIMIT"))
  }

  @Test func `T-19 a prefix is no word, and may begin another rule's`() {
    let text = policy(
      tagged(1, #"["v1."]"#, kind: "tagPrefixList"), tagged(2, #"["v"]"#, kind: "tagPrefixList"))
    #expect(codes(text).contains("PREFIX_OF_ANOTHER"))
    #expect(codes(text).contains("PREFIX_IS_NO_WORD"))
  }

  @Test func `E-12 a wildcard in a prefix list never matches`() {
    #expect(
      codes(policy(tagged(1, #"["x-*"]"#, kind: "tagPrefixList"))).contains("WILDCARD_IN_PREFIX"))
    #expect(codes(policy(tagged(1, #"["git hash"]"#))).contains("ENTRY_CANNOT_MATCH"))
  }

  @Test func `Q-8 equal pattern lists are a warning, since AWS speaks of prefixes alone`() {
    let text = policy(tagged(1, #"["a-*"]"#), tagged(2, #"["a-*"]"#))
    #expect(codes(text).contains("DUPLICATE_TAG_LIST"))
  }

  @Test func `T-02 a description that says keep does not keep`() {
    let text = policy(
      rule(selection: selection(count: pushed)).replacing(
        "a rule of a test", with: "Keep for 5 days"))
    #expect(codes(text).contains("DESCRIPTION_SAYS_KEEP"))
  }

  @Test func `T-04 to T-06 a catch-all counts what it never touches`() {
    let count = policy(tagged(1, #"["x-*"]"#), rule(#""rulePriority": 2"#, selection: any))
    #expect(codes(count).contains("COUNT_INCLUDES_SHIELDED"))
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
