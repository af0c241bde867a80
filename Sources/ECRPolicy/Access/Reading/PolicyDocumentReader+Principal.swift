import Texts

extension PolicyDocumentReader {
  /// `"*"`, or an object whose members are kinds of principals.
  mutating func principal(
    _ node: JSONNode, isNegated: Bool, nameSpan: Span
  ) -> PolicyDocument.PrincipalElement {
    if let text = node.string {
      if text != "*" {
        json.error(
          "INVALID_PRINCIPAL_FORMAT", "`\(text)` is not a valid principal",
          help: text.contains(".amazonaws.com")
            ? "write `{\"Service\": \"\(text)\"}`" : "write `{\"AWS\": \"\(text)\"}`",
          at: node.span, facts: ["A-20"], answer: ServiceWords.principal(kind))
      }
      return .init(
        isNegated: isNegated, names: [Located(value: .everybody, span: node.span)],
        nameSpan: nameSpan)
    }
    guard let members = node.members else {
      json.wrongType(
        node, "a principal", "`\"*\"` or an object such as `{\"AWS\": …}`", facts: ["A-20"])
      return .init(isNegated: isNegated, names: [], nameSpan: nameSpan)
    }
    if members.isEmpty {
      json.error(
        "EMPTY_ELEMENT", "the principal is empty", help: "write `{\"AWS\": \"ARN\"}`",
        at: node.span, facts: ["A-04"], answer: ServiceWords.principal(kind))
    }
    var names: [Located<PrincipalName>] = []
    for member in members { names += self.names(member) }
    return .init(isNegated: isNegated, names: names, nameSpan: nameSpan)
  }

  private static let types = ["AWS", "CanonicalUser", "Federated", "Service"]

  private mutating func names(_ member: JSONMember) -> [Located<PrincipalName>] {
    guard Self.types.contains(member.name) else {
      json.error(
        "INVALID_PRINCIPAL_KEY", "`\(member.name)` is not a type of principal",
        help: Spelling.suggestion(for: member.name, among: Self.types)
          ?? "write one of \(Self.types.inBackticks())",
        at: member.nameSpan, facts: ["A-20"], answer: ServiceWords.principal(kind))
      return []
    }
    let values = strings(member.value, member.name, fact: "A-20")
    return values.map { Located(value: name($0, member.name), span: $0.span) }
  }

  private mutating func name(_ text: Located<String>, _ type: String) -> PrincipalName {
    switch type {
    case "AWS":
      if let name = PrincipalName(aws: text.value) { return name }
      refusePrincipal(text)
      return .nobody(text.value)
    case "Service":
      if text.value.contains("*") || text.value.contains("?") {
        serviceWildcard(text)
        return .nobody(text.value)
      }
      if PrincipalName(aws: text.value) != nil || text.value.hasPrefix("arn:") {
        json.findings.add(
          .error, "INVALID_PRINCIPAL_FORMAT", "`\(text.value)` is not a service principal",
          help: "write `{\"AWS\": \"\(text.value)\"}`", at: text.span, facts: ["A-20"],
          answer: ServiceWords.principal(kind))
      } else if !text.value.contains(".") {
        json.findings.add(
          .error, "INVALID_PRINCIPAL_FORMAT", "`\(text.value)` is not a service principal",
          help: "write its whole name, such as `\(text.value).amazonaws.com`", at: text.span,
          facts: ["A-20"], answer: ServiceWords.principal(kind))
      }
      return .service(text.value)
    case "Federated": return .federated(text.value)
    default: return .canonicalUser(text.value)
    }
  }

  /// what AWS does not accept as a principal matches nobody.
  private mutating func refusePrincipal(_ text: Located<String>) {
    let value = text.value
    if value.contains("*") || value.contains("?") { return wildcard(text) }
    if value.contains(":group/") {
      json.findings.add(
        .error, "UNSUPPORTED_PRINCIPAL", "`\(value)` is a group, and a group cannot be a principal",
        help: "name the users, or a role that they assume", at: text.span, facts: ["A-20"],
        answer: ServiceWords.principal(kind))
      return
    }
    json.findings.add(
      .error, "INVALID_PRINCIPAL_FORMAT", "invalid AWS principal `\(value)`",
      help: value.contains(".amazonaws.com")
        ? "name a service under `Service`, not `AWS`"
        : "write an account ID, or the ARN of its root, a user, a role or a session",
      at: text.span, facts: ["A-20", "A-09"], answer: ServiceWords.principal(kind))
  }

  /// a service is spelled out.
  private mutating func serviceWildcard(_ text: Located<String>) {
    json.findings.add(
      .error, "UNSUPPORTED_WILDCARD_IN_PRINCIPAL",
      "`\(text.value)` is not a service principal: a service's name has no wildcards",
      help: "name each service, such as `lambda.amazonaws.com`", at: text.span,
      facts: ["A-20", "A-21"], answer: ServiceWords.principal(kind))
  }

  private mutating func wildcard(_ text: Located<String>) {
    json.findings.add(
      .error, "UNSUPPORTED_WILDCARD_IN_PRINCIPAL",
      "a principal cannot contain a wildcard, as in `\(text.value)`: only `*` alone is allowed",
      help: "name each principal, or name the account and add a condition on `aws:PrincipalArn`, "
        + "in which wildcards work", at: text.span, facts: ["A-21", "T-A03"],
      answer: ServiceWords.principal(kind))
  }
}
