import ECRModel
import Texts

/// Reads the envelopes in which AWS hands out policies.
struct AccessDocumentReader {
  var json: ObjectReader
  private let context: DocumentContext

  init(_ document: NotedDocument) {
    self.init(document.source, document.context)
    json.findings.adopt(document.findings)
  }

  private init(_ source: SourceText, _ context: DocumentContext = DocumentContext()) {
    self.context = context
    json = ObjectReader(FindingCollector(source), .awsOutput)
  }

  /// What to report of a text that is configuration in another language; nil for others.
  static func configuration(_ source: SourceText) -> [Finding]? {
    guard let kind = DocumentKind.ofConfiguration(source) else { return nil }
    var reader = AccessDocumentReader(source)
    reader.notAboutAccess(Span(0, 1), kind)
    return reader.json.findings.inReadingOrder()
  }

  mutating func document(_ root: JSONNode, _ kind: DocumentKind) -> AccessDocument? {
    switch kind {
    case .accessPolicy: .policy(fragment(root), name: nil)
    case .getRepositoryPolicy: repositoryPolicy(root)
    case .getRegistryPolicy: registryPolicy(root)
    case .getPolicyVersion:
      json.required("Document", in: root["PolicyVersion"] ?? root)
        .map { .policy(fragment($0), name: nil) }
    case .getInlinePolicy:
      root["PolicyDocument"].map { .policy(fragment($0), name: root["PolicyName"]?.string) }
    case .getRole: role(root["Role"] ?? root)
    case .describeRepositories: repositories(root)
    case .listTagsForResource: tags(root)
    case .describeOrganization: organization(root)
    case .listParents: parent(root)
    case .describeOrganizationPolicy: organizationPolicy(root)
    case .listTargetsForPolicy: targets(root)
    case .authorizationDetails: authorizationDetails(root)
    case .failedCalls: .failedCalls(FailedCalls.read(root, &json))
    default: notAboutAccess(root.span.firstByte, kind)
    }
  }

  // MARK: ECR

  private mutating func repositoryPolicy(_ root: JSONNode) -> AccessDocument? {
    guard let id = json.printed("registryId", in: root),
      let name = json.printed("repositoryName", in: root), let text = root.ecrMember("policyText")
    else { return nil }
    return .repositoryPolicy(
      fragment(text),
      of: RepositoryID(registryID: id, region: context.region, repositoryName: name))
  }

  private mutating func registryPolicy(_ root: JSONNode) -> AccessDocument? {
    guard let id = json.printed("registryId", in: root), let text = root.ecrMember("policyText")
    else {
      return nil
    }
    return .registryPolicy(fragment(text), account: id, region: context.region)
  }

  private mutating func repositories(_ root: JSONNode) -> AccessDocument {
    var arns: [Located<String>] = []
    for repository in root["repositories"]?.elements ?? [] {
      guard let text = json.printed("repositoryArn", in: repository),
        let arn = repository["repositoryArn"]
      else { continue }
      arns.append(Located(value: text, span: arn.span))
    }
    return .repositories(arns)
  }

  private mutating func tags(_ root: JSONNode) -> AccessDocument? {
    guard let text = json.noted(.resourceArn, context, root),
      let id = ARN(text).flatMap({ RepositoryID($0) })
    else { return nil }
    var tags: [String: String] = [:]
    for tag in root["tags"]?.elements ?? [] {
      if let key = json.printed("Key", in: tag) { tags[key] = tag["Value"]?.string ?? "" }
    }
    return .repositoryTags(tags, of: id)
  }

  // MARK: IAM and Organizations

  private mutating func authorizationDetails(_ root: JSONNode) -> AccessDocument {
    var reader = AuthorizationDetailsReader(json)
    let details = reader.details(root)
    json = reader.json
    return .authorizationDetails(details)
  }

  private mutating func role(_ role: JSONNode) -> AccessDocument? {
    json.required("AssumeRolePolicyDocument", in: role).map {
      .policy(fragment($0), name: role["RoleName"]?.string.map { "trust policy of \($0)" })
    }
  }

  private mutating func organization(_ root: JSONNode) -> AccessDocument? {
    guard let organization = root["Organization"],
      let id = json.printed("Id", in: organization),
      let account = json.printed("MasterAccountId", in: organization)
    else { return nil }
    return .organization(id: id, managementAccount: account)
  }

  private mutating func parent(_ root: JSONNode) -> AccessDocument? {
    guard let child = json.noted(.childId, context, root),
      let parent = root["Parents"]?.elements?.first, let id = json.printed("Id", in: parent)
    else { return nil }
    return .organizationParent(id: id, ofChild: child)
  }

  private mutating func organizationPolicy(_ root: JSONNode) -> AccessDocument? {
    guard let policy = root["Policy"], let summary = json.required("PolicySummary", in: policy),
      let id = json.printed("Id", in: summary), let type = json.printed("Type", in: summary),
      let content = json.required("Content", in: policy)
    else { return nil }
    let named = NamedPolicy(name: summary["Name"]?.string ?? id, policy: fragment(content))
    return .organizationPolicy(named, id: id, type: type)
  }

  private mutating func targets(_ root: JSONNode) -> AccessDocument? {
    guard let policy = json.noted(.policyId, context, root) else { return nil }
    let targets = (root["Targets"]?.elements ?? []).compactMap { json.printed("TargetId", in: $0) }
    return .policyTargets(targets, ofPolicy: policy)
  }

  @discardableResult
  private mutating func notAboutAccess(_ place: Span, _ kind: DocumentKind) -> AccessDocument? {
    json.error(
      "NOT_ABOUT_ACCESS", kind.insteadOf("an access policy"),
      help: kind.helpToTakeOut(.repositoryPolicy, of: json.source)
        ?? "leave it out; access needs policies, `aws iam get-account-authorization-details`, or `aws "
        + "ecr get-repository-policy`, `get-registry-policy` or `describe-repositories` output",
      at: place)
    return nil
  }

  private func fragment(_ node: JSONNode) -> JSONFragment {
    JSONFragment(source: json.source, node: node)
  }
}
