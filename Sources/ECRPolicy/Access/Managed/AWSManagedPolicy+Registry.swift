// The documents as the AWS Managed Policy Reference prints them; one policy an entry, by path.

extension AWSManagedPolicy {
  /// Those that AWS keeps for Amazon ECR and its service-linked roles.
  static let registry: [AWSManagedPolicy] = [
    AWSManagedPolicy(
      path: "AmazonEC2ContainerRegistryFullAccess", version: "v3", updated: "2020-12-05",
      text: #"""
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Action": [
                "ecr:*",
                "cloudtrail:LookupEvents"
              ],
              "Resource": "*"
            },
            {
              "Effect": "Allow",
              "Action": [
                "iam:CreateServiceLinkedRole"
              ],
              "Resource": "*",
              "Condition": {
                "StringEquals": {
                  "iam:AWSServiceName": [
                    "replication.ecr.amazonaws.com"
                  ]
                }
              }
            }
          ]
        }
        """#),
    AWSManagedPolicy(
      path: "AmazonEC2ContainerRegistryPowerUser", version: "v3", updated: "2019-12-10",
      text: #"""
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Action": [
                "ecr:GetAuthorizationToken",
                "ecr:BatchCheckLayerAvailability",
                "ecr:GetDownloadUrlForLayer",
                "ecr:GetRepositoryPolicy",
                "ecr:DescribeRepositories",
                "ecr:ListImages",
                "ecr:DescribeImages",
                "ecr:BatchGetImage",
                "ecr:GetLifecyclePolicy",
                "ecr:GetLifecyclePolicyPreview",
                "ecr:ListTagsForResource",
                "ecr:DescribeImageScanFindings",
                "ecr:InitiateLayerUpload",
                "ecr:UploadLayerPart",
                "ecr:CompleteLayerUpload",
                "ecr:PutImage"
              ],
              "Resource": "*"
            }
          ]
        }
        """#),
    AWSManagedPolicy(
      path: "AmazonEC2ContainerRegistryPullOnly", version: "v1", updated: "2024-10-04",
      text: #"""
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Action": [
                "ecr:GetAuthorizationToken",
                "ecr:BatchGetImage",
                "ecr:GetDownloadUrlForLayer",
                "ecr:BatchImportUpstreamImage"
              ],
              "Resource": "*"
            }
          ]
        }
        """#),
    AWSManagedPolicy(
      path: "AmazonEC2ContainerRegistryReadOnly", version: "v3", updated: "2019-12-10",
      text: #"""
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Action": [
                "ecr:GetAuthorizationToken",
                "ecr:BatchCheckLayerAvailability",
                "ecr:GetDownloadUrlForLayer",
                "ecr:GetRepositoryPolicy",
                "ecr:DescribeRepositories",
                "ecr:ListImages",
                "ecr:DescribeImages",
                "ecr:BatchGetImage",
                "ecr:GetLifecyclePolicy",
                "ecr:GetLifecyclePolicyPreview",
                "ecr:ListTagsForResource",
                "ecr:DescribeImageScanFindings"
              ],
              "Resource": "*"
            }
          ]
        }
        """#),
    AWSManagedPolicy(
      path: "aws-service-role/AWSECRPullThroughCache_ServiceRolePolicy", version: "v4",
      updated: "2026-05-12",
      text: #"""
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Sid": "ECR",
              "Effect": "Allow",
              "Action": [
                "ecr:GetAuthorizationToken",
                "ecr:BatchCheckLayerAvailability",
                "ecr:InitiateLayerUpload",
                "ecr:UploadLayerPart",
                "ecr:CompleteLayerUpload",
                "ecr:PutImage",
                "ecr:BatchGetImage",
                "ecr:BatchImportUpstreamImage",
                "ecr:GetDownloadUrlForLayer",
                "ecr:GetImageCopyStatus"
              ],
              "Resource": "*",
              "Condition": {
                "StringEquals": {
                  "aws:ResourceAccount": "${aws:PrincipalAccount}"
                }
              }
            },
            {
              "Sid": "SecretsManager",
              "Effect": "Allow",
              "Action": [
                "secretsmanager:GetSecretValue"
              ],
              "Resource": "arn:aws:secretsmanager:*:*:secret:ecr-pullthroughcache/*",
              "Condition": {
                "StringEquals": {
                  "aws:ResourceAccount": "${aws:PrincipalAccount}"
                }
              }
            }
          ]
        }
        """#),
    AWSManagedPolicy(
      path: "aws-service-role/ECRReplicationServiceRolePolicy", version: "v1",
      updated: "2020-12-04",
      text: #"""
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Action": [
                "ecr:CreateRepository",
                "ecr:ReplicateImage"
              ],
              "Resource": "*"
            }
          ]
        }
        """#),
    AWSManagedPolicy(
      path: "aws-service-role/ECRTemplateServiceRolePolicy", version: "v1", updated: "2024-06-19",
      text: #"""
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Sid": "CreateRepositoryWithTemplate",
              "Effect": "Allow",
              "Action": [
                "ecr:CreateRepository"
              ],
              "Resource": "*"
            }
          ]
        }
        """#),
  ]
}
