/// Which AWS CLI writes the document: they differ in how they write a time.
enum CLIVersion {
  case v1
  case v2
}

/// The media types of the fixtures.
enum MediaType {
  static let dockerManifest = "application/vnd.docker.distribution.manifest.v2+json"
  static let dockerConfig = "application/vnd.docker.container.image.v1+json"
  static let ociManifest = "application/vnd.oci.image.manifest.v1+json"
  static let ociConfig = "application/vnd.oci.image.config.v1+json"
  static let ociIndex = "application/vnd.oci.image.index.v1+json"
  static let cosignSignature = "application/vnd.dev.cosign.artifact.sig.v1+json"
  static let spdx = "application/spdx+json"
}

/// The registry every fixture is of.
enum Registry {
  static let id = "123456789012"
  static let host = "123456789012.dkr.ecr.eu-central-1.amazonaws.com"
}

/// One element of `imageDetails`.
struct ImageDetail {
  var digest: String
  var tags: [String] = []
  var size: Int
  var pushedAt: Instant
  var manifestType = MediaType.ociManifest
  var artifactType: String? = MediaType.ociConfig
  var pulledAt: Instant?
  var subject: String?
  var isArchived = false
  var archivedAt: Instant?
  var activatedAt: Instant?

  /// The element as an AWS CLI writes it.
  func json(
    repository: String, account: String = Registry.id, _ version: CLIVersion
  ) -> JSON {
    func time(_ instant: Instant) -> JSON {
      switch version {
      case .v1: .literal(instant.epoch)
      case .v2: .string(instant.iso8601)
      }
    }
    var members: [(String, JSON)] = [
      ("registryId", .string(account)),
      ("repositoryName", .string(repository)),
      ("imageDigest", .string(digest)),
    ]
    if !tags.isEmpty {
      members.append(("imageTags", .array(tags.map { .string($0) })))
    }
    members.append(("imageSizeInBytes", .integer(size)))
    members.append(("imagePushedAt", time(pushedAt)))
    members.append(("imageManifestMediaType", .string(manifestType)))
    if let artifactType {
      members.append(("artifactMediaType", .string(artifactType)))
    }
    if let pulledAt {
      members.append(("lastRecordedPullTime", time(pulledAt)))
    }
    if let subject {
      members.append(("subjectManifestDigest", .string(subject)))
    }
    members.append(("imageStatus", .string(isArchived ? "ARCHIVED" : "ACTIVE")))
    if let archivedAt {
      members.append(("lastArchivedAt", time(archivedAt)))
    }
    if let activatedAt {
      members.append(("lastActivatedAt", time(activatedAt)))
    }
    return .object(members)
  }
}

extension [ImageDetail] {
  /// The images as the answer to `aws ecr describe-images`.
  func describeImages(repository: String, _ version: CLIVersion = .v2) -> JSON {
    .object([("imageDetails", .array(map { $0.json(repository: repository, version) }))])
  }
}
