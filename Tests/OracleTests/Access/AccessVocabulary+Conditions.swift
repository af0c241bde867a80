/// The operators of conditions, with keys and values for them.

extension AccessVocabulary {
  /// Operators of one type, and what goes with them.
  struct OperatorType {
    var operators: [String]
    var keys: [String]
    var values: [String]
  }

  static let stringKeys = [
    "aws:PrincipalAccount", "aws:username", "aws:PrincipalType", "aws:ResourceAccount",
    "aws:ResourceTag/team", "ecr:ResourceTag/team", "aws:RequestTag/team", "aws:PrincipalTag/team",
    "aws:PrincipalTag/Stage", "aws:TagKeys", "aws:userid", "aws:SourceVpce",
    "aws:PrincipalServiceName", "app:Place", "aws:RequestedRegion", "aws:RequestedRegion",
  ]
  static let keys =
    stringKeys + [
      "aws:PrincipalArn", "aws:SourceArn", "aws:SourceIp", "aws:MultiFactorAuthAge",
      "aws:MultiFactorAuthPresent", "aws:CurrentTime", "aws:SecureTransport",
      "aws:PrincipalIsAWSService", "app:Bytes", "app:Unheard", "aws:ViaAWSService",
      "aws:TokenIssueTime", "aws:EpochTime",
    ]

  private static let strings = [
    "platform", "Platform", "plat*", "*form", "?latform", "PLATFORM", "gr?ber", "gr*", "*", "",
    "a*b",
    "a${*}b", "a${?}b", "${$}", "${aws:PrincipalTag/team}", "${aws:username}",
    "${Aws:UserName, 'app'}",
    "${aws:TagKeys}", "${aws:TagKeys,'team'}", "${app:Unheard}", "${app:Unheard , 'team'}", "team",
    "111111111111",
    "User", "AssumedRole", "app", "ann", "AROADBQP57FF2AEXAMPLE:*", "vpce-?",
    "${aws:PrincipalAccount}",
    "pre-${aws:username}-*",
  ]

  static let types: [OperatorType] = [
    strings("StringEquals"), strings("StringLike"), strings("StringEqualsIgnoreCase"),
    strings("StringNotEquals"), strings("StringNotLike"), strings("StringNotEqualsIgnoreCase"),
    OperatorType(
      operators: ["ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike"],
      keys: ["aws:PrincipalArn", "aws:SourceArn", "aws:PrincipalArn", "app:Place"],
      values: [
        "*", "arn:aws:iam::*:role/*", "arn:aws:iam::111111111111:*", "arn:*:user/team/ann",
        "arn:aws:iam::${aws:PrincipalAccount}:role/P??l*", "arn:aws:ecr:*:*:repository/*", "arn:*",
        "arn:aws:ecr:*:*:${app:Place}", "${aws:SourceArn}", "arn:aws:s3:::bucket/*", "**",
        "arn:aws:iam::*:*/${aws:username}", "arn:aws:sts::*:federated-user/fay",
      ]),
    OperatorType(
      operators: numeric("Numeric"), keys: ["aws:MultiFactorAuthAge"],
      values: ["10", "10.00", "-3", "+10", "0.5", "3600", "-0.5", "many"]),
    OperatorType(
      operators: numeric("Date"), keys: ["aws:CurrentTime", "aws:TokenIssueTime"],
      values: [
        "2026-01-31T12:00:00Z", "2026-01-31", "2026-02-01T00:00:00Z", "1769860800",
        "2026-01-31T13:00:00+01:00", "soon", "2026-13-01",
        "2026-02", "2026-01-31T12:00Z",
      ]),
    OperatorType(
      operators: ["Bool"],
      keys: [
        "aws:SecureTransport", "aws:MultiFactorAuthPresent", "aws:PrincipalIsAWSService",
        "aws:ViaAWSService",
      ],
      values: ["true", "false", "True", "FALSE", "yes"]),
    OperatorType(operators: ["BinaryEquals"], keys: ["app:Bytes"], values: ["QUJD", "QUI=", "%%"]),
    OperatorType(
      operators: ["IpAddress", "NotIpAddress"], keys: ["aws:SourceIp"],
      values: [
        "192.0.2.0/24", "192.0.2.7", "192.0.2.99/25", "0.0.0.0/0", "::/0", "2001:db8::/32",
        "2001:DB8:0:0::7", "198.51.100.0/31", "192.0.2.0/33", "everywhere",
      ]),
  ]

  /// Values that some keys have by themselves.
  static let valuesByKey: [String: [String]] = [
    "aws:PrincipalType": ["User", "AssumedRole", "FederatedUser", "Account", "Anonymous"],
    "aws:ResourceAccount": accounts, "aws:PrincipalAccount": accounts,
    "aws:PrincipalServiceName": services, "aws:TagKeys": ["team", "Stage", "*"],
    "aws:RequestedRegion": ["eu-west-1", "eu-central-1", "eu-*", "us-east-1"],
  ]

  private static func strings(_ name: String) -> OperatorType {
    OperatorType(operators: [name], keys: stringKeys, values: strings)
  }

  private static func numeric(_ type: String) -> [String] {
    [
      "Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals",
    ].map { type + $0 }
  }
}
