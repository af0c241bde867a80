package import Texts

/// A managed policy of AWS that gives rights over Amazon ECR, or that what pulls images usually has.
///
/// Source: "AWS managed policies for Amazon Elastic Container Registry",
/// https://docs.aws.amazon.com/AmazonECR/latest/userguide/security-iam-awsmanpol.html, and
/// the "AWS Managed Policy Reference" for each policy's document.
package struct AWSManagedPolicy: Sendable, Hashable {
  /// The path and the name, as the ARN has them behind `policy/`.
  package let path: String
  /// The version of the document, such as `v4`.
  package let version: String
  /// The day on which AWS published that version.
  package let updated: String
  /// Whether the document has only those of the policy's statements and actions that are about ECR.
  package let isExcerpt: Bool
  /// The document.
  package let text: String

  init(path: String, version: String, updated: String, isExcerpt: Bool = false, text: String) {
    self.path = path
    self.version = version
    self.updated = updated
    self.isExcerpt = isExcerpt
    self.text = text
  }

  /// Every policy that is built in: those of ECR itself, then those of its callers, each by path.
  package static let all = registry + callers

  /// The ARN in the partition `aws`.
  package var arn: String { "arn:aws:iam::aws:policy/\(path)" }

  /// The document as a text that is called by its ARN.
  package var source: SourceText { SourceText(name: arn, text: text) }

  /// The policy of an ARN, in any partition; nil when it is not built in.
  package static func named(_ arn: String) -> AWSManagedPolicy? {
    let parts = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    guard parts.count == 6, parts[0] == "arn", parts[1].hasPrefix("aws"), parts[2] == "iam",
      parts[3] == "", parts[4] == "aws", parts[5].hasPrefix("policy/")
    else { return nil }
    let path = parts[5].dropFirst("policy/".count)
    return all.first { $0.path == path }
  }
}
