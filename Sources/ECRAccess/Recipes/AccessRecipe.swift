/// What a client does with a registry, and every permission that it needs for it.
///
/// Sources: "IAM permissions for pushing an image",
/// https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html, and the pages on
/// pulling, replication and pull through cache
package enum AccessRecipe: String, Sendable, Hashable, CaseIterable {
  /// `docker pull`.
  case pull
  /// `docker push`.
  case push
  /// `docker buildx build --push` for several platforms, or `docker manifest push`.
  case multiArchPush = "multi-arch-push"
  /// `helm pull` and `helm install` from a registry.
  case helmPull = "helm-pull"
  /// `helm push`.
  case helmPush = "helm-push"
  /// Signing an image with a tool that keeps signatures in its repository.
  case sign
  /// Listing tags over the registry's API.
  case listTags = "list-tags"
  /// Deleting a tag or an image.
  case deleteTag = "delete-tag"
  /// Giving an image another tag without pulling it.
  case retag
  /// Scanning an image by hand and reading what was found.
  case scan
  /// Replication into the resource's registry; the caller is the source's account.
  case replicate
  /// The first pull of an image through a pull through cache rule.
  case pullThroughCache = "pull-through-cache"

  /// One permission, with what it is needed for.
  package struct Step: Sendable, Hashable {
    /// The action.
    package var action: String
    /// What the client does there.
    package var purpose: String
    /// When the step takes place, if it does not always; it does not decide about the whole.
    package var condition: String?
    /// Whether it takes place only where the repository does not exist yet.
    package var isForNewRepository = false

    init(_ action: String, _ purpose: String, when condition: String? = nil) {
      self.action = "ecr:" + action
      self.purpose = purpose
      self.condition = condition
    }
  }

  /// What it is, for a list of all.
  package var summary: String {
    switch self {
    case .pull: "docker pull"
    case .push: "docker push"
    case .multiArchPush: "push of a multi-architecture image"
    case .helmPull: "helm pull"
    case .helmPush: "helm push"
    case .sign: "signing an image"
    case .listTags: "listing tags over the registry API"
    case .deleteTag: "deleting a tag or an image"
    case .retag: "retagging an image"
    case .scan: "scanning an image manually"
    case .replicate: "replication into this registry"
    case .pullThroughCache: "first pull through the cache"
    }
  }

  /// The steps, in the order in which a client takes them.
  package var steps: [Step] {
    switch self {
    case .pull: [Self.login] + Self.read("image")
    case .helmPull: [Self.login] + Self.read("chart")
    case .push: [Self.login] + Self.write("image", mayCreate: true)
    case .helmPush: [Self.login] + Self.write("chart", mayCreate: true)
    case .multiArchPush:
      [Self.login] + Self.write("image of each platform", mayCreate: true)
        + Self.manifest("list of the platforms")
    case .sign: [Self.login] + Self.read("image") + Self.write("signature")
    case .listTags: [Self.login, Step("ListImages", "list the tags")]
    case .deleteTag: [Step("BatchDeleteImage", "delete the tag or the image")]
    case .retag:
      [Step("BatchGetImage", "read the manifest"), Step("PutImage", "write it with the new tag")]
    case .scan:
      [
        Step("StartImageScan", "start the scan"),
        Step("DescribeImageScanFindings", "read the findings"),
      ]
    case .replicate:
      [
        Step("ReplicateImage", "write the image into this registry"),
        Self.create("create the repository"),
      ]
    case .pullThroughCache:
      [
        Self.login,
        Step("BatchImportUpstreamImage", "fetch the image from upstream"),
        Self.create("create the repository"),
        Step(
          "TagResource", "tag the new repository",
          when: "a repository creation template adds tags"),
      ] + Self.read("image")
    }
  }

  /// The steps that a caller takes: a service makes no login.
  package func steps(for caller: Caller) -> [Step] {
    caller.kind == .service ? steps.filter { $0 != Self.login } : steps
  }

  private static let login = Step("GetAuthorizationToken", "log in")

  private static func create(
    _ purpose: String, when condition: String = "the repository does not exist yet"
  ) -> Step {
    var step = Step("CreateRepository", purpose, when: condition)
    step.isForNewRepository = true
    return step
  }

  /// QA-26: AWS's pages leave open whether the one who pushes needs the permission.
  private static let createOnPush = create(
    "create the repository (AWS does not document who needs this)",
    when: "the repository is missing and a template creates it on push")

  private static func read(_ what: String) -> [Step] {
    [
      Step("BatchGetImage", "read the manifest of the \(what)"),
      Step("GetDownloadUrlForLayer", "download the layers"),
    ]
  }

  /// K-12: the first write makes a repository that is missing, where a template is for that.
  private static func write(_ what: String, mayCreate: Bool = false) -> [Step] {
    [Step("BatchCheckLayerAvailability", "check which layers exist")]
      + (mayCreate ? [createOnPush] : [])
      + [
        Step("InitiateLayerUpload", "start the upload of a layer"),
        Step("UploadLayerPart", "upload the layer"),
        Step("CompleteLayerUpload", "complete the upload"),
      ] + manifest(what)
  }

  /// QA-12: clients ask for the manifest first, and fail if they may not.
  private static func manifest(_ what: String) -> [Step] {
    [
      Step("BatchGetImage", "look for the manifest of the \(what)"),
      Step("PutImage", "upload the manifest of the \(what)"),
    ]
  }
}
