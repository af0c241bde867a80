import Texts

/// Runs a story and compares every answer with the expected one.
package enum RunScenario {
  /// Runs a scenario.
  ///
  /// It asks nothing of the world outside: the same scenario has the same outcome everywhere.
  package static func run(_ scenario: Scenario) -> ScenarioOutcome {
    var world = World(scenario.situation)
    var outcome = ScenarioOutcome(scenario: scenario, steps: [], findings: [])
    var number = 0
    for step in scenario.story {
      do throws(InvalidEvent) {
        switch step.content {
        case .event(let event):
          try world.take(event)
          outcome.steps.append(StepOutcome(step: step, world: world))
        case .question(let question):
          number += 1
          let runner = QuestionRunner(world: world, source: scenario.text, number: number)
          let answered = try runner.run(question)
          outcome.steps.append(StepOutcome(step: step, world: world, question: answered))
        }
      } catch {
        outcome.findings = error.findings(in: scenario.text, at: step.span)
        return outcome
      }
    }
    return outcome
  }
}

extension InvalidEvent {
  func findings(in source: SourceText, at step: Span) -> [Finding] {
    causes.filter { $0.type == .error } + [
      Finding(
        .error, "IMPOSSIBLE", message, help: help, at: source.location(of: span ?? step))
    ]
  }
}
