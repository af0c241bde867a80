import ECRModel
import Texts

/// What AWS refuses although the grammar allows it.
///
/// Every check leaves the document with a meaning, so that questions can still be answered.
enum DocumentChecks {
  static func run(
    _ document: PolicyDocument, _ root: JSONNode, _ findings: inout FindingCollector
  ) {
    sids(document, &findings)
    SizeCheck.run(document, root, &findings)
    for statement in document.statements {
      principalAndResource(statement, document.kind, &findings)
      for pattern in statement.action.patterns {
        ActionCheck.run(pattern, document.kind, &findings)
      }
      for pattern in statement.resource?.patterns ?? [] {
        ResourceCheck.run(pattern, document.kind, &findings)
      }
      for condition in statement.conditions {
        ConditionCheck.run(condition, document.version, &findings)
      }
      if document.kind == .resourceControlPolicy { resourceControl(statement, &findings) }
    }
  }

  /// letters and digits, unique; ECR takes spaces too.
  private static func sids(_ document: PolicyDocument, _ findings: inout FindingCollector) {
    var seen: [String: Span] = [:]
    for statement in document.statements {
      guard let sid = statement.sid, let span = statement.sidSpan, !sid.isEmpty else { continue }
      if let earlier = seen[sid] {
        findings.add(
          .error, "UNIQUE_SIDS_REQUIRED", "the Sid `\(sid)` stands twice",
          help: "name each statement differently, or leave the Sid out", at: span,
          related: [("the first one", earlier)], facts: ["A-05"],
          answer: ServiceWords.answer(
            document.kind, "Statement IDs (SID) in a single policy must be unique."))
      }
      seen[sid] = seen[sid] ?? span
      let isPlain = sid.utf8.allSatisfy(isLetterOrDigit)
      if document.kind.isIdentityDialect, !isPlain {
        findings.add(
          .error, "UNSUPPORTED_SID",
          "the Sid `\(sid)` has other characters than letters and digits",
          help:
            "write it as one word, such as `\(String(sid.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }))`",
          at: span, facts: ["A-05"],
          answer: ServiceWords.answer(
            document.kind,
            "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the "
              + "regular expression [0-9A-Za-z]*"))
      }
    }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")) ~= byte
      || (UInt8(ascii: "A")...UInt8(ascii: "Z")) ~= byte
      || (UInt8(ascii: "a")...UInt8(ascii: "z")) ~= byte
  }

  /// which elements a kind of policy must have and must not have.
  private static func principalAndResource(
    _ statement: PolicyDocument.Statement, _ kind: PolicyKind, _ findings: inout FindingCollector
  ) {
    let start = statement.span.firstByte
    if let principal = statement.principal, kind.isIdentityDialect, kind != .resourceControlPolicy {
      findings.add(
        .error, "UNSUPPORTED_PRINCIPAL",
        "\(kind.nameWithArticle) names no principal: it is for whoever has it",
        help: "remove the element, or is this a resource's policy?", at: principal.nameSpan,
        facts: ["A-06"], answer: ServiceWords.noPrincipal(kind))
    }
    if statement.principal == nil, !kind.isIdentityDialect || kind == .resourceControlPolicy {
      findings.add(
        .error, "MISSING_PRINCIPAL", "a statement of \(kind.nameWithArticle) says for whom it is",
        help: kind == .resourceControlPolicy
          ? "add `\"Principal\": \"*\"`" : "add `\"Principal\": {\"AWS\": \"ARN or account\"}`",
        at: start, facts: ["A-06"], answer: ServiceWords.principal(kind))
    }
    if let resource = statement.resource, !kind.takesResource {
      findings.add(
        .error, "UNSUPPORTED_RESOURCE",
        kind == .trustPolicy
          ? "a trust policy has no resource: it is for its role"
          : "a repository policy has no resource: it is for its repository",
        help: kind == .trustPolicy
          ? "remove the element"
          : "remove the element: AWS's page of examples has it, and ECR was seen to refuse it",
        at: resource.nameSpan, facts: kind == .trustPolicy ? ["A-07"] : ["A-07", "QA-23"],
        answer: kind == .trustPolicy
          ? "MalformedPolicyDocument: Has prohibited field Resource" : ServiceWords.ecr)
    }
    if statement.resource == nil, kind.needsResource {
      findings.add(
        .error, "MISSING_RESOURCE",
        "a statement of \(kind.nameWithArticle) says for which resource it is",
        help: "add `\"Resource\": \"*\"`, or the resources that are meant", at: start,
        facts: ["A-07"], answer: ServiceWords.missingResource(kind))
    }
  }

  /// an RCP is for everybody, and only the built-in one allows.
  private static func resourceControl(
    _ statement: PolicyDocument.Statement, _ findings: inout FindingCollector
  ) {
    if let principal = statement.principal,
      principal.isNegated || principal.names.map(\.value) != [.everybody]
    {
      findings.add(
        .error, "UNSUPPORTED_PRINCIPAL",
        "the principal of a resource control policy is `\"*\"`, nothing else",
        help: "write `\"Principal\": \"*\"` and name whom you mean in a condition",
        at: principal.nameSpan, facts: ["A-06"])
    }
    let isFullAccess =
      statement.action.patterns.map(\.value) == ["*"] && !statement.action.isNegated
      && statement.resource?.patterns.map(\.value) == ["*"] && statement.conditions.isEmpty
    if statement.effect == .allow, !isFullAccess {
      findings.add(
        .error, "UNSUPPORTED_EFFECT",
        "of resource control policies only AWS's RCPFullAWSAccess allows",
        help: "write what is to be refused with `\"Effect\": \"Deny\"`", at: statement.span,
        facts: ["A-06"])
    }
  }
}

extension PolicyKind {
  /// Whether it is written without principals: what goes with a principal, or with an organisation.
  var isIdentityDialect: Bool {
    switch self {
    case .identityPolicy, .userPolicy, .rolePolicy, .groupPolicy, .permissionsBoundary,
      .sessionPolicy, .serviceControlPolicy, .resourceControlPolicy:
      true
    case .repositoryPolicy, .registryPolicy, .resourcePolicy, .trustPolicy, .vpcEndpointPolicy:
      false
    }
  }

  /// Whether `Resource` may stand in it.
  var takesResource: Bool { self != .repositoryPolicy && self != .trustPolicy }

  /// Whether `Resource` must stand in it; other services' policies differ.
  var needsResource: Bool { takesResource && self != .resourcePolicy }
}
