import SwiftSyntax

/// What a node is in.
enum Surroundings {
  /// The function or the property around a node, after the types that it is in.
  static func name(around node: Syntax) -> String {
    var names: [String] = []
    var next: Syntax? = node
    while let node = next {
      if let name = name(of: node) { names.append(name) }
      next = node.parent
    }
    return names.isEmpty ? "(file)" : names.reversed().joined(separator: ".")
  }

  private static func name(of node: Syntax) -> String? {
    switch node.as(SyntaxEnum.self) {
    case .functionDecl(let function):
      return function.name.text + labels(function.signature.parameterClause)
    case .initializerDecl(let initializer):
      return "init" + labels(initializer.signature.parameterClause)
    case .subscriptDecl: return "subscript"
    case .patternBinding(let binding):
      // A constant in a function is no place of its own.
      let isMember = node.parent?.parent?.parent?.is(MemberBlockItemSyntax.self) == true
      return isMember ? binding.pattern.trimmedDescription : nil
    case .structDecl(let type): return type.name.text
    case .classDecl(let type): return type.name.text
    case .enumDecl(let type): return type.name.text
    case .actorDecl(let type): return type.name.text
    case .protocolDecl(let type): return type.name.text
    case .extensionDecl(let type): return type.extendedType.trimmedDescription
    default: return nil
    }
  }

  private static func labels(_ clause: FunctionParameterClauseSyntax) -> String {
    "(" + clause.parameters.map { $0.firstName.text + ":" }.joined() + ")"
  }

  /// The type that the function around a node returns; nothing in a closure, whose type is not
  /// written.
  static func returnType(around node: Syntax) -> String? {
    var next = node.parent
    while let node = next {
      if node.is(ClosureExprSyntax.self) || node.is(InitializerDeclSyntax.self) { return nil }
      if let function = node.as(FunctionDeclSyntax.self) {
        return function.signature.returnClause?.type.trimmedDescription ?? "Void"
      }
      if let binding = node.as(PatternBindingSyntax.self), binding.accessorBlock != nil {
        return binding.typeAnnotation?.type.trimmedDescription
      }
      next = node.parent
    }
    return nil
  }

  static func isInInitializer(_ node: Syntax) -> Bool {
    var next = node.parent
    while let node = next {
      if node.is(InitializerDeclSyntax.self) { return true }
      if node.is(FunctionDeclSyntax.self) || node.is(ClosureExprSyntax.self) { return false }
      next = node.parent
    }
    return false
  }
}
