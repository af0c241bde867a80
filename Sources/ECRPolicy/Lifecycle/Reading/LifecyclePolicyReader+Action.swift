import Texts

extension LifecyclePolicyReader {
  /// J-21, J-22: one action.
  mutating func action(_ node: JSONNode) -> ActionDraft? {
    guard let members = object(node, "`action`") else { return nil }
    checkMembers(
      members, of: "`action`", node, required: ["type"], optional: ["targetStorageClass"],
      fact: "J-21")
    var draft = ActionDraft(span: node.span)
    draft.present = Set(members.map(\.name))
    draft.type = node["type"].flatMap {
      choice($0, "type", \.rawValue, fact: "J-21", help: Self.help(insteadOf: $0.string))
    }
    draft.targetStorageClass = node["targetStorageClass"].flatMap {
      choice(
        $0, "targetStorageClass", \.rawValue, fact: "J-22", typeFact: "X-07",
        help: "write `archive`, the only target")
    }
    checkTarget(draft, node)
    return draft
  }

  private static func help(insteadOf type: String?) -> String? {
    switch type?.lowercased() {
    case "archive": "write `\"type\": \"transition\", \"targetStorageClass\": \"archive\"`"
    case "keep", "retain":
      "there are no keep rules: an earlier rule with a large limit protects what it selects"
    default: nil
    }
  }

  private mutating func checkTarget(_ draft: ActionDraft, _ node: JSONNode) {
    guard let type = draft.type else { return }
    let isThere = draft.present.contains("targetStorageClass")
    if type.value == .transition, !isThere {
      json.error(
        "TARGET_STORAGE_CLASS_MISSING", "`transition` needs a `targetStorageClass`",
        help: "add `\"targetStorageClass\": \"archive\"`", at: type.span, facts: ["J-22", "X-07"],
        answer: ServiceAnswers.actionShape)
    }
    if type.value == .expire, isThere {
      json.error(
        "TARGET_STORAGE_CLASS_NOT_ALLOWED", "`expire` has no `targetStorageClass`",
        help:
          "to archive, write `\"type\": \"transition\"`; without `targetStorageClass` the rule deletes",
        at: node["targetStorageClass"]?.span ?? node.span, facts: ["J-22", "X-07"],
        answer: ServiceAnswers.actionShape)
    }
  }
}
