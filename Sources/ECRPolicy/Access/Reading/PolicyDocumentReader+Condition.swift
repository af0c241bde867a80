import Texts

extension PolicyDocumentReader {
  /// an object of operators, each an object of keys.
  mutating func conditions(_ node: JSONNode) -> [PolicyDocument.Condition] {
    let members = json.object(node, "`Condition`", "an object of operators", facts: ["A-40"])
    return (members ?? []).flatMap { operatorBlock($0) }
  }

  private mutating func operatorBlock(_ member: JSONMember) -> [PolicyDocument.Condition] {
    let comparison = ConditionOperator(member.name)
    if comparison == nil { unknownOperator(member) }
    let keys = json.object(
      member.value, "`\(member.name)`", "an object of context keys", facts: ["A-40"])
    var seen: [String: Span] = [:]
    return (keys ?? []).compactMap { key in
      if let earlier = seen[key.name.lowercased()] {
        json.findings.add(
          .error, "DUPLICATE_KEYS_WITH_DIFFERENT_CASE",
          "duplicate key `\(key.name)` under `\(member.name)`: context keys ignore case",
          help: "put the values into one list", at: key.nameSpan,
          related: [("the first one", earlier)], facts: ["A-41"], answer: ServiceWords.syntax(kind))
      }
      seen[key.name.lowercased()] = key.nameSpan
      return condition(comparison, member, key)
    }
  }

  private mutating func condition(
    _ comparison: ConditionOperator?, _ member: JSONMember, _ key: JSONMember
  ) -> PolicyDocument.Condition? {
    if !key.name.contains(":") || key.name.first == ":" {
      json.findings.add(
        .error, "INVALID_CONDITION_KEY_FORMAT", "`\(key.name)` is not a context key",
        help: "keys begin with a service, such as `aws:PrincipalArn` or `ecr:ResourceTag/team`",
        at: key.nameSpan, facts: ["A-40"], answer: ServiceWords.vendor)
    }
    let values = (key.value.elements ?? [key.value]).compactMap {
      json.scalar($0, "a value of `\(key.name)`", facts: ["A-40"])
    }
    guard let comparison else { return nil }
    return PolicyDocument.Condition(
      comparison: comparison, operatorSpan: member.nameSpan, key: key.name, keySpan: key.nameSpan,
      values: values)
  }

  private mutating func unknownOperator(_ member: JSONMember) {
    var bare = Substring(member.name)
    if let colon = bare.firstIndex(of: ":") { bare = bare[bare.index(after: colon)...] }
    if bare.hasSuffix("IfExists") { bare = bare.dropLast("IfExists".count) }
    if bare == "Null" {
      json.error(
        "NULL_WITH_IF_EXISTS", "`\(member.name)`: `Null` takes neither a set prefix nor `IfExists`",
        help: "write `Null`: it already checks whether the key is present", at: member.nameSpan,
        facts: ["A-42"], answer: ServiceWords.syntax(kind))
      return
    }
    let meant = Spelling.nearest(to: String(bare), among: ConditionOperator.names)
    let isCase = meant?.lowercased() == bare.lowercased()
    json.error(
      "INVALID_CONDITION_OPERATOR", "`\(member.name)` is not a condition operator",
      help: meant.map { isCase ? "write `\($0)`: its case matters" : Spelling.didYouMean($0) }
        ?? "write one of IAM's operators, such as `StringEquals` or `ArnLike`",
      at: member.nameSpan, facts: ["A-41", "A-43"], answer: ServiceWords.syntax(kind))
  }
}
