import ECRAccess
import ECRModel
package import ECRSimulator

/// Who may do what, as tables.
package enum AccessMatrixText {
  /// What the columns of the tables are.
  package enum Columns: Sendable {
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
  package static func text(
    _ outcome: SurveyAccess.Outcome, _ columns: Columns, _ style: Style
  ) -> String {
    let tables =
      switch columns {
      case .repositories(let permission): byRepository(outcome, permission, style)
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
    let asked = matrix.principals.map { principal in
      columns.reduce(0) { $0 | $1.permission.actions(of: principal.caller) }
    }
    let keys = matrix.missingContextKeys(asked)
    return matrix.targets.indices.map { target in
      let resource = matrix.targets[target].resource
      let names = CallerNames(matrix.principals.map(\.caller), resources: [resource])
      var table = TextTable([("PRINCIPAL", .left)] + columns.map { (title($0), .left) })
      for principal in matrix.principals.indices {
        let cell = matrix[principal, target]
        let caller = matrix.principals[principal].caller
        table.add(
          [TextTable.Cell(text: names.name(caller))]
            + columns.map { self.cell($0.permission.actions, cell, caller) })
      }
      let text = table.text(style)
      return AccessWhoText.head(resource, style) + "\n" + text
        + legend(text, matrix.isOpen(target, asked), keys[target], style)
        + outside(outcome.outsideGrants[target], columns, style)
    }.joined(separator: "\n")
  }

  /// Groups of actions in capitals; an action keeps its spelling.
  private static func title(_ column: Column) -> String {
    guard case .action = column.permission else { return column.title.uppercased() }
    return column.title
  }

  /// What `may` depends on, and what a share is.
  private static func legend(
    _ table: String, _ isOpen: Bool, _ keys: [String], _ style: Style
  ) -> String {
    var lines: [String] = []
    if table.contains(" of ") {
      lines.append("N of M: N of the M actions are allowed; `drydock access` shows which.")
    }
    if table.contains(", may ") {
      lines.append(
        "N of M, may K: N of the M actions are allowed; with the right context, up to K.")
    }
    if isOpen { lines.append("may: \(AccessWords.open(keys)).") }
    return lines.isEmpty ? "" : "\n" + lines.map { Prose.wrapped($0, width: style.width) }.joined()
  }

  /// The outside principals that the resource's policies allow something of the columns.
  private static func outside(
    _ grants: [OutsideGrant], _ columns: [Column], _ style: Style
  ) -> String {
    let mask = columns.reduce(0) { $0 | $1.permission.actionsOfOutsiders }
    let shown = grants.compactMap { grant -> OutsideText.Line? in
      let parts = columns.compactMap { part(of: $0, grant) }
      guard let some = grant.limited(toAny: mask), !parts.isEmpty else { return nil }
      return OutsideText.Line(grant: some, parts: parts)
    }
    return OutsideText.text(shown, OutsideText.title, style)
  }

  /// How much of a column a grant gives: `push`, `may push`, `push 2 of 6`; nil for nothing.
  private static func part(of column: Column, _ grant: OutsideGrant) -> String? {
    let title = column.title
    guard let limited = column.permission.limit(grant) else {
      let share = GroupWords.Share(column.permission.actionsOfOutsiders, grant)
      return share.possible == 0 ? nil : share.part(of: title)
    }
    if column.permission.countsEachAction {
      return GroupWords.Share(column.permission.actions, limited).part(of: title)
    }
    return limited.isCertain ? title : "may \(title)"
  }

  private static func byRepository(
    _ outcome: SurveyAccess.Outcome, _ permission: Permission, _ style: Style
  ) -> String {
    let matrix = outcome.matrix
    let mask = permission.actions
    let names = CallerNames(
      matrix.principals.map(\.caller), resources: matrix.targets.map(\.resource))
    let titles = titles(matrix.targets).map { Prose.printable($0) }
    var table = TextTable([("PRINCIPAL", .left)] + titles.map { ($0, .left) })
    for principal in matrix.principals.indices {
      let caller = matrix.principals[principal].caller
      table.add(
        [TextTable.Cell(text: names.name(caller))]
          + matrix.targets.indices.map { cell(mask, matrix[principal, $0], caller) })
    }
    let asked = matrix.principals.map { permission.actions(of: $0.caller) }
    let isOpen = matrix.targets.indices.contains { matrix.isOpen($0, asked) }
    let keys = Set(matrix.missingContextKeys(asked).joined()).sorted()
    let account = names.account.map { "   \($0)" } ?? ""
    let text = table.text(style)
    return style(.bold, Prose.printable(permission.text)) + "\(account)\n\n" + text
      + legend(text, isOpen, keys, style)
      + zip(matrix.targets.indices, titles).map { target, title in
        AccessWhoText.outside(
          outcome.outsideGrants(permission, target: target), of: title, style)
      }.joined()
  }

  private static func cell(
    _ mask: UInt64, _ cell: AccessMatrix.Cell, _ caller: Caller
  ) -> TextTable.Cell {
    let share = GroupWords.Share(mask, cell, of: caller)
    return TextTable.Cell(text: share.word, paint: share.paint)
  }

  /// The repositories' names, with as much of their ARNs as distinguishes them.
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
