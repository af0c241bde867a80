/// One image of a made repository, as DescribeImages would describe it. Times are milliseconds
/// since 1970.
struct FixtureImage {
  var digest: String
  var tags: [String] = []
  var pushedAt: Int
  var size: Int
  var mediaType = MediaType.manifest
  var artifactType: String? = "application/vnd.docker.container.image.v1+json"
  var pulledAt: Int?
  var subject: String?
  var status = "ACTIVE"
  var archivedAt: Int?
  var activatedAt: Int?
  /// The images that an index refers to.
  var children: [FixtureImage] = []

  enum MediaType {
    static let manifest = "application/vnd.docker.distribution.manifest.v2+json"
    static let ociManifest = "application/vnd.oci.image.manifest.v1+json"
    static let index = "application/vnd.oci.image.index.v1+json"
  }
}

/// The instant at which the made repositories are looked at, and the lengths of times.
enum FixtureClock {
  /// 2026-11-01T00:00:00Z
  static let now = 1_793_491_200_000
  static let minute = 60_000
  static let hour = 3_600_000
  static let day = 86_400_000
}
