/// Faults of conditions and their operators.
enum ConditionFaults {
  static let files = [conditions, comparisons, addresses]

  private static let conditions = FaultyFile(
    path: "Sources/ECRAccess/Conditions/CompiledCondition.swift",
    faults: reading + holding)

  private static let reading: [Fault] = [
    .value(
      "variables-in-the-old-version",
      "Variables in conditions have a meaning in the language of 2008 too.",
      "version == .v2012", becomes: "true"),
    .statement(
      "string-equals-has-wildcards", "`StringEquals` takes `*` for a wildcard.",
      "values = .texts(patterns(wild: false))", becomes: "values = .texts(patterns(wild: true))"),
    .statement(
      "string-like-has-no-wildcards", "`StringLike` takes `*` for a letter.",
      "values = .texts(patterns(wild: true))", becomes: "values = .texts(patterns(wild: false))"),
    .statement(
      "ignore-case-minds-case", "`StringEqualsIgnoreCase` minds capital letters.",
      "values = .foldedTexts(patterns(wild: false))",
      becomes: "values = .texts(patterns(wild: false))"),
  ]

  private static let missing = """
    switch comparison.quantifier {
        case .forAllValues: return true
        case .forAnyValue: return false
        case nil: return comparison.isNegated
        }
    """

  private static let holding: [Fault] = [
    .statement(
      "missing-key-is-false", "A negated operator is false when its key is missing.",
      missing, becomes: "return comparison.quantifier == .forAllValues"),
    .statement(
      "missing-key-is-true", "An operator is true when its key is missing.",
      missing, becomes: "return comparison.quantifier != .forAnyValue"),
    .statement(
      "for-all-wants-the-key", "`ForAllValues` is false when its key is missing.",
      missing, becomes: "return comparison.quantifier == nil && comparison.isNegated"),
    .statement(
      "for-any-spares-the-missing",
      "`ForAnyValue` with a negated operator is true when its key is missing.",
      missing,
      becomes: "return comparison.quantifier == .forAllValues || comparison.isNegated"),
    .statement(
      "if-exists-unread", "`IfExists` changes nothing.",
      "if comparison.ifExists { return true }", becomes: ""),
    .value(
      "null-the-other-way", "`Null` asks whether the key is there.",
      "flags.contains(isMissing)", becomes: "flags.contains(!isMissing)"),
    .value(
      "all-of-several-values", "An operator for one value wants all of several to match.",
      "values.contains { matches($0, context) }",
      becomes: "values.allSatisfy { matches($0, context) }",
      within: "case nil: return values.contains { matches($0, context) }"),
    .value(
      "for-all-means-any", "`ForAllValues` is content with one value.",
      "values.allSatisfy { matches($0, context) }",
      becomes: "values.contains { matches($0, context) }"),
    .value(
      "for-any-means-all", "`ForAnyValue` wants all values to match.",
      "values.contains { matches($0, context) }",
      becomes: "values.allSatisfy { matches($0, context) }",
      within: "comparison.ifExists : values.contains { matches($0, context) }"),
    .value(
      "empty-text-is-a-value", "An empty text counts as a value for `Null` and the set operators.",
      "values.allSatisfy(\\.bytes.isEmpty)", becomes: "false"),
    .value(
      "negation-unread", "A negated operator is read as the one that it negates.",
      "matchesAny(value, context) != comparison.isNegated",
      becomes: "matchesAny(value, context)"),
  ]

  private static let comparisons = FaultyFile(
    path: "Sources/ECRAccess/Conditions/CompiledCondition+Comparison.swift",
    faults: [
      .value(
        "less-than-or-equal", "`LessThan` is true of the limit itself.",
        "value < limit", becomes: "value <= limit"),
      .value(
        "less-than-equals-without-equal", "`LessThanEquals` is false of the limit itself.",
        "value <= limit", becomes: "value < limit"),
      .value(
        "greater-than-or-equal", "`GreaterThan` is true of the limit itself.",
        "value > limit", becomes: "value >= limit"),
      .value(
        "greater-than-equals-without-equal", "`GreaterThanEquals` is false of the limit itself.",
        "value >= limit", becomes: "value > limit"),
      .value(
        "one-value-of-the-policy", "Only the first of a policy's texts is compared.",
        "patterns.contains { $0.matches(value.bytes, context) }",
        becomes: "patterns.prefix(1).contains { $0.matches(value.bytes, context) }"),
      .value(
        "one-range-of-the-policy", "Only the first of a policy's ranges is compared.",
        "ranges.contains { $0?.contains(address) ?? false }",
        becomes: "ranges.prefix(1).contains { $0?.contains(address) ?? false }"),
      .value(
        "lone-star-is-no-arn", "A star by itself matches no ARN.",
        "pattern.matchesAll || (pattern.partCount == 6 && pattern.matches(arn))",
        becomes: "pattern.partCount == 6 && pattern.matches(arn)"),
    ])

  private static let addresses = FaultyFile(
    path: "Sources/ECRPolicy/Access/Values/AddressRange.swift",
    faults: [
      .value(
        "range-one-bit-too-wide", "A range of IPv4 addresses is twice as large.",
        "prefixLength + 96", becomes: "prefixLength + 95"),
      .value(
        "range-one-bit-too-narrow", "A range of IPv4 addresses is half as large.",
        "prefixLength + 96", becomes: "min(prefixLength + 97, 128)"),
      .value(
        "half-of-an-ipv6-address", "Of IPv6 addresses only the first half is compared.",
        "(low ^ other.low) & Self.mask(leading - 64) == 0",
        becomes: "!isVersion4 || (low ^ other.low) & Self.mask(leading - 64) == 0"),
    ])
}
