package import Texts

/// A text of a question, with its place.
package struct QuestionText: Sendable, Hashable {
  /// The text.
  package var value: String
  /// Its place.
  package var location: Location

  /// Puts a text at a place.
  package init(_ value: String, at location: Location) {
    self.value = value
    self.location = location
  }

  /// A text that is in no document; `name` is what findings call its place, such as `--action`.
  package init(_ value: String, named name: String) {
    self.init(
      value,
      at: SourceText(name: name, text: value).location(of: Span(0, value.utf8.count)))
  }
}

extension QuestionText: ExpressibleByStringInterpolation {
  /// A text that a program writes; findings call its place `question`.
  package init(stringLiteral value: String) { self.init(value, named: "question") }
}
