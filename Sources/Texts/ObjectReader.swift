/// Takes the values out of JSON objects and reports what is missing, unknown or of a wrong type.
///
/// A value that is missing or wrong is nil for the caller, and there is a finding for it. What
/// messages call a value (`what`) and the facts of a finding are only worked out for a mistake.
package struct ObjectReader: Sendable {
  let dialect: ObjectDialect
  /// The findings so far.
  package var findings: FindingCollector

  /// Makes a reader that adds to the findings of a text.
  package init(_ findings: FindingCollector, _ dialect: ObjectDialect) {
    self.findings = findings
    self.dialect = dialect
  }

  /// The text that is read.
  package var source: SourceText { findings.source }

  // MARK: Values

  /// The members of an object.
  package mutating func object(
    _ node: JSONNode, _ what: @autoclosure () -> String, _ expected: String = "an object",
    facts: @autoclosure () -> [String] = []
  ) -> [JSONMember]? {
    expect(node.members, node, what, expected, facts)
  }

  /// The elements of an array.
  package mutating func array(
    _ node: JSONNode, _ what: @autoclosure () -> String, _ expected: String = "an array",
    facts: @autoclosure () -> [String] = []
  ) -> [JSONNode]? {
    expect(node.elements, node, what, expected, facts)
  }

  /// A string with its place.
  package mutating func string(
    _ node: JSONNode, _ what: @autoclosure () -> String, facts: @autoclosure () -> [String] = []
  ) -> Located<String>? {
    expect(node.string, node, what, "a string", facts).map { Located(value: $0, span: node.span) }
  }

  /// A whole number with its place.
  package mutating func integer(
    _ node: JSONNode, _ what: @autoclosure () -> String, facts: @autoclosure () -> [String] = []
  ) -> Located<Int>? {
    expect(node.integer, node, what, "an integer", facts).map {
      Located(value: $0, span: node.span)
    }
  }

  /// A string, or a number or boolean as the text has it.
  package mutating func scalar(
    _ node: JSONNode, _ what: @autoclosure () -> String, facts: @autoclosure () -> [String] = []
  ) -> Located<String>? {
    expect(node.scalar, node, what, "a string", facts).map { Located(value: $0, span: node.span) }
  }

  private mutating func expect<Value>(
    _ value: Value?, _ node: JSONNode, _ what: () -> String, _ expected: String,
    _ facts: () -> [String]
  ) -> Value? {
    if value == nil { wrongType(node, what(), expected, facts: facts()) }
    return value
  }

  // MARK: Members

  /// A member that has to be there, be it `null`.
  package mutating func required(_ name: String, in node: JSONNode) -> JSONNode? {
    let value = node[name]
    if value == nil { missing([name], in: node) }
    return value
  }

  /// A string that has to be there.
  package mutating func requiredString(_ name: String, in node: JSONNode) -> Located<String>? {
    guard let value = required(name, in: node) else { return nil }
    return string(value, "`\(name)`")
  }

  /// A string that may be left out or `null`.
  package mutating func optionalString(_ name: String, in node: JSONNode) -> Located<String>? {
    guard let value = node.present(name) else { return nil }
    return string(value, "`\(name)`")
  }

  /// The elements of an array that may be left out or `null`.
  package mutating func optionalArray(
    _ name: String, in node: JSONNode, _ expected: String = "an array"
  ) -> [JSONNode] {
    guard let value = node.present(name) else { return [] }
    return array(value, "`\(name)`", expected) ?? []
  }
}
