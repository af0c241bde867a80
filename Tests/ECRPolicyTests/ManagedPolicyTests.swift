// The managed policies of AWS that are built in.

import ECRPolicy
import Testing
import Texts

struct ManagedPolicyTests {
  /// By A-75: those of ECR and its roles, and those that pullers have, each with its version.
  static let versions = [
    "AmazonEC2ContainerRegistryFullAccess": "v3", "AmazonEC2ContainerRegistryPowerUser": "v3",
    "AmazonEC2ContainerRegistryPullOnly": "v1", "AmazonEC2ContainerRegistryReadOnly": "v3",
    "aws-service-role/AWSECRPullThroughCache_ServiceRolePolicy": "v4",
    "aws-service-role/ECRReplicationServiceRolePolicy": "v1",
    "aws-service-role/ECRTemplateServiceRolePolicy": "v1",
    "service-role/AmazonECSTaskExecutionRolePolicy": "v1",
    "service-role/AmazonEC2ContainerServiceforEC2Role": "v10",
    "service-role/AWSAppRunnerServicePolicyForECRAccess": "v1",
    "AmazonEKSFargatePodExecutionRolePolicy": "v1",
    "EC2InstanceProfileForImageBuilderECRContainerBuilds": "v1",
    "AmazonEKSWorkerNodePolicy": "v3", "AmazonEKSWorkerNodeMinimalPolicy": "v1",
    "AdministratorAccess": "v1", "PowerUserAccess": "v12", "ReadOnlyAccess": "v190",
  ]

  private func document(_ path: String) throws -> PolicyDocument {
    let policy = try #require(AWSManagedPolicy.named("arn:aws:iam::aws:policy/\(path)"))
    return try #require(PolicyDocument.read(policy.source, as: .identityPolicy).document)
  }

  /// The ECR actions that a policy allows in some way.
  private func actions(_ path: String) throws -> Set<String> {
    let statements = try document(path).statements.filter { $0.effect == .allow }
    var mask: UInt64 = 0
    for pattern in statements.filter({ !$0.action.isNegated }).flatMap(\.action.patterns) {
      mask |= ActionPattern(pattern.value).ecrActions
    }
    return Set(
      ECRAction.all.indices.filter { mask & 1 << UInt64($0) != 0 }.map { ECRAction.all[$0].name })
  }

  @Test func `each is there in its newest version, and can be read (A-75)`() throws {
    #expect(
      Dictionary(AWSManagedPolicy.all.map { ($0.path, $0.version) }) { first, _ in first }
        == Self.versions)
    for path in Self.versions.keys { #expect(try !document(path).statements.isEmpty) }
    #expect(AWSManagedPolicy.named("arn:aws:iam::111122223333:policy/ReadOnlyAccess") == nil)
    #expect(AWSManagedPolicy.named("arn:aws-cn:iam::aws:policy/ReadOnlyAccess") != nil)
  }

  static let pulling = ["GetAuthorizationToken", "BatchGetImage", "GetDownloadUrlForLayer"]

  /// What A-75 and CP-01 to CP-07 list.
  static let listed: [(String, [String])] = [
    (
      "service-role/AmazonECSTaskExecutionRolePolicy", pulling + ["BatchCheckLayerAvailability"]
    ),
    (
      "service-role/AWSAppRunnerServicePolicyForECRAccess",
      pulling + ["BatchCheckLayerAvailability", "DescribeImages"]
    ),
    ("AmazonEKSFargatePodExecutionRolePolicy", pulling + ["BatchCheckLayerAvailability"]),
    ("AmazonEC2ContainerRegistryPullOnly", pulling + ["BatchImportUpstreamImage"]),
    // The role of templates may not tag (MP-02), and a node's policy has nothing of ECR (CP-03).
    ("aws-service-role/ECRTemplateServiceRolePolicy", ["CreateRepository"]),
    ("AmazonEKSWorkerNodePolicy", []),
    ("AmazonEKSWorkerNodeMinimalPolicy", []),
    ("AdministratorAccess", ECRAction.all.map(\.name)),
  ]

  @Test(arguments: listed)
  func `each has the actions that AWS lists (A-75)`(path: String, actions: [String]) throws {
    #expect(try self.actions(path) == Set(actions))
  }

  @Test func `the cache's role is held to its own account (A-75)`() throws {
    let statements = try document("aws-service-role/AWSECRPullThroughCache_ServiceRolePolicy")
      .statements
    #expect(statements.count == 2)
    for statement in statements {
      #expect(statement.conditions.map(\.key) == ["aws:ResourceAccount"])
      #expect(statement.conditions.map { $0.values.map(\.value) } == [["${aws:PrincipalAccount}"]])
    }
  }

  @Test func `only ReadOnlyAccess is an excerpt (A-75)`() {
    #expect(AWSManagedPolicy.all.filter(\.isExcerpt).map(\.path) == ["ReadOnlyAccess"])
  }
}
