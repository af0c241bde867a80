/// An Amazon Resource Name: `arn:partition:service:region:account:resource`.
///
/// Source: "Identify AWS resources with Amazon Resource Names",
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
package struct ARN: Sendable, Hashable, CustomStringConvertible {
  /// The group of regions: `aws`, `aws-cn`, `aws-us-gov` and others.
  package var partition: String
  /// The service's prefix, such as `ecr`.
  package var service: String
  /// The region; empty for global resources.
  package var region: String
  /// The account; empty for resources that need none in their name.
  package var account: String
  /// Everything behind the fifth colon.
  package var resource: String

  /// Makes a name of its five parts.
  package init(
    partition: String = "aws", service: String, region: String = "", account: String,
    resource: String
  ) {
    self.partition = partition
    self.service = service
    self.region = region
    self.account = account
    self.resource = resource
  }

  /// Reads a name; nil when the text has fewer than six parts or no `arn` in front.
  package init?(_ text: String) {
    guard text.utf8.starts(with: "arn:".utf8) else { return nil }
    // By bytes: every colon separates, and splitting characters is slow.
    var rest = text.utf8.dropFirst(4)
    func part() -> String? {
      guard let colon = rest.firstIndex(of: UInt8(ascii: ":")) else { return nil }
      defer { rest = rest[rest.index(after: colon)...] }
      return String(Substring(rest[..<colon]))
    }
    guard let partition = part(), let service = part(), let region = part(), let account = part()
    else { return nil }
    self.init(
      partition: partition, service: service, region: region, account: account,
      resource: String(Substring(rest)))
  }

  /// The name of a repository.
  package static func repository(
    _ name: String, account: String, region: String, partition: String = "aws"
  ) -> ARN {
    ARN(
      partition: partition, service: "ecr", region: region, account: account,
      resource: "repository/" + name)
  }

  /// The partition of a region, by the beginning of its name.
  ///
  /// Source: "AWS Fault Isolation Boundaries: Partitions",
  /// https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
  package static func partition(of region: String) -> String {
    if region.hasPrefix("cn-") { return "aws-cn" }
    return region.hasPrefix("us-gov-") ? "aws-us-gov" : "aws"
  }

  /// The account that owns the resource; nil where the name has none, as names of buckets do, or
  /// has `aws`, as those of AWS managed policies do.
  package var owner: String? { account.isEmpty || account == "aws" ? nil : account }

  /// The repository's name, when this names a repository.
  package var repositoryName: String? {
    guard service == "ecr", resource.hasPrefix("repository/") else { return nil }
    return String(resource.dropFirst("repository/".count))
  }

  /// The name as AWS writes it.
  package var description: String {
    "arn:\(partition):\(service):\(region):\(account):\(resource)"
  }

  /// Whether a text is an account's number: twelve digits.
  package static func isAccountID(_ text: some StringProtocol) -> Bool {
    text.utf8.count == 12 && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")) ~= $0 }
  }

  /// Whether a text can be a repository's name: 2 to 256 characters, parts separated by slashes, each
  /// of lower-case letters and digits with `.`, `-` and `_` between them.
  ///
  /// Source: "CreateRepository", https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html
  package static func isRepositoryName(_ text: some StringProtocol) -> Bool {
    guard (2...256).contains(text.utf8.count) else { return false }
    // A slash separates two letters or digits, as do the ends of the text; a separator begins no
    // part.
    var before: UInt8 = UInt8(ascii: "/")
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): break
      case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
        guard before != UInt8(ascii: "/") else { return false }
      case UInt8(ascii: "/"): guard !"/.-_".utf8.contains(before) else { return false }
      default: return false
      }
      before = byte
    }
    return !"/.-_".utf8.contains(before)
  }
}
