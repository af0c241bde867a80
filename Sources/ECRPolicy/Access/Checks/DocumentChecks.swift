import ECRModel
import Texts

/// What AWS rejects although the grammar allows it.
///
/// Every check leaves the document with a meaning, so that questions can still be answered.
enum DocumentChecks {
  static func run(
    _ document: PolicyDocument, _ root: JSONNode, _ origin: PolicyOrigin, kindIsGuessed: Bool,
    _ findings: inout FindingCollector
  ) {
    sids(document, &findings)
    if origin != .managedByAWS {
      SizeCheck.run(document, root, kindIsGuessed: kindIsGuessed, &findings)
    }
    CharacterCheck.run(document, root, &findings)
    ResourceControlCheck.run(document, root, &findings)
    EndpointCheck.run(document, &findings)
    for statement in document.statements {
      principalAndResource(statement, document.kind, &findings)
      notPrincipal(statement, document.kind, origin, &findings)
      for pattern in statement.action.patterns {
        ActionCheck.run(pattern, document.kind, &findings)
      }
      for pattern in statement.resource?.patterns ?? [] {
        ResourceCheck.run(pattern, document.kind, &findings)
      }
      for condition in statement.conditions {
        ConditionCheck.run(condition, document.version, &findings)
      }
    }
  }

  /// letters and digits, unique; ECR takes spaces too.
  private static func sids(_ document: PolicyDocument, _ findings: inout FindingCollector) {
    var seen: [String: Span] = [:]
    for statement in document.statements {
      guard let sid = statement.sid, let span = statement.sidSpan, !sid.isEmpty else { continue }
      if let earlier = seen[sid] {
        findings.add(
          .error, "UNIQUE_SIDS_REQUIRED", "duplicate Sid `\(sid)`",
          help: "give each statement its own Sid, or remove it", at: span,
          related: [("the first one", earlier)], facts: ["A-05"],
          answer: ServiceWords.answer(
            document.kind, "Statement IDs (SID) in a single policy must be unique."))
      }
      seen[sid] = seen[sid] ?? span
      let isPlain = sid.utf8.allSatisfy(isLetterOrDigit)
      if document.kind.isIdentityDialect, !isPlain {
        findings.add(
          .error, "UNSUPPORTED_SID",
          "the Sid `\(sid)` has characters other than letters and digits",
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
      let element = principal.isNegated ? "NotPrincipal" : "Principal"
      findings.add(
        .error, "UNSUPPORTED_PRINCIPAL",
        "\(kind.nameWithArticle) cannot have `\(element)`: it applies to \(kind.appliesTo)",
        help: "remove `\(element)`; only resource-based policies have it", at: principal.nameSpan,
        facts: ["A-06"], answer: ServiceWords.noPrincipal(kind))
    }
    if statement.principal == nil, !kind.isIdentityDialect || kind == .resourceControlPolicy {
      findings.add(
        .error, "MISSING_PRINCIPAL", "a statement of \(kind.nameWithArticle) must name a principal",
        help: kind == .resourceControlPolicy
          ? "add `\"Principal\": \"*\"`" : "add `\"Principal\": {\"AWS\": \"ARN or account\"}`",
        at: start, facts: ["A-06"], answer: ServiceWords.principal(kind))
    }
    if let resource = statement.resource, !kind.takesResource {
      findings.add(
        .error, "UNSUPPORTED_RESOURCE",
        kind == .trustPolicy
          ? "a trust policy cannot name a resource: it applies to its role"
          : "a repository policy cannot name a resource: it applies to its repository",
        help: kind == .trustPolicy
          ? "remove the element"
          : "remove the element: AWS's page of examples has it, but ECR has been seen to reject it",
        at: resource.nameSpan, facts: kind == .trustPolicy ? ["A-07"] : ["A-07", "QA-23"],
        answer: kind == .trustPolicy
          ? "MalformedPolicyDocument: Has prohibited field Resource" : ServiceWords.ecr)
    }
    if statement.resource == nil, kind.needsResource {
      findings.add(
        .error, "MISSING_RESOURCE",
        "a statement of \(kind.nameWithArticle) must name a resource",
        help: "add `\"Resource\": \"*\"`, or the resources that you mean", at: start,
        facts: ["A-07"], answer: ServiceWords.missingResource(kind))
    }
  }

  /// T-A30: `NotPrincipal` is for a Deny, and never for trust policies.
  ///
  /// AWS has accepted it in policies that are in force; there it allows everybody else.
  private static func notPrincipal(
    _ statement: PolicyDocument.Statement, _ kind: PolicyKind, _ origin: PolicyOrigin,
    _ findings: inout FindingCollector
  ) {
    guard let principal = statement.principal, principal.isNegated, !kind.isIdentityDialect else {
      return
    }
    if statement.effect == .allow {
      findings.add(
        origin == .draft ? .error : .securityWarning, "ALLOW_WITH_NOT_PRINCIPAL",
        "`NotPrincipal` with `Allow` is not supported: it would allow everybody except those named, "
          + "anonymous callers and other accounts included",
        help: "write `Principal` and name the principals to allow", at: principal.nameSpan,
        facts: ["A-25", "T-A30"], answer: ServiceWords.principal(kind))
    } else if kind == .trustPolicy {
      findings.add(
        origin == .draft ? .error : .securityWarning, "UNSUPPORTED_NOT_PRINCIPAL",
        "a trust policy cannot have `NotPrincipal`",
        help: "allow only those who may assume the role: all others are denied anyway",
        at: principal.nameSpan, facts: ["A-06"])
    }
  }
}

extension PolicyKind {
  /// Whether it is written without principals: what goes with a principal, or with an organization.
  var isIdentityDialect: Bool {
    switch self {
    case .identityPolicy, .userPolicy, .rolePolicy, .groupPolicy, .permissionsBoundary,
      .sessionPolicy, .serviceControlPolicy, .resourceControlPolicy:
      true
    case .repositoryPolicy, .registryPolicy, .resourcePolicy, .trustPolicy, .vpcEndpointPolicy:
      false
    }
  }

  /// To whom a policy without principals applies.
  fileprivate var appliesTo: String {
    switch self {
    case .serviceControlPolicy: "all principals of the accounts that it is attached to"
    case .userPolicy: "its user"
    case .rolePolicy: "its role"
    case .groupPolicy: "the users of its group"
    case .permissionsBoundary: "the user or role that it is attached to"
    case .sessionPolicy: "the session"
    default: "the user, group or role that it is attached to"
    }
  }

  /// Whether it can have `Resource`.
  var takesResource: Bool { self != .repositoryPolicy && self != .trustPolicy }

  /// Whether it must have `Resource`; other services' policies differ.
  var needsResource: Bool { takesResource && self != .resourcePolicy }
}
