import ECRPolicy
import Testing
import Texts

/// Policies of access that AWS refuses, each with all that is said of it, and where.
///
/// The expected words follow from the facts named with each.
struct MalformedAccessPolicyTests {
  // A-01 to A-04: the document and its statements.
  static let shapes: [(PolicyKind, String, [String])] = [
    (
      .identityPolicy,
      #"«[]»"#,
      [
        #"JSON_SYNTAX_ERROR: a policy is an object; this is of type array"#
      ]
    ),
    (
      .identityPolicy,
      #"«5»"#,
      [
        #"JSON_SYNTAX_ERROR: a policy is an object; this is of type integer"#
      ]
    ),
    (
      .identityPolicy,
      #"«{»"Version": "2012-10-17"}"#,
      [
        #"MISSING_STATEMENT: the policy has no `Statement`"#
      ]
    ),
    (
      .identityPolicy,
      #"«{»"Version": "2012-10-17", «"statement"»: []}"#,
      [
        #"MISSING_STATEMENT: the policy has no `Statement`"#,
        #"INVALID_POLICY_ELEMENT: a policy cannot have `statement`"#,
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": «[]»}"#,
      [
        #"MISSING_STATEMENT: the policy has no statement"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": «"Allow"»}"#,
      [
        #"DATA_TYPE_MISMATCH: `Statement` is of type string where an object or an array of objects belongs"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [«7»]}"#,
      [
        #"DATA_TYPE_MISMATCH: a statement is of type integer where an object belongs"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": «"2012-10-18"», "Statement": {"Effect": "Allow", "Action": "ecr:*", "Resource": "*"}}"#,
      [
        #"INVALID_VERSION: `2012-10-18` is no version of the policy language"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": «20121017», "Statement": {"Effect": "Allow", "Action": "ecr:*", "Resource": "*"}}"#,
      [
        #"DATA_TYPE_MISMATCH: `Version` is of type integer where a string belongs"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", «"Name"»: "push", "Statement": {"Effect": "Allow", "Action": "ecr:*", "Resource": "*"}}"#,
      [
        #"INVALID_POLICY_ELEMENT: a policy cannot have `Name`"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Id": «1», "Statement": {"Effect": "Allow", "Action": "ecr:*", "Resource": "*"}}"#,
      [
        #"DATA_TYPE_MISMATCH: `Id` is of type integer where a string belongs"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [«{»"Action": "ecr:*", "Resource": "*"}]}"#,
      [
        #"MISSING_EFFECT: the statement has no `Effect`"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": «"allow"», "Action": "ecr:*", "Resource": "*"}]}"#,
      [
        #"INVALID_EFFECT: `allow` is no effect"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": «"Permit"», "Action": "ecr:*", "Resource": "*"}]}"#,
      [
        #"INVALID_EFFECT: `Permit` is no effect"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": «true», "Action": "ecr:*", "Resource": "*"}]}"#,
      [
        #"DATA_TYPE_MISMATCH: `Effect` is of type boolean where a string belongs"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", «"Actions"»: "ecr:*", "Action": "ecr:*", "Resource": "*"}]}"#,
      [
        #"INVALID_POLICY_ELEMENT: a statement cannot have `Actions`"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:*", «"resource"»: "*", "Resource": "*"}]}"#,
      [
        #"INVALID_POLICY_ELEMENT: a statement cannot have `resource`"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [«{»"Effect": "Allow", "Resource": "*"}]}"#,
      [
        #"MISSING_ACTION: the statement has neither `Action` nor `NotAction`"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:*", «"NotAction"»: "s3:*", "Resource": "*"}]}"#,
      [
        #"UNSUPPORTED_ELEMENT_COMBINATION: a statement cannot have both `Action` and `NotAction`"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:*", "NotResource": "*", «"Resource"»: "*"}]}"#,
      [
        #"UNSUPPORTED_ELEMENT_COMBINATION: a statement cannot have both `Resource` and `NotResource`"#
      ]
    ),
    (
      .repositoryPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "111122223333"}, «"NotPrincipal"»: {"AWS": "444455556666"}, "Action": "ecr:*"}]}"#,
      [
        #"UNSUPPORTED_ELEMENT_COMBINATION: a statement cannot have both `Principal` and `NotPrincipal`"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": «[]», "Resource": "*"}]}"#,
      [
        #"EMPTY_ELEMENT: `Action` is empty"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": «""», "Resource": "*"}]}"#,
      [
        #"EMPTY_ELEMENT: `Action` has an empty value"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["ecr:*", «null»], "Resource": "*"}]}"#,
      [
        #"DATA_TYPE_MISMATCH: a value of `Action` is of type null where a string belongs"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": «{"ecr": "*"}», "Resource": "*"}]}"#,
      [
        #"DATA_TYPE_MISMATCH: `Action` is of type object where a string belongs"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:*", "Resource": «[]»}]}"#,
      [
        #"EMPTY_ELEMENT: `Resource` is empty"#
      ]
    ),
    (
      .repositoryPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": «{}», "Action": "ecr:*"}]}"#,
      [
        #"EMPTY_ELEMENT: the principal names nobody"#
      ]
    ),
    (
      .repositoryPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": «[]»}, "Action": "ecr:*"}]}"#,
      [
        #"EMPTY_ELEMENT: `AWS` is empty"#
      ]
    ),
  ]

  // A-05: statement ids.
  static let sids: [(PolicyKind, String, [String])] = [
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Sid": «"push images"», "Effect": "Allow", "Action": "ecr:*", "Resource": "*"}]}"#,
      [
        #"UNSUPPORTED_SID: the Sid `push images` has other characters than letters and digits"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Sid": «7», "Effect": "Allow", "Action": "ecr:*", "Resource": "*"}]}"#,
      [
        #"DATA_TYPE_MISMATCH: `Sid` is of type integer where a string belongs"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Sid": "A", "Effect": "Allow", "Action": "ecr:PutImage", "Resource": "*"}, {"Sid": «"A"», "Effect": "Allow", "Action": "ecr:ListImages", "Resource": "*"}]}"#,
      [
        #"UNIQUE_SIDS_REQUIRED: the Sid `A` stands twice"#
      ]
    ),
    (
      .serviceControlPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Sid": «"no-region"», "Effect": "Deny", "Action": "s3:*", "Resource": "*"}]}"#,
      [
        #"UNSUPPORTED_SID: the Sid `no-region` has other characters than letters and digits"#
      ]
    ),
  ]

  // A-06, A-07: which elements a kind of policy has.
  static let dialects: [(PolicyKind, String, [String])] = [
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", «"Principal"»: "*", "Action": "ecr:*", "Resource": "*"}]}"#,
      [
        #"UNSUPPORTED_PRINCIPAL: an identity-based policy names no principal: it is for whoever has it"#
      ]
    ),
    (
      .permissionsBoundary,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", «"NotPrincipal"»: {"AWS": "111122223333"}, "Action": "ecr:*", "Resource": "*"}]}"#,
      [
        #"UNSUPPORTED_PRINCIPAL: a permissions boundary names no principal: it is for whoever has it"#
      ]
    ),
    (
      .sessionPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", «"Principal"»: "*", "Action": "ecr:*", "Resource": "*"}]}"#,
      [
        #"UNSUPPORTED_PRINCIPAL: a session policy names no principal: it is for whoever has it"#
      ]
    ),
    (
      .serviceControlPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", «"Principal"»: "*", "Action": "ecr:*", "Resource": "*"}]}"#,
      [
        #"UNSUPPORTED_PRINCIPAL: a service control policy names no principal: it is for whoever has it"#
      ]
    ),
    (
      .repositoryPolicy,
      #"{"Version": "2012-10-17", "Statement": [«{»"Effect": "Allow", "Action": "ecr:BatchGetImage"}]}"#,
      [
        #"MISSING_PRINCIPAL: a statement of a repository policy says for whom it is"#
      ]
    ),
    (
      .registryPolicy,
      #"{"Version": "2012-10-17", "Statement": [«{»"Effect": "Allow", "Action": "ecr:ReplicateImage", "Resource": "*"}]}"#,
      [
        #"MISSING_PRINCIPAL: a statement of a registry policy says for whom it is"#
      ]
    ),
    (
      .resourceControlPolicy,
      #"{"Version": "2012-10-17", "Statement": [«{»"Effect": "Deny", "Action": "ecr:*", "Resource": "*"}]}"#,
      [
        #"MISSING_PRINCIPAL: a statement of a resource control policy says for whom it is"#
      ]
    ),
    (
      .resourceControlPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", «"Principal"»: {"AWS": "111122223333"}, "Action": "ecr:*", "Resource": "*"}]}"#,
      [
        #"UNSUPPORTED_PRINCIPAL: the principal of a resource control policy is `"*"`, nothing else"#
      ]
    ),
    (
      .resourceControlPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", «"NotPrincipal"»: "*", "Action": "ecr:*", "Resource": "*"}]}"#,
      [
        #"UNSUPPORTED_PRINCIPAL: the principal of a resource control policy is `"*"`, nothing else"#
      ]
    ),
    (
      .resourceControlPolicy,
      #"{"Version": "2012-10-17", "Statement": [«{"Effect": "Allow", "Principal": "*", "Action": "ecr:*", "Resource": "*"}»]}"#,
      [
        #"UNSUPPORTED_EFFECT: of resource control policies only AWS's RCPFullAWSAccess allows"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [«{»"Effect": "Allow", "Action": "ecr:*"}]}"#,
      [
        #"MISSING_RESOURCE: a statement of an identity-based policy says for which resource it is"#
      ]
    ),
    (
      .serviceControlPolicy,
      #"{"Version": "2012-10-17", "Statement": [«{»"Effect": "Deny", "Action": "ecr:*"}]}"#,
      [
        #"MISSING_RESOURCE: a statement of a service control policy says for which resource it is"#
      ]
    ),
    (
      .registryPolicy,
      #"{"Version": "2012-10-17", "Statement": [«{»"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "ecr:ReplicateImage"}]}"#,
      [
        #"MISSING_RESOURCE: a statement of a registry policy says for which resource it is"#
      ]
    ),
    (
      .repositoryPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "ecr:BatchGetImage", «"Resource"»: "*"}]}"#,
      [
        #"UNSUPPORTED_RESOURCE: a repository policy has no resource: it is for its repository"#
      ]
    ),
    (
      .trustPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "sts:AssumeRole", «"Resource"»: "*"}]}"#,
      [
        #"UNSUPPORTED_RESOURCE: a trust policy has no resource: it is for its role"#
      ]
    ),
  ]

  // A-20, A-21: who is named.
  static let principals: [(PolicyKind, String, [String])] = [
    (
      .repositoryPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Principal": «"111122223333"»}]}"#,
      [
        #"INVALID_PRINCIPAL_FORMAT: `111122223333` is no principal"#
      ]
    ),
    (
      .repositoryPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Principal": «["*"]»}]}"#,
      [
        #"DATA_TYPE_MISMATCH: a principal is of type array where `"*"` or an object such as `{"AWS": …}` belongs"#
      ]
    ),
    (
      .repositoryPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Principal": {«"aws"»: "111122223333"}}]}"#,
      [
        #"INVALID_PRINCIPAL_KEY: `aws` is no kind of principal"#
      ]
    ),
    (
      .repositoryPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Principal": {"AWS": «"11112222333"»}}]}"#,
      [
        #"INVALID_PRINCIPAL_FORMAT: `11112222333` is no principal of an AWS account"#
      ]
    ),
    (
      .repositoryPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Principal": {"AWS": «"arn:aws:iam::111122223333:role/*"»}}]}"#,
      [
        #"UNSUPPORTED_WILDCARD_IN_PRINCIPAL: `arn:aws:iam::111122223333:role/*` has a wildcard; in a principal only `*` by itself is one"#
      ]
    ),
    (
      .repositoryPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Principal": {"AWS": «"arn:aws:iam::*:root"»}}]}"#,
      [
        #"UNSUPPORTED_WILDCARD_IN_PRINCIPAL: `arn:aws:iam::*:root` has a wildcard; in a principal only `*` by itself is one"#
      ]
    ),
    (
      .repositoryPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Principal": {"AWS": «"arn:aws:iam::111122223333:group/admins"»}}]}"#,
      [
        #"UNSUPPORTED_PRINCIPAL: `arn:aws:iam::111122223333:group/admins` is a group, and groups are no principals"#
      ]
    ),
    (
      .repositoryPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Principal": {"AWS": «"arn:aws:iam::111122223333:user/"»}}]}"#,
      [
        #"INVALID_PRINCIPAL_FORMAT: `arn:aws:iam::111122223333:user/` is no principal of an AWS account"#
      ]
    ),
    (
      .repositoryPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Principal": {"AWS": «"arn:aws:sts::111122223333:assumed-role/deployer"»}}]}"#,
      [
        #"INVALID_PRINCIPAL_FORMAT: `arn:aws:sts::111122223333:assumed-role/deployer` is no principal of an AWS account"#
      ]
    ),
    (
      .repositoryPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Principal": {"AWS": «"codebuild.amazonaws.com"»}}]}"#,
      [
        #"INVALID_PRINCIPAL_FORMAT: `codebuild.amazonaws.com` is no principal of an AWS account"#
      ]
    ),
    (
      .repositoryPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Principal": {"Service": «"codebuild"»}}]}"#,
      [
        #"INVALID_PRINCIPAL_FORMAT: `codebuild` is no service principal"#
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
        #"DATA_TYPE_MISMATCH: a value of `AWS` is of type integer where a string belongs"#
      ]
    ),
  ]

  // A-30, A-31: actions and resources.
  static let patterns: [(PolicyKind, String, [String])] = [
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": «"BatchGetImage"», "Resource": "*"}]}"#,
      [
        #"INVALID_ACTION: `BatchGetImage` names no service"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": «"e*:BatchGetImage"», "Resource": "*"}]}"#,
      [
        #"INVALID_SERVICE_IN_ACTION: `e*:BatchGetImage` has a wildcard in the service's name"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": «"*:*"», "Resource": "*"}]}"#,
      [
        #"INVALID_SERVICE_IN_ACTION: `*:*` has a wildcard in the service's name"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": «"ecr:"», "Resource": "*"}]}"#,
      [
        #"INVALID_ACTION: `ecr:` is no action"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": «"ecr:Batch Get"», "Resource": "*"}]}"#,
      [
        #"INVALID_ACTION: `ecr:Batch Get` is no action"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": «":PutImage"», "Resource": "*"}]}"#,
      [
        #"INVALID_ACTION: `:PutImage` is no action"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": «"payments/api"»}]}"#,
      [
        #"INVALID_ARN_PREFIX: `payments/api` is no ARN"#
      ]
    ),
    (
      .sessionPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": «"arn:aws:ecr:repository/payments"»}]}"#,
      [
        #"MISSING_ARN_FIELD: `arn:aws:ecr:repository/payments` has 4 of an ARN's six parts"#
      ]
    ),
    (
      .sessionPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": «"arn:aws:ecr:*"»}]}"#,
      [
        #"MISSING_ARN_FIELD: `arn:aws:ecr:*` has 4 of an ARN's six parts"#
      ]
    ),
    (
      .registryPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "444455556666"}, "Action": "ecr:BatchGetImage", "Resource": «"arn:aws:ecr:repository/payments"»}]}"#,
      [
        #"MISSING_ARN_FIELD: `arn:aws:ecr:repository/payments` has 4 of an ARN's six parts"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": «"arn:amazon:ecr:eu-central-1:111122223333:repository/payments"»}]}"#,
      [
        #"INVALID_PARTITION: `amazon` is no partition of AWS"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": «"arn:aws:ecr:eu-central-1:1111:repository/payments"»}]}"#,
      [
        #"INVALID_ARN_ACCOUNT: `1111` is no account: accounts have twelve digits"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": ["*", «"ecr:eu-central-1"»]}]}"#,
      [
        #"INVALID_ARN_PREFIX: `ecr:eu-central-1` is no ARN"#
      ]
    ),
  ]

  // A-40 to A-44: conditions.
  static let conditions: [(PolicyKind, String, [String])] = [
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": "*", "Condition": «[]»}]}"#,
      [
        #"DATA_TYPE_MISMATCH: `Condition` is of type array where an object of operators belongs"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": "*", "Condition": {"StringEquals": «"x"»}}]}"#,
      [
        #"DATA_TYPE_MISMATCH: `StringEquals` is of type string where an object of context keys belongs"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": "*", "Condition": {«"stringEquals"»: {"aws:username": "alice"}}}]}"#,
      [
        #"INVALID_CONDITION_OPERATOR: `stringEquals` is no condition operator"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": "*", "Condition": {«"StringEqual"»: {"aws:username": "alice"}}}]}"#,
      [
        #"INVALID_CONDITION_OPERATOR: `StringEqual` is no condition operator"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": "*", "Condition": {«"ForSomeValues:StringEquals"»: {"aws:TagKeys": "team"}}}]}"#,
      [
        #"INVALID_CONDITION_OPERATOR: `ForSomeValues:StringEquals` is no condition operator"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": "*", "Condition": {«"NullIfExists"»: {"aws:username": "true"}}}]}"#,
      [
        #"NULL_WITH_IF_EXISTS: `NullIfExists`: `Null` takes neither a set prefix nor `IfExists`"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": "*", "Condition": {«"ForAnyValue:Null"»: {"aws:username": "true"}}}]}"#,
      [
        #"NULL_WITH_IF_EXISTS: `ForAnyValue:Null`: `Null` takes neither a set prefix nor `IfExists`"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": "*", "Condition": {"StringEquals": {«"username"»: "alice"}}}]}"#,
      [
        #"INVALID_CONDITION_KEY_FORMAT: `username` is no context key"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": "*", "Condition": {"StringEquals": {"aws:username": "alice", «"aws:UserName"»: "bob"}}}]}"#,
      [
        #"DUPLICATE_KEYS_WITH_DIFFERENT_CASE: `aws:UserName` stands twice under `StringEquals`: the case of keys means nothing"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": "*", "Condition": {"StringEquals": {"aws:username": «{"a": 1}»}}}]}"#,
      [
        #"DATA_TYPE_MISMATCH: a value of `aws:username` is of type object where a string belongs"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": "*", "Condition": {"StringEquals": {"aws:username": ["alice", «null»]}}}]}"#,
      [
        #"DATA_TYPE_MISMATCH: a value of `aws:username` is of type null where a string belongs"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": "*", "Condition": {"NumericLessThan": {"aws:EpochTime": «"soon"»}}}]}"#,
      [
        #"DATA_TYPE_MISMATCH: `soon` can never match: `NumericLessThan` compares numbers"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": "*", "Condition": {"DateLessThan": {"aws:CurrentTime": «"31.01.2026"»}}}]}"#,
      [
        #"DATA_TYPE_MISMATCH: `31.01.2026` can never match: `DateLessThan` compares dates"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": "*", "Condition": {"DateLessThan": {"aws:CurrentTime": «"2026-02-30"»}}}]}"#,
      [
        #"DATA_TYPE_MISMATCH: `2026-02-30` can never match: `DateLessThan` compares dates"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": "*", "Condition": {"Bool": {"aws:SecureTransport": «"yes"»}}}]}"#,
      [
        #"DATA_TYPE_MISMATCH: `yes` can never match: `Bool` compares `true` with `false`"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": "*", "Condition": {"Null": {"aws:username": «"null"»}}}]}"#,
      [
        #"DATA_TYPE_MISMATCH: `null` can never match: `Null` compares `true` with `false`"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": "*", "Condition": {"BinaryEquals": {"shop:key": «"not base64"»}}}]}"#,
      [
        #"DATA_TYPE_MISMATCH: `not base64` can never match: `BinaryEquals` compares bytes in base64"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": "*", "Condition": {"IpAddress": {"aws:SourceIp": ["203.0.113.0/24", «"203.0.113.256"»]}}}]}"#,
      [
        #"DATA_TYPE_MISMATCH: `203.0.113.256` can never match: `IpAddress` compares IP addresses"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": "*", "Condition": {"IpAddress": {"aws:SourceIp": «"203.0.113.0/33"»}}}]}"#,
      [
        #"DATA_TYPE_MISMATCH: `203.0.113.0/33` can never match: `IpAddress` compares IP addresses"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": "*", "Condition": {"NotIpAddress": {"aws:SourceIp": «"2001:db8::1::2"»}}}]}"#,
      [
        #"DATA_TYPE_MISMATCH: `2001:db8::1::2` can never match: `NotIpAddress` compares IP addresses"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": "*", "Condition": {"ArnLike": {"aws:PrincipalArn": «"role/deployer"»}}}]}"#,
      [
        #"DATA_TYPE_MISMATCH: `role/deployer` can never match: `ArnLike` compares ARNs"#
      ]
    ),
  ]

  @Test(arguments: shapes)
  func `the shape of document and statements (A-01 to A-04)`(
    kind: PolicyKind, text: String, expected: [String]
  ) {
    MarkedPolicy(text).expect(expected, as: kind)
  }

  @Test(arguments: sids)
  func `statement ids are words, each there once (A-05)`(
    kind: PolicyKind, text: String, expected: [String]
  ) {
    MarkedPolicy(text).expect(expected, as: kind)
  }

  @Test(arguments: dialects)
  func `every kind of policy has its own elements (A-06, A-07)`(
    kind: PolicyKind, text: String, expected: [String]
  ) {
    MarkedPolicy(text).expect(expected, as: kind)
  }

  @Test(arguments: principals)
  func `a principal is written out, without wildcards (A-20, A-21)`(
    kind: PolicyKind, text: String, expected: [String]
  ) {
    MarkedPolicy(text).expect(expected, as: kind)
  }

  @Test(arguments: patterns)
  func `actions and resources have their forms (A-30, A-31)`(
    kind: PolicyKind, text: String, expected: [String]
  ) {
    MarkedPolicy(text).expect(expected, as: kind)
  }

  @Test(arguments: conditions)
  func `operators, keys and values are readable (A-40 to A-44)`(
    kind: PolicyKind, text: String, expected: [String]
  ) {
    MarkedPolicy(text).expect(expected, as: kind)
  }

  /// A-08: the most characters of each kind, and whether white space counts.
  static let sizes: [(PolicyKind, Int, Bool)] = [
    (.identityPolicy, 6_144, false), (.permissionsBoundary, 6_144, false),
    (.userPolicy, 2_048, false), (.rolePolicy, 10_240, false), (.groupPolicy, 5_120, false),
    (.sessionPolicy, 2_048, true), (.serviceControlPolicy, 10_240, true),
    (.resourceControlPolicy, 5_120, true), (.repositoryPolicy, 10_240, true),
    (.registryPolicy, 10_240, true), (.vpcEndpointPolicy, 20_480, true),
    (.trustPolicy, 2_048, false),
  ]

  @Test(arguments: sizes)
  func `a policy has its quota of characters, with or without white space (A-08)`(
    kind: PolicyKind, most: Int, countsSpace: Bool
  ) {
    let element =
      switch kind {
      case .repositoryPolicy: #""Principal":{"AWS":"111122223333"}"#
      case .registryPolicy, .vpcEndpointPolicy:
        #""Principal":{"AWS":"111122223333"},"Resource":"*""#
      case .trustPolicy: #""Principal":{"AWS":"111122223333"}"#
      case .resourceControlPolicy: #""Principal":"*","Resource":"*""#
      default: #""Resource":"*""#
      }
    let start = #"{"Version":"2012-10-17","Statement":{"Sid":""#
    let end = #"","Effect":"Deny","Action":"ecr:PutImage",\#(element)}}"#
    func codes(_ length: Int, spaces: Int = 0) -> [String] {
      let padding = length - start.utf8.count - end.utf8.count
      let text =
        start + String(repeating: "x", count: padding) + end.dropLast()
        + String(repeating: " ", count: spaces) + "}"
      return PolicyDocument.read(SourceText(name: "p", text: text), as: kind).findings
        .map(\.code.rawValue)
    }
    #expect(codes(most) == [])
    #expect(codes(most + 1) == ["POLICY_SIZE_EXCEEDS_QUOTA"])
    #expect(codes(most, spaces: 1) == (countsSpace ? ["POLICY_SIZE_EXCEEDS_QUOTA"] : []))
  }

  @Test func `every mistake of a policy is told, not only the first`() {
    MarkedPolicy(
      #"{"Version": «"2026"», "Statement": [{"Effect": «"ALLOW"», "Action": «[]», "Resource": "*"}, «{»"Effect": "Deny", "Resource": «7»}]}"#
    ).expect(
      [
        "INVALID_VERSION: `2026` is no version of the policy language",
        "INVALID_EFFECT: `ALLOW` is no effect", "EMPTY_ELEMENT: `Action` is empty",
        "MISSING_ACTION: the statement has neither `Action` nor `NotAction`",
        "DATA_TYPE_MISMATCH: `Resource` is of type integer where a string belongs",
      ], as: .identityPolicy)
  }

  @Test func `a member that stands twice and text that is no JSON are refused (A-01, A-03)`() {
    let twice = MarkedPolicy(
      #"{"Statement": {"Effect": "Allow", «"Effect"»: "Deny", "Action": "ecr:*", "Resource": "*"}}"#
    )
    #expect(twice.read(as: .identityPolicy).map(\.span) == twice.spans)
    for text in ["", "{", "{\"Statement\": [}", "nonsense", "{} {}"] {
      let reading = PolicyDocument.read(SourceText(name: "p", text: text), as: .identityPolicy)
      #expect(reading.findings.contains { $0.type == .error }, "\(text)")
    }
  }

  @Test func `a repository policy's Sid may have spaces, as ECR's console wrote (A-05)`() {
    MarkedPolicy(
      #"{"Version": "2008-10-17", "Statement": [{"Sid": "new statement", "Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:root"}, "Action": ["ecr:BatchGetImage"]}]}"#
    ).expect([], as: .repositoryPolicy)
  }

  @Test func `a mistake has a way to mend it, its facts and AWS's words (A-09)`() throws {
    let policy = MarkedPolicy(
      #"{"Statement": {"Effect": "allow", "Action": "ecr:*", "Resource": "*"}}"#)
    let finding = try #require(policy.read(as: .identityPolicy).first?.finding)
    #expect(finding.help == "write `Allow`: its case matters")
    #expect(finding.facts == ["A-03"])
    #expect(
      finding.serviceAnswer?.text == "MalformedPolicyDocument: Syntax errors in policy.")
    let repository = try #require(policy.read(as: .repositoryPolicy).first?.finding)
    #expect(repository.serviceAnswer?.text.contains("Invalid repository policy provided") == true)
  }
}
