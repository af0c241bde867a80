public import Texts

/// A service that pulls images with a role, so that its own name in a policy has no effect.
///
/// Source: "Amazon ECS task execution IAM role",
/// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html, and the
/// pages on instance, pod execution and access roles (CP-01 to CP-04, CP-07)
public struct RoleBoundService: Sendable, Hashable {
  /// The service's name in a policy, without `.amazonaws.com`.
  private let prefix: String
  /// What people call the service.
  private let name: String
  /// The role that it pulls with.
  private let role: String
  /// The managed policy that the role usually has.
  private let policy: String

  private static let all = [
    RoleBoundService(
      prefix: "ecs-tasks", name: "Amazon ECS", role: "the task execution role",
      policy: "service-role/AmazonECSTaskExecutionRolePolicy"),
    RoleBoundService(
      prefix: "ec2", name: "Amazon EC2", role: "the instance's role",
      policy: "AmazonEC2ContainerRegistryPullOnly"),
    RoleBoundService(
      prefix: "eks-fargate-pods", name: "Amazon EKS on Fargate", role: "the pod execution role",
      policy: "AmazonEKSFargatePodExecutionRolePolicy"),
    RoleBoundService(
      prefix: "build.apprunner", name: "AWS App Runner", role: "the access role",
      policy: "service-role/AWSAppRunnerServicePolicyForECRAccess"),
  ]

  /// The service of a name such as `ecs-tasks.amazonaws.com`, with or without a region; nil for
  /// a service that pulls for itself, and for what is not a service.
  public static func named(_ text: String) -> RoleBoundService? {
    guard text.hasSuffix(".amazonaws.com") || text.hasSuffix(".amazonaws.com.cn") else {
      return nil
    }
    return all.first { text.hasPrefix($0.prefix + ".") }
  }

  /// What to report about a service named in place of the role that pulls.
  public func finding(at location: Location) -> Finding {
    Finding(
      .warning, "SERVICE_PULLS_WITH_ROLE", message, help: help, at: location, facts: ["A-73"])
  }

  var message: String {
    "`\(prefix).amazonaws.com` does not pull images itself: \(name) pulls them with \(role)"
  }

  var help: String {
    "name \(role) instead, and allow it in its identity-based policy, for example with "
      + "arn:aws:iam::aws:policy/\(policy)"
  }
}
