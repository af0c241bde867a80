extension JSONNode {
  /// Whether another value says the same, wherever it is.
  ///
  /// The order of members means nothing; members with some names are not compared.
  package func isSame(as other: JSONNode, ignoring names: Set<String> = []) -> Bool {
    switch (value, other.value) {
    case (.object(let mine), .object(let others)):
      let (mine, others) = (compared(mine, names), compared(others, names))
      return mine.count == others.count
        && zip(mine, others).allSatisfy {
          $0.name == $1.name && $0.value.isSame(as: $1.value, ignoring: names)
        }
    case (.array(let mine), .array(let others)):
      return mine.count == others.count
        && zip(mine, others).allSatisfy { $0.isSame(as: $1, ignoring: names) }
    case (.number(let mine), .number(let other)): return mine.literal == other.literal
    default: return value == other.value
    }
  }

  private func compared(_ members: [JSONMember], _ ignored: Set<String>) -> [JSONMember] {
    members.filter { !ignored.contains($0.name) }.sorted { $0.name < $1.name }
  }
}
