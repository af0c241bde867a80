import ECRPolicy
import Testing
import Texts

/// Elements and principals of access policies that AWS refuses, each with all that is said of it, and where.
///
/// The expected words follow from the facts named with each.
struct MalformedKindTests {
  // A-06, A-07: which elements a kind of policy has.
  static let dialects: [(PolicyKind, String, [String])] = [
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", «"Principal"»: "*", "Action": "ecr:*", "Resource": "*"}]}"#,
      [
        #"UNSUPPORTED_PRINCIPAL: an identity-based policy cannot have `Principal`: it applies to the user, group or role that it is attached to"#
      ]
    ),
    (
      .permissionsBoundary,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", «"NotPrincipal"»: {"AWS": "111122223333"}, "Action": "ecr:*", "Resource": "*"}]}"#,
      [
        #"UNSUPPORTED_PRINCIPAL: a permissions boundary cannot have `NotPrincipal`: it applies to the user or role that it is attached to"#
      ]
    ),
    (
      .sessionPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", «"Principal"»: "*", "Action": "ecr:*", "Resource": "*"}]}"#,
      [
        #"UNSUPPORTED_PRINCIPAL: a session policy cannot have `Principal`: it applies to the session"#
      ]
    ),
    (
      .serviceControlPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", «"Principal"»: "*", "Action": "ecr:*", "Resource": "*"}]}"#,
      [
        #"UNSUPPORTED_PRINCIPAL: a service control policy cannot have `Principal`: it applies to all principals of the accounts that it is attached to"#
      ]
    ),
    (
      .repositoryPolicy,
      #"{"Version": "2012-10-17", "Statement": [«{»"Effect": "Allow", "Action": "ecr:BatchGetImage"}]}"#,
      [
        #"MISSING_PRINCIPAL: a statement of a repository policy must name a principal"#
      ]
    ),
    (
      .registryPolicy,
      #"{"Version": "2012-10-17", "Statement": [«{»"Effect": "Allow", "Action": "ecr:ReplicateImage", "Resource": "*"}]}"#,
      [
        #"MISSING_PRINCIPAL: a statement of a registry policy must name a principal"#
      ]
    ),
    (
      .resourceControlPolicy,
      #"{"Version": "2012-10-17", "Statement": [«{»"Effect": "Deny", "Action": "ecr:*", "Resource": "*"}]}"#,
      [
        #"MISSING_PRINCIPAL: a statement of a resource control policy must name a principal"#
      ]
    ),
    (
      .resourceControlPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", «"Principal"»: {"AWS": "111122223333"}, "Action": "ecr:*", "Resource": "*"}]}"#,
      [
        #"UNSUPPORTED_PRINCIPAL: the principal of a resource control policy must be `"*"`"#
      ]
    ),
    (
      .resourceControlPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", «"NotPrincipal"»: "*", "Action": "ecr:*", "Resource": "*"}]}"#,
      [
        #"UNSUPPORTED_PRINCIPAL: the principal of a resource control policy must be `"*"`"#
      ]
    ),
    (
      .resourceControlPolicy,
      #"{"Version": "2012-10-17", "Statement": [«{"Effect": "Allow", "Principal": "*", "Action": "ecr:*", "Resource": "*"}»]}"#,
      [
        #"UNSUPPORTED_EFFECT: a resource control policy cannot allow; only AWS's RCPFullAWSAccess does"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [«{»"Effect": "Allow", "Action": "ecr:*"}]}"#,
      [
        #"MISSING_RESOURCE: a statement of an identity-based policy must name a resource"#
      ]
    ),
    (
      .serviceControlPolicy,
      #"{"Version": "2012-10-17", "Statement": [«{»"Effect": "Deny", "Action": "ecr:*"}]}"#,
      [
        #"MISSING_RESOURCE: a statement of a service control policy must name a resource"#
      ]
    ),
    (
      .registryPolicy,
      #"{"Version": "2012-10-17", "Statement": [«{»"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "ecr:ReplicateImage"}]}"#,
      [
        #"MISSING_RESOURCE: a statement of a registry policy must name a resource"#
      ]
    ),
    (
      .repositoryPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "ecr:BatchGetImage", «"Resource"»: "*"}]}"#,
      [
        #"UNSUPPORTED_RESOURCE: a repository policy cannot name a resource: it applies to its repository"#
      ]
    ),
    (
      .trustPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "sts:AssumeRole", «"Resource"»: "*"}]}"#,
      [
        #"UNSUPPORTED_RESOURCE: a trust policy cannot name a resource: it applies to its role"#
      ]
    ),
  ]

  @Test(arguments: dialects)
  func `every kind of policy has its own elements (A-06, A-07)`(
    kind: PolicyKind, text: String, expected: [String]
  ) {
    MarkedPolicy(text).expect(expected, as: kind)
  }

  // A-20, A-21: who is named.
  static let principals: [(PolicyKind, String, [String])] = [
    (
      .repositoryPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Principal": «"111122223333"»}]}"#,
      [
        #"INVALID_PRINCIPAL_FORMAT: `111122223333` is not a valid principal"#
      ]
    ),
    (
      .repositoryPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Principal": «["*"]»}]}"#,
      [
        #"DATA_TYPE_MISMATCH: a principal is of type array; expected `"*"` or an object such as `{"AWS": …}`"#
      ]
    ),
    (
      .repositoryPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Principal": {«"aws"»: "111122223333"}}]}"#,
      [
        #"INVALID_PRINCIPAL_KEY: `aws` is not a type of principal"#
      ]
    ),
    (
      .repositoryPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Principal": {"AWS": «"11112222333"»}}]}"#,
      [
        #"INVALID_PRINCIPAL_FORMAT: invalid AWS principal `11112222333`"#
      ]
    ),
    (
      .repositoryPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Principal": {"AWS": «"arn:aws:iam::111122223333:role/*"»}}]}"#,
      [
        #"UNSUPPORTED_WILDCARD_IN_PRINCIPAL: a principal cannot contain a wildcard, as in `arn:aws:iam::111122223333:role/*`: only `*` alone is allowed"#
      ]
    ),
    (
      .repositoryPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Principal": {"AWS": «"arn:aws:iam::*:root"»}}]}"#,
      [
        #"UNSUPPORTED_WILDCARD_IN_PRINCIPAL: a principal cannot contain a wildcard, as in `arn:aws:iam::*:root`: only `*` alone is allowed"#
      ]
    ),
    (
      .repositoryPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Principal": {"AWS": «"arn:aws:iam::111122223333:group/admins"»}}]}"#,
      [
        #"UNSUPPORTED_PRINCIPAL: `arn:aws:iam::111122223333:group/admins` is a group, and a group cannot be a principal"#
      ]
    ),
    (
      .repositoryPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Principal": {"AWS": «"arn:aws:iam::111122223333:user/"»}}]}"#,
      [
        #"INVALID_PRINCIPAL_FORMAT: invalid AWS principal `arn:aws:iam::111122223333:user/`"#
      ]
    ),
    (
      .repositoryPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Principal": {"AWS": «"arn:aws:sts::111122223333:assumed-role/deployer"»}}]}"#,
      [
        #"INVALID_PRINCIPAL_FORMAT: invalid AWS principal `arn:aws:sts::111122223333:assumed-role/deployer`"#
      ]
    ),
    (
      .repositoryPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Principal": {"AWS": «"codebuild.amazonaws.com"»}}]}"#,
      [
        #"INVALID_PRINCIPAL_FORMAT: invalid AWS principal `codebuild.amazonaws.com`"#
      ]
    ),
    (
      .repositoryPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Principal": {"Service": «"codebuild"»}}]}"#,
      [
        #"INVALID_PRINCIPAL_FORMAT: `codebuild` is not a service principal"#
      ]
    ),
    (
      .repositoryPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Principal": {"Service": «"*.amazonaws.com"»}}]}"#,
      [
        #"UNSUPPORTED_WILDCARD_IN_PRINCIPAL: `*.amazonaws.com` is not a service principal: a service's name has no wildcards"#
      ]
    ),
    (
      .repositoryPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Principal": {"AWS": ["111122223333", «17»]}}]}"#,
      [
        #"DATA_TYPE_MISMATCH: a value of `AWS` is of type integer; expected a string"#
      ]
    ),
  ]

  @Test(arguments: principals)
  func `a principal is written out, without wildcards (A-20, A-21)`(
    kind: PolicyKind, text: String, expected: [String]
  ) {
    MarkedPolicy(text).expect(expected, as: kind)
  }
}
