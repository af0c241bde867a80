/// The few words that random questions and policies are made of.

enum AccessVocabulary {
  /// The first owns most resources.
  static let accounts = ["111111111111", "222222222222", "333333333333"]
  static let services = ["ecs.amazonaws.com", "replication.ecr.amazonaws.com"]

  static let actions = [
    "ecr:BatchGetImage", "ecr:BatchGetImage", "ecr:BatchGetImage", "ecr:PutImage", "ecr:PutImage",
    "ecr:GetDownloadUrlForLayer", "ecr:GetAuthorizationToken", "ecr:CreateRepository",
    "ecr:ReplicateImage", "ecr:BatchImportUpstreamImage", "ecr:DescribeRegistry",
    "ecr:PutRegistryPolicy", "ecr:TagResource", "ecr:UntagResource", "ecr:ListTagsForResource",
    "ecr:ListImageReferrers", "ecr:CreatePullThroughCacheRule",
    "ecr:UpdateRepositoryCreationTemplate", "ecr:ComingSoon", "s3:GetObject", "s3:GetObject",
    "iam:PassRole",
  ]
  static let registryLevelActions = [
    "ecr:GetAuthorizationToken", "ecr:DescribeRegistry", "ecr:PutRegistryPolicy",
    "ecr:CreatePullThroughCacheRule", "ecr:UpdateRepositoryCreationTemplate",
  ]
  static let actionPatterns = [
    "*", "ecr:*", "ecr:Batch*", "ecr:Put*", "ecr:*Image", "ecr:Get?uthorization*", "ECR:*Registry*",
    "ecr:GetAuthorizationToken", "s3:*", "s3:Get*", "iam:*", "ecr:BatchGetImage", "ecr-public:*",
    "ecr:?*", "ecr:batchgetimag?", "ecr:CreateRepository", "ecr:ReplicateImage", "ecr:List*",
    "ecr:ListImageReferrers", "ecr:Create*", "ecr:*Template",
  ]

  static let repositories = [
    "arn:aws:ecr:eu-west-1:111111111111:repository/app",
    "arn:aws:ecr:eu-west-1:111111111111:repository/team/app",
    "arn:aws:ecr:eu-west-1:111111111111:repository/ann",
    "arn:aws:ecr:eu-central-1:222222222222:repository/team/app", "*",
  ]
  static let otherResources = [
    "arn:aws:s3:::bucket/team/app", "arn:aws:s3:::bucket/a:b/*c",
    "arn:aws:iam::111111111111:role/app/Puller", "arn:aws:iam::222222222222:role/Pusher", "*",
  ]
  static let resourcePatterns = [
    "*", "arn:aws:ecr:*:*:repository/*", "arn:aws:ecr:eu-west-1:111111111111:repository/team/*",
    "arn:aws:ecr:*:111111111111:repository/app", "arn:aws:ecr:*", "arn:*", "arn:aws:*:*:*:*app",
    "arn:aws:ecr:*:repository/app", "arn:aws:ecr:eu-west-?:1*1:repository/???",
    "arn:aws:ecr:*:*:repository/${aws:PrincipalTag/team}/app",
    "arn:aws:ecr:*:*:repository/${aws:username}",
    "arn:aws:ecr:*:*:repository/${aws:username, 'app'}",
    "arn:aws:ecr:*:*:repository/${*}", "arn:aws:ecr:*:${AWS:PrincipalAccount}:*",
    "arn:aws:s3:::bucket/*", "arn:aws:s3:::bucket/?:?/${*}?", "arn:aws:s3:::buck*:b/*",
    "${app:Place}", "arn:aws:ecr:*:*:${app:Place}*", "arn:aws:iam::*:role/*er",
    "arn:aws:ECR:*:*:repository/app", "arn:aws:ecr:*:*:repository/App",
    "arn:aws:s3:*:bucket/a:b/*", "arn:aws:*:repository/team/app",
    "arn:aws:e?r:*:*:repository/*", "arn:aws:ecr:*:*:repository/${aws:TagKeys}",
    "arn:aws:ecr:*:*:repository/${aws:TagKeys, 'app'}",
  ]

