import ECRPolicy
import ECRReport
import ECRSimulator

/// Whether AWS accepts a policy, and what is probably a mistake in it.
public struct Validation: Sendable {
  let outcome: ValidatePolicy.Outcome

  /// Validates a lifecycle policy, a policy of IAM's language, or output of the AWS CLI that contains
  /// one.
  ///
  /// The kind of a policy of IAM's language is recognized by its elements; give `kind` where they fit
  /// several, as an SCP's fit an identity-based policy.
  public init(_ document: Document, as kind: PolicyKind? = nil) {
    outcome = ValidatePolicy.run(document.source, as: kind?.inner)
  }

  /// Whether AWS accepts it: there are no errors, and it is a policy.
  public var isValid: Bool { outcome.isValid }

  /// Everything that was found, in reading order.
  public var findings: [Finding] { outcome.findings.forUsers }

  /// The name of the kind that it was validated as, such as `lifecyclePolicy` or `repositoryPolicy`;
  /// `noPolicy` for something else.
  public var kind: String { outcome.kind.name }

  /// The number of rules, statements, or policies; nil when errors hide them.
  public var partCount: Int? { outcome.partCount }

  /// The verdict and the findings, as `drydock validate` prints them.
  public func report(_ format: ReportFormat = .text) -> String {
    switch format {
    case .text: Report.text(ValidationReport.text([outcome], Report.style))
    case .json: Report.json(ValidationReport.json([outcome]))
    }
  }
}

/// A kind of policy of IAM's language.
public enum PolicyKind: String, Sendable, Hashable, CaseIterable {
  /// A policy of a user, a group, or a role.
  case identityPolicy
  /// An inline policy of a user.
  case userPolicy
  /// An inline policy of a role.
  case rolePolicy
  /// An inline policy of a group.
  case groupPolicy
  /// The permissions boundary of a user or a role.
  case permissionsBoundary
  /// A policy that is passed when a session begins.
  case sessionPolicy
  /// A service control policy (SCP) of an organization.
  case serviceControlPolicy
  /// A resource control policy (RCP) of an organization.
  case resourceControlPolicy
  /// The policy of an ECR repository.
  case repositoryPolicy
  /// The policy of an ECR registry.
  case registryPolicy
  /// The policy of a resource of another service.
  case resourcePolicy
  /// The trust policy of a role.
  case trustPolicy
  /// The policy of a VPC endpoint.
  case vpcEndpointPolicy

  var inner: ECRPolicy.PolicyKind? { ECRPolicy.PolicyKind(rawValue: rawValue) }
}
