import ECRModel
import Texts

/// Finds the images that JSON documents of Kubernetes, ECS, Lambda and others name.
///
/// All systems that run containers have a list of them, each with its `image`: pods and the
/// workloads that make pods, ECS tasks and task definitions, jobs of Batch, custom resources.
struct InUseDocuments {
  var gathered: InUseReferences
  /// Whether every `image` names one, as in files that people write; in documents of services an
  /// `image` outside of containers may be something else.
  private let isStrict: Bool

  init(_ source: SourceText, isStrict: Bool = false) {
    gathered = InUseReferences(source)
    self.isStrict = isStrict
  }

  /// One document; an array holds documents, or references in quotes.
  mutating func read(_ root: JSONNode) {
    switch root.value {
    case .array(let elements): for element in elements { read(element) }
    case .string(let text): gathered.add(text, root.span)
    case .object: object(root)
    case .null, .bool, .number, .invalid: unknown(root)
    }
  }

  private mutating func object(_ root: JSONNode) {
    let before = gathered.count
    let mistakes = gathered.reading.findings.count(where: { $0.type == .error })
    checkMore(root)
    checkFailures(root)
    walk(root, isContainer: false)
    guard gathered.count == before,
      gathered.reading.findings.count(where: { $0.type == .error }) == mistakes
    else { return }
    let names = Set(root.members?.map { $0.name.lowercased() } ?? [])
    if let (_, what) = Self.namesNoImage.first(where: { names.contains($0.member) }),
      root["services"]?.members == nil
    {
      gathered.reading.hasEmptyDocument = true
      gathered.warn(
        "NO_IMAGE_NAMED", "\(what) does not name any image",
        help: "give `aws ecs describe-tasks` output, or `aws ecs describe-task-definition` output "
          + "for each task definition", at: root.span.firstByte)
    } else if names.isDisjoint(with: Self.known) {
      unknown(root)
    } else if !names.isDisjoint(with: Self.lists) {
      gathered.reading.hasEmptyDocument = true
      gathered.warn(
        "NO_IMAGE_NAMED", "this list of running workloads does not name any image",
        help: InUseReader.helpForEmptyList, at: root.span.firstByte)
    }
  }

  private mutating func unknown(_ root: JSONNode) {
    gathered.error(
      "UNKNOWN_DOCUMENT", "this document does not name running images",
      help: "give the output of `kubectl get all -A -o json`, `aws ecs describe-tasks`, `aws ecs "
        + "describe-task-definition` or `aws lambda get-function`, or one image reference per line",
      at: root.span.firstByte)
  }

  /// Members of documents that may name images, in lower case: an empty list is one too.
  private static let known = lists.union([
    "kind", "spec", "taskdefinition", "containerdefinitions", "configuration", "functionname",
    "service",
  ])

  /// Those whose values list what runs.
  private static let lists: Set<String> = [
    "items", "tasks", "services", "servicerevisions", "functions", "versions", "failures",
    "jobdefinitions",
  ]

  private static let namesNoImage: [(member: String, what: String)] = [
    ("taskarns", "`aws ecs list-tasks` output"),
    ("taskdefinitionarns", "`aws ecs list-task-definitions` output"),
    ("servicearns", "`aws ecs list-services` output"),
    ("services", "`aws ecs describe-services` output"),
  ]

  // MARK: Walking

  private static let containerLists: Set<String> = [
    "containers", "initContainers", "ephemeralContainers", "containerDefinitions",
  ]

  private mutating func walk(_ node: JSONNode, isContainer: Bool) {
    if let elements = node.elements {
      for element in elements {
        if let text = element.string { gathered.addIfAddress(text) }
        walk(element, isContainer: isContainer)
      }
    }
    guard let members = node.members else { return }
    image(of: node, isContainer: isContainer)
    if isFunction(node) { function(node) }
    for member in members {
      switch member.name {
      case "annotations", "labels", "managedFields", "image", "Image": continue
      case "Configuration" where Self.image(ofCode: node) != nil:
        // The code of the function names the image; its checksum is only a hint.
        continue
      case let name where name.hasSuffix("Statuses"): statuses(member.value)
      default:
        // Custom resources and workflows name images wherever they like.
        if let text = member.value.string { gathered.addIfAddress(text) }
        walk(member.value, isContainer: Self.containerLists.contains(member.name))
      }
    }
  }

  /// The image that an object names, if it does.
  private mutating func image(of node: JSONNode, isContainer: Bool) {
    if let image = node["image"] ?? node["Image"] {
      if let parts = InUseImageParts(image, mayHaveName: isStrict) {
        add(parts)
      } else {
        // Kubernetes mounts an image as a volume by its `reference`.
        add(image["reference"] ?? image, isContainer: isContainer)
      }
      if let text = image.string, let digest = node["imageDigest"], let value = digest.string {
        // The tag may have moved since the task started; the digest is what it runs.
        gathered.add(ImageReference.text(text, pinnedTo: value), digest.span)
      }
    } else if isContainer, let digest = node["imageDigest"] {
      add(digest, isContainer: true)
    }
    for name in ["ImageUri", "imageUri", "ResolvedImageUri", "ImageIdentifier"] {
      if let image = node[name] { add(image, isContainer: true) }
    }
  }

