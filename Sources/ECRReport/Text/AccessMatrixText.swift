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

  /// A column of a repository's table.
  private struct Column {
    var title: String
    var permission: Permission
  }

  /// The tables.
  public static func text(
    _ outcome: SurveyAccess.Outcome, _ columns: Columns, _ style: Style
  ) -> String {
    let tables =
      switch columns {
      case .repositories(let permission):
        byRepository(outcome.matrix, permission, style) + outside(outcome, permission, style)
      case .groups:
        byAction(
          outcome,
          AccessGroup.allCases.map { Column(title: $0.rawValue, permission: .group($0)) }, style)
      case .permissions(let permissions):
        byAction(
          outcome, permissions.map { Column(title: short($0.text), permission: $0) }, style)
      }
    return tables + AccessWords.missing(outcome.missingPages, style)
      + AccessWords.added(outcome.addedPolicies, style)
  }

  private static func byAction(
    _ outcome: SurveyAccess.Outcome, _ columns: [Column], _ style: Style
  ) -> String {
    let matrix = outcome.matrix
    return matrix.targets.indices.map { target in
      var table = TextTable([("principal", .left)] + columns.map { ($0.title, .left) })
      for principal in matrix.principals.indices {
        let cell = matrix[principal, target]
        let caller = matrix.principals[principal].caller
        table.add(
          [TextTable.Cell(text: name(caller))]
            + columns.map { self.cell($0.permission.actions, cell, caller) })
      }
      return style(.bold, Prose.printable(matrix.targets[target].resource)) + "\n"
        + table.text(style) + outside(outcome.outsideGrants[target], columns, style)
    }.joined(separator: "\n")
  }

  /// Whom the resource's policies allow something of the columns, and of whom no details tell.
  private static func outside(
    _ grants: [OutsideGrant], _ columns: [Column], _ style: Style
  ) -> String {
    let mask = columns.reduce(0) { $0 | $1.permission.actionsOfOutsiders }
    let lines = grants.flatMap { grant in
      let parts = columns.compactMap { part(of: $0, grant) }
      guard let some = grant.limited(toAny: mask), !parts.isEmpty else { return [String]() }
      return AccessWhoText.lines(some, parts: parts)
    }
    return AccessWhoText.list(AccessWhoText.outsideTitle, lines, .yellow, style)
  }

  /// How much of a column a grant gives: `push`, `may push`, `push 2 of 6`; nil for nothing.
  private static func part(of column: Column, _ grant: OutsideGrant) -> String? {
    guard let limited = column.permission.limit(grant) else {
      let share = GroupWords.Share(column.permission.actionsOfOutsiders, grant)
      return share.possible == 0 ? nil : "\(column.title) \(share.partWord)"
    }
    if column.permission.countsEachAction {
      return "\(column.title) \(GroupWords.Share(column.permission.actions, limited).partWord)"
    }
    return limited.isCertain ? column.title : "may \(column.title)"
  }

  /// Whom the resources' policies allow all that is asked, repository by repository, as `who` has them.
  private static func outside(
    _ outcome: SurveyAccess.Outcome, _ permission: Permission, _ style: Style
  ) -> String {
    zip(outcome.matrix.targets.indices, titles(outcome.matrix.targets)).map { target, title in
      AccessWhoText.outside(
        outcome.outsideGrants(permission, target: target), of: Prose.printable(title), style)
    }.joined()
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
