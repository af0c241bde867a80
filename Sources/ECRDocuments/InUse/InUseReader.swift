package import ECRModel
package import Texts

/// Reads which images are running: from Kubernetes, ECS, Lambda, or a plain list.
package enum InUseReader {
  /// The images that something runs, and what is wrong with the text.
  package struct Reading: Sendable {
    /// The references, each once, in the order of the text.
    package var references: [ImageReference] = []
    /// The number of Lambda functions that are known by `CodeSha256`, which AWS does not document
    /// as the digest of the image.
    package var codeDigestCount = 0
    /// Whether the text names everything that runs; false where it announces more, or where
    /// something was not described.
    package var isComplete = true
    /// Whether a document of the text, be it one of several, is a list of what runs and has no
    /// image.
    package var hasEmptyDocument = false
    /// The number of tasks and other things that ECS was asked to describe and did not, by its
    /// reasons.
    package var notDescribed: [String: Int] = [:]
    /// The mistakes, and what the text leaves open.
    package var findings: [Finding] = []
  }

  /// Reads the output of `kubectl get`, `aws ecs describe-tasks` or `describe-task-definition`,
  /// `aws lambda get-function` or `list-functions`, in JSON or YAML, manifests of Kubernetes, files
  /// of Docker Compose, tables with a column of images, or lines of image references, and detects
  /// which it is by the content.
  package static func read(_ source: SourceText) -> Reading {
    let form = source.formFindings
    guard !form.containsErrors else { return Reading(findings: form) }
    var reading =
      switch InUseForm(source) {
      case .json: documents(source)
      case .yaml: YAMLDocuments.inUse(source)
      case .table(let header): InUseTable.read(source, header)
      case .lines: InUseLines.read(source)
      case .other(let finding): Reading(findings: [finding])
      }
    reading.findings = form.filter { !reading.findings.contains($0) } + reading.findings
    let isReported = reading.findings.contains {
      $0.type == .error || $0.code == "NO_IMAGE_NAMED"
    }
    if reading.references.isEmpty {
      reading.hasEmptyDocument = true
      if !isReported { reading.findings.append(noImage(source)) }
    }
    return reading
  }

  private static func documents(_ source: SourceText) -> Reading {
    let json = JSONReader.read(source, several: true)
    guard !json.findings.containsErrors else { return Reading(findings: json.findings) }
    var documents = InUseDocuments(source)
    documents.gathered.reading.findings = json.findings
    for root in json.documents { documents.read(root) }
    return documents.gathered.reading
  }

  private static func noImage(_ source: SourceText) -> Finding {
    Finding(
      .warning, "NO_IMAGE_NAMED", "`\(source.name)` does not name any image",
      help: helpForEmptyList,
      at: source.location(of: Span(0, 0)))
  }

  static let helpForEmptyList =
    "collect it again, from the right namespace, cluster and region, with the permission "
    + "to list what runs"
}

/// The references of one text as they come in.
struct InUseReferences {
  let source: SourceText
  var reading = InUseReader.Reading()
  /// How many references there were, those that came before included.
  private(set) var count = 0
  private var seen: Set<ImageReference> = []

  init(_ source: SourceText) { self.source = source }

  /// Adds a reference; any other text is a mistake, unless tools print it for an empty result.
  mutating func add(_ text: String, _ span: Span) {
    guard !Self.nothing.contains(text.lowercased()), !addIfReference(text) else { return }
    error(
      "BAD_IMAGE_REFERENCE", "`\(text.prefix(80))` is not a valid image reference",
      help: Self.help(text), at: span)
  }

  /// What `aws --output text`, `jq -r` and `kubectl` print in place of a missing value.
  private static let nothing: Set<String> = ["none", "null", "<none>", "(none)", "n/a"]

  private static func help(_ text: String) -> String {
    if text.hasPrefix("arn:") {
      return
        "an ARN does not name an image: give the output of `aws ecs describe-task-definition` for a "
        + "task definition, or the addresses of the images"
    }
    if text.contains("{{") {
      return "give the result of the template, for example with `helm template`"
    }
    if text.contains("$") {
      return "give the file with its variables filled in, for example by `docker compose config`"
    }
    if text.contains(where: { "<>{}".contains($0) }) {
      return "replace the placeholder with the image that is deployed"
    }
    if text.hasPrefix("sha256:") { return "write the whole digest, with 64 hexadecimal digits" }
    return
      "write `123456789012.dkr.ecr.eu-central-1.amazonaws.com/team/app:v1`, `team/app:v1`, or "
      + "a digest, one per line"
  }

  /// Adds a reference if the text is one; returns whether it is.
  @discardableResult
  mutating func addIfReference(_ text: String) -> Bool {
    // `sha256sum` and Lambda leave the name of the algorithm out.
    let isBareHash = text.utf8.count == 64 && text.allSatisfy(\.isHexDigit)
    guard let reference = ImageReference(isBareHash ? "sha256:" + text.lowercased() : text),
      reference.isWellFormed, reference.repositoryName != "sha256"
    else { return false }
    count += 1
    if seen.insert(reference).inserted { reading.references.append(reference) }
    return true
  }

  /// Adds the image that a text names by the address of a registry of ECR's, with a tag or digest.
  mutating func addIfAddress(_ text: String) {
    guard text.contains(".dkr"), let reference = ImageReference(text), reference.registryID != nil,
      reference.digest != nil || text.split(separator: "/").last?.contains(":") == true
    else { return }
    addIfReference(text)
  }

  mutating func error(_ code: IssueCode, _ message: String, help: String, at span: Span) {
    reading.findings.append(
      Finding(.error, code, message, help: help, at: source.location(of: span)))
  }

  mutating func warn(_ code: IssueCode, _ message: String, help: String, at span: Span) {
    reading.findings.append(
      Finding(.warning, code, message, help: help, at: source.location(of: span)))
  }
}

extension ImageReference {
  /// The reference that names the same repository by digest.
  static func text(_ text: String, pinnedTo digest: String) -> String {
    var path = text.prefix { $0 != "@" }
    if let colon = path.lastIndex(of: ":"), !path[colon...].contains("/") { path = path[..<colon] }
    return "\(path)@\(digest)"
  }
}
