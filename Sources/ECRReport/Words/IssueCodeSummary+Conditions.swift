import Texts

extension IssueCodeSummary {
  /// The codes of conditions in policies in the IAM policy language.
  static let conditions: [IssueCode: String] = [
    "ADDRESS_WITH_LEADING_ZERO":
      "An IP address has leading zeros, which some programs read as octal numbers",
    "CONDITION_DOES_NOT_LIMIT_CALLERS":
      "The condition of a statement does not keep other AWS accounts out",
    "CONDITION_KEY_NEVER_CARRIED":
      "A condition compares a context key that is never present in these requests",
    "CONDITION_KEY_NOT_CARRIED_BY_ALL":
      "A condition compares a context key that is not present in the requests of some actions",
    "CONDITION_KEY_NOT_DOCUMENTED":
      "AWS does not document whether requests have the context key of a condition",
    "CONDITION_KEY_OF_ANOTHER_SERVICE": "A condition compares a context key of another service",
    "CONDITION_VALUE_NEVER_MATCHES":
      "A condition compares a context key with a value that it never has",
    "CONDITION_WITHOUT_VALUES": "A condition has no value to compare with",
    "DATA_TYPE_MISMATCH": "A value is not of the type that is expected here",
    "DENY_MEETS_MISSING_KEY":
      "A statement also denies requests without the context key of its condition",
    "DUPLICATE_KEYS_WITH_DIFFERENT_CASE": "A condition has one context key in two spellings",
    "FORALLVALUES_ALLOWS_MISSING_KEY":
      "A statement also allows requests without the context key of its condition",
    "FORANYVALUE_WITH_IF_EXISTS":
      "AWS does not document what a condition means for requests without its context key",
    "INVALID_CONDITION_KEY_FORMAT": "A condition compares something that is not a context key",
    "INVALID_CONDITION_OPERATOR": "A condition has an operator that does not exist",
    "INVALID_GLOBAL_CONDITION_KEY": "A condition compares a global context key that does not exist",
    "INVALID_SERVICE_CONDITION_KEY": "A condition compares a context key that ECR does not have",
    "MISSING_SET_OPERATOR":
      "A condition compares a context key with several values as if it had one",
    "NULL_WITH_IF_EXISTS": "The operator `Null` has a prefix or a suffix that it cannot have",
    "PRIVATE_ADDRESS_IN_SOURCE_IP":
      "A condition compares the public source address with a private address",
    "ROOT_IN_PRINCIPAL_ARN":
      "A condition names the root user, where the whole account is probably meant",
    "SESSION_IN_PRINCIPAL_ARN":
      "A condition names a session, where requests have the ARN of its role",
    "SET_OPERATOR_WITH_SINGLE_VALUED_KEY":
      "A condition compares a context key with one value as if it had several",
    "SHARED_PROVIDER_WITHOUT_TENANT":
      "A trust policy trusts all customers of an identity provider that many organizations share",
    "UNSUPPORTED_OPERATOR_FOR_KEY":
      "An endpoint policy compares a context key with an operator that it cannot have",
    "UNSUPPORTED_WILDCARD_IN_CONDITION":
      "A condition of an endpoint policy has a wildcard that it cannot have",
    "WILDCARD_UNDER_EQUALITY": "A condition compares wildcards as plain characters",
  ]
}
