/// One question, one answer: what `access` says of somebody, a repository and an action is what the matrix
/// has, what `access who` lists, and what a line of a batch is answered.
import ECRAccess
import ECRModel
import ECRPolicy
import ECRSimulator
import TestSupport
import Testing
import Texts

struct RegistryDoorTests {
  private static let parts = 2

  @Test(arguments: 0..<parts)
  func `every door gives the same answer, and the same doubt`(part: Int) throws {
    for seed in Seeds.part(part, of: Self.parts, quick: 2, full: 400) {
      let company = CompanyWorld(seed: seed)
      guard let difference = try self.difference(company) else { continue }
      Issue.record("seed \(seed): \(difference)")
      return
    }
  }

  /// What one door says otherwise than another.
  private func difference(_ company: CompanyWorld) throws -> String? {
    let inputs = company.inputs()
    let survey = try SurveyAccess.run(SurveyAccess.Request(inputs: inputs))
    let matrix = survey.matrix
    #expect(matrix.principals.count == company.people.count)
    #expect(matrix.targets.count == company.repositories.count)
    let actions = ECRAction.all.map { QuestionText($0.text, named: "action") }
    for (row, principal) in matrix.principals.enumerated() {
      for (column, target) in matrix.targets.enumerated() {
        var request = AskAccess.Request(
          principal: principal.caller.text, operation: .actions(actions), inputs: inputs)
        request.resource = QuestionText(target.resource, named: "resource")
        let steps = try AskAccess.run(request).steps
        for (place, step) in steps.enumerated() {
          let cell = CellAnswer(matrix[row, column], place)
          let asked = CellAnswer(step.result)
          let what = "\(principal.caller.text) \(ECRAction.all[place].text) \(target.resource)"
          if cell != asked { return "\(what): the matrix has \(cell), the question \(asked)" }
          guard
            let line = company.line(principal.caller.text, ECRAction.all[place], target.resource)
          else { return "\(what): the batch has no answer" }
          if line != asked { return "\(what): the batch has \(line), the question \(asked)" }
        }
      }
    }
    return try whoDiffers(inputs, matrix)
  }

  /// What the lists of everybody say otherwise than the matrix.
  private func whoDiffers(_ inputs: AccessInputs, _ matrix: AccessMatrix) throws -> String? {
    let permissions: [Permission] =
      [.group(.pull), .group(.push), .group(.administer)]
      + ECRAction.all.filter { $0.name.hasPrefix("Batch") || $0.name.hasPrefix("Get") }
      .map { .action($0.text) }
    for permission in permissions {
      let who = try WhoMayAccess.run(SurveyAccess.Request(inputs: inputs), permission)
      for (column, answer) in who.repositories.enumerated() {
        for (row, principal) in matrix.principals.enumerated() {
          let mask = permission.actions(of: principal.caller)
          let places = ECRAction.all.indices.filter { mask & 1 << UInt64($0) != 0 }
          let cells = places.map { CellAnswer(matrix[row, column], $0) }
          let isAllowed = cells.allSatisfy { $0.decision == .allowed }
          let isDoubtful = isAllowed && cells.contains(where: \.mayChange)
          let caller = principal.caller
          guard answer.allowed.contains(caller) == isAllowed,
            answer.mayBeDenied.contains(caller) == isDoubtful,
            !isAllowed || !answer.possible.contains(caller),
            !answer.possible.contains(caller) || cells.contains(where: \.mayChange)
          else { return "who \(permission.text): \(caller.text) \(answer.resource)" }
        }
      }
    }
    return nil
  }
}

/// The answer to one question at one door.
struct CellAnswer: Equatable {
  var decision: Decision
  var mayChange: Bool

  init(_ cell: AccessMatrix.Cell, _ place: Int) {
    let bit: UInt64 = 1 << UInt64(place)
    decision =
      cell.denied & bit != 0
      ? .explicitDeny : cell.allowed & bit != 0 ? .allowed : .implicitDeny
    mayChange = cell.undecided & bit != 0
  }

  init(_ result: EvaluationResult) {
    decision = result.decision
    mayChange = result.decisionMayChange
  }
}
