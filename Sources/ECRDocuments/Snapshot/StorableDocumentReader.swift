import ECRModel
public import Texts

/// Reads the documents of a file that a snapshot keeps, images apart.
public struct StorableDocumentReader {
  private let source: SourceText
  private let start: DocumentContext
  private var context: DocumentContext
  private var documents: [StorableDocument] = []
  private var findings: [Finding] = []
  private var passedOver: [(kind: String, location: Location)] = []
  private var hasImages = false

  /// What reading a file gave.
  public struct Reading: Sendable {
    /// The documents.
    public var documents: [StorableDocument]
    /// What is wrong with the file; with an error nothing of it counts.
    public var findings: [Finding]
    /// Documents of kinds that are not kept, with what to call them.
    public var passedOver: [(kind: String, location: Location)]
    /// Whether the file has documents of images too.
    public var hasImages: Bool
  }

  /// Reads a file; `context` says what is known before.
  public static func read(_ source: SourceText, _ context: DocumentContext) -> Reading {
    let json = JSONReader.read(source, several: true)
    var reader = StorableDocumentReader(source, context)
    reader.findings = json.findings
    if json.documents.isEmpty, json.findings.isEmpty {
      reader.error(
        "JSON_EMPTY", "the file is empty",
        "the AWS CLI prints nothing when it fails: collect the document again, or leave the file out",
        Span(0, 0))
    }
    for root in json.documents { reader.document(root) }
    return Reading(
      documents: reader.documents, findings: reader.findings.inReadingOrder(),
      passedOver: reader.passedOver, hasImages: reader.hasImages)
  }

  private init(_ source: SourceText, _ context: DocumentContext) {
    self.source = source
    start = context
    self.context = context
  }

  private mutating func document(_ root: JSONNode) {
    switch DocumentKind(memberNames: root.members?.map(\.name) ?? []) {
    case .context:
      context = .read(root["drydock"] ?? root, in: source, over: start, &findings)
    case .describeRegistry: add(.registry(description: text(root)), root, account: root)
    case .describeRepositories:
      add(.repositories(elements("repositories", key: "repositoryArn", root)), root)
    case .getLifecyclePolicy where root["status"] != nil || root["previewResults"] != nil:
      // The policy of a preview is one that was tried, not the one that the repository has.
      passOver(root, as: "`aws ecr get-lifecycle-policy-preview` output")
    case .getLifecyclePolicy:
      guard lifecyclePolicy(root) else { return }
    case .getRepositoryPolicy:
      guard let name = string("repositoryName", root), let policy = string("policyText", root)
      else { return }
      add(.repositoryPolicy(name: name, text: policy), root, account: root)
    case .getRegistryPolicy:
      guard let policy = string("policyText", root) else { return }
      add(.registryPolicy(text: policy), root, account: root)
    case .listTagsForResource: tags(root)
    case .describePullThroughCacheRules:
      add(
        .pullThroughCacheRules(
          elements("pullThroughCacheRules", key: "ecrRepositoryPrefix", root)),
        root, account: root["pullThroughCacheRules"]?.elements?.first)
    case .getRegistryScanningConfiguration:
      add(.scanningConfiguration(description: text(root)), root, account: root)
    case .describeRepositoryCreationTemplates:
      add(
        .repositoryCreationTemplates(
          elements("repositoryCreationTemplates", key: "prefix", root)), root, account: root)
    case .authorizationDetails: entities(root)
    case .describeOrganizationPolicy: organizationPolicy(root)
    case .listTargetsForPolicy:
      guard context.policyID != nil else {
        return missingNote(
          root, "of which policy these are the targets", "policyId", "p-examplepolicyid")
      }
      add(.targets(elements("Targets", key: "TargetId", root)), root)
    case .describeOrganization: organization(root)
    case .listParents: parent(root)
    case .describeImages, .batchGetImage:
      hasImages = true
      return
    case .lifecyclePolicy, .accessPolicy, .getPolicyVersion, .getInlinePolicy, .other, .unknown:
      passOver(root)
    }
    tellMore(root)
  }

  /// Adds the policy; says whether the document has one.
  private mutating func lifecyclePolicy(_ root: JSONNode) -> Bool {
    guard let name = string("repositoryName", root),
      let policy = string("lifecyclePolicyText", root)
    else { return false }
    add(
      .lifecyclePolicy(name: name, text: policy, evaluatedAt: time(root["lastEvaluatedAt"])), root,
      account: root)
    return true
  }

  /// Where a page says that others follow.
  private static func more(_ root: JSONNode) -> JSONNode? {
    let token = root["nextToken"] ?? root["NextToken"]
    return token?.value == .null ? nil : token
  }

