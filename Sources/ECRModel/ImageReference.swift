/// What a cluster or a person writes to name an image: `registry/repository:tag@digest`.
package struct ImageReference: Sendable, Hashable {
  /// The reference as it was written.
  package var text: String
  /// The account whose registry is meant; nil when no registry is named.
  package var registryID: String?
  /// The region of that registry.
  package var region: String?
  /// The host of a registry that is not Amazon ECR's.
  package var foreignRegistry: String?
  /// The repository; nil for a bare digest.
  package var repositoryName: String?
  /// The tag; `latest` where neither a tag nor a digest is given.
  package var tag: String?
  /// The digest.
  package var digest: String?

  /// Reads a reference; nil when the text is not one.
  package init?(_ text: String) {
    self.text = text
    var rest = Substring(text)
    for scheme in ["docker-pullable://", "docker://", "containerd://", "oci://", "https://"]
    where rest.hasPrefix(scheme) {
      rest = rest.dropFirst(scheme.count)
    }
    guard !rest.isEmpty, rest.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value < 0x7F })
    else { return nil }
    if Self.isDigest(rest) {
      digest = rest.lowercased()
      return
    }
    if let at = rest.firstIndex(of: "@") {
      let written = rest[rest.index(after: at)...]
      guard Self.isDigest(written) else { return nil }
      digest = written.lowercased()
      rest = rest[..<at]
    }
    if let slash = rest.firstIndex(of: "/"), Self.isHost(rest[..<slash]) {
      readRegistry(rest[..<slash].lowercased())
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
  package var bareName: String? {
    let isBare =
      registryID == nil && foreignRegistry == nil && digest == nil
      && !text.contains { "/:@".contains($0) }
    return isBare ? text : nil
  }

  /// Whether the first part of a path is a host: Docker's own rule.
  private static func isHost(_ part: Substring) -> Bool {
    part.contains(".") || part.contains(":") || part == "localhost"
  }

  /// Whether every part is spelled as Docker's grammar of references has it; a placeholder such as
  /// `<IMAGE1_NAME>`, an ARN, or a cell of a table is not.
  ///
  /// One word alone may be a tag, and tags may have capital letters.
  package var isWellFormed: Bool {
    if let tag, !TagRule.allows(tag) { return false }
    if let bareName { return TagRule.allows(bareName) }
    if let foreignRegistry, !Self.isWellFormedHost(foreignRegistry) { return false }
    guard let repositoryName else { return digest != nil }
    return repositoryName.split(separator: "/", omittingEmptySubsequences: false).allSatisfy {
      guard let first = $0.utf8.first, let last = $0.utf8.last else { return false }
      return Self.isLowerOrDigit(first) && Self.isLowerOrDigit(last)
        && $0.utf8.allSatisfy { Self.isLowerOrDigit($0) || "._-".utf8.contains($0) }
    }
  }

  private static func isWellFormedHost(_ host: String) -> Bool {
    let parts = host.split(separator: ":", omittingEmptySubsequences: false)
    return parts.count <= 2
      && parts[0].unicodeScalars.allSatisfy { TagRule.allows($0) && $0 != "_" }
      && (parts.count == 1 || !parts[1].isEmpty && parts[1].allSatisfy(\.isNumber))
  }

  private static func isLowerOrDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  static func isDigest(_ text: Substring) -> Bool {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    return parts.count == 2 && parts[0].lowercased().hasPrefix("sha") && parts[1].utf8.count >= 32
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
