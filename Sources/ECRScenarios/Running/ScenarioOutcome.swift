import ECRAccess
import ECRModel
import ECRSimulator
package import Texts

/// How a scenario fared.
package struct ScenarioOutcome: Sendable {
  /// The scenario.
  package var scenario: Scenario
  /// What happened and what was answered, entry by entry, as far as the story came.
  var steps: [StepOutcome]
  /// Why the story could not be run to its end.
  package var findings: [Finding]

  /// Whether the story ran and every answer is as expected.
  package var passes: Bool { findings.isEmpty && failures.isEmpty }

  /// What was not as expected.
  package var failures: [ScenarioFailure] { questions.flatMap(\.failures) }

  /// The questions with their answers.
  var questions: [QuestionOutcome] { steps.compactMap(\.question) }
}

/// What became of one entry of a story.
struct StepOutcome: Sendable {
  var step: Step
  /// The situation after it.
  var world: World
  /// The answer, where the entry is a question.
  var question: QuestionOutcome?
}

/// A question with its answer.
struct QuestionOutcome: Sendable {
  /// The number of the question in its story, from 1.
  var number: Int
  var question: Question
  var answer: Answer
  var failures: [ScenarioFailure]
}

/// What was answered.
enum Answer: Sendable {
  case preview(PreviewLifecyclePolicy.RepositoryOutcome)
  case access(AskAccess.Outcome)
  case validation(ValidatePolicy.Outcome)
}

/// Something that was not as expected.
package struct ScenarioFailure: Sendable, Hashable {
  /// The number of the question in its story, from 1.
  package var question: Int
  /// The question.
  package var questionText: String
  /// The place of the expectation.
  package var location: Location
  /// What was looked at, such as `expire`.
  package var subject: String
  /// What the scenario expects.
  package var expected: String
  /// What is so; a sentence a line where there are several.
  package var actual: [String]
  /// Why it is so, in sentences.
  package var explanation: [String]
}
