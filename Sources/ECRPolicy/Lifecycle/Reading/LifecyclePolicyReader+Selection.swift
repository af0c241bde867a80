import ECRModel
import Texts

extension LifecyclePolicyReader {
  private static let required = ["countNumber", "countType", "tagStatus"]
  private static let optional = ["countUnit", "storageClass", "tagPatternList", "tagPrefixList"]

  /// J-09 to J-20: one selection, member by member; whether the members fit each other is asked
  /// afterwards.
  mutating func selection(_ node: JSONNode) -> SelectionDraft? {
    guard let members = object(node, "`selection`") else { return nil }
    checkMembers(
      members, of: "`selection`", node, required: Self.required, optional: Self.optional,
      fact: "J-09")
    var draft = SelectionDraft(span: node.span)
    draft.present = Set(members.map(\.name))
    draft.tagStatus = node["tagStatus"].flatMap {
      choice($0, "tagStatus", \.rawValue, fact: "J-10")
    }
    draft.countType = node["countType"].flatMap {
      // The four shapes of a selection differ in their count type, so that an unknown one fits none.
      choice(
        $0, "countType", \.rawValue, fact: "J-16", answer: (ServiceAnswers.selectionShape, "X-08"))
    }
    draft.countNumber = node["countNumber"].flatMap { number($0, "countNumber", fact: "J-18") }
    draft.countUnit = node["countUnit"].flatMap {
      choice(
        $0, "countUnit", \.rawValue, fact: "J-17", help: "write `days`, the only unit")
    }
    draft.storageClass = node["storageClass"].flatMap {
      choice($0, "storageClass", \.policyName, fact: "J-15")
    }
    draft.patternList = node["tagPatternList"].flatMap { tagList($0, "tagPatternList", "J-12") }
    draft.prefixList = node["tagPrefixList"].flatMap { tagList($0, "tagPrefixList", "J-13") }
    wildcards(draft.patternList)
    SelectionShape.check(draft, &json.findings)
    return draft
  }

  /// How a policy in force without a tag is read: in the way that deletes most.
  private var passedOver: String {
    "a preview skips it; a `tagged` rule without another entry in its list then selects every "
      + "tagged image"
  }

  private mutating func tagList(
    _ node: JSONNode, _ name: String, _ fact: String
  ) -> Located<[Located<String>]>? {
    guard let elements = json.array(node, "`\(name)`", facts: [fact, "X-12"]) else { return nil }
    if elements.isEmpty {
      json.error(
        "TAG_LIST_EMPTY", "`\(name)` is empty",
        help: isInForce
          ? passedOver : "name at least one tag, or leave the list out with `untagged` and `any`",
        at: node.span, facts: ["J-14", "Q-13"])
      return nil
    }
    let entries = elements.compactMap {
      json.string($0, "`an entry of \(name)`", facts: [fact, "X-12"])
    }
    let empty = entries.filter(\.value.isEmpty)
    for entry in empty {
      json.error(
        "TAG_ENTRY_EMPTY", "an entry of `\(name)` is empty",
        help: isInForce
          ? passedOver : "to mean every tag, write `\"tagPatternList\": [\"*\"]`", at: entry.span,
        facts: ["Q-13"])
    }
    let isEmptyAllowed = isInForce && empty.count < entries.count
    guard empty.isEmpty || isEmptyAllowed, entries.count == elements.count else { return nil }
    return Located(value: entries.filter { !$0.value.isEmpty }, span: node.span)
  }

  /// J-12: at most four `*` in one pattern.
  private mutating func wildcards(_ list: Located<[Located<String>]>?) {
    for entry in list?.value ?? [] {
      let stars = entry.value.utf8.count { $0 == UInt8(ascii: "*") }
      guard stars > 4 else { continue }
      json.error(
        "TOO_MANY_WILDCARDS",
        "`\(entry.value)` has \(stars) wildcards; ECR accepts no more than four in one pattern",
        help: "shorten the pattern: adjacent `*` mean the same as one", at: entry.span,
        facts: ["J-12"])
    }
  }
}
