import ECRSimulator
package import Texts

/// Holds the policy that a learner writes against the questions of an exercise.
package enum CheckExercise {
  /// Checks an exercise.
  ///
  /// Unlike a scenario's run it goes on where the policy is rejected: that is a normal state of an
  /// exercise, and the reason why checks fail.
  package static func run(_ exercise: Scenario) -> ExerciseOutcome {
    var outcome = ExerciseOutcome(exercise: exercise)
    var world = World(exercise.situation)
    var obstacle: InvalidEvent?
    for step in exercise.story {
      do throws(InvalidEvent) {
        switch step.content {
        case .event(let event):
          guard obstacle == nil else { continue }
          try world.take(event)
        case .question(let question):
          if let obstacle { throw obstacle }
          let runner = QuestionRunner(
            world: world, source: exercise.text, number: outcome.checks.count + 1)
          let answered = try runner.run(question)
          outcome.checks.append(
            ExerciseOutcome.Check(question: question.text, failures: answered.failures))
          if case .validation(let validation) = answered.answer {
            outcome.reject(validation.findings)
          }
        }
      } catch {
        outcome.reject(error.causes)
        guard case .question(let question) = step.content else {
          obstacle = error
          continue
        }
        outcome.checks.append(
          ExerciseOutcome.Check(
            question: question.text,
            obstacle: error.causes.containsErrors ? "AWS rejects the policy" : error.message))
      }
    }
    return outcome
  }
}

/// How far a learner has come with an exercise.
package struct ExerciseOutcome: Sendable {
  /// One question, and whether the policy answers it as it should.
  struct Check: Sendable {
    var question: String
    var failures: [ScenarioFailure] = []
    /// Why the question could not be asked.
    var obstacle: String?

    var passes: Bool { failures.isEmpty && obstacle == nil }
  }

  /// The exercise.
  package var exercise: Scenario
  /// Its questions, in order.
  var checks: [Check] = []
  /// Why AWS rejects the policy, each error once.
  package private(set) var rejections: [Finding] = []

  init(exercise: Scenario) { self.exercise = exercise }

  /// How many checks pass.
  package var passedCount: Int { checks.count(where: \.passes) }
  /// How many checks there are.
  package var count: Int { checks.count }
  /// Whether the exercise is done.
  package var passes: Bool { passedCount == count }

  mutating func reject(_ findings: [Finding]) {
    for finding in findings where finding.type == .error && !rejections.contains(finding) {
      rejections.append(finding)
    }
  }
}
