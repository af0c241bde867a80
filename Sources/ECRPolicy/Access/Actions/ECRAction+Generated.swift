// Made from the Service Authorization Reference for Amazon ECR; one line an action, by name.

extension ECRAction {
  /// Every action of Amazon ECR, by name.
  ///
  /// Source: "Actions, resources, and condition keys for Amazon Elastic Container Registry",
  /// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html
  package static let all: [ECRAction] = [
    ECRAction("BatchCheckLayerAvailability", .read, .repository),
    ECRAction("BatchDeleteImage", .write, .repository),
    ECRAction("BatchGetImage", .read, .repository),
    ECRAction("BatchGetRepositoryScanningConfiguration", .read, .repository),
    ECRAction("BatchImportUpstreamImage", .write, .repository),
    ECRAction("CompleteLayerUpload", .write, .repository),
    ECRAction(
      "CreatePullThroughCacheRule", .write, .registry, dependsOn: ["iam:CreateServiceLinkedRole"]),
    ECRAction(
      "CreateRepository", .write, .repository, keys: ["aws:RequestTag/${TagKey}", "aws:TagKeys"],
      dependsOn: ["ecr:TagResource"]),
    ECRAction(
      "CreateRepositoryCreationTemplate", .write, .registry,
      dependsOn: [
        "ecr:CreateRepository", "ecr:PutLifecyclePolicy", "ecr:SetRepositoryPolicy",
        "iam:CreateServiceLinkedRole", "iam:PassRole",
      ]),
    ECRAction("DeleteLifecyclePolicy", .write, .repository),
    ECRAction("DeletePullThroughCacheRule", .write, .registry),
    ECRAction("DeleteRegistryPolicy", .permissionsManagement, .registry),
    ECRAction("DeleteRepository", .write, .repository),
    ECRAction("DeleteRepositoryCreationTemplate", .write, .registry),
    ECRAction("DeleteRepositoryPolicy", .permissionsManagement, .repository),
    ECRAction("DeleteSigningConfiguration", .write, .registry),
    ECRAction("DeregisterPullTimeUpdateExclusion", .write, .registry),
    ECRAction("DescribeImageReplicationStatus", .read, .repository),
    ECRAction("DescribeImageScanFindings", .read, .repository),
    ECRAction("DescribeImageSigningStatus", .read, .repository),
    ECRAction("DescribeImages", .list, .repository),
    ECRAction("DescribePullThroughCacheRules", .list, .registry),
    ECRAction("DescribeRegistry", .read, .registry),
    ECRAction("DescribeRepositories", .read, .repository),
    ECRAction("DescribeRepositoryCreationTemplates", .read, .registry),
    ECRAction("GetAccountSetting", .read, .registry, keys: ["ecr:AccountSetting"]),
    ECRAction("GetAuthorizationToken", .read, .registry),
    ECRAction("GetDownloadUrlForLayer", .read, .repository),
    ECRAction("GetImageCopyStatus", .read, .repository),
    ECRAction("GetLifecyclePolicy", .read, .repository),
    ECRAction("GetLifecyclePolicyPreview", .read, .repository),
    ECRAction("GetRegistryPolicy", .read, .registry),
    ECRAction("GetRegistryScanningConfiguration", .read, .registry),
    ECRAction("GetRepositoryPolicy", .read, .repository),
    ECRAction("GetSigningConfiguration", .read, .registry),
    ECRAction("InitiateLayerUpload", .write, .repository),
    ECRAction("ListImages", .list, .repository),
    ECRAction("ListPullTimeUpdateExclusions", .list, .registry),
    ECRAction(
      "ListTagsForResource", .read, .repository, keys: ["aws:RequestTag/${TagKey}", "aws:TagKeys"]),
    ECRAction("PutAccountSetting", .write, .registry, keys: ["ecr:AccountSetting"]),
    ECRAction("PutImage", .write, .repository),
    ECRAction("PutImageScanningConfiguration", .write, .repository),
    ECRAction("PutImageTagMutability", .write, .repository),
    ECRAction("PutLifecyclePolicy", .write, .repository),
    ECRAction("PutRegistryPolicy", .permissionsManagement, .registry),
    ECRAction("PutRegistryScanningConfiguration", .write, .registry),
    ECRAction(
      "PutReplicationConfiguration", .write, .registry, dependsOn: ["iam:CreateServiceLinkedRole"]),
    ECRAction("PutSigningConfiguration", .write, .registry),
    ECRAction("RegisterPullTimeUpdateExclusion", .write, .registry),
    ECRAction("ReplicateImage", .write, .repository),
    ECRAction("SetRepositoryPolicy", .permissionsManagement, .repository),
    ECRAction("StartImageScan", .write, .repository),
    ECRAction("StartLifecyclePolicyPreview", .write, .repository),
    ECRAction(
      "TagResource", .tagging, .repository, keys: ["aws:RequestTag/${TagKey}", "aws:TagKeys"]),
    ECRAction("UntagResource", .tagging, .repository, keys: ["aws:TagKeys"]),
    ECRAction("UpdateImageStorageClass", .write, .repository),
    ECRAction("UpdatePullThroughCacheRule", .write, .registry),
    ECRAction(
      "UpdateRepositoryCreationTemplate", .write, .registry,
      dependsOn: [
        "ecr:CreateRepository", "ecr:PutLifecyclePolicy", "ecr:SetRepositoryPolicy",
        "iam:CreateServiceLinkedRole", "iam:PassRole",
      ]),
    ECRAction("UploadLayerPart", .write, .repository),
    ECRAction("ValidatePullThroughCacheRule", .read, .registry),
  ]
}
