/// Generated repositories, as the AWS CLI would have printed them on 2026-11-01.
///
/// Everything follows from the seed; the clock is fixed at 2026-11-01T00:00:00Z.
package enum Fixtures {
  /// The seed of the fixtures that are checked in.
  package static let defaultSeed: UInt64 = 20_261_101

  /// The repository `payments/web`: releases, branch builds, deployments and what runs.
  package static func webService(seed: UInt64 = defaultSeed) -> [FixtureFile] {
    var builder = WebService(seed: seed)
    builder.build()
    return builder.files()
  }

  /// The repository `platform/base`: image indexes, their children, signatures and SBOMs.
  package static func baseImage(seed: UInt64 = defaultSeed) -> [FixtureFile] {
    var builder = BaseImage(seed: seed)
    builder.build()
    return builder.files()
  }

  /// Hands `describe-images` of `bulk/monorepo` to a sink, a piece at a time.
  package static func bulk(
    images: Int = 100_000, seed: UInt64 = defaultSeed, to sink: ([UInt8]) throws -> Void
  ) rethrows {
    try BulkRepository.monorepo.write(images: images, seed: seed, to: sink)
  }

  /// A valid lifecycle policy of ten rules for `bulk/monorepo`.
  package static let bulkPolicy = Policies.bulk.indented(by: 2) + "\n"
}
