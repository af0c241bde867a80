public import ECRModel
public import Texts

/// Reads which images are running: from ECS, from Kubernetes, or from a plain list.
public enum InUseReader {
  /// The images that something runs, and what is wrong with the text.
  public struct Reading: Sendable {
    /// The references, each once, in the order of the text.
    public var references: [ImageReference]
    /// The mistakes.
    public var findings: [Finding]
  }

  /// Reads `aws ecs describe-tasks` output, `kubectl get pods -A -o json` output, or lines of image
  /// references, and tells them apart by what they contain.
  public static func read(_ source: SourceText) -> Reading {
    let first = source.bytes.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
      ? documents(source) : lines(source)
  }

  // MARK: Lines

  private static func lines(_ source: SourceText) -> Reading {
    var gathered = Gathered()
    var start = 0
    for line in source.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    {
      defer { start += line.count + 1 }
      let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
      guard let from = line.firstIndex(where: { !isSpace($0) }),
        let to = line.lastIndex(where: { !isSpace($0) }), line[from] != UInt8(ascii: "#")
      else { continue }
      let text = String(decoding: line[from...to], as: UTF8.self)
      gathered.add(text, Span(from, to + 1), source)
    }
    return gathered.reading
  }

  // MARK: Documents

  private static func documents(_ source: SourceText) -> Reading {
    let json = JSONReader.read(source, several: true)
    var gathered = Gathered()
    gathered.reading.findings = json.findings
    guard json.findings.isEmpty else { return gathered.reading }
    for root in json.documents {
      if let tasks = root["tasks"]?.elements {
        for container in tasks.flatMap({ $0["containers"]?.elements ?? [] }) {
          task(container, source, &gathered)
        }
      } else if let pods = root["items"]?.elements {
        for item in pods { pod(item, source, &gathered) }
      } else if root["spec"] != nil {
        pod(root, source, &gathered)
      } else {
        gathered.reading.findings.append(
          Finding(
            .error, "UNKNOWN_DOCUMENT", "this names no running images",
            help: "give `aws ecs describe-tasks` output, `kubectl get pods -A -o json` output, or "
              + "one image reference a line",
            at: source.location(of: root.span.firstByte)))
      }
    }
    return gathered.reading
  }

  private static func task(
    _ container: JSONNode, _ source: SourceText, _ gathered: inout Gathered
  ) {
    guard let image = container["image"], let text = image.string else { return }
    gathered.add(text, image.span, source)
    // The tag may have moved since the task started; the digest says what it runs.
    guard let digest = container["imageDigest"], let value = digest.string else { return }
    gathered.add(ImageReference.text(text, pinnedTo: value), digest.span, source)
  }

  private static func pod(_ pod: JSONNode, _ source: SourceText, _ gathered: inout Gathered) {
    for list in ["containers", "initContainers", "ephemeralContainers"] {
      for container in pod["spec"]?[list]?.elements ?? [] {
        guard let image = container["image"], let text = image.string else { continue }
        gathered.add(text, image.span, source)
      }
      let statuses = String(list.dropLast()) + "Statuses"
      for status in pod["status"]?[statuses]?.elements ?? [] {
        // A container that has not started has an empty imageID.
        guard let image = status["imageID"], let text = image.string, text.contains("@") else {
          continue
        }
        gathered.add(text, image.span, source)
      }
    }
  }

  private struct Gathered {
    var reading = Reading(references: [], findings: [])
    private var seen: Set<ImageReference> = []

    mutating func add(_ text: String, _ span: Span, _ source: SourceText) {
      guard let reference = ImageReference(text) else {
        reading.findings.append(
          Finding(
            .error, "BAD_IMAGE_REFERENCE", "`\(text.prefix(80))` is no image reference",
            help: "write `123456789012.dkr.ecr.eu-central-1.amazonaws.com/team/app:v1`, "
              + "`team/app:v1`, or a digest", at: source.location(of: span)))
        return
      }
      if seen.insert(reference).inserted { reading.references.append(reference) }
    }
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
