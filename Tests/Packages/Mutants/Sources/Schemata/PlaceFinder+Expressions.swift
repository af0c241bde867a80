import SwiftSyntax

extension PlaceFinder {
  private static let operators: [String: (String, Fault)] = [
    "&&": ("||", .swapLogic), "||": ("&&", .swapLogic),
    "<": ("<=", .shiftBoundary), "<=": ("<", .shiftBoundary),
    ">": (">=", .shiftBoundary), ">=": (">", .shiftBoundary),
    "==": ("!=", .swapEquality), "!=": ("==", .swapEquality),
    "+": ("-", .swapArithmetic), "-": ("+", .swapArithmetic),
    "&+": ("&-", .swapArithmetic), "&-": ("&+", .swapArithmetic),
    "&": ("|", .swapArithmetic), "|": ("&", .swapArithmetic),
  ]

  func visitOperator(_ node: InfixOperatorExprSyntax) {
    let name = node.operator.trimmedDescription
    if let (other, fault) = Self.operators[name], !(name == "+" && isText(node)) {
      replace(node, by: source.text(of: node, replacing: node.operator, by: other), fault)
    }
    if ["&&", "||"].contains(name) {
      replace(node, by: source.text(of: node.leftOperand), .dropOperand)
      replace(node, by: source.text(of: node.rightOperand), .dropOperand)
    }
    if name == "??" { replace(node, by: source.text(of: node.rightOperand), .takeDefault) }
  }

  /// Whether texts or lists are put together, which have no difference.
  private func isText(_ node: InfixOperatorExprSyntax) -> Bool {
    [node.leftOperand, node.rightOperand].contains { operand in
      if operand.is(StringLiteralExprSyntax.self) || operand.is(ArrayExprSyntax.self) {
        return true
      }
      guard let inner = operand.as(InfixOperatorExprSyntax.self) else { return false }
      return isText(inner)
    }
  }

  private static let members: [String: String] = {
    let pairs = [
      ("first", "last"), ("firstIndex", "lastIndex"), ("min", "max"), ("prefix", "suffix"),
      ("hasPrefix", "hasSuffix"), ("dropFirst", "dropLast"), ("removeFirst", "removeLast"),
      ("popFirst", "popLast"), ("contains", "allSatisfy"), ("isSubset", "isSuperset"),
      ("union", "intersection"), ("formUnion", "formIntersection"),
      ("lowerBound", "upperBound"), ("startIndex", "endIndex"), ("starts", "ends"),
    ]
    return Dictionary(pairs + pairs.map { ($1, $0) }) { first, _ in first }
  }()

  /// Calls whose result is of the type of what they are made on.
  private static let droppable: Set<String> = [
    "filter", "lowercased", "uppercased", "sorted", "subtracting", "union", "intersection",
    "dropFirst", "dropLast",
  ]

  func visitMember(_ node: MemberAccessExprSyntax) {
    let name = node.declName.baseName.text
    guard let base = node.base else { return }
    if let other = Self.members[name], isSwappable(node, name) {
      let whole = Self.chain(around: ExprSyntax(node))
      guard !isPlace(whole) else { return }
      replace(
        whole, by: source.text(of: whole, replacing: node.declName.baseName, by: other),
        .swapMember)
    }
    if Self.droppable.contains(name), let call = node.parent?.as(FunctionCallExprSyntax.self),
      call.calledExpression.id == node.id
    {
      let whole = Self.chain(around: ExprSyntax(call))
      guard !isPlace(whole) else { return }
      replace(
        whole, by: source.text(of: whole, replacing: call, by: source.text(of: base)), .dropCall)
    }
  }

  /// `contains(where:)` and `allSatisfy` differ in a label, `contains(element)` has no opposite.
  private func isSwappable(_ node: MemberAccessExprSyntax, _ name: String) -> Bool {
    guard ["contains", "allSatisfy"].contains(name) else { return true }
    guard let call = node.parent?.as(FunctionCallExprSyntax.self) else { return false }
    return call.arguments.isEmpty && call.trailingClosure != nil
  }

  /// The whole of `a?.b.c(d)[e]` around a part of it: only as a whole can it be something else.
  private static func chain(around node: ExprSyntax) -> ExprSyntax {
    var whole = node
    while let parent = whole.parent?.as(ExprSyntax.self) {
      let isBase =
        parent.as(MemberAccessExprSyntax.self)?.base?.id == whole.id
        || parent.as(FunctionCallExprSyntax.self)?.calledExpression.id == whole.id
        || parent.as(SubscriptCallExprSyntax.self)?.calledExpression.id == whole.id
        || parent.is(OptionalChainingExprSyntax.self) || parent.is(ForceUnwrapExprSyntax.self)
      guard isBase else { return whole }
      whole = parent
    }
    return whole
  }

  /// Whether something is assigned to an expression, or it is passed `inout`.
  private func isPlace(_ node: ExprSyntax) -> Bool {
    guard let parent = node.parent else { return false }
    if parent.is(InOutExprSyntax.self) { return true }
    guard let infix = parent.as(InfixOperatorExprSyntax.self), infix.leftOperand.id == node.id
    else { return false }
    return infix.operator.is(AssignmentExprSyntax.self)
      || Self.assignments.keys.contains(infix.operator.trimmedDescription)
  }

  /// Operators that assign, with their opposites.
  static let assignments: [String: String?] = [
    "+=": "-=", "-=": "+=", "&+=": "&-=", "&=": "|=", "|=": "&=", "*=": nil, "/=": nil,
    "<<=": nil, ">>=": nil, "^=": nil,
  ]
}
