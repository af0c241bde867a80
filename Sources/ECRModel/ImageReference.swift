/// What a cluster or a person writes to name an image: `registry/repository:tag@digest`.
public struct ImageReference: Sendable, Hashable {
  /// The reference as it was written.
  public var text: String
  /// The account whose registry is meant; nil when no registry is named.
  public var registryID: String?
  /// The region of that registry.
  public var region: String?
  /// The host of a registry that is not Amazon ECR's.
  public var foreignRegistry: String?
  /// The repository; nil for a bare digest.
  public var repositoryName: String?
  /// The tag; `latest` where neither a tag nor a digest is given.
  public var tag: String?
  /// The digest.
  public var digest: String?

  /// Reads a reference; nil when the text is none.
  public init?(_ text: String) {
    self.text = text
    var rest = Substring(text)
    for scheme in ["docker-pullable://", "docker://", "containerd://", "https://"]
    where rest.hasPrefix(scheme) {
      rest = rest.dropFirst(scheme.count)
    }
    guard !rest.isEmpty, rest.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value < 0x7F })
    else { return nil }
    if Self.isDigest(rest) {
      digest = String(rest)
      return
    }
    if let at = rest.firstIndex(of: "@") {
      let written = rest[rest.index(after: at)...]
      guard Self.isDigest(written) else { return nil }
      digest = String(written)
      rest = rest[..<at]
    }
    if let slash = rest.firstIndex(of: "/"), Self.isHost(rest[..<slash]) {
      readRegistry(String(rest[..<slash]))
      rest = rest[rest.index(after: slash)...]
    }
    if let colon = rest.lastIndex(of: ":"), !rest[colon...].contains("/") {
      tag = String(rest[rest.index(after: colon)...])
      rest = rest[..<colon]
      guard tag?.isEmpty == false else { return nil }
    }
    guard !rest.isEmpty, !rest.hasPrefix("/"), !rest.hasSuffix("/"), !rest.contains(":") else {
      return nil
    }
    repositoryName = String(rest)
    if tag == nil, digest == nil { tag = "latest" }
  }

  /// The text, where it is one word that may be a tag as well as the name of a repository.
  public var bareName: String? {
    let isBare =
      registryID == nil && foreignRegistry == nil && digest == nil
      && !text.contains { "/:@".contains($0) }
    return isBare ? text : nil
  }

  /// Whether the first part of a path is a host: Docker's own rule.
  private static func isHost(_ part: Substring) -> Bool {
    part.contains(".") || part.contains(":") || part == "localhost"
  }

  static func isDigest(_ text: Substring) -> Bool {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    return parts.count == 2 && parts[0].hasPrefix("sha") && parts[1].utf8.count >= 32
      && parts[1].allSatisfy(\.isHexDigit)
  }

  /// `ACCOUNT.dkr.ecr.REGION.amazonaws.com` and its FIPS, dual-stack and China forms.
  private mutating func readRegistry(_ host: String) {
    let labels = host.split(separator: ".")
    let services = ["ecr", "ecr-fips"]
    let isClassic = labels.count > 3 && labels[1] == "dkr" && services.contains(String(labels[2]))
    let isDualStack = labels.count > 3 && ["dkr-ecr", "dkr-ecr-fips"].contains(String(labels[1]))
    guard isClassic || isDualStack, let account = labels.first, account.count == 12,
      account.allSatisfy(\.isNumber)
    else {
      foreignRegistry = host
      return
    }
    registryID = String(account)
    region = String(labels[isClassic ? 3 : 2])
  }
}
