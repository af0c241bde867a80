import Texts

extension ObjectDialect {
  /// The wording of ECR about lifecycle policies.
  static let lifecyclePolicy = ObjectDialect { mistake in
    switch mistake {
    case .wrongType(let node, let what, let expected): wrongType(node, what, expected)
    case .missing(let names):
      (
        names == ["rules"] ? "write `{\"rules\": [ … ]}`" : nil, [],
        ServiceAnswers.missing(names)
      )
    case .unknown(let names):
      (
        names.allSatisfy(isList)
          ? "write it in `selection` as `tagPatternList` or `tagPrefixList`" : nil, [],
        ServiceAnswers.notAllowed(names)
      )
    }
  }

  /// Whether a name is meant for a list of tags: to remove such a list widens its rule.
  private static func isList(_ name: String) -> Bool {
    let name = name.lowercased()
    return name.contains("tag")
      && ["list", "prefix", "pattern"].contains(where: name.contains)
  }

  /// J-19, J-20: types are strict, and null does not leave a member out.
  private static func wrongType(
    _ node: JSONNode, _ what: String, _ expected: String
  ) -> Amendment {
    let isNull = node.value == .null
    let answer =
      switch what {
      case "`targetStorageClass`": ServiceAnswers.actionShape
      case "`countUnit`", "`storageClass`", "`tagPatternList`", "`tagPrefixList`":
        isNull ? ServiceAnswers.selectionShape : nil
      default: nil as String?
      }
    let type = expected.split(separator: " ").last.map(String.init) ?? expected
    return (
      isNull ? "remove it: ECR rejects null" : mending(node, type), isNull ? ["J-20"] : [],
      answer ?? ServiceAnswers.wrongType(node.typeName, allowed: type)
    )
  }

  private static func mending(_ node: JSONNode, _ type: String) -> String? {
    switch (node.value, type) {
    case (.string(let text), "integer") where Int(text) != nil: "write it without quotes: \(text)"
    case (.number(let number), "string"): "write it in quotes: \"\(number.literal)\""
    case (.number, "integer"): "write a whole number"
    case (.string(let text), "array"): "write it in brackets: [\"\(text)\"]"
    default: nil
    }
  }
}
