/// Faults of which images a rule identifies: tags, patterns, prefixes, storage classes.
enum TagFaults {
  static let files = [identification, patterns]

  private static let identification = FaultyFile(
    path: "Sources/ECRLifecycle/Evaluation/Identification.swift",
    faults: [
      .value(
        "both-storage-classes", "A rule sees the images of both storage classes.",
        "images.statuses[index].storageClass != rule.storageClass",
        becomes: "images.statuses[index] == .activating"),
      .value(
        "list-means-or", "One entry of a list of tags is enough.",
        "matched.allSatisfy { column in tags.contains { column[$0] } }",
        becomes: "matched.contains { column in tags.contains { column[$0] } }"),
      .value(
        "one-tag-meets-the-whole-list",
        "One tag has to match all entries of a list.",
        "matched.allSatisfy { column in tags.contains { column[$0] } }",
        becomes: "tags.contains { tag in matched.allSatisfy { $0[tag] } }"),
      .value(
        "a-tag-for-each-entry",
        "One tag cannot serve two entries of a list.",
        "matched.allSatisfy { column in tags.contains { column[$0] } }",
        becomes: "tags.count >= matched.count && matched.allSatisfy { column in "
          + "tags.contains { column[$0] } }"),
      .value(
        "other-tags-disqualify",
        "An image with more tags than the list has entries is not identified.",
        "matched.allSatisfy { column in tags.contains { column[$0] } }",
        becomes: "tags.count <= matched.count && matched.allSatisfy { column in "
          + "tags.contains { column[$0] } }"),
      .value(
        "untagged-means-any", "A rule for untagged images identifies all.",
        "images.tagStarts[$0] == images.tagStarts[$0 + 1]", becomes: "true"),
      .statement(
        "any-means-tagged", "A rule for any image leaves untagged ones out.",
        "return Array(repeating: true, count: images.count)",
        becomes: "return images.indices.map { images.tagStarts[$0] != images.tagStarts[$0 + 1] }"),
    ])

  private static let patterns = FaultyFile(
    path: "Sources/ECRPolicy/Tags/TagPattern.swift",
    faults: [
      .value(
        "pattern-without-star-is-a-prefix",
        "A pattern without a star matches what begins with it.",
        "tag.count == first.count", becomes: "true"),
      .value(
        "pattern-open-at-the-end", "What follows the last star need not be the tag's end.",
        "starts(tag, at: end, with: last)", becomes: "true"),
      .value(
        "ends-of-a-pattern-overlap",
        "The same letters serve the beginning and the end of a pattern.",
        "end >= first.count", becomes: "end >= 0"),
      .statement(
        "pieces-of-a-pattern-overlap",
        "The same letters serve two pieces in the middle of a pattern.",
        "offset += literal.count", becomes: ""),
      .statement(
        "middle-of-a-pattern-is-optional",
        "What stands between two stars need not be in the tag.",
        "guard offset + literal.count <= end else { return false }", becomes: ""),
      .value(
        "tags-without-case", "Capital letters of tags mean nothing.",
        "tag[offset + index] != literal[index]",
        becomes: "(tag[offset + index] | 0x20) != (literal[index] | 0x20)"),
      .statement(
        "star-in-a-prefix", "A star in a list of prefixes is a wildcard.",
        "literals = [Array(text.utf8), []]",
        becomes: "literals = TagPattern(pattern: text + \"*\").literals"),
    ])
}
