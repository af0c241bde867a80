import ECRPolicy
import Testing
import Texts

/// What a refused policy is to be mended with: followed to the letter, it must not widen a rule and
/// must come to an end.
struct RefusalRemedyTests {
  private func help(_ code: IssueCode, _ text: String) -> [String] {
    let reading = LifecyclePolicy.read(SourceText(name: "p", text: text))
    #expect(reading.policy == nil)
    return reading.findings.filter { $0.code == code }.compactMap(\.help)
  }

  @Test func `J-11 a misspelled list of tags is to be renamed, and not left out or widened`() {
    for name in ["tagPatterns", "tagprefixlist", "tagPrefixes", "tags", "patternList", "TagList"] {
      let text = policy(
        rule(
          selection: selection(status: #""tagStatus": "tagged""#, more: ", \"\(name)\": [\"v*\"]")))
      #expect(
        help("TAG_LIST_MISSING", text) == [
          "write `\(name)` as `tagPatternList` or `tagPrefixList`, with the same entries"
        ])
      if !["tags", "patternList"].contains(name) {
        #expect(
          help("UNKNOWN_PROPERTY", text) == [
            "write it in `selection` as `tagPatternList` or `tagPrefixList`"
          ], "\(name)")
      }
    }
    let none = policy(rule(selection: selection(status: #""tagStatus": "tagged""#)))
    #expect(
      help("TAG_LIST_MISSING", none).allSatisfy { $0.hasPrefix("to mean every tagged image") })
  }

  @Test func `V-04 of two rules for any image one has to go, whatever their numbers`() {
    let any = selection(status: #""tagStatus": "any""#)
    let two = policy(rule(selection: any), rule(#""rulePriority": 2"#, selection: any))
    #expect(help("ANY_RULE_NOT_LAST", two).count == 1)
    #expect(help("ANY_RULE_NOT_LAST", two).allSatisfy { $0.hasPrefix("keep one `any` rule") })
    let first = policy(rule(selection: any), rule(#""rulePriority": 2"#))
    #expect(
      help("ANY_RULE_NOT_LAST", first) == [
        "give it a rulePriority larger than 2"
      ])
  }

  @Test func `E-08 too many rules are not to be merged into lists that mean and`() {
    let rules = (1...51).map { number in
      rule(
        #""rulePriority": \#(number)"#,
        selection: selection(
          status: #""tagStatus": "tagged""#, more: #", "tagPrefixList": ["p\#(number)-"]"#))
    }
    let help = help("TOO_MANY_RULES", "{\"rules\": [\(rules.joined(separator: ","))]}")
    #expect(help.count == 1)
    #expect(help.allSatisfy { $0.contains("an image must match every entry") })
  }
}
