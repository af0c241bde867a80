import ECRModel
package import Texts

/// Reads the documents of a file that a snapshot keeps, images apart.
package struct StorableDocumentReader {
  private var json: ObjectReader
  private let start: DocumentContext
  private var context: DocumentContext
  private var documents: [StorableDocument] = []
  private var passedOver: [(kind: String, location: Location)] = []
  private var hasImages = false

  /// What reading a file gave.
  package struct Reading: Sendable {
    /// The documents.
    package var documents: [StorableDocument]
    /// What is wrong with the file; with an error nothing of it counts.
    package var findings: [Finding]
    /// Documents of kinds that are not kept, with what to call them.
    package var passedOver: [(kind: String, location: Location)]
    /// Whether the file has documents of images too.
    package var hasImages: Bool
  }

  /// Reads a file; `context` is what is known already.
  package static func read(_ source: SourceText, _ context: DocumentContext) -> Reading {
    let text = JSONReader.read(source, several: true)
    var reader = StorableDocumentReader(source, context)
    reader.json.findings.adopt(text.findings)
    if text.documents.isEmpty, text.findings.isEmpty {
      reader.json.error(
        "JSON_EMPTY", "the file is empty",
        help: "the AWS CLI prints nothing when it fails: collect the document again, or leave the "
          + "file out", at: Span(0, 0))
    }
    for root in text.documents { reader.document(root) }
    return Reading(
      documents: reader.documents, findings: reader.json.findings.inReadingOrder(),
      passedOver: reader.passedOver, hasImages: reader.hasImages)
  }

  private init(_ source: SourceText, _ context: DocumentContext) {
    json = ObjectReader(FindingCollector(source), .awsOutput)
    start = context
    self.context = context
  }

  private mutating func document(_ root: JSONNode) {
    switch DocumentKind(memberNames: root.members?.map(\.name) ?? []) {
    case .context:
      let note = DocumentContext.read(root["drydock"] ?? root, in: json.source, over: start)
      context = note.context
      json.findings.adopt(note.findings)
    case .describeRegistry: add(.registry(description: text(root)), root, account: root)
    case .describeRepositories:
      add(.repositories(elements("repositories", key: "repositoryArn", root)), root)
    case .getLifecyclePolicy where root["status"] != nil || root["previewResults"] != nil:
      // The policy of a preview is one that was tried, not the one that the repository has.
      passOver(root, as: "`aws ecr get-lifecycle-policy-preview` output")
    case .getLifecyclePolicy: lifecyclePolicy(root)
    case .getRepositoryPolicy:
      guard let name = json.printed("repositoryName", in: root),
        let policy = json.printed("policyText", in: root)
      else { return }
      add(.repositoryPolicy(name: name, text: policy), root, account: root)
    case .getRegistryPolicy:
      guard let policy = json.printed("policyText", in: root) else { return }
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
      guard json.noted(.policyId, context, root) != nil else { return }
      add(.targets(elements("Targets", key: "TargetId", root)), root)
    case .describeOrganization: organization(root)
    case .listParents: parent(root)
    case .failedCalls: add(.failedCalls(FailedCalls.read(root, &json)), root)
    case .describeImages, .batchGetImage:
      hasImages = true
      return
    case .lifecyclePolicy, .accessPolicy, .getPolicyVersion, .getInlinePolicy, .getRole, .other,
      .unknown:
      passOver(root)
    }
    tellMore(root)
  }

  private mutating func lifecyclePolicy(_ root: JSONNode) {
    guard let name = json.printed("repositoryName", in: root),
      let policy = json.printed("lifecyclePolicyText", in: root)
    else { return }
    add(
      .lifecyclePolicy(
        name: name, text: policy, evaluatedAt: time(root.ecrMember("lastEvaluatedAt"))), root,
      account: root)
  }

  /// For every list except those of images, which previews report again.
  private mutating func tellMore(_ root: JSONNode) {
    guard let token = root.morePages, token.value != .bool(true) else { return }
    json.findings.add(
      .warning, "MORE_PAGES", "the output is incomplete: more pages follow",
      help: MissingPages.help,
      at: token.span)
  }

  private mutating func passOver(_ root: JSONNode, as name: String? = nil) {
    let kind = DocumentKind(memberNames: root.members?.map(\.name) ?? [])
    passedOver.append((name ?? kind.name, place(root)))
  }

  private mutating func add(
    _ content: StorableDocument.Content, _ root: JSONNode, account owner: JSONNode? = nil
  ) {
    var context = context
    if let account = owner?.ecrMember("registryId")?.string { context.account = account }
    documents.append(
      StorableDocument(context: context, content: content, location: place(root)))
  }

  private mutating func tags(_ root: JSONNode) {
    guard json.noted(.resourceArn, context, root) != nil else { return }
    let tags = json.optionalArray("tags", in: root).compactMap {
      tag -> (key: String, value: String)? in
      guard let key = json.printed("Key", in: tag) else { return nil }
      return (key, tag["Value"]?.string ?? "")
    }
    add(.tags(tags), root)
  }

  private mutating func entities(_ root: JSONNode) {
    add(
      .entities(
        users: elements("UserDetailList", key: "Arn", root),
        groups: elements("GroupDetailList", key: "Arn", root),
        roles: elements("RoleDetailList", key: "Arn", root),
        policies: elements("Policies", key: "Arn", root),
        isTruncated: root.morePages != nil), root)
  }

  private mutating func organizationPolicy(_ root: JSONNode) {
    guard let policy = root["Policy"], let summary = policy["PolicySummary"] else {
      return passOver(root, as: "`aws iam get-policy` output or similar")
    }
    guard let id = json.printed("Id", in: summary), let type = json.printed("Type", in: summary),
      json.printed("Content", in: policy) != nil
    else { return }
    add(.organizationPolicy(.init(key: id, description: text(root)), type: type), root)
  }

  private mutating func organization(_ root: JSONNode) {
    guard let organization = root["Organization"], let id = json.printed("Id", in: organization),
      let account = organization["MasterAccountId"]?.string
        ?? json.printed("ManagementAccountId", in: organization)
    else { return }
    add(
      .organization(.init(key: id, description: text(root)), managementAccount: account), root)
  }

  private mutating func parent(_ root: JSONNode) {
    guard json.noted(.childId, context, root) != nil else { return }
    // AWS: "currently, a child can have only a single parent" (ListParents).
    guard let parent = elements("Parents", key: "Id", root).first else { return }
    add(.parent(parent), root)
  }

  // MARK: Values

  private func text(_ node: JSONNode) -> String {
    String(decoding: json.source.bytes[node.span.start..<node.span.end], as: UTF8.self)
  }

  private func place(_ node: JSONNode) -> Location {
    json.source.location(of: node.span.firstByte)
  }

  private mutating func elements(
    _ name: String, key: String, _ root: JSONNode
  ) -> [StorableDocument.Element] {
    json.optionalArray(name, in: root).compactMap { node in
      json.printed(key, in: node).map { StorableDocument.Element(key: $0, description: text(node)) }
    }
  }

  private func time(_ node: JSONNode?) -> Timestamp? {
    switch node?.value {
    case .string(let text): Timestamp(typed: text)
    case .number(let number): Timestamp(typed: number.literal)
    default: nil
    }
  }
}
