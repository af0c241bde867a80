import ECRModel
import Texts

/// Resources that mean something else than their authors think.
enum ResourceLints {
  static func run(_ statement: PolicyDocument.Statement, _ findings: inout FindingCollector) {
    for pattern in statement.resource?.patterns ?? [] {
      incomplete(pattern, &findings)
      noRepository(pattern, &findings)
    }
  }

  /// A-35: AWS adds what is missing of an ARN; what comes of it is seldom what was meant.
  private static func incomplete(
    _ pattern: Located<String>, _ findings: inout FindingCollector
  ) {
    let parts = PolicyVariable.masked(pattern.value).split(
      separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    // A text of variables alone may be a whole ARN; a `*` as the last part means all the rest anyway.
    guard parts[0] == "arn", parts.count < 6, parts.last != "*" else { return }
    let added = String(repeating: ":*", count: 6 - parts.count)
    findings.add(
      .warning, "INCOMPLETE_ARN",
      "`\(pattern.value)` has \(parts.count) of an ARN's six parts, and AWS completes it to "
        + "`\(pattern.value.shortened())\(added)`",
      help: "write all six: `arn:aws:ecr:REGION:ACCOUNT:repository/NAME`", at: pattern.span,
      facts: ["A-35"])
  }

  /// T-A27: no repository that can exist has the ARN.
  private static func noRepository(
    _ pattern: Located<String>, _ findings: inout FindingCollector
  ) {
    guard PolicyVariable.mistake(in: pattern.value) == nil else { return }
    // A variable may have any value, so that a wildcard takes its place.
    let parts = wild(pattern.value).split(
      separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    guard parts.count == 6, parts[0] == "arn", parts[2] == "ecr" else { return }
    if imageAddress(parts[5], pattern, &findings) { return }
    let reason: String
    if !RegionName.isPossible(parts[3]) {
      reason = "`\(parts[3])` is not a region"
    } else if let partition = RegionName.otherPartition(parts) {
      findings.add(
        .warning, "RESOURCE_NAMES_NO_REPOSITORY",
        "no repository can have the ARN `\(pattern.value)`: `\(parts[3])` is a region of the partition "
          + "`\(partition)`",
        help: Spelling.didYouMean(
          "arn:\(partition)\(pattern.value.dropFirst(4 + parts[1].count))"),
        at: pattern.span, facts: ["A-33", "T-A27"])
      return
    } else if !RepositoryNamePattern.canMatch(parts[5]) {
      reason = self.reason(parts[5])
    } else {
      return
    }
    let meant =
      PolicyVariable.mayStand(in: pattern.value) || !RegionName.isPossible(parts[3])
      ? nil : meant(parts[5]).map { "\(pattern.value.dropLast(parts[5].count))\($0)" }
    let hasName = parts[5].hasPrefix("repository/") && parts[5].count > "repository/".count
    let form =
      hasName && !RepositoryNamePattern.hasPossibleLength(parts[5])
      ? "use a name of 2 to 256 characters"
      : "write `arn:aws:ecr:REGION:ACCOUNT:repository/NAME`"
    findings.add(
      .warning, "RESOURCE_NAMES_NO_REPOSITORY",
      "no repository can have the ARN `\(pattern.value)`: \(reason)",
      help: meant.map { Spelling.didYouMean($0) } ?? form, at: pattern.span,
      facts: ["A-33", "T-A27"])
  }

  /// A repository's name that begins with the address of a registry: ECR allows it, and hardly anybody
  /// means it.
  private static func imageAddress(
    _ resource: Substring, _ pattern: Located<String>, _ findings: inout FindingCollector
  ) -> Bool {
    guard resource.hasPrefix("repository/"),
      let image = ImageReference(String(resource.dropFirst("repository/".count))),
      let account = image.registryID, let region = image.region, let name = image.repositoryName
    else { return false }
    let arn = ARN.repository(
      name, account: account, region: region, partition: ARN.partition(of: region))
    findings.add(
      .warning, "RESOURCE_HOLDS_IMAGE_ADDRESS",
      "the repository's name in `\(pattern.value)` begins with the address of a registry",
      help: Spelling.didYouMean("\(arn)"), at: pattern.span, facts: ["A-33", "T-A27"])
    return true
  }

  /// A text with a wildcard in the place of each variable.
  private static func wild(_ text: String) -> String {
    PolicyVariable.pieces(of: text).map { piece in
      switch piece {
      case .text(let text): text
      case .literal: "\u{1}"
      case .variable: "*"
      }
    }.joined()
  }

  private static func reason(_ resource: Substring) -> String {
    guard resource.hasPrefix("repository/") else {
      return "its last part does not begin with `repository/`"
    }
    let name = resource.dropFirst("repository/".count)
    if name.contains("@") || name.contains(":") {
      return "a repository's ARN has neither a tag nor a digest"
    }
    if name.contains(where: \.isUppercase) { return "repository names have no capital letters" }
    if name.hasSuffix("/") { return "repository names do not end with a slash" }
    if name.isEmpty { return "the name is missing" }
    if name.contains("//") || name.hasPrefix("/") {
      return "repository names have no empty part between slashes"
    }
    if !RepositoryNamePattern.hasPossibleLength(resource) {
      return "repository names have 2 to 256 characters"
    }
    return "`\(name)` is not a repository name"
  }

  /// The resource that was most likely meant; nil when no guess is a repository's.
  private static func meant(_ resource: Substring) -> String? {
    var name = String(resource)
    while name.hasPrefix("/") { name = String(name.dropFirst()) }
    for prefix in ["repository/", "repository:", "repositories/", "repo/"]
    where name.lowercased().hasPrefix(prefix) {
      name = String(name.dropFirst(prefix.count))
      break
    }
    if let end = name.firstIndex(where: { $0 == ":" || $0 == "@" }) { name = String(name[..<end]) }
    name = name.lowercased()
    while name.hasSuffix("/") { name = String(name.dropLast()) }
    while name.hasPrefix("/") { name = String(name.dropFirst()) }
    let meant = "repository/" + name
    return name != "repository" && RepositoryNamePattern.canMatch(meant) ? meant : nil
  }
}
