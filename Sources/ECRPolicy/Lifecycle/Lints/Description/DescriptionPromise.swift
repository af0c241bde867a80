import Texts

/// Images that a description takes out of its rule: `except latest`, `but always keep prod`.
///
/// A rule takes nothing out. Only a rule with a smaller `rulePriority` that selects such images
/// keeps them (E-20, T-02).
struct DescriptionPromise {
  /// The words themselves.
  var text: String
  /// The tag, or word in tags, that it names.
  var tag: String

  /// The first such words that no other rule makes true.
  static func broken(
    _ reading: DescriptionReading, _ description: String, _ rule: LintedRule,
    among rules: [LintedRule]
  ) -> DescriptionPromise? {
    guard rule.isActing, rule.rule.action == .expire,
      rule.rule.tags == .any || rule.selectsAllTagged,
      !reading.namesRule(otherThan: rule.rule.rulePriority)
    else { return nil }
    let higher = rules.filter {
      $0.rule.rulePriority < rule.rule.rulePriority
        && $0.rule.storageClass == rule.rule.storageClass
    }
    for index in reading.tokens.indices {
      guard let start = start(reading, index), let end = tag(reading, from: start, of: rule) else {
        continue
      }
      let tag = reading.word(end)
      guard !higher.contains(where: { selects($0, tag) }) else { continue }
      let range =
        reading.tokens[index].range.lowerBound..<reading.tokens[end].range.upperBound
      return DescriptionPromise(text: String(description[range]), tag: tag)
    }
    return nil
  }

  /// The place behind words that take images out, if such words begin at a place.
  private static func start(_ reading: DescriptionReading, _ index: Int) -> Int? {
    let next = reading.word(index + 1)
    switch reading.word(index) {
    case "except", "excluding", "excludes", "unless": return index + 1
    case "apart": return next == "from" ? index + 2 : nil
    case "but":
      return next == "not" ? index + 2 : DescriptionLints.keeping.contains(next) ? index + 2 : nil
    case "always": return DescriptionLints.keeping.contains(next) ? index + 2 : nil
    case "never": return DescriptionLints.deleting.contains(next) ? index + 2 : nil
    default: return nil
    }
  }

  private static let fillers: Set = [
    "for", "those", "the", "images", "image", "tags", "tag", "tagged", "with", "that", "which",
    "are",
    "is", "in", "named", "called", "all", "any", "if", "ones", "of", "from", "it", "its", "as",
    "has",
    "have", "delete", "expire", "remove",
  ]

  /// The place of the tag that follows, if one does.
  private static func tag(_ reading: DescriptionReading, from start: Int, of rule: LintedRule)
    -> Int?
  {
    var place = start
    while fillers.contains(reading.word(place)), place < start + 5 { place += 1 }
    let word = reading.word(place)
    guard SelectionWords.isInTags(word) else { return nil }
    guard word == "latest" else { return place }
    // `the latest` and `the latest 5` are the newest images, which a count keeps.
    if reading.tokens.indices.contains(place + 1), reading.tokens[place + 1].number != nil {
      return nil
    }
    let isNewest =
      reading.word(place - 1) == "the" && reading.word(place + 1) != "tag"
      || ["image", "images", "version", "build", "one"].contains(reading.word(place + 1))
    guard case .imageCountMoreThan = rule.rule.limit, isNewest else { return place }
    return nil
  }

  /// Whether a rule is about images with such a tag.
  private static func selects(_ rule: LintedRule, _ tag: String) -> Bool {
    guard rule.isTagged else { return rule.rule.tags == .any }
    if rule.selectsAllTagged { return true }
    let names = SelectionWords.synonyms(of: tag)
    return rule.entries.contains { entry in
      !TagWords.words(of: entry.text.value).isDisjoint(with: names)
        || entry.pattern.matches(tag)
        || names.contains("release") && TagWords.namesReleases(entry.pattern)
    }
  }
}
