import ECRModel
import ECRSimulator
import Foundation
import Texts

/// The world in which accepted inputs are evaluated: the fixtures' smallest.
enum SmallWorld {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static func bytes(_ path: String) -> [UInt8] {
    guard let data = try? Data(contentsOf: root.appending(path: path)) else {
      preconditionFailure("\(path) is missing: the fixtures belong to the sources")
    }
    return Array(data)
  }

  static func source(_ path: String) -> SourceText { SourceText(name: path, bytes: bytes(path)) }

  static let at = Timestamp(seconds: 1_793_491_200)  // 2026-11-01T00:00:00Z
  static let java = "Fixtures/company/111122223333/eu-central-1/repositories/base+java/"
  static let images = [
    source(java + "describe-images.json"), source(java + "batch-get-image-1.json"),
  ]
  static let repository: Repository = {
    guard let repository = ReadDocuments.repositories(images).repositories?.first else {
      preconditionFailure("the fixtures can be read")
    }
    return repository
  }()
  static let lifecyclePolicy = source("Fixtures/repositories/base-image/lifecycle-policy.json")
  static let running = source("Fixtures/repositories/web-service/running-images.txt")
  static let repositories = source("Fixtures/access/shop/describe-repositories.json")
  static let details = source("Fixtures/access/shop/authorization-details.json")
  static let accessPolicy = source("Fixtures/access/shop/organization/scp-region.json")
  static let principal = "arn:aws:sts::111122223333:assumed-role/payments-ci/build-1"
  static let repositoryName = "payments/api"

  /// The settings of a preview, with every guard.
  static func settings(inUse: [SourceText] = [running]) -> PreviewSettings {
    var settings = PreviewSettings(at: at)
    settings.guards.inUse = inUse
    settings.guards.maxExpire = 3
    settings.guards.maxExpirePercent = 50
    settings.guards.allowsEmptyGuards = true
    try? settings.guards.protect("v1*")
    return settings
  }
}
