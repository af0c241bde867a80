import Texts

extension IssueCodeSummary {
  /// The codes of statements in policies in the IAM policy language.
  static let statements: [IssueCode: String] = [
    "ACTION_DOES_NOT_EXIST": "A statement names an action that ECR does not have",
    "ACTION_OF_ANOTHER_SERVICE": "A policy of ECR names an action of another service",
    "ACTION_WITHOUT_EFFECT_IN_REGISTRY_POLICY":
      "A registry policy names an action that it cannot allow",
    "ACTION_WITHOUT_EFFECT_IN_REPOSITORY_POLICY":
      "A repository policy names an action that it cannot allow",
    "ALLOW_WITH_NOT_PRINCIPAL": "A statement allows everybody except the principals that it names",
    "EMPTY_ELEMENT": "An element of a statement is empty",
    "FEDERATED_PRINCIPAL_IS_WILDCARD": "A trust policy trusts the users of every identity provider",
    "IDENTITY_CENTER_ROLE_AS_PRINCIPAL":
      "A statement names a role of IAM Identity Center, which can be recreated at any time",
    "ID_IN_IDENTITY_POLICY": "A policy has an `Id`, which only resource-based policies have",
    "INCOMPLETE_ARN": "An ARN has fewer than six parts, and AWS completes it",
    "INVALID_ARN_ACCOUNT": "The account of an ARN is not an account ID",
    "INVALID_ARN_PREFIX": "A resource is not an ARN",
    "INVALID_ARN_SERVICE": "The service of an ARN has a wildcard",
    "INVALID_EFFECT": "A statement has an effect other than `Allow` and `Deny`",
    "INVALID_PARTITION": "The partition of an ARN does not exist",
    "INVALID_POLICY_ELEMENT": "A policy has an element that the policy language does not have",
    "INVALID_PRINCIPAL_FORMAT": "A principal is not written as AWS expects it",
    "INVALID_PRINCIPAL_KEY": "A principal is of a type that does not exist",
    "INVALID_SERVICE_IN_ACTION": "The service of an action has a wildcard",
    "INVALID_VARIABLE": "A policy variable does not name a context key",
    "INVALID_VERSION": "The version of the policy is not a version of the policy language",
    "JSON_SYNTAX_ERROR": "The policy is not a JSON object",
    "MISSING_ACTION": "A statement does not name an action",
    "MISSING_ARN_FIELD": "An ARN has fewer than its six parts",
    "MISSING_BRACE_IN_VARIABLE": "A policy variable is not closed, so it is plain text",
    "MISSING_EFFECT": "A statement has no effect",
    "MISSING_PRINCIPAL":
      "A statement does not name a principal, which this kind of policy requires",
    "MISSING_QUOTE_IN_VARIABLE":
      "The default of a policy variable has no quotes, so the variable is plain text",
    "MISSING_RESOURCE": "A statement does not name a resource, which this kind of policy requires",
    "MISSING_STATEMENT": "The policy has no statement",
    "MULTIVALUED_VARIABLE": "A policy variable names a context key that can have several values",
    "NOT_PRINCIPAL_INCOMPLETE":
      "A statement with `NotPrincipal` denies the principal that it is meant to exempt",
    "POLICY_KIND_GUESSED":
      "The kind of the policy follows from its elements, which fit another kind as well",
    "POLICY_LOCKS_EVERYBODY_OUT": "The policy denies everybody to change or remove it",
    "POLICY_LOCKS_OWNER_OUT": "The policy denies its own account to change it",
    "POLICY_SIZE_EXCEEDS_QUOTA": "The policy has more characters than the quota allows",
    "PRINCIPAL_IS_DELETED": "A statement names the ID of a deleted principal",
    "PRINCIPAL_IS_EVERYBODY": "A statement allows every principal of every AWS account",
    "PRINCIPAL_MATCHES_NOBODY": "A principal of a statement does not match anybody",
    "REDUNDANT_STATEMENT": "Another statement of the policy covers a statement",
    "RESOURCE_HOLDS_IMAGE_ADDRESS":
      "The name of a repository in an ARN begins with the address of a registry",
    "RESOURCE_NAMES_NO_REPOSITORY": "No repository can have the ARN of a resource",
    "RESOURCE_NOT_SUPPORTED_BY_ACTION":
      "A statement has an action that never applies to the resources of the statement",
    "SCP_ALLOW_WITH_RESOURCES":
      "A service control policy allows specific resources, about which AWS's pages disagree",
    "SERVICE_PULLS_WITH_ROLE": "A statement names a service that pulls images with a role instead",
    "STATEMENT_NEVER_TAKES_EFFECT":
      "A statement has no effect, or denies more than its author may know",
    "TOO_FEW_CHARACTERS_AT_WILDCARD":
      "A value of an endpoint policy has a wildcard with too few characters around it",
    "UNIQUE_SIDS_REQUIRED": "Two statements have the same Sid",
    "UNKNOWN_SERVICE_PRINCIPAL": "A principal is not a known AWS service",
    "UNSUPPORTED_CHARACTER": "The policy has a character that IAM does not accept",
    "UNSUPPORTED_EFFECT": "A resource control policy allows something",
    "UNSUPPORTED_ELEMENT_COMBINATION": "A statement has an element and its negation",
    "UNSUPPORTED_NOT_ACTION": "A resource control policy has `NotAction`",
    "UNSUPPORTED_NOT_PRINCIPAL": "A trust policy has `NotPrincipal`",
    "UNSUPPORTED_PRINCIPAL": "A statement has a principal that this kind of policy cannot have",
    "UNSUPPORTED_RESOURCE": "A statement names a resource, which this kind of policy cannot have",
    "UNSUPPORTED_SID": "A Sid has characters other than letters and digits",
    "UNSUPPORTED_VERSION": "A resource control policy has another version than 2012-10-17",
    "UNSUPPORTED_WILDCARD_IN_ACTION": "A resource control policy has a wildcard as a whole action",
    "UNSUPPORTED_WILDCARD_IN_PRINCIPAL": "A principal contains a wildcard",
    "VARIABLE_BEFORE_RESOURCE":
      "A policy variable is in a part of an ARN where AWS does not replace it",
    "VARIABLE_IS_PLAIN_TEXT":
      "A policy variable is plain text in the policy's version of the policy language",
  ]
}
