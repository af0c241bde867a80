/// A value with its place in a text.
package struct Located<Value: Sendable & Hashable>: Sendable, Hashable {
  /// The value.
  package var value: Value
  /// Its place.
  package var span: Span

  /// Puts a value at a place.
  package init(value: Value, span: Span) {
    self.value = value
    self.span = span
  }
}
