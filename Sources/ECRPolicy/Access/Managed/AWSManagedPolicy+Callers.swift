// The documents as the AWS Managed Policy Reference prints them; one policy an entry, by path.

extension AWSManagedPolicy {
  /// Those that give rights over repositories to what pulls and pushes: compute services, build
  /// services and people.
  static let callers: [AWSManagedPolicy] = [
    AWSManagedPolicy(
      path: "AdministratorAccess", version: "v1", updated: "2015-02-06",
      text: #"""
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Action": "*",
              "Resource": "*"
            }
          ]
        }
        """#),
    AWSManagedPolicy(
      path: "AmazonEKSFargatePodExecutionRolePolicy", version: "v1", updated: "2019-11-22",
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
                "ecr:BatchGetImage"
              ],
              "Resource": "*"
            }
          ]
        }
        """#),
    AWSManagedPolicy(
      path: "AmazonEKSWorkerNodeMinimalPolicy", version: "v1", updated: "2024-10-02",
      text: #"""
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Sid": "WorkerNodePermissions",
              "Effect": "Allow",
              "Action": [
                "eks-auth:AssumeRoleForPodIdentity"
              ],
              "Resource": "*"
            }
          ]
        }
        """#),
    AWSManagedPolicy(
      path: "AmazonEKSWorkerNodePolicy", version: "v3", updated: "2023-11-27",
      text: #"""
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Sid": "WorkerNodePermissions",
              "Effect": "Allow",
              "Action": [
                "ec2:DescribeInstances",
                "ec2:DescribeInstanceTypes",
                "ec2:DescribeRouteTables",
                "ec2:DescribeSecurityGroups",
                "ec2:DescribeSubnets",
                "ec2:DescribeVolumes",
                "ec2:DescribeVolumesModifications",
                "ec2:DescribeVpcs",
                "eks:DescribeCluster",
                "eks-auth:AssumeRoleForPodIdentity"
              ],
              "Resource": "*"
            }
          ]
        }
        """#),
    AWSManagedPolicy(
      path: "EC2InstanceProfileForImageBuilderECRContainerBuilds", version: "v1",
      updated: "2020-12-11",
      text: #"""
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Action": [
                "imagebuilder:GetComponent",
                "imagebuilder:GetContainerRecipe",
                "ecr:GetAuthorizationToken",
                "ecr:BatchGetImage",
                "ecr:InitiateLayerUpload",
                "ecr:UploadLayerPart",
                "ecr:CompleteLayerUpload",
                "ecr:BatchCheckLayerAvailability",
                "ecr:GetDownloadUrlForLayer",
                "ecr:PutImage"
              ],
              "Resource": "*"
            },
            {
              "Effect": "Allow",
              "Action": [
                "kms:Decrypt"
              ],
              "Resource": "*",
              "Condition": {
                "ForAnyValue:StringEquals": {
                  "aws:CalledVia": [
                    "imagebuilder.amazonaws.com"
                  ],
                  "kms:EncryptionContextKeys": "aws:imagebuilder:arn"
                }
              }
            },
            {
              "Effect": "Allow",
              "Action": [
                "s3:GetObject"
              ],
              "Resource": "arn:aws:s3:::ec2imagebuilder*"
            },
            {
              "Effect": "Allow",
              "Action": [
                "logs:CreateLogStream",
                "logs:CreateLogGroup",
                "logs:PutLogEvents"
              ],
              "Resource": "arn:aws:logs:*:*:log-group:/aws/imagebuilder/*"
            }
          ]
        }
        """#),
    AWSManagedPolicy(
      path: "PowerUserAccess", version: "v12", updated: "2026-02-12",
      text: #"""
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "NotAction": [
                "iam:*",
                "organizations:*",
                "account:*"
              ],
              "Resource": "*"
            },
            {
              "Effect": "Allow",
              "Action": [
                "account:GetAccountInformation",
                "account:GetGovCloudAccountInformation",
                "account:GetPrimaryEmail",
                "account:ListRegions",
                "iam:CreateServiceLinkedRole",
                "iam:DeleteServiceLinkedRole",
                "iam:ListRoles",
                "organizations:DescribeEffectivePolicy",
                "organizations:DescribeOrganization"
              ],
              "Resource": "*"
            }
          ]
        }
        """#),
    AWSManagedPolicy(
      path: "ReadOnlyAccess", version: "v190", updated: "2026-09-24", isExcerpt: true,
      text: #"""
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Sid": "ReadOnlyActionsGroup1",
              "Effect": "Allow",
              "Action": [
                "ecr:BatchCheck*",
                "ecr:BatchGet*",
                "ecr:Describe*",
                "ecr:Get*",
                "ecr:List*"
              ],
              "Resource": "*"
            }
          ]
        }
        """#),
    AWSManagedPolicy(
      path: "service-role/AWSAppRunnerServicePolicyForECRAccess", version: "v1",
      updated: "2021-05-14",
      text: #"""
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Action": [
                "ecr:GetDownloadUrlForLayer",
                "ecr:BatchGetImage",
                "ecr:DescribeImages",
                "ecr:GetAuthorizationToken",
                "ecr:BatchCheckLayerAvailability"
              ],
              "Resource": "*"
            }
          ]
        }
        """#),
    AWSManagedPolicy(
      path: "service-role/AmazonEC2ContainerServiceforEC2Role", version: "v10",
      updated: "2026-02-12",
      text: #"""
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Action": [
                "ec2:DescribeTags",
                "ecs:CreateCluster",
                "ecs:DeregisterContainerInstance",
                "ecs:DiscoverPollEndpoint",
                "ecs:Poll",
                "ecs:RegisterContainerInstance",
                "ecs:StartTelemetrySession",
                "ecs:UpdateContainerInstancesState",
                "ecs:Submit*",
                "ecr:GetAuthorizationToken",
                "ecr:BatchCheckLayerAvailability",
                "ecr:GetDownloadUrlForLayer",
                "ecr:BatchGetImage",
                "logs:CreateLogStream",
                "logs:PutLogEvents"
              ],
              "Resource": "*"
            },
            {
              "Effect": "Allow",
              "Action": "ecs:TagResource",
              "Resource": "*",
              "Condition": {
                "StringEquals": {
                  "ecs:CreateAction": [
                    "CreateCluster",
                    "RegisterContainerInstance"
                  ]
                }
              }
            },
            {
              "Effect": "Allow",
              "Action": [
                "ecs:ListTagsForResource"
              ],
              "Resource": [
                "arn:aws:ecs:*:*:task/*/*",
                "arn:aws:ecs:*:*:container-instance/*/*"
              ]
            }
          ]
        }
        """#),
    AWSManagedPolicy(
      path: "service-role/AmazonECSTaskExecutionRolePolicy", version: "v1", updated: "2017-11-16",
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
                "ecr:BatchGetImage",
                "logs:CreateLogStream",
                "logs:PutLogEvents"
              ],
              "Resource": "*"
            }
          ]
        }
        """#),
  ]
}