  static let principals =
    [
      "*", "111111111111", "arn:aws:iam::222222222222:root", "333333333333",
      "arn:aws:iam::111111111111:user/team/ann", "arn:aws:iam::111111111111:user/ann",
      "arn:aws:iam::111111111111:user/bob", "arn:aws:iam::111111111111:user/team/fay",
      "arn:aws:iam::111111111111:role/app/Puller", "arn:aws:iam::111111111111:role/Puller",
      "arn:aws:iam::222222222222:role/Pusher", "arn:aws:iam::111111111111:role/puller",
      "arn:aws:sts::111111111111:assumed-role/Puller/one",
      "arn:aws:sts::111111111111:assumed-role/Puller/One",
      "arn:aws:sts::111111111111:federated-user/fay", "AIDACKCEVSQ6C2EXAMPLE",
      "AROADBQP57FF2AEXAMPLE",
    ].map { WorldPrincipal(value: $0) } + [
      WorldPrincipal(type: "Service", value: "ecs.amazonaws.com"),
      WorldPrincipal(type: "Service", value: "replication.ecr.amazonaws.com"),
      WorldPrincipal(type: "Federated", value: "accounts.google.com"),
      WorldPrincipal(type: "CanonicalUser", value: "79a59df900b949e55d96a1e698fbaced"),
    ]

  static let tagValues = ["platform", "Platform", "team", "gröber", "", "a*b", "app"]

  /// What a question may give of keys, by their documented names.
  static let contextValues: [(String, [String])] = [
    (
      "aws:userid",
      [
        "AIDACKCEVSQ6C2EXAMPLE", "AROADBQP57FF2AEXAMPLE:one", "AROADBQP57FF2AEXAMPLE:two",
        "AIDA6OTHER6OTHER6OTHER",
      ]
    ),
    ("aws:SourceVpce", ["vpce-1", "vpce-2", ""]),
    ("aws:SourceIp", ["192.0.2.7", "198.51.100.1", "2001:db8::7", "nowhere"]),
    ("aws:MultiFactorAuthAge", ["10", "10.0", "-3", "0.5", "3600", "soon", ""]),
    ("aws:MultiFactorAuthPresent", ["true", "FALSE", "perhaps"]),
    ("aws:CurrentTime", ["2026-01-31T12:00:00Z", "2026-02-01", "1769860800", "2026-02", "today"]),
    ("aws:TagKeys", ["team", "Stage", "", "cost"]),
    ("aws:SecureTransport", ["false", "true"]),
    ("aws:ViaAWSService", ["true", "false"]),
    ("aws:RequestedRegion", ["eu-west-1", "eu-central-1", "us-east-1"]),
    ("aws:TokenIssueTime", ["2026-01-31T12:00:00Z", "2026-02-02T00:00:00Z"]),
    ("app:Place", ["repository/app", "arn:aws:ecr:eu-west-1:111111111111:repository/*", ""]),
    ("app:Bytes", ["QUJD", "QUI=", "%%"]),
    (
      "aws:SourceArn",
      [
        "arn:aws:ecr:eu-west-1:111111111111:repository/app", "arn:aws:s3:::bucket/a:b",
        "arn:aws:ecr",
        "urn:aws:ecr:a:b:c",
      ]
    ),
    ("aws:PrincipalTag/team", ["platform", "team", "app"]),
    ("aws:username", ["ann", "app"]),
    (
      "aws:PrincipalArn",
      [
        "arn:aws:iam::111111111111:role/app/Puller", "arn:aws:iam::111111111111:role/Puller",
        "arn:aws:iam::222222222222:role/Pusher",
        "arn:aws:iam::111111111111:role/aws-service-role/ecs/Puller",
        "arn:aws:iam::111111111111:role/AWSServiceRoleForECRReplication",
      ]
    ),
    ("aws:ResourceTag/team", ["platform", ""]),
    ("aws:ResourceAccount", ["111111111111"]),
  ]
}