  /// An image that is given in parts.
  private mutating func add(_ parts: InUseImageParts) {
    if let reference = parts.reference {
      gathered.add(reference, parts.span)
    } else {
      gathered.error(
        "IMAGE_IN_PARTS", "the image `\(parts.name)` has neither a tag nor a digest here",
        help: "give what is deployed: the output of `kubectl get pods -A -o json`, or of `helm "
          + "template`", at: parts.span)
    }
  }

  private mutating func add(_ node: JSONNode, isContainer: Bool) {
    if node.value == .invalid {
      return gathered.error(
        "BAD_IMAGE_REFERENCE", "this image is written as an alias or with a tag of YAML",
        help: "write the image itself, or give the output of `kubectl get pods -A -o json`",
        at: node.span)
    }
    if let name = node.members?.first?.name, name == "Ref" || name.hasPrefix("Fn::") {
      return gathered.error(
        "BAD_IMAGE_REFERENCE", "CloudFormation computes this image: `\(name)`",
        help:
          "give what is deployed: the output of `aws ecs describe-task-definition` or `aws lambda "
          + "get-function`", at: node.span)
    }
    guard let text = node.string, !text.isEmpty else { return }
    // Alternatives to `image` that hide one.
    let isTemplate = text.contains("{{") || text.contains("${")
    if isContainer || isStrict || isTemplate {
      gathered.add(text, node.span)
    } else {
      gathered.addIfReference(text)
    }
  }

  private mutating func statuses(_ list: JSONNode) {
    for status in list.elements ?? [] {
      // A container that has not started has an empty imageID.
      guard let image = status["imageID"], let text = image.string, text.contains("@") else {
        continue
      }
      gathered.add(text, image.span)
    }
  }

  // MARK: Lambda

  private func isFunction(_ node: JSONNode) -> Bool {
    node["FunctionName"] != nil && node["PackageType"]?.string == "Image"
  }

  private static func image(ofCode function: JSONNode) -> JSONNode? {
    function["Code"]?["ImageUri"] ?? function["Code"]?["ResolvedImageUri"]
  }

  /// A function without its code: only the checksum of the code is left.
  private mutating func function(_ node: JSONNode) {
    guard let name = node["FunctionName"] else { return }
    // INFERRED: for functions made of images, `CodeSha256` has been seen to be the digest of the
    // image; AWS does not document it. It can only add to what must stay, and never be all of it.
    if let digest = node["CodeSha256"], let text = digest.string, text.utf8.count == 64,
      gathered.addIfReference(text)
    {
      if gathered.reading.codeDigestCount == 0 {
        gathered.warn(
          "FUNCTION_WITHOUT_IMAGE",
          "the document does not name the images of its functions: `CodeSha256` is used as the "
            + "digest, which AWS does not document",
          help:
            "give the output of `aws lambda get-function` for each function, which names its image",
          at: digest.span)
      }
      gathered.reading.codeDigestCount += 1
    } else {
      gathered.reading.isComplete = false
      gathered.warn(
        "FUNCTION_WITHOUT_IMAGE",
        "the document does not name the image of function `\(name.string ?? "")`",
        help: "give the output of `aws lambda get-function` for it", at: name.span)
    }
  }

  // MARK: What is not there

  /// A list that announces more pages.
  private mutating func checkMore(_ root: JSONNode) {
    let token = root.morePages ?? root["metadata"]?.present("continue")
    guard let token, token.string != "" else { return }
    gathered.reading.isComplete = false
    gathered.warn(
      "MORE_PAGES", "the output is incomplete: more pages follow",
      help: MissingPages.help,
      at: token.span)
  }

  /// What ECS was asked to describe and did not.
  ///
  /// `MISSING` may be what has stopped or a slip in a name, and a slip leaves out what runs: whatever
  /// the reason, it is not known what the thing runs.
  private mutating func checkFailures(_ root: JSONNode) {
    guard let failures = root["failures"]?.elements, let first = failures.first else { return }
    let reasons = failures.map { $0["reason"]?.string ?? "no reason" }
    for reason in reasons { gathered.reading.notDescribed[reason, default: 0] += 1 }
    gathered.reading.isComplete = false
    gathered.warn(
      "NOT_DESCRIBED",
      "ECS did not describe \(failures.count) of the requested tasks or definitions "
        + "(\(Set(reasons).sorted().joined(separator: ", ")))",
      help: Set(reasons) == ["MISSING"]
        ? "check the cluster and the names; if a task has stopped, run the command again without it"
        : "run the command again, and give all output", at: first.span.firstByte)
  }
}

/// An image that is given in parts, as the values of Helm charts and GitLab's pipelines have it.
private struct InUseImageParts {
  /// The name, with its registry.
  let name: String
  /// The whole reference; nil where neither a tag nor a digest is there.
  let reference: String?
  let span: Span

  init?(_ image: JSONNode, mayHaveName: Bool) {
    guard let node = image["repository"] ?? (mayHaveName ? image["name"] : nil),
      let path = node.string, !path.isEmpty
    else { return nil }
    span = node.span
    let registry = image["registry"]?.string.flatMap { $0.isEmpty ? nil : $0 + "/" } ?? ""
    name = registry + path
    let digest = image["digest"]?.string.flatMap { $0.isEmpty ? nil : "@" + $0 }
    // The tag `1.10` may be written without quotes.
    let tag = image["tag"]?.scalar.flatMap { $0.isEmpty ? nil : ":" + $0 }
    let isWhole = path.contains("@") || path.split(separator: "/").last?.contains(":") == true
    let ending = digest ?? tag
    reference = ending == nil && !isWhole ? nil : name + (ending ?? "")
  }
}
