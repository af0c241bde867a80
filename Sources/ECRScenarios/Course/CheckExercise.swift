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
            ExerciseOutcome.Check(
              question: question.text, answer: answered.answer, failures: answered.failures))
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
            obstacle: error.causes.containsErrors ? ExerciseOutcome.rejection : error.message))
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
    var answer: Answer?
    var failures: [ScenarioFailure] = []
    /// Why the question could not be asked.
    var obstacle: String?

    var passes: Bool { failures.isEmpty && obstacle == nil }
  }

  /// The exercise.
  package var exercise: Scenario
  /// Its questions, in order.
  var checks: [Check] = []
  /// Why AWS rejects the policy: each error once, and each of AWS's messages once.
  package var rejections: [Finding] {
    var seen: Set<String> = []
    let likely = Set(errors.compactMap(\.serviceAnswer).filter(\.isLikelyFirst).map(\.text))
    return errors.map { error in
      guard let answer = error.serviceAnswer else { return error }
      let isElsewhere = !answer.isLikelyFirst && likely.contains(answer.text)
      guard isElsewhere || !seen.insert(answer.text).inserted else { return error }
      var error = error
      error.serviceAnswer = nil
      return error
    }
  }
  private var errors: [Finding] = []
  /// Why no check can pass of a policy that AWS rejects.
  static let rejection = "AWS rejects the policy"

  init(exercise: Scenario) { self.exercise = exercise }

  /// How many checks pass.
  package var passedCount: Int { checks.count(where: \.passes) }
  /// How many checks there are.
  package var count: Int { checks.count }
  /// Whether the exercise is done.
  package var passes: Bool { passedCount == count }

  mutating func reject(_ findings: [Finding]) {
    // Who validates and who reads a policy find the same mistake under different facts.
    for finding in findings where finding.type == .error {
      let isKnown = errors.contains {
        $0.code == finding.code && $0.location == finding.location
      }
      if !isKnown { errors.append(finding) }
    }
  }
}
