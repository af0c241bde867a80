/// Faults of patterns: of resources, actions and texts, and of the variables in them.
enum PatternFaults {
  static let files = [segments, texts, incomplete, variables, actions]

  private static let segments = FaultyFile(
    path: "Sources/ECRAccess/Policies/SegmentedPattern.swift",
    faults: [
      .value(
        "resource-is-a-prefix", "A resource without wildcards means all that begin with it.",
        "bytes.count == prefix.count", becomes: "true"),
      .value(
        "first-letters-are-enough",
        "A resource with a star at its end is compared without its last letter.",
        "prefix[index] != bytes[index]",
        becomes: "index + 1 < prefix.count && prefix[index] != bytes[index]"),
    ])

  private static let texts = FaultyFile(
    path: "Sources/ECRAccess/Policies/TextPattern.swift",
    faults: [
      .statement(
        "question-mark-is-a-letter", "`?` in a resource or a text means itself.",
        "symbols.append(Self.one)", becomes: "symbols.append(UInt16(byte))"),
      .statement(
        "star-wants-a-letter", "A star at the end of a text stands for one letter at least.",
        "while p < pattern.endIndex, pattern[p] == star { p += 1 }", becomes: ""),
      .statement(
        "wildcards-in-values", "A star in a variable's value is a wildcard.",
        "glob.append(literal: bytes)",
        becomes: "glob.append(wild: String(decoding: bytes, as: UTF8.self))"),
      .value(
        "missing-variable-is-empty", "A variable without a value stands for nothing.",
        "value(key) ?? fallback.map({ Array($0.utf8) })",
        becomes: "Optional(value(key) ?? fallback.map({ Array($0.utf8) }) ?? [])"),
      .value(
        "default-beats-the-value", "A variable's default counts although it has a value.",
        "value(key) ?? fallback.map({ Array($0.utf8) })",
        becomes: "fallback.map({ Array($0.utf8) }) ?? value(key)"),
      .value(
        "variable-of-several-values", "A variable stands for the first of several values.",
        "values.count == 1", becomes: "!values.isEmpty"),
    ])

  private static let incomplete = FaultyFile(
    path: "Sources/ECRAccess/Policies/IncompletePattern.swift",
    faults: [
      .value(
        "short-arn-does-not-reach", "A star in an incomplete ARN ends at the next colon.",
        "completed.matches(resource) || reaches(resource.bytes)",
        becomes: "completed.matches(resource)"),
      .value(
        "short-arn-is-not-completed", "An incomplete ARN is not completed.",
        "completed.matches(resource) || reaches(resource.bytes)",
        becomes: "reaches(resource.bytes)"),
    ])

  private static let variables = FaultyFile(
    path: "Sources/ECRPolicy/Access/PolicyVariable.swift",
    faults: [
      .value(
        "quoted-wildcard-is-text", "`${*}` does not stand for a star.",
        "\"*?$\".utf8.contains(bytes[start])", becomes: "false")
    ])

  private static let actions = FaultyFile(
    path: "Sources/ECRPolicy/Access/Actions/ActionPattern.swift",
    faults: [
      .value(
        "question-mark-of-actions", "`?` in an action means itself.",
        "pattern[p] == UInt8(ascii: \"?\")", becomes: "false"),
      .statement(
        "star-of-actions-wants-a-letter",
        "A star at the end of an action stands for one letter at least.",
        "while p < pattern.count, pattern[p] == UInt8(ascii: \"*\") { p += 1 }", becomes: ""),
    ])
}
