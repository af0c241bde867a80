/// The images that a rule selects according to its description.
struct SelectionWords {
  private let reading: DescriptionReading

  init(_ reading: DescriptionReading) { self.reading = reading }

  /// Words after which a description is about images of other rules.
  private static let exceptions: Set = [
    "except", "excluding", "excludes", "other", "others", "rest", "remaining", "else", "besides",
    "unless", "instead", "unlike", "elsewhere", "separately", "handled", "covered",
  ]
  /// Words that add images to those of a description.
  private static let additions: Set = [
    "including", "include", "includes", "included", "incl", "inclusive", "also", "even", "plus",
    "or", "both", "regardless", "too", "counted", "counting", "alike", "well",
  ]

  private var isQualified: Bool { reading.has(Self.exceptions) || reading.has(Self.additions) }

  /// Whether it is about images without tags.
  var meansUntagged: Bool {
    guard !isQualified else { return false }
    if reading.has(["untagged", "dangling", "tagless"]) { return true }
    for phrase in [
      ["without", "tag"], ["without", "tags"], ["without", "a", "tag"], ["no", "tags"],
    ]
    where reading.index(of: phrase) != nil {
      return true
    }
    return reading.index(of: ["un", "tagged"]) != nil
  }

  /// Whether it is about tagged images.
  var meansTagged: Bool {
    guard !isQualified else { return false }
    for phrase in [["with", "tag"], ["with", "tags"], ["with", "a", "tag"]]
    where reading.index(of: phrase) != nil {
      return true
    }
    return reading.tokens.indices.contains { index in
      reading.word(index) == "tagged" && !["un", "not"].contains(reading.word(index - 1))
    }
  }

  /// `all images` and the like, when no restriction follows.
  var allImages: String? {
    guard !isQualified else { return nil }
    // `all images of team-a` may narrow them, `all images older …` does not.
    let limits: Set = ["older", "pushed", "after", "past", "beyond", "over", "when", "once"]
    for all in ["all", "any", "every"] {
      for noun in ["images", "image"] {
        guard let index = reading.index(of: [all, noun]) else { continue }
        let next = reading.word(index + 2)
        if next.isEmpty || limits.contains(next) { return "\(all) \(noun)" }
      }
    }
    return nil
  }

  private static let environments: [(name: String, words: Set<String>)] = [
    ("production", ["prod", "production", "prd"]),
    ("staging", ["stag", "staging", "stage", "stg"]),
    ("development", ["dev", "develop", "development"]),
    ("test", ["test", "testing", "qa", "uat"]),
    ("feature", ["feature", "features", "feat"]),
    ("nightly", ["nightly", "nightlies"]),
    ("pull request", ["pr", "prs"]),
  ]

  /// Whether a word is one that teams put into tags: an environment, a branch, a kind of release.
  static func isInTags(_ word: String) -> Bool {
    TagWords.releaseWords.contains(word) || ["main", "master", "trunk"].contains(word)
      || environments.contains { $0.words.contains(word) }
  }

  /// The words for what a word names: `prd` is also `prod` and `production`.
  static func synonyms(of word: String) -> Set<String> {
    if ["release", "releases"].contains(word) { return ["release", "releases", "rel"] }
    return environments.first { $0.words.contains(word) }?.words ?? [word]
  }

  /// The environment that it names and an entry that names another one, when none of the entries
  /// names what it names.
  func otherEnvironment(than entries: [String]) -> (said: String, entry: String)? {
    guard !isQualified, !reading.has(["not", "but", "from", "before", "into", "to"]) else {
      return nil
    }
    func names(_ words: Set<String>) -> Set<String> {
      Set(Self.environments.filter { !$0.words.isDisjoint(with: words) }.map(\.name))
    }
    let selected = names(entries.reduce(into: []) { $0.formUnion(TagWords.words(of: $1)) })
    // `a test`, `the last stage` are not about an environment.
    let said = names(reading.words.subtracting(["test", "testing", "stage"]))
    // Features, pull requests, and development are often one thing by many names.
    guard !selected.union(said).isDisjoint(with: ["production", "staging"]) else { return nil }
    guard !selected.isEmpty, !said.isEmpty, selected.isDisjoint(with: names(reading.words)) else {
      return nil
    }
    let known = Self.environments.filter { said.contains($0.name) }
      .reduce(into: Set<String>()) { $0.formUnion($1.words) }
    guard let word = reading.tokens.first(where: { known.contains($0.text) }),
      let entry = entries.first(where: { !names(TagWords.words(of: $0)).isEmpty })
    else { return nil }
    return (word.text, entry)
  }
}

extension SelectionWords {
  /// The branch that it names and an entry that names another: what is released comes from the
  /// one, what is developed from the other.
  func otherBranch(than entries: [String]) -> (said: String, entry: String)? {
    guard !isQualified, !reading.has(["not", "but", "from", "before", "into", "to", "and"]),
      let entry = entries.first
    else { return nil }
    let trunk: Set = ["main", "master", "trunk"]
    let own = entries.reduce(into: Set<String>()) { $0.formUnion(TagWords.words(of: $1)) }
    if !own.isDisjoint(with: trunk) {
      // `Development builds` may be of any branch; `develop` is the name of one.
      let isOther = !own.contains("develop") && reading.words.isDisjoint(with: trunk)
      return isOther && reading.has(["develop"]) ? ("develop", entry) : nil
    }
    guard own.contains("develop"), !reading.has(["dev", "develop", "development"]) else {
      return nil
    }
    let said = reading.tokens.indices.first { index in
      // `the main reason` does not name a branch.
      ["master", "trunk"].contains(reading.word(index))
        || reading.word(index) == "main"
          && ["branch", "build", "builds", "image", "images"].contains(reading.word(index + 1))
    }
    return said.map { (reading.word($0), entry) }
  }

