import SwiftSyntax

extension PlaceFinder {
  /// Calls that only make a program quicker, or are no part of it.
  private static let idle: Set<String> = [
    "reserveCapacity", "precondition", "assert", "preconditionFailure", "fatalError", "add",
  ]

  func visitStatement(_ node: CodeBlockItemSyntax) {
    guard case .expr(let expression) = node.item, !isResult(node) else { return }
    if let call = Self.call(expression) {
      let name = call.calledExpression.as(MemberAccessExprSyntax.self)
      let isMeter = name?.base?.trimmedDescription == "WorkMeter"
      let callee = name?.declName.baseName.text ?? call.calledExpression.trimmedDescription
      guard !isMeter, callee == "add" || !Self.idle.contains(callee) else { return }
      drop(node)
    } else if let infix = expression.as(InfixOperatorExprSyntax.self) {
      visitAssignment(node, infix)
    }
  }

  private func visitAssignment(_ node: CodeBlockItemSyntax, _ infix: InfixOperatorExprSyntax) {
    if infix.operator.is(AssignmentExprSyntax.self) {
      // What an initializer assigns must be assigned.
      if !Surroundings.isInInitializer(Syntax(node)) { drop(node) }
    } else if let opposite = Self.assignments[infix.operator.trimmedDescription] {
      drop(node)
      guard let opposite else { return }
      let mutated = source.text(of: infix, replacing: infix.operator, by: opposite)
      add(
        node, SourceText.range(of: node.item), .swapArithmetic, mutated: mutated,
        opening: "if mutant(#) { \(mutated) } else { ", closing: " }", isStatement: true)
    }
  }

  private func drop(_ node: CodeBlockItemSyntax) {
    add(
      node, SourceText.range(of: node.item), .dropStatement, mutated: "",
      opening: "if !mutant(#) { ", closing: " }", isStatement: true)
  }

  private static func call(_ expression: ExprSyntax) -> FunctionCallExprSyntax? {
    if let attempt = expression.as(TryExprSyntax.self) { return call(attempt.expression) }
    if let chain = expression.as(OptionalChainingExprSyntax.self) { return call(chain.expression) }
    return expression.as(FunctionCallExprSyntax.self)
  }

  /// Whether a statement is the only one and so the result of a closure, a getter or a function.
  private func isResult(_ node: CodeBlockItemSyntax) -> Bool {
    guard let list = node.parent?.as(CodeBlockItemListSyntax.self), list.count == 1 else {
      return false
    }
    if list.parent?.is(ClosureExprSyntax.self) == true
      || list.parent?.is(AccessorBlockSyntax.self) == true
    {
      return true
    }
    // A branch of an `if` or a `switch` may be a value, too.
    let type = Surroundings.returnType(around: Syntax(node))
    guard let type, type != "Void" else { return false }
    if list.parent?.parent?.is(FunctionDeclSyntax.self) == true { return true }
    guard case .expr(let expression) = node.item else { return false }
    return !expression.is(InfixOperatorExprSyntax.self)
      && list.parent?.is(SwitchCaseSyntax.self) == true
  }

  // MARK: Cases

  func visitCases(of node: SwitchExprSyntax) {
    let cases = node.cases.compactMap { $0.as(SwitchCaseSyntax.self) }
    let hasDefault = cases.contains { $0.label.is(SwitchDefaultLabelSyntax.self) }
    for (one, next) in zip(cases, cases.dropFirst().map(Optional.some) + [nil]) {
      guard let label = one.label.as(SwitchCaseLabelSyntax.self) else { continue }
      if hasDefault { dropCase(label) }
      if let next { takeNext(one, next) }
    }
  }

  private func dropCase(_ label: SwitchCaseLabelSyntax) {
    for item in label.caseItems {
      if let condition = item.whereClause?.condition {
        add(
          item, SourceText.range(of: condition), .dropCase,
          original: source.text(of: item), mutated: "", opening: "!mutant(#) && (", closing: ")")
      } else {
        add(
          item, SourceText.range(of: item.pattern), .dropCase, mutated: "", opening: "",
          closing: " where !mutant(#)", isStatement: true)
      }
    }
  }

  /// A case whose value is the next case's, where both are values that need nothing bound.
  private func takeNext(_ one: SwitchCaseSyntax, _ next: SwitchCaseSyntax) {
    guard let value = Self.value(of: one), let other = Self.value(of: next),
      !next.label.trimmedDescription.contains("let "),
      source.text(of: value).onOneLine != source.text(of: other).onOneLine
    else { return }
    replace(value, by: source.text(of: other), .nextCase)
  }

  private static func value(of one: SwitchCaseSyntax) -> ExprSyntax? {
    guard one.statements.count == 1, let item = one.statements.first?.item else { return nil }
    switch item {
    case .expr(let expression):
      let isValue =
        !expression.is(SwitchExprSyntax.self) && !expression.is(IfExprSyntax.self)
        && !(expression.as(InfixOperatorExprSyntax.self).map {
          $0.operator.is(AssignmentExprSyntax.self)
            || assignments.keys.contains($0.operator.trimmedDescription)
        } ?? false)
      return isValue ? expression : nil
    case .stmt(let statement): return statement.as(ReturnStmtSyntax.self)?.expression
    case .decl: return nil
    }
  }

  // MARK: Bodies

  func visitBody(_ body: CodeBlockItemListSyntax, returning type: TypeSyntax?) {
    guard let first = body.first, let last = body.last else { return }
    let range = SourceText.range(of: first).lowerBound..<SourceText.range(of: last).upperBound
    let type = type?.trimmedDescription ?? "Void"
    let needsReturn = type != "Void" && Self.isImplicitResult(body)
    for result in Self.fixedValues(of: type) where !isAlready(result, body) {
      let mutated = result.isEmpty ? "return" : "return \(result)"
      add(
        first, range, .returnEarly, original: "{…}", mutated: mutated,
        opening: "if mutant(#) { \(mutated) }; " + (needsReturn ? "return " : ""), closing: "",
        isStatement: true)
    }
    if type == "Bool", needsReturn, case .expr(let result) = first.item { negate(result) }
  }

  private func isAlready(_ result: String, _ body: CodeBlockItemListSyntax) -> Bool {
    let text = body.trimmedDescription
    return text == result || text == "return \(result)"
  }

  private static func isImplicitResult(_ body: CodeBlockItemListSyntax) -> Bool {
    guard body.count == 1, case .expr(let expression) = body.first?.item else { return false }
    guard expression.is(SwitchExprSyntax.self) || expression.is(IfExprSyntax.self) else {
      return true
    }
    return !expression.tokens(viewMode: .sourceAccurate).contains { $0.text == "return" }
  }

  private static func fixedValues(of type: String) -> [String] {
    switch type {
    case "Void": [""]
    case "Bool": ["true", "false"]
    case "Int", "Int64", "Int32", "UInt64": ["0"]
    case "String": ["\"\""]
    case _ where type.hasSuffix("?"): ["nil"]
    case _ where type.hasPrefix("[") && type.hasSuffix("]"): [type.isDictionary ? "[:]" : "[]"]
    case _ where type.hasPrefix("Set<"): ["[]"]
    default: []
    }
  }
}

extension String {
  /// Whether a type in brackets is a dictionary's.
  fileprivate var isDictionary: Bool {
    var depth = 0
    for character in self {
      switch character {
      case "[", "(", "<": depth += 1
      case "]", ")", ">": depth -= 1
      case ":" where depth == 1: return true
      default: break
      }
    }
    return false
  }
}
