// The documents as the AWS Managed Policy Reference prints them; one policy an entry, by path.

extension AWSManagedPolicy {
  /// Every policy that AWS keeps for Amazon ECR, by path.
  public static let all: [AWSManagedPolicy] = [
    AWSManagedPolicy(
      path: "AmazonEC2ContainerRegistryFullAccess",
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
      path: "AmazonEC2ContainerRegistryPowerUser",
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
      path: "AmazonEC2ContainerRegistryPullOnly",
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
      path: "AmazonEC2ContainerRegistryReadOnly",
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
      path: "aws-service-role/AWSECRPullThroughCache_ServiceRolePolicy",
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
              "Resource": "*"
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
      path: "aws-service-role/ECRReplicationServiceRolePolicy",
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
      path: "aws-service-role/ECRTemplateServiceRolePolicy",
      text: #"""
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Action": [
                "ecr:CreateRepository",
                "ecr:TagResource"
              ],
              "Resource": "*"
            }
          ]
        }
        """#),
  ]
}
