import Texts

extension LifecyclePolicyReader {
  /// J-21, J-22: one action.
  mutating func action(_ node: JSONNode) -> ActionDraft? {
    guard let members = object(node, "`action`") else { return nil }
    missingMembers(node, of: "`action`", required: ["type"], fact: "J-21")
    unknownMembers(
      members, of: "`action`", allowed: ["targetStorageClass", "type"], facts: ["J-21", "X-04"])
    var draft = ActionDraft(span: node.span)
    draft.present = Set(members.map(\.name))
    draft.type = node["type"].flatMap { actionType($0) }
    draft.targetStorageClass = node["targetStorageClass"].flatMap { target($0) }
    checkTarget(draft, node)
    return draft
  }

  private mutating func actionType(_ node: JSONNode) -> Located<ActionDraft.ActionType>? {
    guard let text = string(node, "type", fact: "J-21") else { return nil }
    if let type = ActionDraft.ActionType(rawValue: text.value) {
      return Located(value: type, span: node.span)
    }
    let isArchive = text.value.lowercased() == "archive"
    notInEnum(
      text, "type", ActionDraft.ActionType.allCases.map(\.rawValue), fact: "J-21",
      help: isArchive
        ? "write `\"type\": \"transition\", \"targetStorageClass\": \"archive\"`"
        : text.value.lowercased() == "keep" || text.value.lowercased() == "retain"
          ? "there are no keep rules: an earlier rule with a large limit guards what it identifies"
          : nil)
    return nil
  }

  private mutating func target(_ node: JSONNode) -> Located<Bool>? {
    guard let text = node.string else {
      wrongType(
        node, "`targetStorageClass`", "string", facts: ["J-22", "X-07"],
        shape: ServiceAnswers.actionShape)
      return nil
    }
    guard text == "archive" else {
      notInEnum(
        Located(value: text, span: node.span), "targetStorageClass", ["archive"], fact: "J-22",
        help: "write `archive`; images move nowhere else")
      return nil
    }
    return Located(value: true, span: node.span)
  }

  private mutating func checkTarget(_ draft: ActionDraft, _ node: JSONNode) {
    guard let type = draft.type else { return }
    let isThere = draft.present.contains("targetStorageClass")
    if type.value == .transition, !isThere {
      findings.error(
        "TARGET_STORAGE_CLASS_MISSING", "`transition` needs a `targetStorageClass`",
        help: "add `\"targetStorageClass\": \"archive\"`", at: type.span, facts: ["J-22", "X-07"],
        awsAnswers: ServiceAnswers.actionShape)
    }
    if type.value == .expire, isThere {
      findings.error(
        "TARGET_STORAGE_CLASS_NOT_ALLOWED", "`expire` has no `targetStorageClass`",
        help: "remove it, or write `\"type\": \"transition\"`",
        at: node["targetStorageClass"]?.span ?? node.span, facts: ["J-22", "X-07"],
        awsAnswers: ServiceAnswers.actionShape)
    }
  }
}