  /// A tag or beginning of tags that it names in quotation marks, or with a `*`, when no entry has to
  /// do with any that it names.
  func otherTag(than entries: [TagPattern], in description: String) -> String? {
    guard !isQualified, !reading.has(["not", "but", "from", "before", "into", "to"]) else {
      return nil
    }
    let named = Self.tags(namedIn: description) + taggedWord
    let isKnown = named.contains { name in
      let head = name.prefix { $0 != "*" }.lowercased()
      return head.isEmpty
        || entries.contains { entry in
          let own = TagWords.head(of: entry).lowercased()
          return own.isEmpty || own.hasPrefix(head) || head.hasPrefix(own)
            || !TagWords.words(of: entry.text).isDisjoint(with: Self.synonyms(of: head))
        }
    }
    return isKnown ? nil : named.first
  }

  /// The word in `tagged beta`, when nothing more follows it than when they go.
  ///
  /// Words for a kind of images, such as `release`, may stand for tags that are written otherwise.
  private var taggedWord: [String] {
    let ends: Set = ["", "older", "after", "when", "if", "pushed", "that", "and"]
    let kinds: Set = [
      "only", "with", "by", "as", "for", "in", "on", "of", "or", "and", "images", "image",
      "release",
      "releases", "version", "versions", "semver", "semantic", "feature", "features", "branch",
      "branches", "build", "builds", "commit", "commits", "sha", "hash", "date", "ci", "pr", "prs",
      "explicitly", "properly", "manually", "automatically", "differently", "once", "twice",
      "correctly", "accordingly", "artifacts", "containers", "anything", "everything",
    ]
    guard let index = reading.tokens.firstIndex(where: { $0.text == "tagged" }) else { return [] }
    let start = ["with", "as"].contains(reading.word(index + 1)) ? index + 2 : index + 1
    let word = reading.word(start)
    guard reading.tokens.indices.contains(start), reading.tokens[start].number == nil,
      !kinds.contains(word), !ends.contains(word), ends.contains(reading.word(start + 1))
    else { return [] }
    return [word]
  }

  /// Text in quotation marks that may be a tag, and words that end in `*`.
  private static func tags(namedIn description: String) -> [String] {
    let quotes: Set<Character> = ["'", "\"", "`", "\u{201C}", "\u{201D}", "\u{2018}", "\u{2019}"]
    return description.split(separator: " ").compactMap { word in
      let bare = word.drop { $0 == "(" }.reversed().drop { ").,;:".contains($0) }.reversed()
      let text = String(bare)
      guard let first = text.first, let last = text.last, text.count > 1 else { return nil }
      let isQuoted = quotes.contains(first) && quotes.contains(last) && text.count > 2
      let name = isQuoted ? String(text.dropFirst().dropLast()) : text
      guard isQuoted || last == "*", TagEntryFlaw(of: name, isPrefix: false) == nil else {
        return nil
      }
      return name
    }
  }
}

/// A limit that a description gives to each of many things (E-13).
enum SharedLimit {
  /// Things that one rule with one prefix is about when the policy has such a rule for each.
  private static let separable: Set = [
    "environment", "env", "stage", "team", "service", "microservice", "app", "application",
    "function", "lambda", "component", "project", "tenant", "customer", "prefix", "module",
  ]
  /// Things that many tags with one prefix belong to.
  private static let others: Set = [
    "branch", "feature", "tag", "version", "pattern", "architecture", "arch", "platform", "ticket",
    "release", "train", "pr",
  ]

  /// `each environment`, `per branch`, when the rule counts all of them together.
  static func thing(
    _ reading: DescriptionReading, _ rule: LintedRule, among rules: [LintedRule]
  ) -> String? {
    guard case .imageCountMoreThan = rule.rule.limit, rule.isActing else { return nil }
    for index in reading.tokens.indices
    where ["per", "each", "every"].contains(reading.word(index)) {
      for place in [index + 1, index + 2] {
        let thing = reading.word(place)
        let isOwn =
          rule.isTagged && !rule.selectsAllTagged && separable.contains(thing)
          && rules.count { $0.isTagged && $0.isActing } > 1
        guard separable.contains(thing) && !isOwn || others.contains(thing) else { continue }
        return (index...place).map(reading.word).joined(separator: " ")
      }
    }
    return bareEach(reading, rule, among: rules)
  }

  /// `5 each`, `5 of each`, which nothing follows.
  private static func bareEach(
    _ reading: DescriptionReading, _ rule: LintedRule, among rules: [LintedRule]
  ) -> String? {
    let isOwn =
      rule.isTagged && !rule.selectsAllTagged && rules.count { $0.isTagged && $0.isActing } > 1
    guard !isOwn else { return nil }
    return reading.tokens.indices.first { index in
      guard index > 0, reading.word(index) == "each" else { return false }
      return index + 1 == reading.tokens.count || !reading.tokens[index + 1].isJoined
    }.map { "\(reading.word($0 - 1)) each" }
  }
}
