import TestSupport

/// Random conditions: every operator, with keys and values that go with it more often than not.

extension AccessWorldGenerator {
  mutating func condition(_ aim: Int) -> WorldCondition {
    if random.chance(8) {
      return WorldCondition(
        comparison: "Null", key: randomKey(AccessVocabulary.keys),
        values: random.pick([["true"], ["false"], ["False"], ["true", "false"], ["maybe"]]))
    }
    let type = random.pick(AccessVocabulary.types)
    var comparison = random.pick(type.operators)
    if random.chance(20) { comparison += "IfExists" }
    if random.chance(25) {
      comparison = random.pick(["ForAllValues:", "ForAnyValue:"]) + comparison
    }
    let isFit = random.chance(90)
    let name = random.pick(isFit ? type.keys : AccessVocabulary.keys)
    var values: [String] = []
    for _ in 0..<random.pick([1, 1, 1, 2, 3]) {
      values.append(value(of: name, comparison, type, aim))
    }
    return WorldCondition(comparison: comparison, key: randomCase(name), values: values)
  }

  /// What the request has for the key, where that is easily told, or any value of the type.
  private mutating func value(
    of name: String, _ comparison: String, _ type: AccessVocabulary.OperatorType, _ aim: Int
  ) -> String {
    guard random.chance(aim - 20) else { return random.pick(type.values) }
    guard let known = known(name) else {
      return random.pick(AccessVocabulary.valuesByKey[name] ?? type.values)
    }
    guard comparison.contains("Like"), random.chance(40), known.count > 4 else { return known }
    return random.pick([known.dropLast(2) + "*", known.dropLast() + "?"])
  }

  private func known(_ name: String) -> String? {
    let given = question.context.first { $0.name.lowercased() == name.lowercased() }
    if let given { return given.values.first }
    let tags: [(String, [WorldTag]?)] = [
      ("aws:ResourceTag/", question.resourceTags), ("ecr:ResourceTag/", question.resourceTags),
      ("aws:RequestTag/", question.requestTags), ("aws:PrincipalTag/", question.principalTags),
    ]
    for (prefix, tags) in tags where name.hasPrefix(prefix) {
      return tags?.first { prefix + $0.key == name }?.value
    }
    let caller = OracleCaller(question.principal)
    switch name {
    case "aws:PrincipalArn": return caller.principalARN
    case "aws:PrincipalAccount": return caller.account
    case "aws:username": return caller.name.isEmpty ? nil : caller.name
    default: return nil
    }
  }

  private mutating func randomKey(_ names: [String]) -> String { randomCase(random.pick(names)) }

  private mutating func randomCase(_ name: String) -> String {
    random.chance(20) ? oddCase(name) : name
  }
}
