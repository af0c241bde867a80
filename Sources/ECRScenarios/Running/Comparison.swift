import ECRReport
import Texts

/// Compares answers with the expected ones.
struct Comparison {
  let source: SourceText
  let names: ImageNames
  let number: Int
  let question: String
  var failures: [ScenarioFailure] = []

  init(source: SourceText, names: ImageNames, number: Int, question: String) {
    self.source = source
    self.names = names
    self.number = number
    self.question = question
  }

  mutating func fail(
    _ subject: String, at span: Span, expected: String, actual: [String],
    explanation: [String] = []
  ) {
    failures.append(
      ScenarioFailure(
        question: number, questionText: question, location: source.location(of: span),
        subject: subject, expected: expected, actual: actual, explanation: explanation))
  }

  /// One value.
  mutating func compare<Value: Equatable & Sendable>(
    _ subject: String, _ expected: Located<Value>?, _ actual: Value?,
    _ explanation: @autoclosure () -> [String]
  ) {
    guard let expected, expected.value != actual else { return }
    fail(
      subject, at: expected.span, expected: "\(expected.value)",
      actual: [actual.map { "\($0)" } ?? "nothing"], explanation: explanation())
  }

  /// A list of texts as a whole, in whatever order.
  mutating func compare(
    _ subject: String, _ expected: ExpectedList<Located<String>>?, _ actual: [String],
    _ explanation: @autoclosure () -> [String]
  ) {
    guard let expected, expected.elements.map(\.value).sorted() != actual.sorted() else { return }
    let lists = Self.lists(expected.elements.map(\.value), actual)
    fail(
      subject, at: expected.span, expected: lists.expected, actual: [lists.actual],
      explanation: explanation())
  }

  /// Sentences that have to be among those that explain the answer.
  mutating func compare(because expected: [Located<String>], _ actual: @autoclosure () -> [String])
  {
    guard !expected.isEmpty else { return }
    let sentences = actual().map { names.named($0) }
    for sentence in expected where !sentences.contains(sentence.value) {
      fail("because", at: sentence.span, expected: sentence.value, actual: sentences)
    }
  }

  /// The highest number of names in a report; of longer lists, only the differences.
  static let most = 8

  /// Two lists that differ, side by side.
  static func lists(
    _ expected: [String], _ actual: [String]
  ) -> (expected: String, actual: String) {
    guard max(expected.count, actual.count) > most else { return (list(expected), list(actual)) }
    let missing = Set(expected).subtracting(actual).sorted()
    let extra = Set(actual).subtracting(expected).sorted()
    return (
      "\(expected.count)" + among(missing, "with"),
      "\(actual.count)" + among(extra, missing.isEmpty ? "with" : "without them, and with")
        + (extra.isEmpty && !missing.isEmpty ? ", without them" : "")
    )
  }

  private static func among(_ names: [String], _ word: String) -> String {
    guard !names.isEmpty else { return "" }
    let rest = names.count > most ? " and \(names.count - most) more" : ""
    return ", \(word) \(names.prefix(most).joined(separator: ", "))\(rest)"
  }

  static func list(_ words: [String]) -> String {
    words.isEmpty ? "nothing" : words.joined(separator: ", ")
  }
}
