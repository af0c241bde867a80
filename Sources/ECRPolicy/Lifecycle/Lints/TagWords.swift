import Texts

/// The meaning of tags by the words in them.
package enum TagWords {
  /// Words in the tags of releases and of what runs in production.
  package static let releaseWords: Set<String> = [
    "prod", "production", "prd", "live", "release", "releases", "stable", "latest",
  ]

  /// Common tags of releases and of what runs.
  static let commonReleaseTags = [
    "latest", "stable", "main", "master", "prod", "production", "release",
  ]

  /// The text of an entry before its first `*`.
  static func head(of pattern: TagPattern) -> String {
    pattern.isPrefix ? pattern.text : String(pattern.text.prefix { $0 != "*" })
  }

  /// Whether an entry only matches the beginning of a tag.
  static func isBeginning(_ pattern: TagPattern) -> Bool {
    pattern.isPrefix
      || pattern.text.hasSuffix("*") && !pattern.text.dropLast().contains("*")
  }

  /// Whether an entry names the tags of releases or of what runs: `prod`, `v1.`, `*.*.*`, `latest`.
  static func namesReleases(_ pattern: TagPattern) -> Bool {
    let words = words(of: pattern.text)
    if !releaseWords.isDisjoint(with: words) || words.contains("rel") { return true }
    let head = head(of: pattern).lowercased()
    let number = head.hasPrefix("v") ? head.dropFirst() : head[...]
    let isVersion = number.allSatisfy { $0.isASCII && $0.isNumber || $0 == "." }
    if isVersion, head.hasPrefix("v") || number.contains(".") { return true }
    return ["*.*", "*.*.*", "v*.*.*"].contains(pattern.text)
  }

  /// Whether an entry names a tag that every build gets: `sha-`, `build-`.
  ///
  /// `sha256-` begins the tags of cosign's signatures, which are images of their own (M-08).
  static func namesBuilds(_ pattern: TagPattern) -> Bool {
    let names: Set = ["sha", "git", "commit", "build", "ci", "hash", "rev"]
    return !pattern.text.hasPrefix("sha256-") && !names.isDisjoint(with: words(of: pattern.text))
  }

  /// Whether an entry names the branch of releases: `main`, `master-`.
  static func namesTrunk(_ pattern: TagPattern) -> Bool {
    !Set(["main", "master", "trunk"]).isDisjoint(with: words(of: pattern.text))
  }

  /// Whether an entry names a tag that moves to the newest build: `latest`.
  static func movesWithBuilds(_ pattern: TagPattern) -> Bool {
    let names: Set = [
      "latest", "main", "master", "trunk", "develop", "dev", "edge", "nightly", "canary",
      "snapshot", "head",
    ]
    return names.contains(pattern.text.lowercased())
  }

  /// Whether an entry names temporary builds: `pr-`, `feature-`.
  static func namesTrials(_ pattern: TagPattern) -> Bool {
    let names: Set = [
      "pr", "mr", "pull", "feature", "feat", "branch", "dev", "develop", "test", "preview",
      "review", "tmp", "temp", "bugfix", "renovate", "dependabot",
    ]
    return !names.isDisjoint(with: words(of: pattern.text))
  }

  /// The end of a pattern such as `*-latest` or `*_stable`: a tag that moves, one for each of many
  /// things.
  static func movingTail(of pattern: String) -> String? {
    guard pattern.hasPrefix("*") else { return nil }
    let tail = String(pattern.dropFirst())
    guard let first = tail.first, ["-", "_", "."].contains(first) else { return nil }
    return ["latest", "stable", "current", "live"].contains(tail.dropFirst()) ? tail : nil
  }

  /// The runs of letters of an entry, in lower case.
  static func words(of entry: String) -> Set<String> {
    Set(entry.lowercased().split { !($0.isASCII && $0.isLetter) }.map(String.init))
  }
}

/// Phrases with numbers.
enum Phrase {
  /// `1 day`, `14 days`, `1,000 images`.
  static func count(_ number: Int, _ noun: String) -> String {
    number.grouped + " " + noun + (number == 1 ? "" : "s")
  }
}
