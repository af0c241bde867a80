/// A value with its place in a text.
public struct Located<Value: Sendable & Hashable>: Sendable, Hashable {
  /// The value.
  public var value: Value
  /// Its place.
  public var span: Span

  /// Puts a value at a place.
  public init(value: Value, span: Span) {
    self.value = value
    self.span = span
  }
}
