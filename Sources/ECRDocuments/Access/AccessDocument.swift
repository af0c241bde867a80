public import ECRModel
public import Texts

/// What a document says of who may do what.
public enum AccessDocument: Sendable {
  /// A policy by itself; `name` is what its document calls it, if it does.
  case policy(JSONFragment, name: String?)
  /// A policy of a repository, with the repository.
  case repositoryPolicy(JSONFragment, of: RepositoryID)
  /// The policy of a registry, with its account, and its region where that is known.
  case registryPolicy(JSONFragment, account: String, region: String?)
  /// The tags of a repository.
  case repositoryTags([String: String], of: RepositoryID)
  /// The repositories of a registry, by their ARNs.
  case repositories([Located<String>])
  /// Everybody in an account.
  case authorizationDetails(AuthorizationDetails)
  /// An organisation.
  case organization(id: String, managementAccount: String)
  /// Where an account or an organizational unit is in the organisation.
  case organizationParent(id: String, ofChild: String)
  /// A policy of the organisation: an SCP, an RCP or another, as AWS names its type.
  case organizationPolicy(NamedPolicy, id: String, type: String)
  /// What a policy of the organisation is attached to, by ids.
  case policyTargets([String], ofPolicy: String)

  /// What reading a document gave.
  public struct Reading: Sendable {
    /// What the document says, unless it is of another kind or broken.
    public var documents: [AccessDocument]
    /// What is wrong with it.
    public var findings: [Finding]
  }

  /// Reads a document, recognised by the names of its members.
  public static func read(_ source: SourceText) -> Reading {
    let json = NotedDocument(source)
    var reader = AccessDocumentReader(
      source: source, context: json.context, findings: json.findings)
    guard !json.findings.containsErrors, let root = json.root else {
      return Reading(documents: [], findings: json.findings)
    }
    let documents = [reader.document(root)].compactMap(\.self)
    return Reading(documents: documents, findings: reader.findings.inReadingOrder())
  }
}

/// Reads the envelopes in which AWS hands out policies.
private struct AccessDocumentReader {
  let source: SourceText
  let context: DocumentContext
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
      return .repositoryPolicy(
        text, of: RepositoryID(registryID: id, region: context.region, repositoryName: name))
    case .getRegistryPolicy:
      guard let id = string("registryId", root), let text = fragment["policyText"] else {
        return nil
      }
      return .registryPolicy(text, account: id, region: context.region)
    case .getPolicyVersion:
      guard let document = fragment["PolicyVersion"]?["Document"] else {
        return missing("Document", in: root["PolicyVersion"] ?? root)
      }
      return .policy(document, name: nil)
    case .getInlinePolicy:
      guard let document = fragment["PolicyDocument"] else { return nil }
      return .policy(document, name: root["PolicyName"]?.string)
    case .describeRepositories: return repositories(root)
    case .listTagsForResource: return tags(root)
    case .describeOrganization, .listParents, .describeOrganizationPolicy, .listTargetsForPolicy:
      return organization(DocumentKind(memberNames: names), fragment)
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

  /// What AWS Organizations prints.
  private mutating func organization(
    _ kind: DocumentKind, _ fragment: JSONFragment
  ) -> AccessDocument? {
    let root = fragment.node
    switch kind {
    case .describeOrganization:
      guard let organization = root["Organization"], let id = string("Id", organization),
        let account = string("MasterAccountId", organization)
      else { return nil }
      return .organization(id: id, managementAccount: account)
    case .listParents:
      guard let child = noted(context.childID, "childId", root),
        let parent = root["Parents"]?.elements?.first, let id = string("Id", parent)
      else { return nil }
      return .organizationParent(id: id, ofChild: child)
    case .describeOrganizationPolicy:
      guard let summary = root["Policy"]?["PolicySummary"], let id = string("Id", summary),
        let type = string("Type", summary), let content = fragment["Policy"]?["Content"]
      else { return missing("PolicySummary", in: root) }
      return .organizationPolicy(
        NamedPolicy(name: summary["Name"]?.string ?? id, policy: content), id: id, type: type)
    case .listTargetsForPolicy:
      guard let policy = noted(context.policyID, "policyId", root) else { return nil }
      let targets = (root["Targets"]?.elements ?? []).compactMap { string("TargetId", $0) }
      return .policyTargets(targets, ofPolicy: policy)
    default: return nil
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

  private mutating func tags(_ root: JSONNode) -> AccessDocument? {
    guard let text = noted(context.resourceARN, "resourceArn", root) else { return nil }
    guard let id = ARN(text).flatMap({ RepositoryID($0) }) else { return nil }
    var tags: [String: String] = [:]
    for tag in root["tags"]?.elements ?? [] {
      if let key = string("Key", tag) { tags[key] = tag["Value"]?.string ?? "" }
    }
    return .repositoryTags(tags, of: id)
  }

  /// What the note in front of the document has to say, since the document does not.
  private mutating func noted(
    _ value: String?, _ name: String, _ root: JSONNode
  ) -> String? {
    if value == nil {
      findings.append(
        Finding(
          .error, "CONTEXT_MISSING", "the document does not tell what it is about",
          help: "put `{\"drydock\": {\"\(name)\": \"…\"}}` in front of it, as `drydock snapshot "
            + "script` does", at: source.location(of: Span(root.span.start, root.span.start + 1))))
    }
    return value
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
