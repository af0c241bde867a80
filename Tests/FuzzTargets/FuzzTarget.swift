/// A reader that made-up inputs are thrown at, together with what is asked of what it accepts.
///
/// Tests and libFuzzer (Tests/Packages/Fuzzing) call the same ``run(_:)``.
public enum FuzzTarget: String, CaseIterable, Sendable {
  /// The reader of JSON and the cursor.
  case json
  /// `aws ecr describe-images` and `batch-get-image`.
  case images
  /// What runs: Kubernetes, ECS, Lambda, or lines of image references.
  case inUse = "in-use"
  /// Lifecycle policies, bare or in an envelope.
  case lifecyclePolicy = "lifecycle-policy"
  /// IAM policies, of every kind.
  case accessPolicy = "access-policy"
  /// Lines of `drydock access batch`.
  case batch
  /// `aws iam get-account-authorization-details`.
  case accountDetails = "account-details"
  /// Scenarios in YAML.
  case scenario
  /// Every document that an import takes, into a snapshot and out of it again.
  case documents
  /// A snapshot whose rows and pages are damaged.
  case snapshot

  /// Reads an input, and holds what comes of it against the laws of this target.
  ///
  /// - Throws: ``BrokenLaw`` when a law does not hold; a trap is a fault as well.
  public func run(_ bytes: [UInt8]) async throws {
    switch self {
    case .json: try JSONTarget.run(bytes)
    case .images: try await ImagesTarget.run(bytes)
    case .inUse: try await InUseTarget.run(bytes)
    case .lifecyclePolicy: try await LifecyclePolicyTarget.run(bytes)
    case .accessPolicy: try AccessPolicyTarget.run(bytes)
    case .batch: try await BatchTarget.run(bytes)
    case .accountDetails: try AccountDetailsTarget.run(bytes)
    case .scenario: try ScenarioTarget.run(bytes)
    case .documents: try await DocumentsTarget.run(bytes)
    case .snapshot: try await SnapshotTarget.run(bytes)
    }
  }
}

/// Something that must hold of every input, and did not of this one.
public struct BrokenLaw: Error, CustomStringConvertible {
  /// The law, and what was seen instead.
  public let description: String

  init(_ description: String) { self.description = description }
}
