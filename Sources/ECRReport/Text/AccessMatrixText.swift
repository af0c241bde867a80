import ECRAccess
import ECRModel
public import ECRSimulator

/// Who may do what, as tables.
public enum AccessMatrixText {
  /// What the columns of the tables are.
  public enum Columns: Sendable {
    /// Pulling, pushing, deleting and administering; a table a repository.
    case groups
    /// Some permissions; a table a repository.
    case permissions([Permission])
    /// Every repository; one table, for one permission.
    case repositories(Permission)
  }

  /// The tables.
  public static func text(
    _ outcome: SurveyAccess.Outcome, _ columns: Columns, _ style: Style
  ) -> String {
    let matrix = outcome.matrix
    switch columns {
    case .repositories(let permission):
      return byRepository(matrix, permission, style)
        + AccessWords.missing(outcome.missingPages, style)
        + AccessWords.added(outcome.addedPolicies, style)
    case .groups:
      let groups = AccessGroup.allCases.map { ($0.rawValue, $0.actions) }
      return byAction(outcome, groups, style)
    case .permissions(let permissions):
      return byAction(outcome, permissions.map { (short($0.text), $0.actions) }, style)
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
        let caller = matrix.principals[principal].caller
        table.add(
          [TextTable.Cell(text: name(caller))] + groups.map { self.cell($0.mask, cell, caller) })
      }
      var text =
        style(.bold, Prose.printable(matrix.targets[target].resource)) + "\n" + table.text(style)
      let outside = groups.flatMap { group in
        Permission.names(group.mask).flatMap { outcome.outsideGrants($0, target: target) }
      }
      text += self.outside(outside, style)
      return text
    }.joined(separator: "\n") + AccessWords.missing(outcome.missingPages, style)
      + AccessWords.added(outcome.addedPolicies, style)
  }

  /// One line a name that the resource's policies let in and no details tell of.
  private static func outside(_ grants: [OutsideGrant], _ style: Style) -> String {
    var seen: Set<String> = []
    let lines = grants.compactMap { grant in
      let line = AccessWhoText.line(grant)
      return seen.insert(line).inserted ? line : nil
    }
    guard !lines.isEmpty else { return "" }
    return style(.yellow, "  let in by the resource's policies as well") + "\n"
      + lines.map { "    \($0)\n" }.joined()
  }

  private static func byRepository(
    _ matrix: AccessMatrix, _ permission: Permission, _ style: Style
  ) -> String {
    let mask = permission.actions
    var table = TextTable(
      [("principal", .left)] + titles(matrix.targets).map { (Prose.printable($0), .left) })
    for principal in matrix.principals.indices {
      let caller = matrix.principals[principal].caller
      table.add(
        [TextTable.Cell(text: name(caller))]
          + matrix.targets.indices.map { cell(mask, matrix[principal, $0], caller) })
    }
    return style(.bold, Prose.printable(permission.text)) + "\n" + table.text(style)
  }

  private static func cell(
    _ mask: UInt64, _ cell: AccessMatrix.Cell, _ caller: Caller
  ) -> TextTable.Cell {
    let share = GroupWords.Share(mask, cell, of: caller)
    return TextTable.Cell(text: share.word, paint: share.paint)
  }

  static func name(_ caller: Caller) -> String {
    Prose.printable(caller.arn.map { "\($0.account) \($0.resource)" } ?? caller.text)
  }

  /// The repositories' names, with as much of their ARNs as tells them apart.
  private static func titles(_ targets: [AccessMatrix.Target]) -> [String] {
    let ids = targets.map { ARN($0.resource).flatMap { RepositoryID($0) } }
    let byName = Dictionary(grouping: ids.compactMap(\.self), by: \.repositoryName)
    return zip(targets, ids).map { target, id in
      guard var id else { return target.resource }
      let namesakes = byName[id.repositoryName] ?? []
      if namesakes.allSatisfy({ $0.registryID == id.registryID }) { id.registryID = nil }
      if namesakes.allSatisfy({ $0.region == id.region }) { id.region = nil }
      return id.description
    }
  }

  private static func short(_ action: String) -> String {
    Prose.printable(action.lowercased().hasPrefix("ecr:") ? String(action.dropFirst(4)) : action)
  }
}
