import ECRAccess
import ECRModel
import ECRPolicy
public import ECRSimulator

/// Who may do what, as tables.
public enum AccessMatrixText {
  /// What the columns of the tables are.
  public enum Columns: Sendable {
    /// Pulling, pushing, deleting and administering; a table a repository.
    case groups
    /// Some actions; a table a repository.
    case actions([String])
    /// Every repository; one table, for everything that an undertaking needs or for an action.
    case repositories(String)
  }

  /// The tables.
  public static func text(
    _ outcome: SurveyAccess.Outcome, _ columns: Columns, _ style: Style
  ) -> String {
    let matrix = outcome.matrix
    switch columns {
    case .repositories(let what): return byRepository(matrix, what, style)
    case .groups:
      let groups = AccessGroup.allCases.map { ($0.rawValue, $0.actions) }
      return byAction(outcome, groups, style)
    case .actions(let names):
      return byAction(outcome, names.map { (short($0), mask($0)) }, style)
    }
  }

  private static func byAction(
    _ outcome: SurveyAccess.Outcome, _ groups: [(title: String, mask: UInt64)], _ style: Style
  ) -> String {
    let matrix = outcome.matrix
    return matrix.targets.indices.map { target in
      var table = TextTable([("principal", .left)] + groups.map { ($0.title, .left) })
      for principal in matrix.principals.indices {
        let cell = matrix[principal, target]
        table.add(
          [TextTable.Cell(text: name(matrix.principals[principal].caller))]
            + groups.map { self.cell($0.mask, cell) })
      }
      var text =
        style(.bold, Prose.printable(matrix.targets[target].resource)) + "\n" + table.text(style)
      let outside = groups.flatMap { group in
        GroupWords.names(group.mask).flatMap { outcome.outsideGrants($0, target: target) }
      }
      text += self.outside(outside, style)
      return text
    }.joined(separator: "\n")
  }

  /// One line a name that the resource's policies let in and no details tell of.
  private static func outside(_ grants: [OutsideGrant], _ style: Style) -> String {
    var seen: Set<String> = []
    let lines = grants.compactMap { grant in
      let line = AccessWhoText.line(grant, named: false)
      return seen.insert(line).inserted ? line : nil
    }
    guard !lines.isEmpty else { return "" }
    return style(.yellow, "  let in by the resource's policies as well") + "\n"
      + lines.map { "    \($0)\n" }.joined()
  }

  private static func byRepository(
    _ matrix: AccessMatrix, _ what: String, _ style: Style
  ) -> String {
    let mask = mask(what)
    var table = TextTable(
      [("principal", .left)] + titles(matrix.targets).map { (Prose.printable($0), .left) })
    for principal in matrix.principals.indices {
      table.add(
        [TextTable.Cell(text: name(matrix.principals[principal].caller))]
          + matrix.targets.indices.map { cell(mask, matrix[principal, $0]) })
    }
    return style(.bold, Prose.printable(what)) + "\n" + table.text(style)
  }

  private static func cell(_ mask: UInt64, _ cell: AccessMatrix.Cell) -> TextTable.Cell {
    let share = GroupWords.Share(mask, cell)
    return TextTable.Cell(text: share.word, paint: share.paint)
  }

  /// The actions that a word means: a group's, a recipe's, or the one that it names.
  static func mask(_ word: String) -> UInt64 {
    if let group = AccessGroup(rawValue: word) { return group.actions }
    let actions = AccessRecipe(rawValue: word)?.steps.filter { $0.condition == nil }.map(\.action)
    return (actions ?? [word]).compactMap { ECRAction.index(of: $0) }
      .reduce(0) { $0 | 1 << UInt64($1) }
  }

  static func name(_ caller: Caller) -> String {
    Prose.printable(caller.arn.map { "\($0.account) \($0.resource)" } ?? caller.text)
  }

  /// The repositories' names, with as much of their ARNs as tells them apart.
  private static func titles(_ targets: [AccessMatrix.Target]) -> [String] {
    let ids = targets.map { ARN($0.resource).flatMap { RepositoryID($0) } }
    return zip(targets, ids).map { target, id in
      guard var id else { return target.resource }
      let namesakes = ids.compactMap(\.self).filter { $0.repositoryName == id.repositoryName }
      if namesakes.allSatisfy({ $0.registryID == id.registryID }) { id.registryID = nil }
      if namesakes.allSatisfy({ $0.region == id.region }) { id.region = nil }
      return id.description
    }
  }

  private static func short(_ action: String) -> String {
    Prose.printable(action.lowercased().hasPrefix("ecr:") ? String(action.dropFirst(4)) : action)
  }
}
