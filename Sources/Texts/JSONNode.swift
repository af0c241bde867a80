/// A JSON value that knows its place.
package struct JSONNode: Sendable, Hashable {
  /// The place of the value.
  package var span: Span
  /// What it is.
  package var value: Value

  /// A JSON value; objects keep the order of their members.
  package enum Value: Sendable, Hashable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A number, with the way it is written.
    case number(JSONNumber)
    /// A string, its escapes decoded.
    case string(String)
    /// The elements in brackets.
    case array([JSONNode])
    /// The members in braces.
    case object([JSONMember])
    /// Something that has been reported as a mistake; checks leave it alone.
    case invalid
  }

  /// Makes a value at a place.
  package init(span: Span, value: Value) {
    self.span = span
    self.value = value
  }

  /// The name that JSON Schema gives this type of value.
  package var typeName: String {
    switch value {
    case .null: "null"
    case .bool: "boolean"
    case .number(let number): number.integer == nil ? "number" : "integer"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    case .invalid: "invalid"
    }
  }

  /// The members, when this is an object.
  package var members: [JSONMember]? {
    guard case .object(let members) = value else { return nil }
    return members
  }

  /// The elements, when this is an array.
  package var elements: [JSONNode]? {
    guard case .array(let elements) = value else { return nil }
    return elements
  }

  /// The text, when this is a string.
  package var string: String? {
    guard case .string(let string) = value else { return nil }
    return string
  }

  /// The number, when this is a whole one.
  package var integer: Int? {
    guard case .number(let number) = value else { return nil }
    return number.integer
  }

  /// The text of a string, or that of a number or boolean as JSON writes it.
  package var scalar: String? {
    switch value {
    case .string(let string): string
    case .number(let number): number.literal
    case .bool(let bool): bool ? "true" : "false"
    case .null, .array, .object, .invalid: nil
    }
  }

  /// The object with a member of that name that is by itself in a list; nil for other values.
  package func onlyElement(with name: String) -> JSONNode? {
    guard let elements, elements.count == 1 else { return nil }
    return elements[0][name] != nil ? elements[0] : elements[0].onlyElement(with: name)
  }

  /// The value of a member, unless it is left out or `null`.
  package func present(_ name: String) -> JSONNode? {
    guard let value = self[name], value.value != .null else { return nil }
    return value
  }

  /// The value of the first member of that name, when this is an object that has it.
  package subscript(name: String) -> JSONNode? {
    guard let members else { return nil }
    let place = members.firstIndex { $0.name == name }
    WorkMeter.add(place ?? members.count)
    return place.map { members[$0].value }
  }
}

/// One `"name": value` of a JSON object.
package struct JSONMember: Sendable, Hashable {
  /// The name, its escapes decoded.
  package var name: String
  /// The place of the name, quotes included.
  package var nameSpan: Span
  /// The value after the colon.
  package var value: JSONNode

  /// Makes a member.
  package init(name: String, nameSpan: Span, value: JSONNode) {
    self.name = name
    self.nameSpan = nameSpan
    self.value = value
  }
}

/// A JSON number as it is written.
package struct JSONNumber: Sendable, Hashable {
  /// The way it is written.
  package var literal: String
  /// Its value, when it is written as a whole number.
  package var integer: Int?

  /// Makes a number from the way it is written and its value.
  package init(literal: String, integer: Int?) {
    self.literal = literal
    self.integer = integer
  }
}
