public import Texts

/// A policy that AWS keeps for Amazon ECR.
///
/// Source: "AWS managed policies for Amazon Elastic Container Registry",
/// https://docs.aws.amazon.com/AmazonECR/latest/userguide/security-iam-awsmanpol.html, and
/// the "AWS Managed Policy Reference" for each policy's document.
public struct AWSManagedPolicy: Sendable, Hashable {
  /// The path and the name, as the ARN has them behind `policy/`.
  public let path: String
  /// The document.
  public let text: String

  /// The ARN in the partition `aws`.
  public var arn: String { "arn:aws:iam::aws:policy/\(path)" }

  /// The document as a text that is called by its ARN.
  public var source: SourceText { SourceText(name: arn, text: text) }

  /// The policy of an ARN, in whichever partition; nil when it is none of ECR's.
  public static func named(_ arn: String) -> AWSManagedPolicy? {
    let parts = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    guard parts.count == 6, parts[0] == "arn", parts[1].hasPrefix("aws"), parts[2] == "iam",
      parts[3] == "", parts[4] == "aws", parts[5].hasPrefix("policy/")
    else { return nil }
    let path = parts[5].dropFirst("policy/".count)
    return all.first { $0.path == path }
  }
}
