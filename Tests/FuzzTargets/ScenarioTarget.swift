import ECRScenarios
import Texts

/// Scenarios.
enum ScenarioTarget {
  /// A file that the scenario names does not exist.
  struct NoFile: Error, CustomStringConvertible {
    var description: String { "no such file" }
  }

  static func run(_ bytes: [UInt8]) throws {
    let source = SourceText(name: "input", bytes: bytes)
    let tested = TestedScenario(source, id: "input", files: file)
    let again = TestedScenario(source, id: "input", files: file)
    try Laws.require(
      tested.findings == again.findings && tested.failures == again.failures,
      "testing twice finds the same")
    try Laws.findings(tested.findings, in: ["input": bytes])
    try Laws.json(TestJSON.json([tested]))
    try Laws.text(TestText.text([tested], Laws.plain))
    try Laws.printable(TestTAP.text([tested]))
    try Laws.xml(TestJUnit.xml([tested]))
    let (scenario, _) = ScenarioFile.read(source, id: "input", files: file)
    guard let scenario else {
      return try Laws.require(
        tested.findings.containsErrors, "a scenario is refused for a reason")
    }
    let exercise = ExerciseText(scenario, Laws.plain)
    try Laws.text(exercise.task(file: "x") + exercise.report(CheckExercise.run(scenario)))
    let outcome = RunScenario.run(scenario)
    guard outcome.findings.isEmpty else { return }
    try Laws.text(Lesson(outcome, Laws.plain, hasJSON: true).page(name: "x", hasRules: true))
  }

  /// The files beside every scenario, by what their names say.
  @Sendable private static func file(_ path: String) throws -> SourceText {
    if path.contains("lifecycle") { return SmallWorld.lifecyclePolicy }
    if path.contains("details") { return SmallWorld.details }
    if path.contains("missing") || path.isEmpty { throw NoFile() }
    return SmallWorld.accessPolicy
  }
}
