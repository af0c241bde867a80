/// The words of AWS for an invalid policy document.
///
/// Source: IAM's `MalformedPolicyDocument` answers as the AWS mock moto records them
/// (https://github.com/getmoto/moto, moto/iam/policy_validation.py), and ECR's answer to
/// SetRepositoryPolicy.
enum ServiceWords {
  static let ecr =
    "InvalidParameterException: Invalid parameter at 'PolicyText' failed to satisfy constraint: "
    + "'Invalid repository policy provided'"

  static let vendor =
    "MalformedPolicyDocument: Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, "
    + "ec2, etc."

  /// The document's shape is wrong.
  static func syntax(_ kind: PolicyKind) -> String? {
    answer(kind, "Syntax errors in policy.")
  }

  static func missingAction(_ kind: PolicyKind) -> String? {
    answer(kind, "Policy statement must contain actions.")
  }

  static func missingResource(_ kind: PolicyKind) -> String? {
    answer(kind, "Policy statement must contain resources.")
  }

  static func principal(_ kind: PolicyKind) -> String? {
    switch kind {
    case .repositoryPolicy, .registryPolicy: ecr
    default: nil
    }
  }

  static func noPrincipal(_ kind: PolicyKind) -> String? {
    answer(kind, "Policy document should not specify a principal.")
  }

  /// IAM's words for IAM's policies, ECR's for ECR's; of other services no words are public.
  static func answer(_ kind: PolicyKind, _ iam: String) -> String? {
    switch kind {
    case .identityPolicy, .userPolicy, .rolePolicy, .groupPolicy, .permissionsBoundary:
      "MalformedPolicyDocument: " + iam
    case .repositoryPolicy: ecr
    default: nil
    }
  }
}
