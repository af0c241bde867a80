/// An image index as it was pushed: which manifests it names.
struct ImageIndex {
  /// A manifest an index names.
  struct Child {
    var digest: String
    var manifestSize: Int
    var platform: Platform
  }

  /// What a child is for.
  enum Platform {
    case amd64
    case arm64
    /// A BuildKit attestation about the child of that digest.
    case attestation(of: String)
  }

  var digest: String
  var tags: [String]
  var children: [Child]

  /// The manifest's text, as BuildKit pushes it.
  var manifest: String {
    JSON.object([
      ("schemaVersion", .integer(2)),
      ("mediaType", .string(MediaType.ociIndex)),
      ("manifests", .array(children.map(\.json))),
    ]).indented(by: 2)
  }

  /// The index as one element of the answer to `aws ecr batch-get-image`.
  func json(repository: String) -> JSON {
    var identifier: [(String, JSON)] = [("imageDigest", .string(digest))]
    if let tag = tags.first {
      identifier.append(("imageTag", .string(tag)))
    }
    return .object([
      ("registryId", .string(Registry.id)),
      ("repositoryName", .string(repository)),
      ("imageId", .object(identifier)),
      ("imageManifest", .string(manifest)),
      ("imageManifestMediaType", .string(MediaType.ociIndex)),
    ])
  }
}

extension ImageIndex.Child {
  /// The descriptor of the child.
  fileprivate var json: JSON {
    var members: [(String, JSON)] = [
      ("mediaType", .string(MediaType.ociManifest)),
      ("digest", .string(digest)),
      ("size", .integer(manifestSize)),
    ]
    let architecture: String
    let system: String
    switch platform {
    case .amd64:
      (architecture, system) = ("amd64", "linux")
    case .arm64:
      (architecture, system) = ("arm64", "linux")
    case .attestation(let subject):
      (architecture, system) = ("unknown", "unknown")
      let annotations: [(String, JSON)] = [
        ("vnd.docker.reference.digest", .string(subject)),
        ("vnd.docker.reference.type", .string("attestation-manifest")),
      ]
      members.append(("annotations", .object(annotations)))
    }
    let platform: [(String, JSON)] = [
      ("architecture", .string(architecture)), ("os", .string(system)),
    ]
    members.append(("platform", .object(platform)))
    return .object(members)
  }
}
