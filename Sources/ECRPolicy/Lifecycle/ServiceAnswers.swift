/// ECR's error messages for invalid lifecycle policies, where they are known.
///
/// found in issues, in moto, and in the messages of the JSON Schema library whose
/// wording ECR uses.
enum ServiceAnswers {
  /// The message for what is not a JSON object.
  static let notJSON = wrapped("Could not map policyString into LifecyclePolicy.")
  /// For an action of the wrong shape.
  static let actionShape = schema(
    "instance failed to match exactly one schema (matched 0 out of 2)")
  /// For a selection of the wrong shape.
  static let selectionShape = schema(
    "instance failed to match exactly one schema (matched 0 out of 4)")
  /// For an `any` rule that is not last.
  static let anyNotLast = wrapped(
    "Rule for tagStatus=ANY must have the lowest priority per storage class")
  /// For a second `untagged` rule.
  static let severalUntagged = wrapped(
    "Only one rule can select Untagged images per storage class.")
  /// For `tagged` without a list.
  static let noTagList = wrapped(
    "Must specify tagPrefixList or tagPatternList when tagStatus=TAGGED.")

  /// For members that are missing.
  static func missing(_ names: [String]) -> String {
    schema("object has missing required properties ([\(list(names.sorted()))])")
  }

  /// For members that are not known.
  static func notAllowed(_ names: [String]) -> String {
    schema(
      "object instance has properties which are not allowed by the schema: [\(list(names.sorted()))]"
    )
  }

  /// X-05; `value` as JSON writes it.
  static func notInEnum(_ value: String, _ allowed: [String]) -> String {
    schema("instance value (\(value)) not found in enum (possible values: [\(list(allowed))])")
  }

  /// For a number below the least allowed.
  static func belowMinimum(_ minimum: Int, found: Int) -> String {
    schema(
      "numeric instance is lower than the required minimum (minimum: \(minimum), found: \(found))")
  }

  /// For a value of the wrong type.
  static func wrongType(_ found: String, allowed: String) -> String {
    schema(
      "instance type (\(found)) does not match any allowed primitive type (allowed: [\"\(allowed)\"])"
    )
  }

  private static func list(_ names: [String]) -> String {
    names.map { "\"\($0)\"" }.joined(separator: ",")
  }

  /// Schema failures end in a line break before the closing quote.
  private static func schema(_ detail: String) -> String { wrapped(detail + "\n") }

  private static func wrapped(_ detail: String) -> String {
    "InvalidParameterException: Invalid parameter at 'LifecyclePolicyText' failed to satisfy "
      + "constraint: 'Lifecycle policy validation failure: \(detail)'"
  }
}
