public import SourceText

/// What a document says of who may do what.
public enum AccessDocument: Sendable {
  /// A policy by itself; `name` is what its document calls it, if it does.
  case policy(JSONFragment, name: String?)
  /// A policy of a repository, with the repository.
  case repositoryPolicy(JSONFragment, registryID: String, repositoryName: String)
  /// The policy of a registry, with the registry.
  case registryPolicy(JSONFragment, registryID: String)
  /// The repositories of a registry, by their ARNs.
  case repositories([Located<String>])
  /// Everybody in an account.
  case authorizationDetails(AuthorizationDetails)

  /// What reading a document gave.
  public struct Reading: Sendable {
    /// What the document says, unless it is of another kind or broken; one for each JSON value in it.
    public var documents: [AccessDocument]
    /// What is wrong with it.
    public var findings: [Finding]
  }

  /// Reads a document, recognised by the names of its members.
  public static func read(_ source: SourceText) -> Reading {
    let json = JSONReader.read(source)
    var reader = AccessDocumentReader(source: source, findings: json.findings)
    guard !json.findings.containsErrors else {
      return Reading(documents: [], findings: json.findings)
    }
    let documents = json.documents.compactMap { reader.document($0) }
    return Reading(documents: documents, findings: reader.findings.inReadingOrder())
  }
}

/// Reads the envelopes in which AWS hands out policies.
private struct AccessDocumentReader {
  let source: SourceText
  var findings: [Finding]

  mutating func document(_ root: JSONNode) -> AccessDocument? {
    let names = root.members?.map(\.name) ?? []
    let fragment = JSONFragment(source: source, node: root)
    switch DocumentKind(memberNames: names) {
    case .accessPolicy: return .policy(fragment, name: nil)
    case .getRepositoryPolicy:
      guard let id = string("registryId", root), let name = string("repositoryName", root),
        let text = fragment["policyText"]
      else { return nil }
      return .repositoryPolicy(text, registryID: id, repositoryName: name)
    case .getRegistryPolicy:
      guard let id = string("registryId", root), let text = fragment["policyText"] else {
        return nil
      }
      return .registryPolicy(text, registryID: id)
    case .getPolicyVersion:
      guard let document = fragment["PolicyVersion"]?["Document"] else {
        return missing("Document", in: root["PolicyVersion"] ?? root)
      }
      return .policy(document, name: nil)
    case .getInlinePolicy:
      guard let document = fragment["PolicyDocument"] else { return nil }
      return .policy(document, name: root["PolicyName"]?.string)
    case .describeRepositories: return repositories(root)
    case .authorizationDetails:
      var reader = AuthorizationDetailsReader(source: source)
      let details = reader.details(root)
      findings += reader.findings
      return .authorizationDetails(details)
    case let kind:
      findings.append(
        Finding(
          .error, "NOT_ABOUT_ACCESS", "this is \(kind.name), not a policy of IAM's language",
          help: "give a policy, or what `aws ecr get-repository-policy`, `get-registry-policy`, "
            + "`describe-repositories` or `aws iam get-account-authorization-details` printed",
          at: source.location(of: Span(root.span.start, root.span.start + 1))))
      return nil
    }
  }

  private mutating func repositories(_ root: JSONNode) -> AccessDocument {
    var arns: [Located<String>] = []
    for repository in root["repositories"]?.elements ?? [] {
      if let arn = repository["repositoryArn"], let text = arn.string {
        arns.append(Located(value: text, span: arn.span))
      } else {
        _ = missing("repositoryArn", in: repository)
      }
    }
    return .repositories(arns)
  }

  private mutating func string(_ name: String, _ node: JSONNode) -> String? {
    guard let text = node[name]?.string else {
      _ = missing(name, in: node)
      return nil
    }
    return text
  }

  private mutating func missing(_ name: String, in node: JSONNode) -> AccessDocument? {
    findings.append(
      Finding(
        .error, "MISSING_PROPERTY", "`\(name)` is missing, or no string",
        help: "give the output of the AWS command as it is",
        at: source.location(of: Span(node.span.start, node.span.start + 1))))
    return nil
  }
}
