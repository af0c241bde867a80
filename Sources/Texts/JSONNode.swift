/// A JSON value that knows its place.
public struct JSONNode: Sendable, Hashable {
  /// The place of the value.
  public var span: Span
  /// What it is.
  public var value: Value

  /// A JSON value; objects keep the order of their members.
  public enum Value: Sendable, Hashable {
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
  public init(span: Span, value: Value) {
    self.span = span
    self.value = value
  }

  /// The name that JSON Schema gives this type of value.
  public var typeName: String {
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
  public var members: [JSONMember]? {
    guard case .object(let members) = value else { return nil }
    return members
  }

  /// The elements, when this is an array.
  public var elements: [JSONNode]? {
    guard case .array(let elements) = value else { return nil }
    return elements
  }

  /// The text, when this is a string.
  public var string: String? {
    guard case .string(let string) = value else { return nil }
    return string
  }

  /// The number, when this is a whole one.
  public var integer: Int? {
    guard case .number(let number) = value else { return nil }
    return number.integer
  }

  /// The text of a string, or that of a number or boolean as JSON writes it.
  public var scalar: String? {
    switch value {
    case .string(let string): string
    case .number(let number): number.literal
    case .bool(let bool): bool ? "true" : "false"
    case .null, .array, .object, .invalid: nil
    }
  }

  /// The value of a member, unless it is left out or `null`.
  public func present(_ name: String) -> JSONNode? {
    guard let value = self[name], value.value != .null else { return nil }
    return value
  }

  /// The value of the first member of that name, when this is an object that has it.
  public subscript(name: String) -> JSONNode? {
    guard let members else { return nil }
    let place = members.firstIndex { $0.name == name }
    WorkMeter.add(place ?? members.count)
    return place.map { members[$0].value }
  }
}

/// One `"name": value` of a JSON object.
public struct JSONMember: Sendable, Hashable {
  /// The name, its escapes decoded.
  public var name: String
  /// The place of the name, quotes included.
  public var nameSpan: Span
  /// The value after the colon.
  public var value: JSONNode

  /// Makes a member.
  public init(name: String, nameSpan: Span, value: JSONNode) {
    self.name = name
    self.nameSpan = nameSpan
    self.value = value
  }
}

/// A JSON number as it is written.
public struct JSONNumber: Sendable, Hashable {
  /// The way it is written.
  public var literal: String
  /// Its value, when it is written as a whole number.
  public var integer: Int?

  /// Makes a number from the way it is written and its value.
  public init(literal: String, integer: Int?) {
    self.literal = literal
    self.integer = integer
  }
}
