/// Words that readers know, for mutations to put in; a dictionary of libFuzzer's.
public enum Vocabulary {
  /// The words of a target.
  public static func words(_ target: FuzzTarget) -> [String] {
    switch target {
    case .json: json
    case .images: json + images
    case .inUse: json + inUse
    case .lifecyclePolicy: json + lifecycle
    case .accessPolicy: json + access
    case .batch: json + access + batch
    case .accountDetails: json + access + details
    case .scenario: yaml + lifecycle + access
    case .documents: json + images + documents + details
    case .snapshot: []
    }
  }

  private static let json = [
    "null", "true", "false", "0", "-1", "1e9", "9223372036854775807", "-9223372036854775808",
    "1.5e300", "\"\"", "[]", "{}", "[[[[", "{\"a\":", "\\u0000", "\\ud83d\\ude00", "\\ud800",
    "\\\\",
    "\u{FEFF}", "\u{202E}", "é", "😀", "\u{1B}[31m", "//", "/*", "'", "NaN",
  ]
  private static let images = [
    "imageDetails", "images", "imageId", "imageManifest", "imageManifestMediaType", "registryId",
    "repositoryName", "imageDigest", "imageTags", "imageTag", "imageSizeInBytes", "imagePushedAt",
    "lastRecordedPullTime", "imageStatus", "ACTIVE", "ARCHIVED", "ACTIVATING", "lastArchivedAt",
    "lastActivatedAt", "subjectManifestDigest", "artifactMediaType", "nextToken", "NextToken",
    "ImageDigest", "failures", "sha256:", "1969-12-31T23:59:59.999999+14:00",
    "9999-12-31T23:59:59Z",
    "-62135596800", "1e15", "application/vnd.oci.image.index.v1+json",
    "application/vnd.docker.distribution.manifest.list.v2+json", "manifests", "digest", "subject",
  ]
  private static let inUse = [
    "items", "containers", "initContainers", "containerStatuses", "imageID", "image", "tasks",
    "imageDigest", "taskDefinition", "containerDefinitions", "Functions", "Configuration", "Code",
    "ImageUri", "ResolvedImageUri", "CodeSha256", "PackageType", "NextMarker", "failures",
    "docker-pullable://", ".dkr.ecr.eu-west-2.amazonaws.com/", "@sha256:", ":latest", "kind",
    "List",
    "spec", "status", "metadata", "continue",
  ]
  private static let lifecycle = [
    "rules", "rulePriority", "description", "selection", "tagStatus", "tagged", "untagged", "any",
    "tagPrefixList", "tagPatternList", "countType", "imageCountMoreThan", "sinceImagePushed",
    "sinceImagePulled", "sinceImageTransitioned", "countUnit", "days", "countNumber", "action",
    "type",
    "expire", "transition", "targetStorageClass", "archive", "storageClass", "standard",
    "lifecyclePolicyText", "lastEvaluatedAt", "*", "prod*", "keep the last 10 images",
  ]
  private static let access = [
    "Version", "2012-10-17", "2008-10-17", "Id", "Statement", "Sid", "Effect", "Allow", "Deny",
    "Principal", "NotPrincipal", "AWS", "Service", "Federated", "CanonicalUser", "Action",
    "NotAction",
    "Resource", "NotResource", "Condition", "StringEquals", "StringNotEquals", "StringLike",
    "StringEqualsIgnoreCase", "ArnLike", "ArnEquals", "NumericLessThan", "DateGreaterThan", "Bool",
    "BinaryEquals", "IpAddress", "NotIpAddress", "Null", "IfExists", "ForAllValues:",
    "ForAnyValue:", "aws:SourceIp", "aws:PrincipalArn", "aws:PrincipalOrgID", "aws:PrincipalTag/",
    "aws:ResourceTag/team", "ecr:ResourceTag/team", "${aws:username}",
    "${aws:PrincipalTag/team, 'x'}",
    "${*}", "${", "10.0.0.0/8", "::/0", "ecr:*", "ecr:PutImage", "ecr:BatchGetImage",
    "sts:AssumeRole",
    "arn:aws:ecr:*:*:repository/*", "arn:aws:iam::111122223333:root", "ecs.amazonaws.com", "*", "?",
  ]
  private static let batch = [
    "id", "request", "principal", "action", "resource", "context", "resourceTags", "requestTags",
    "principalTags", "identityPolicies", "permissionsBoundary", "sessionPolicies",
    "serviceControlPolicies", "resourceControlPolicies", "resourcePolicy", "registryPolicy",
    "registryPolicyScope", "vpcEndpointPolicies", "resourceAccount", "managementAccount", "name",
    "policy", "anonymous", "V1", "V2", "\n",
  ]
  private static let details = [
    "UserDetailList", "GroupDetailList", "RoleDetailList", "Policies", "UserName", "GroupName",
    "RoleName", "Arn", "Path", "UserId", "GroupId", "RoleId", "UserPolicyList", "GroupPolicyList",
    "RolePolicyList", "PolicyName", "PolicyDocument", "AttachedManagedPolicies", "PolicyArn",
    "PermissionsBoundary", "PermissionsBoundaryArn", "AssumeRolePolicyDocument", "GroupList",
    "Tags",
    "Key", "Value", "PolicyVersionList", "VersionId", "IsDefaultVersion", "DefaultVersionId",
    "IsTruncated", "Marker", "%7B%22", "arn:aws:iam::aws:policy/AdministratorAccess",
  ]
  private static let documents = [
    "drydock", "account", "region", "resourceArn", "policyId", "childId", "repositories",
    "repositoryArn", "policyText", "lifecyclePolicyText", "lastEvaluatedAt", "tags",
    "pullThroughCacheRules", "ecrRepositoryPrefix", "scanningConfiguration", "scanType",
    "repositoryCreationTemplates", "prefix", "appliedFor", "replicationConfiguration", "Policy",
    "PolicySummary", "Content", "Targets", "TargetId", "Organization", "MasterAccountId", "Parents",
    "SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY", "111122223333", "eu-central-1",
  ]
  private static let yaml = [
    "title:", "lesson: >\n", "source:", "claim: documented", "facts: [J-02]", "clock:", "account:",
    "region:", "repositories:", "principals:", "accounts:", "documents:", "story:", "- question:",
    "answer:", "images:", "tags:", "pushed:", "pulled:", "size:", "14 days ago", "yesterday",
    "expire:", "keep:", "archive:", "because:", "preview:", "access:", "validate:", "valid: false",
    "errors: []", "&a", "*a", "<<: *a", "!!binary", "|\n", ">-\n", "---\n", "...\n", "? ", "{", "}",
    "[", "]", "\t", "\u{85}", "\u{2028}", "%YAML 1.2\n", "~", "# ",
  ]
}
