import ECRModel
import ECRSimulator
import Texts

/// A repository with all of its images, as they were when the AWS CLI listed them.
public struct Repository: Sendable {
  let inner: ECRModel.Repository
  let found: [Texts.Finding]

  /// Reads the output of `aws ecr describe-images`, and of `batch-get-image` for the manifests of image
  /// indexes, of one repository.
  ///
  /// - Throws: ``InvalidInput`` when a document has errors, or does not name exactly one repository.
  public init(describeImages json: String, batchGetImage manifests: String? = nil)
    throws(InvalidInput)
  {
    try self.init(
      [Document(json, name: "describe-images.json")]
        + [manifests].compactMap(\.self).map { Document($0, name: "batch-get-image.json") })
  }

  /// Likewise, of any number of pages.
  ///
  /// - Throws: ``InvalidInput`` when a document has errors, or they do not name exactly one repository.
  public init(_ documents: [Document]) throws(InvalidInput) {
    let all = try Self.all(in: documents)
    guard all.count == 1, let only = all.first else {
      throw InvalidInput(
        all.isEmpty
          ? "the documents do not name a repository: give the output of `aws ecr describe-images` of one "
            + "that has images"
          : "the documents name \(all.count) repositories: expected one; read several with "
            + "`Repository.all(in:)`")
    }
    self = only
  }

  private init(_ inner: ECRModel.Repository, _ found: [Texts.Finding]) {
    self.inner = inner
    self.found = found
  }

  /// The repositories that the documents list, ordered by account, name, and region.
  ///
  /// - Throws: ``InvalidInput`` when a document has errors.
  public static func all(in documents: [Document]) throws(InvalidInput) -> [Repository] {
    let (repositories, findings) = ReadDocuments.repositories(documents.map(\.source))
    guard let repositories, !findings.containsErrors else { throw InvalidInput(findings) }
    return repositories.map { Repository($0, findings) }
  }

  /// The name with its namespaces, such as `payments/web`.
  public var name: String { inner.id.repositoryName }
  /// The 12 digits of the account; nil when the documents do not name it.
  public var registryID: String? { inner.id.registryID }
  /// The region; nil when the documents do not name it, as `describe-images` output does not.
  public var region: String? { inner.id.region }
  /// The number of images.
  public var imageCount: Int { inner.images.count }
  /// Whether the images are all that the repository has; false where AWS reported that more follow.
  public var isComplete: Bool { inner.isComplete }
  /// What was found in the documents, none of it an error.
  public var findings: [Finding] { found.forUsers }
}
