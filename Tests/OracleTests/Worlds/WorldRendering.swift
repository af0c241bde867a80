/// Worlds written as the JSON texts a user would hand over.

/// How a version of the command line writes times.
enum DescribeStyle: String, CaseIterable, Sendable {
  /// Seconds since 1970 as a decimal fraction.
  case v1
  /// ISO 8601 with an offset.
  case v2
}

/// The policy text of the world's rules, in the order they stand in.
func policyJSON(_ world: OracleWorld) -> String {
  object([("rules", array(world.rules.map(ruleJSON)))])
}

private func ruleJSON(_ rule: OracleRule) -> String {
  var selection = [("tagStatus", quoted(rule.tagStatus.rawValue))]
  if !rule.patterns.isEmpty {
    selection.append(("tagPatternList", array(rule.patterns.map(quoted))))
  }
  if !rule.prefixes.isEmpty {
    selection.append(("tagPrefixList", array(rule.prefixes.map(quoted))))
  }
  // Standard is the default, but may be spelled out (J-15, Q-10).
  if rule.storageClass == .archive || rule.priority.isMultiple(of: 5) {
    selection.append(("storageClass", quoted(rule.storageClass.rawValue)))
  }
  selection.append(("countType", quoted(rule.countType.rawValue)))
  if rule.countType != .imageCountMoreThan {
    selection.append(("countUnit", quoted("days")))
  }
  selection.append(("countNumber", String(rule.countNumber)))

  var action = [("type", quoted(rule.action.rawValue))]
  if rule.action == .transition {
    action.append(("targetStorageClass", quoted("archive")))
  }
  return object([
    ("rulePriority", String(rule.priority)),
    // Long enough that even one rule passes the minimum length (J-01).
    ("description", quoted("rule \(rule.priority) of a made-up policy")),
    ("selection", object(selection)),
    ("action", object(action)),
  ])
}

/// The answer of DescribeImages for images of every status (P-07).
func describeImagesJSON(_ world: OracleWorld, style: DescribeStyle) -> String {
  let details = world.images.enumerated().map { number, image in
    detailJSON(image, number: number, in: world, style: style)
  }
  return object([("imageDetails", array(details))])
}

private func detailJSON(
  _ image: OracleImage, number: Int, in world: OracleWorld, style: DescribeStyle
) -> String {
  func time(_ seconds: Int) -> String {
    switch style {
    case .v1: "\(seconds).0"
    case .v2: quoted(iso8601(seconds, offset: [0, 3_600, -19_800][number % 3]))
    }
  }
  var members = [
    ("registryId", quoted(world.registryID)),
    ("repositoryName", quoted(world.repositoryName)),
    ("imageDigest", quoted(image.digest)),
  ]
  if !image.tags.isEmpty { members.append(("imageTags", array(image.tags.map(quoted)))) }
  if let size = image.size { members.append(("imageSizeInBytes", String(size))) }
  members.append(("imagePushedAt", time(image.pushed)))
  members.append(("imageManifestMediaType", quoted(mediaType(of: image))))
  if let pulled = image.pulled { members.append(("lastRecordedPullTime", time(pulled))) }
  if let subject = image.subject { members.append(("subjectManifestDigest", quoted(subject))) }
  if image.status != .active || number % 4 != 1 {
    members.append(("imageStatus", quoted(image.status.rawValue)))
  }
  if let archived = image.archived { members.append(("lastArchivedAt", time(archived))) }
  if let activated = image.activated { members.append(("lastActivatedAt", time(activated))) }
  return object(members)
}

/// The answer of BatchGetImage for the lists whose children the world knows (M-10).
func batchGetImageJSON(_ world: OracleWorld) -> String {
  let images = world.images.filter { $0.isList && $0.childrenKnown }.map { list in
    object([
      ("registryId", quoted(world.registryID)),
      ("repositoryName", quoted(world.repositoryName)),
      ("imageId", object([("imageDigest", quoted(list.digest))])),
      ("imageManifest", quoted(manifestJSON(list, in: world))),
      ("imageManifestMediaType", quoted(mediaType(of: list))),
    ])
  }
  return object([("images", array(images)), ("failures", array([]))])
}

private func manifestJSON(_ list: OracleImage, in world: OracleWorld) -> String {
  let manifests = list.children.map { digest in
    let child = world.images.first { $0.digest == digest }
    return object([
      ("mediaType", quoted(child.map(mediaType) ?? imageMediaType)),
      ("digest", quoted(digest)),
      ("size", String(child?.size ?? 1_234)),
    ])
  }
  return object([
    ("schemaVersion", "2"),
    ("mediaType", quoted(mediaType(of: list))),
    ("manifests", array(manifests)),
  ])
}

private let imageMediaType = "application/vnd.oci.image.manifest.v1+json"

/// The media type of an image; lists are of both kinds, chosen by their digest.
private func mediaType(of image: OracleImage) -> String {
  guard image.isList else { return imageMediaType }
  return (image.digest.utf8.last ?? 0).isMultiple(of: 2)
    ? "application/vnd.oci.image.index.v1+json"
    : "application/vnd.docker.distribution.manifest.list.v2+json"
}
