package import Texts

/// A service that pulls images with a role, so that its own name in a policy has no effect.
///
/// Source: "Amazon ECS task execution IAM role",
/// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html, and the
/// pages on instance, node, pod execution, job execution and access roles (CP-01 to CP-04, CP-07, CP-10)
package struct RoleBoundService: Sendable, Hashable {
  /// The service's name in a policy, without `.amazonaws.com`.
  private let principal: String
  /// What people call the service.
  private let name: String
  /// The role that it pulls with.
  private let role: String
  /// The managed policy that the role usually has.
  private let policy: String

  private static let all = [
    RoleBoundService(
      principal: "ecs-tasks", name: "Amazon ECS", role: "the task execution role",
      policy: "service-role/AmazonECSTaskExecutionRolePolicy"),
    RoleBoundService(
      principal: "ecs", name: "Amazon ECS", role: "the task execution role",
      policy: "service-role/AmazonECSTaskExecutionRolePolicy"),
    RoleBoundService(
      principal: "batch", name: "AWS Batch", role: "the job's execution role",
      policy: "service-role/AmazonECSTaskExecutionRolePolicy"),
    RoleBoundService(
      principal: "ec2", name: "Amazon EC2", role: "the instance's role",
      policy: "AmazonEC2ContainerRegistryPullOnly"),
    RoleBoundService(
      principal: "eks-fargate-pods", name: "Amazon EKS on Fargate", role: "the pod execution role",
      policy: "AmazonEKSFargatePodExecutionRolePolicy"),
    RoleBoundService(
      principal: "eks", name: "Amazon EKS", role: "the node's role",
      policy: "AmazonEC2ContainerRegistryPullOnly"),
    RoleBoundService(
      principal: "build.apprunner", name: "AWS App Runner", role: "the access role",
      policy: "service-role/AWSAppRunnerServicePolicyForECRAccess"),
    RoleBoundService(
      principal: "apprunner", name: "AWS App Runner", role: "the access role",
      policy: "service-role/AWSAppRunnerServicePolicyForECRAccess"),
  ]

  /// The service of a name such as `ecs-tasks.amazonaws.com`, with or without a region; nil for
  /// a service that pulls for itself, and for what is not a service.
  package static func named(_ text: String) -> RoleBoundService? {
    guard ServicePrincipalName.suffixes.contains(where: text.hasSuffix) else { return nil }
    let name = ServicePrincipalName.withoutRegion(text)
    // `ecs.application-autoscaling` is not `ecs`.
    return all.first { service in
      ServicePrincipalName.suffixes.contains { name == service.principal + $0 }
    }
  }

  /// What to report about a service named in place of the role that pulls.
  package func finding(at location: Location) -> Finding {
    Finding(
      .warning, "SERVICE_PULLS_WITH_ROLE", message, help: help, at: location, facts: ["A-73"])
  }

  var message: String {
    "`\(principal).amazonaws.com` does not pull images itself: \(name) pulls them with \(role)"
  }

  var help: String {
    "name \(role) instead, and allow it in its identity-based policy, for example with "
      + "arn:aws:iam::aws:policy/\(policy)"
  }
}
