import ECRModel
import Texts

extension LifecyclePolicyReader {
  private static let required = ["countNumber", "countType", "tagStatus"]
  private static let optional = ["countUnit", "storageClass", "tagPatternList", "tagPrefixList"]

  /// J-09 to J-20: one selection, member by member; whether the members fit each other is asked
  /// afterwards.
  mutating func selection(_ node: JSONNode) -> SelectionDraft? {
    guard let members = object(node, "`selection`") else { return nil }
    missingMembers(node, of: "`selection`", required: Self.required, fact: "J-09")
    unknownMembers(
      members, of: "`selection`", allowed: Self.required + Self.optional, facts: ["J-09", "X-04"])
    var draft = SelectionDraft(span: node.span)
    draft.present = Set(members.map(\.name))
    draft.tagStatus = node["tagStatus"].flatMap { choice($0, "tagStatus", fact: "J-10") }
    draft.countType = node["countType"].flatMap { choice($0, "countType", fact: "J-16") }
    draft.countNumber = node["countNumber"].flatMap {
      integer($0, "countNumber", minimum: 1, fact: "J-18")
    }
    draft.countUnit = node["countUnit"].flatMap { countUnit($0) }
    draft.storageClass = node["storageClass"].flatMap { storageClass($0) }
    draft.patternList = node["tagPatternList"].flatMap { tagList($0, "tagPatternList", "J-12") }
    draft.prefixList = node["tagPrefixList"].flatMap { tagList($0, "tagPrefixList", "J-13") }
    wildcards(draft.patternList)
    SelectionShape.check(draft, &findings)
    return draft
  }

  private mutating func countUnit(_ node: JSONNode) -> Located<Bool>? {
    guard let text = node.string else {
      wrongType(
        node, "`countUnit`", "string", facts: ["J-17", "X-12"],
        shape: node.value == .null ? ServiceAnswers.selectionShape : nil)
      return nil
    }
    guard text == "days" else {
      notInEnum(
        Located(value: text, span: node.span), "countUnit", ["days"], fact: "J-17",
        help: "write `days`; ECR knows no other unit")
      return nil
    }
    return Located(value: true, span: node.span)
  }

  private mutating func storageClass(_ node: JSONNode) -> Located<StorageClass>? {
    guard let text = node.string else {
      wrongType(
        node, "`storageClass`", "string", facts: ["J-15", "X-12"],
        shape: node.value == .null ? ServiceAnswers.selectionShape : nil)
      return nil
    }
    guard let value = StorageClass.allCases.first(where: { $0.policyName == text }) else {
      notInEnum(
        Located(value: text, span: node.span), "storageClass", ["standard", "archive"],
        fact: "J-15")
      return nil
    }
    return Located(value: value, span: node.span)
  }

  private mutating func tagList(
    _ node: JSONNode, _ name: String, _ fact: String
  ) -> Located<[Located<String>]>? {
    guard let elements = node.elements else {
      wrongType(
        node, "`\(name)`", "array", facts: [fact, "X-12"],
        shape: node.value == .null ? ServiceAnswers.selectionShape : nil)
      return nil
    }
    if elements.isEmpty {
      findings.error(
        "TAG_LIST_EMPTY", "`\(name)` is empty",
        help: "name at least one tag, or leave the list out with `untagged` and `any`",
        at: node.span, facts: ["J-14", "Q-13"])
      return nil
    }
    var entries: [Located<String>] = []
    for element in elements {
      guard let entry = string(element, "an entry of \(name)", fact: fact) else { continue }
      if entry.value.isEmpty {
        findings.error(
          "TAG_ENTRY_EMPTY", "an entry of `\(name)` is empty",
          help: "to mean every tag, write `\"tagPatternList\": [\"*\"]`", at: entry.span,
          facts: ["Q-13"])
      } else {
        entries.append(entry)
      }
    }
    return entries.count == elements.count ? Located(value: entries, span: node.span) : nil
  }

  /// J-12: at most four `*` in one pattern.
  private mutating func wildcards(_ list: Located<[Located<String>]>?) {
    for entry in list?.value ?? [] {
      let stars = entry.value.utf8.count { $0 == UInt8(ascii: "*") }
      guard stars > 4 else { continue }
      findings.error(
        "TOO_MANY_WILDCARDS",
        "`\(entry.value)` has \(stars) wildcards; ECR takes no more than four in one pattern",
        help: "shorten the pattern: neighbouring `*` mean the same as one", at: entry.span,
        facts: ["J-12"])
    }
  }
}
