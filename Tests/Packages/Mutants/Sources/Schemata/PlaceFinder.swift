import SwiftSyntax

/// Walks through the syntax of a file and notes every place for every fault.
///
/// What is no logic is passed over: attributes, raw values, the words in messages.
final class PlaceFinder: SyntaxVisitor {
  let source: SourceText
  private(set) var places: [Place] = []
  private var counts: [Place.Key: Int] = [:]

  init(_ source: SourceText) {
    self.source = source
    super.init(viewMode: .sourceAccurate)
  }

  /// Notes that an expression can be another one.
  func replace(_ node: some SyntaxProtocol, by mutated: String, _ fault: Fault) {
    add(
      node, SourceText.range(of: node), fault, mutated: mutated,
      opening: "(mutant(#) ? (\(mutated)) : (", closing: "))")
  }

  /// Notes a place.
  func add(
    _ node: some SyntaxProtocol, _ range: Range<Int>, _ fault: Fault, original: String? = nil,
    mutated: String, opening: String, closing: String, isStatement: Bool = false
  ) {
    func key(_ number: Int) -> Place.Key {
      Place.Key(
        file: source.path, function: Surroundings.name(around: Syntax(node)), fault: fault,
        original: (original ?? source.text(range)).onOneLine, mutated: mutated.onOneLine,
        number: number)
    }
    counts[key(0), default: 0] += 1
    places.append(
      Place(
        key: key(counts[key(0)] ?? 1), line: source.line(at: range.lowerBound), range: range,
        isStatement: isStatement, opening: opening, closing: closing))
  }

  // MARK: What is no logic

  override func visit(_ node: AttributeListSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
  override func visit(_ node: EnumCaseDeclSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
  override func visit(_ node: MacroExpansionExprSyntax) -> SyntaxVisitorContinueKind {
    .skipChildren
  }
  override func visit(_ node: StringLiteralExprSyntax) -> SyntaxVisitorContinueKind {
    .skipChildren
  }
  override func visit(_ node: IfConfigDeclSyntax) -> SyntaxVisitorContinueKind { .skipChildren }

  /// Tables of data have too many literals for anybody, and for the type checker.
  override func visit(_ node: ArrayExprSyntax) -> SyntaxVisitorContinueKind {
    node.elements.count > 6 ? .skipChildren : .visitChildren
  }
  override func visit(_ node: DictionaryExprSyntax) -> SyntaxVisitorContinueKind { .skipChildren }

  // MARK: Expressions

  override func visit(_ node: InfixOperatorExprSyntax) -> SyntaxVisitorContinueKind {
    visitOperator(node)
    return .visitChildren
  }

  override func visit(_ node: IntegerLiteralExprSyntax) -> SyntaxVisitorContinueKind {
    if let number = Int(node.literal.text.filter { $0 != "_" }) {
      replace(node, by: String(number + 1), .offByOne)
    }
    return .visitChildren
  }

  override func visit(_ node: BooleanLiteralExprSyntax) -> SyntaxVisitorContinueKind {
    replace(node, by: node.literal.text == "true" ? "false" : "true", .flipBoolean)
    return .visitChildren
  }

  override func visit(_ node: MemberAccessExprSyntax) -> SyntaxVisitorContinueKind {
    visitMember(node)
    return .visitChildren
  }

  override func visit(_ node: TernaryExprSyntax) -> SyntaxVisitorContinueKind {
    negate(node.condition)
    return .visitChildren
  }

  // MARK: Conditions

  override func visit(_ node: ConditionElementSyntax) -> SyntaxVisitorContinueKind {
    switch node.condition {
    case .expression(let condition):
      negate(condition)
      let isGuard = node.parent?.parent?.is(GuardStmtSyntax.self) == true
      replace(condition, by: "true", .alwaysTrue)
      if !isGuard { replace(condition, by: "false", .alwaysFalse) }
    case .optionalBinding(let binding):
      if let value = binding.initializer?.value { replace(value, by: "nil", .bindNothing) }
    case .matchingPattern, .availability: break
    }
    return .visitChildren
  }

  override func visit(_ node: WhereClauseSyntax) -> SyntaxVisitorContinueKind {
    negate(node.condition)
    replace(node.condition, by: "true", .alwaysTrue)
    return .visitChildren
  }

  override func visit(_ node: ReturnStmtSyntax) -> SyntaxVisitorContinueKind {
    if let result = node.expression, Surroundings.returnType(around: Syntax(node)) == "Bool" {
      negate(result)
    }
    return .visitChildren
  }

  /// The opposite, where no other fault is the same.
  func negate(_ condition: ExprSyntax) {
    if condition.is(BooleanLiteralExprSyntax.self) || condition.is(SwitchExprSyntax.self)
      || condition.is(IfExprSyntax.self)
    {
      return
    }
    if let infix = condition.as(InfixOperatorExprSyntax.self),
      ["==", "!="].contains(infix.operator.trimmedDescription)
    {
      return
    }
    if let prefixed = condition.as(PrefixOperatorExprSyntax.self), prefixed.operator.text == "!" {
      replace(condition, by: source.text(of: prefixed.expression), .negate)
    } else {
      replace(condition, by: "!(\(source.text(of: condition)))", .negate)
    }
  }

  // MARK: Statements

  override func visit(_ node: SwitchExprSyntax) -> SyntaxVisitorContinueKind {
    visitCases(of: node)
    return .visitChildren
  }

  override func visit(_ node: CodeBlockItemSyntax) -> SyntaxVisitorContinueKind {
    visitStatement(node)
    return .visitChildren
  }

  override func visit(_ node: FunctionDeclSyntax) -> SyntaxVisitorContinueKind {
    if let body = node.body {
      visitBody(body.statements, returning: node.signature.returnClause?.type)
    }
    return .visitChildren
  }

  override func visit(_ node: PatternBindingSyntax) -> SyntaxVisitorContinueKind {
    if case .getter(let body) = node.accessorBlock?.accessors, let type = node.typeAnnotation?.type
    {
      visitBody(body, returning: type)
    }
    return .visitChildren
  }
}

extension String {
  /// The text with single spaces in place of all its white space.
  var onOneLine: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
