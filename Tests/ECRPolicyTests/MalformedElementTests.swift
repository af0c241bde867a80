import ECRPolicy
import Testing
import Texts

/// Actions, resources and conditions of access policies that AWS refuses, each with all that is said of it, and where.
///
/// The expected words follow from the facts named with each.
struct MalformedElementTests {
  // A-30, A-31: actions and resources.
  static let patterns: [(PolicyKind, String, [String])] = [
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": «"BatchGetImage"», "Resource": "*"}]}"#,
      [
        #"INVALID_ACTION: `BatchGetImage` has no service prefix"#
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
        #"INVALID_ACTION: `ecr:` is not an action"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": «"ecr:Batch Get"», "Resource": "*"}]}"#,
      [
        #"INVALID_ACTION: `ecr:Batch Get` is not an action"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": «":PutImage"», "Resource": "*"}]}"#,
      [
        #"INVALID_ACTION: `:PutImage` is not an action"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": «"payments/api"»}]}"#,
      [
        #"INVALID_ARN_PREFIX: `payments/api` is not an ARN"#
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
        #"INVALID_PARTITION: `amazon` is not an AWS partition"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": «"arn:aws:ecr:eu-central-1:1111:repository/payments"»}]}"#,
      [
        #"INVALID_ARN_ACCOUNT: invalid account ID `1111`: must be 12 digits"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": ["*", «"ecr:eu-central-1"»]}]}"#,
      [
        #"INVALID_ARN_PREFIX: `ecr:eu-central-1` is not an ARN"#
      ]
    ),
  ]

  @Test(arguments: patterns)
  func `actions and resources have their forms (A-30, A-31)`(
    kind: PolicyKind, text: String, expected: [String]
  ) {
    MarkedPolicy(text).expect(expected, as: kind)
  }

  // A-40 to A-44: conditions.
  static let conditions: [(PolicyKind, String, [String])] = [
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": "*", "Condition": «[]»}]}"#,
      [
        #"DATA_TYPE_MISMATCH: `Condition` is of type array; expected an object of operators"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": "*", "Condition": {"StringEquals": «"x"»}}]}"#,
      [
        #"DATA_TYPE_MISMATCH: `StringEquals` is of type string; expected an object of context keys"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": "*", "Condition": {«"stringEquals"»: {"aws:username": "alice"}}}]}"#,
      [
        #"INVALID_CONDITION_OPERATOR: `stringEquals` is not a condition operator"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": "*", "Condition": {«"StringEqual"»: {"aws:username": "alice"}}}]}"#,
      [
        #"INVALID_CONDITION_OPERATOR: `StringEqual` is not a condition operator"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": "*", "Condition": {«"ForSomeValues:StringEquals"»: {"aws:TagKeys": "team"}}}]}"#,
      [
        #"INVALID_CONDITION_OPERATOR: `ForSomeValues:StringEquals` is not a condition operator"#
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
        #"INVALID_CONDITION_KEY_FORMAT: `username` is not a context key"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": "*", "Condition": {"StringEquals": {"aws:username": "alice", «"aws:UserName"»: "bob"}}}]}"#,
      [
        #"DUPLICATE_KEYS_WITH_DIFFERENT_CASE: duplicate key `aws:UserName` under `StringEquals`: context keys ignore case"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": "*", "Condition": {"StringEquals": {"aws:username": «{"a": 1}»}}}]}"#,
      [
        #"DATA_TYPE_MISMATCH: a value of `aws:username` is of type object; expected a string"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": "*", "Condition": {"StringEquals": {"aws:username": ["alice", «null»]}}}]}"#,
      [
        #"DATA_TYPE_MISMATCH: a value of `aws:username` is of type null; expected a string"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": "*", "Condition": {"NumericLessThan": {"aws:EpochTime": «"soon"»}}}]}"#,
      [
        #"DATA_TYPE_MISMATCH: invalid value `soon` for `NumericLessThan`: must be a number"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": "*", "Condition": {"DateLessThan": {"aws:CurrentTime": «"31.01.2026"»}}}]}"#,
      [
        #"DATA_TYPE_MISMATCH: invalid value `31.01.2026` for `DateLessThan`: must be a date"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": "*", "Condition": {"DateLessThan": {"aws:CurrentTime": «"2026-02-30"»}}}]}"#,
      [
        #"DATA_TYPE_MISMATCH: invalid value `2026-02-30` for `DateLessThan`: must be a date"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": "*", "Condition": {"Bool": {"aws:SecureTransport": «"yes"»}}}]}"#,
      [
        #"DATA_TYPE_MISMATCH: invalid value `yes` for `Bool`: must be `true` or `false`"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": "*", "Condition": {"Null": {"aws:username": «"null"»}}}]}"#,
      [
        #"DATA_TYPE_MISMATCH: invalid value `null` for `Null`: must be `true` or `false`"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": "*", "Condition": {"BinaryEquals": {"shop:key": «"not base64"»}}}]}"#,
      [
        #"DATA_TYPE_MISMATCH: invalid value `not base64` for `BinaryEquals`: must be bytes in base64"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": "*", "Condition": {"IpAddress": {"aws:SourceIp": ["203.0.113.0/24", «"203.0.113.256"»]}}}]}"#,
      [
        #"DATA_TYPE_MISMATCH: invalid value `203.0.113.256` for `IpAddress`: must be an IP address"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": "*", "Condition": {"IpAddress": {"aws:SourceIp": «"203.0.113.0/33"»}}}]}"#,
      [
        #"DATA_TYPE_MISMATCH: invalid value `203.0.113.0/33` for `IpAddress`: must be an IP address"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": "*", "Condition": {"NotIpAddress": {"aws:SourceIp": «"2001:db8::1::2"»}}}]}"#,
      [
        #"DATA_TYPE_MISMATCH: invalid value `2001:db8::1::2` for `NotIpAddress`: must be an IP address"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": "*", "Condition": {"ArnLike": {"aws:PrincipalArn": «"role/deployer"»}}}]}"#,
      [
        #"DATA_TYPE_MISMATCH: invalid value `role/deployer` for `ArnLike`: must be an ARN"#
      ]
    ),
  ]

  @Test(arguments: conditions)
  func `operators, keys and values are readable (A-40 to A-44)`(
    kind: PolicyKind, text: String, expected: [String]
  ) {
    MarkedPolicy(text).expect(expected, as: kind)
  }
}