  /// Of every list but those of images, on which previews tell it again.
  private mutating func tellMore(_ root: JSONNode) {
    guard let token = Self.more(root) else { return }
    findings.append(
      Finding(
        .warning, "MORE_PAGES", "the output says that more follows",
        help: "let the CLI fetch all pages (no --max-items), or give the other pages too",
        at: source.location(of: token.span)))
  }

  private mutating func passOver(_ root: JSONNode, as name: String? = nil) {
    let kind = DocumentKind(memberNames: root.members?.map(\.name) ?? [])
    passedOver.append((name ?? kind.name, place(root)))
  }

  private mutating func add(
    _ content: StorableDocument.Content, _ root: JSONNode, account owner: JSONNode? = nil
  ) {
    var context = context
    if let account = owner?["registryId"]?.string { context.account = account }
    documents.append(
      StorableDocument(context: context, content: content, location: place(root)))
  }

  private mutating func tags(_ root: JSONNode) {
    guard context.resourceARN != nil else {
      return missingNote(
        root, "whose tags these are", "resourceArn",
        "arn:aws:ecr:REGION:ACCOUNT:repository/NAME")
    }
    let tags = list("tags", root).compactMap { tag -> (key: String, value: String)? in
      guard let key = string("Key", tag) else { return nil }
      return (key, tag["Value"]?.string ?? "")
    }
    add(.tags(tags), root)
  }

  private mutating func missingNote(
    _ root: JSONNode, _ what: String, _ name: String, _ example: String
  ) {
    error(
      "CONTEXT_MISSING", "the document does not tell \(what)",
      "put `{\"drydock\": {\"\(name)\": \"\(example)\"}}` in front of it, as `drydock snapshot "
        + "script` does", Span(root.span.start, root.span.start + 1))
  }

  private mutating func entities(_ root: JSONNode) {
    add(
      .entities(
        users: elements("UserDetailList", key: "Arn", root),
        groups: elements("GroupDetailList", key: "Arn", root),
        roles: elements("RoleDetailList", key: "Arn", root),
        policies: elements("Policies", key: "Arn", root),
        isTruncated: root["IsTruncated"]?.value == .bool(true) || Self.more(root) != nil), root)
  }

  private mutating func organizationPolicy(_ root: JSONNode) {
    guard let policy = root["Policy"], let summary = policy["PolicySummary"] else {
      return passOver(root, as: "`aws iam get-policy` output, or something like it")
    }
    guard let id = string("Id", summary), let type = string("Type", summary),
      string("Content", policy) != nil
    else { return }
    add(.organizationPolicy(.init(key: id, description: text(root)), type: type), root)
  }

  private mutating func organization(_ root: JSONNode) {
    guard let organization = root["Organization"], let id = string("Id", organization),
      let account = organization["MasterAccountId"]?.string
        ?? string(
          "ManagementAccountId", organization)
    else { return }
    add(
      .organization(.init(key: id, description: text(root)), managementAccount: account), root)
  }

  private mutating func parent(_ root: JSONNode) {
    guard context.childID != nil else {
      return missingNote(root, "whose parent this is", "childId", "111122223333")
    }
    // AWS: "currently, a child can have only a single parent" (ListParents).
    guard let parent = elements("Parents", key: "Id", root).first else { return }
    add(.parent(parent), root)
  }

  // MARK: Values

  private func text(_ node: JSONNode) -> String {
    String(decoding: source.bytes[node.span.start..<node.span.end], as: UTF8.self)
  }

  private func place(_ node: JSONNode) -> Location {
    source.location(of: Span(node.span.start, node.span.start + 1))
  }

  private mutating func list(_ name: String, _ root: JSONNode) -> [JSONNode] {
    guard let node = root[name], node.value != .null else { return [] }
    guard let elements = node.elements else {
      error(
        "WRONG_TYPE", "`\(name)` is of type \(node.typeName) where an array belongs",
        "give the output of the AWS CLI as it is", node.span)
      return []
    }
    return elements
  }

  private mutating func elements(
    _ name: String, key: String, _ root: JSONNode
  ) -> [StorableDocument.Element] {
    list(name, root).compactMap { node in
      string(key, node).map { StorableDocument.Element(key: $0, description: text(node)) }
    }
  }

  private mutating func string(_ name: String, _ node: JSONNode) -> String? {
    if let text = node[name]?.string { return text }
    error(
      "MISSING_PROPERTY", "`\(name)` is missing, or no string",
      "give the output of the AWS CLI as it is", Span(node.span.start, node.span.start + 1))
    return nil
  }

  private func time(_ node: JSONNode?) -> Timestamp? {
    switch node?.value {
    case .string(let text): Timestamp(typed: text)
    case .number(let number): Timestamp(typed: number.literal)
    default: nil
    }
  }

  private mutating func error(
    _ code: IssueCode, _ message: String, _ help: String, _ span: Span
  ) {
    findings.append(Finding(.error, code, message, help: help, at: source.location(of: span)))
  }
}
