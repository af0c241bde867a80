import Texts

/// A value of a YAML file with its place.
struct YAMLNode: Sendable {
  /// Where the value starts, and where it ends as far as that is on the same line.
  var span: Span
  var value: Value

  enum Value: Sendable {
    /// A text; it is a block if it is in the lines below a `|`.
    case scalar(String, isBlock: Bool)
    case sequence([YAMLNode])
    case mapping([Member])
  }

  /// A key with its value.
  struct Member: Sendable {
    var key: Located<String>
    var value: YAMLNode
  }

  /// The text, where this is one.
  var text: String? {
    guard case .scalar(let text, _) = value else { return nil }
    return text
  }

  /// The elements, where this is a list.
  var elements: [YAMLNode]? {
    guard case .sequence(let elements) = value else { return nil }
    return elements
  }

  /// The keys with their values, where this is a map.
  var members: [Member]? {
    guard case .mapping(let members) = value else { return nil }
    return members
  }

  /// What to call a value of this kind.
  var kindName: String {
    switch value {
    case .scalar: "a string"
    case .sequence: "a list"
    case .mapping: "a map"
    }
  }
}
