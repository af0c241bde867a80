import ECRReport
import ECRScenarios
import Testing

/// Every scenario, each a case of its own: what it expects is so.
struct ScenarioTests {
  @Test(arguments: Book.ids)
  func `every answer is as the scenario expects`(id: String) throws {
    let path = Book.path(of: id)
    let tested = TestedScenario(
      try Book.source(path), id: id, files: Book.files(beside: path))
    guard tested.result != .passed else { return }
    Issue.record("\(TestText.text([tested], Style(isColored: false)))")
  }
}
