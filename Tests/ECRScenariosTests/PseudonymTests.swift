import ECRPolicy
import Testing

@testable import ECRScenarios

/// Other words for tags and for what a policy says of them.
struct PseudonymTests {
  /// Tags, prefixes (`…` at the end) and patterns of a policy.
  static let cases: [([String], [String])] = [
    (["prod-1", "prod-2", "dev-1"], ["prod-*", "dev-…"]),
    (["v1.2.3", "v1.10.0", "v20"], ["v1.…", "v*.0"]),
    (["main", "main-20260131", "20260131"], ["2026*", "main…"]),
    // Ends inside a word.
    (["production-7", "prodigy", "staging"], ["prod…"]),
    (["release2026", "rel-1"], ["rel*"]), (["build-12345"], ["build-12…"]),
    (["sha-9f3c2ab", "9f3c2ab1"], ["9f3…", "sha-*"]),
    (["A_b", "a_b", "a.b"], ["a*", "A…"]), (["latest"], ["*"]), ([], ["x…"]), (["lonely"], []),
    (["baba", "babe", "001", "002"], ["ba…"]), (["ab-cd", "cd-ab"], ["*cd*"]),
  ]

  private func patterns(_ entries: [String]) -> [TagPattern] {
    entries.map {
      $0.hasSuffix("…") ? TagPattern(prefix: String($0.dropLast())) : TagPattern(pattern: $0)
    }
  }

  @Test(arguments: cases)
  func `what matched matches, and what did not does not`(tags: [String], entries: [String]) {
    let entries = patterns(entries)
    var pseudonyms = Pseudonyms(tags: tags, entries: entries)
    for entry in entries {
      let other = pseudonyms.pseudonym(of: entry.text)
      let renamed = entry.isPrefix ? TagPattern(prefix: other) : TagPattern(pattern: other)
      for tag in tags {
        let name = pseudonyms.pseudonym(of: tag)
        #expect(renamed.matches(name) == entry.matches(tag), "\(tag), \(entry.text)")
      }
    }
  }

  @Test(arguments: cases)
  func `no two tags become one, and none is another's old name`(tags: [String], entries: [String]) {
    var pseudonyms = Pseudonyms(tags: tags, entries: patterns(entries))
    let others = tags.map { pseudonyms.pseudonym(of: $0) }
    #expect(Set(others).count == Set(tags).count)
    let told = zip(tags, others).filter { $0 != $1 && tags.contains($1) }
    #expect(told.map(\.0) == [])
  }

  @Test func `a thousand words and numbers keep apart`() {
    let tags = (0..<1_000).map { "tag\(String($0, radix: 5).map { "abcde"[$0] }.joined())-\($0)" }
    var pseudonyms = Pseudonyms(tags: tags, entries: [])
    #expect(Set(tags.map { pseudonyms.pseudonym(of: $0) }).count == Set(tags).count)
  }

  @Test(arguments: cases)
  func `the order in which tags come says nothing`(tags: [String], entries: [String]) {
    var first = Pseudonyms(tags: tags, entries: patterns(entries))
    var second = Pseudonyms(tags: tags.reversed() + tags, entries: patterns(entries))
    #expect(
      tags.map { first.pseudonym(of: $0) }
        == tags.reversed().map { second.pseudonym(of: $0) }.reversed())
  }

  @Test func `words are replaced as wholes where that keeps the matches, and what is short stays`()
  {
    var pseudonyms = Pseudonyms(
      tags: ["prod-1", "v1.22.333"], entries: [TagPattern(prefix: "prod-")])
    let name = pseudonyms.pseudonym(of: "prod-1")
    #expect(name.hasSuffix("-1") && !name.contains("prod") && name.count == 6)
    #expect(pseudonyms.pseudonym(of: "prod-") == String(name.dropLast()))
    let version = pseudonyms.pseudonym(of: "v1.22.333")
    #expect(version.hasPrefix("v1.22.") && !version.hasSuffix("333") && version.count == 9)
  }

  @Test func `letter by letter, no letter stays what it was, and length and signs do`() {
    let tags = ["production-7", "prodigy_X.9"]
    var pseudonyms = Pseudonyms(tags: tags, entries: [TagPattern(prefix: "prod")])
    for tag in tags {
      let other = pseudonyms.pseudonym(of: tag)
      #expect(other.count == tag.count)
      for (old, new) in zip(tag, other) {
        #expect((old == new) == "-_.".contains(old), "\(old) \(new)")
      }
    }
    #expect(
      pseudonyms.pseudonym(of: "production-7").hasPrefix(pseudonyms.pseudonym(of: "prod")))
  }
}

extension String {
  fileprivate subscript(_ digit: Character) -> String {
    let offset = digit.wholeNumberValue ?? 0
    return String(self[index(startIndex, offsetBy: offset)])
  }
}
