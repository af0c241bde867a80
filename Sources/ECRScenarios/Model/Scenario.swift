import Texts

/// A short story about ECR with questions and the answers that are expected.
package struct Scenario: Sendable {
  /// What to call it: the path of its folder, or of its file without `.scenario.yaml`.
  package var id: String
  /// What it is about, in one line.
  package var title: String
  /// What it teaches, in a sentence or two.
  package var lesson: String
  /// Why its answers are believed.
  package var source: Evidence
  /// The situation when the story begins.
  var situation: Situation
  /// What happens and what is asked, in order.
  var story: [Step]
  /// The file, for places.
  var text: SourceText
  /// The policies and documents that it names, by their paths as it writes them.
  package var files: [String]
  /// The file that a learner edits, if this is an exercise.
  package var writes: String?
  /// Hints, the first of which gives the least away.
  package var hints: [String] = []

  /// How many questions it asks.
  package var questionCount: Int {
    story.count { if case .question = $0.content { true } else { false } }
  }
}

/// Why an answer is believed.
package struct Evidence: Sendable, Hashable {
  /// How sure it is.
  package var claim: Claim
  /// The numbers of the facts that it rests on, as the documentation lists them.
  package var facts: [String]
  /// The title of AWS's page, or of the report.
  package var page: String?
  /// Its address.
  package var url: String?

  /// How sure an answer is.
  package enum Claim: String, Sendable, Hashable, CaseIterable {
    /// AWS documents it.
    case documented
    /// It has been observed.
    case observed
    /// It follows from what is documented or observed, by an argument.
    case inferred
  }
}

/// One entry of a story.
struct Step: Sendable {
  /// Where it starts.
  var span: Span
  /// A note on the source.
  var tell: String?
  var content: Content

  enum Content: Sendable {
    case event(Event)
    case question(Question)
  }
}
