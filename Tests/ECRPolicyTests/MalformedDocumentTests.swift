import ECRPolicy
import Testing
import Texts

/// Documents and statements of access policies that AWS refuses, each with all that is said of it, and where.
///
/// The expected words follow from the facts named with each.
struct MalformedDocumentTests {
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
        #"DATA_TYPE_MISMATCH: `Statement` is of type string; expected an object or an array of objects"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [«7»]}"#,
      [
        #"DATA_TYPE_MISMATCH: a statement is of type integer; expected an object"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": «"2012-10-18"», "Statement": {"Effect": "Allow", "Action": "ecr:*", "Resource": "*"}}"#,
      [
        #"INVALID_VERSION: `2012-10-18` is not a version of the policy language"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": «20121017», "Statement": {"Effect": "Allow", "Action": "ecr:*", "Resource": "*"}}"#,
      [
        #"DATA_TYPE_MISMATCH: `Version` is of type integer; expected a string"#
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
        #"DATA_TYPE_MISMATCH: `Id` is of type integer; expected a string"#
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
        #"INVALID_EFFECT: `allow` is not an effect"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": «"Permit"», "Action": "ecr:*", "Resource": "*"}]}"#,
      [
        #"INVALID_EFFECT: `Permit` is not an effect"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": «true», "Action": "ecr:*", "Resource": "*"}]}"#,
      [
        #"DATA_TYPE_MISMATCH: `Effect` is of type boolean; expected a string"#
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
        #"DATA_TYPE_MISMATCH: a value of `Action` is of type null; expected a string"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": «{"ecr": "*"}», "Resource": "*"}]}"#,
      [
        #"DATA_TYPE_MISMATCH: `Action` is of type object; expected a string"#
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
        #"EMPTY_ELEMENT: the principal is empty"#
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

  @Test(arguments: shapes)
  func `the shape of document and statements (A-01 to A-04)`(
    kind: PolicyKind, text: String, expected: [String]
  ) {
    MarkedPolicy(text).expect(expected, as: kind)
  }

  // A-05: statement ids.
  static let sids: [(PolicyKind, String, [String])] = [
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Sid": «"push images"», "Effect": "Allow", "Action": "ecr:*", "Resource": "*"}]}"#,
      [
        #"UNSUPPORTED_SID: the Sid `push images` has characters other than letters and digits"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Sid": «7», "Effect": "Allow", "Action": "ecr:*", "Resource": "*"}]}"#,
      [
        #"DATA_TYPE_MISMATCH: `Sid` is of type integer; expected a string"#
      ]
    ),
    (
      .identityPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Sid": "A", "Effect": "Allow", "Action": "ecr:PutImage", "Resource": "*"}, {"Sid": «"A"», "Effect": "Allow", "Action": "ecr:ListImages", "Resource": "*"}]}"#,
      [
        #"UNIQUE_SIDS_REQUIRED: duplicate Sid `A`"#
      ]
    ),
    (
      .serviceControlPolicy,
      #"{"Version": "2012-10-17", "Statement": [{"Sid": «"no-region"», "Effect": "Deny", "Action": "s3:*", "Resource": "*"}]}"#,
      [
        #"UNSUPPORTED_SID: the Sid `no-region` has characters other than letters and digits"#
      ]
    ),
  ]

  @Test(arguments: sids)
  func `statement ids are words, each there once (A-05)`(
    kind: PolicyKind, text: String, expected: [String]
  ) {
    MarkedPolicy(text).expect(expected, as: kind)
  }
}
