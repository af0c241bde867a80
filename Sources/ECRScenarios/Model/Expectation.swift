import ECRModel
import Texts

/// A list that an answer has to equal as a whole, in whatever order.
struct ExpectedList<Element: Sendable>: Sendable {
  /// The place of the list's key.
  var span: Span
  var elements: [Element]
}

/// What is expected of a preview.
struct PreviewExpectation: Sendable {
  var expire: ExpectedList<ExpectedImage>?
  var archive: ExpectedList<ExpectedImage>?
  var keep: ExpectedList<ExpectedImage>?
  /// The codes of the notes on the whole.
  var notes: ExpectedList<Located<String>>?
  /// Notes on the whole, word for word.
  var because: [Located<String>] = []
}

/// What is expected of one image.
struct ExpectedImage: Sendable {
  var name: Located<String>
  var rule: Located<Int>?
  var reason: Located<String>?
  /// The image's rank among those that its rule counts, the youngest first.
  var rank: Located<Int>?
  /// When the rule may act on it at the earliest.
  var eligibleAt: Located<Timestamp>?
  var mayGo: Located<Bool>?
  var uncertain: ExpectedList<Located<String>>?
  var because: [Located<String>] = []
}

/// What is expected of an answer about access.
struct AccessExpectation: Sendable {
  /// The word for an explicit or implicit deny, where either is right.
  static let anyDenial = "denied"

  /// One of IAM's decisions, or ``anyDenial``.
  var decision: Located<String>?
  var decidedBy: ExpectedList<Located<String>>?
  var statements: ExpectedList<Located<String>>?
  var fails: Located<String>?
  /// The denied actions of those that take place under a condition.
  var unless: ExpectedList<Located<String>>?
  var missingKeys: ExpectedList<Located<String>>?
  var mayChange: Located<Bool>?
  /// Statements that have to be among the near misses, with what failed in each: the element, or the
  /// context key of the condition.
  var nearMiss: [(statement: Located<String>, failed: Located<String>)] = []
  /// The codes of what is particular about how the decision came about.
  var remarks: ExpectedList<Located<String>>?
  var because: [Located<String>] = []
  var awsSays: Located<String>?
}

/// What is expected of a validation.
struct ValidationExpectation: Sendable {
  var valid: Located<Bool>?
  var errors: ExpectedList<ExpectedFinding>?
  var warnings: ExpectedList<ExpectedFinding>?
  var suggestions: ExpectedList<ExpectedFinding>?
}

/// What is expected of one finding.
struct ExpectedFinding: Sendable {
  var code: Located<String>
  /// The line, or line and column.
  var place: Located<String>?
  var because: [Located<String>] = []
  var awsSays: Located<String>?
}
