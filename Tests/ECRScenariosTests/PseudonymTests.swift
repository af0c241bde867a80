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
  func `what matched matches, and what did not does not`(tags: [String], entries: [String]) throws {
    let entries = patterns(entries)
    let pseudonyms = try Pseudonyms(tags: tags, entries: entries)
    for entry in entries {
      let other = pseudonyms.pseudonym(of: entry)
      let renamed = entry.isPrefix ? TagPattern(prefix: other) : TagPattern(pattern: other)
      for tag in tags {
        let name = pseudonyms.pseudonym(ofTag: tag)
        #expect(renamed.matches(name) == entry.matches(tag), "\(tag), \(entry.text)")
      }
    }
  }

  @Test(arguments: cases)
  func `no two tags become one, and none is another's old name`(tags: [String], entries: [String])
    throws
  {
    let pseudonyms = try Pseudonyms(tags: tags, entries: patterns(entries))
    let others = tags.map { pseudonyms.pseudonym(ofTag: $0) }
    #expect(Set(others).count == Set(tags).count)
    let told = zip(tags, others).filter { $0 != $1 && tags.contains($1) }
    #expect(told.map(\.0) == [])
  }

  @Test func `a thousand words and numbers keep apart`() throws {
    let tags = (0..<1_000).map { "tag\(String($0, radix: 5).map { "abcde"[$0] }.joined())-\($0)" }
    let pseudonyms = try Pseudonyms(tags: tags, entries: [])
    #expect(Set(tags.map { pseudonyms.pseudonym(ofTag: $0) }).count == Set(tags).count)
  }

  @Test func `words and numbers are numbered as they appear first, whatever they are`() throws {
    let tags = ["zeta-2026", "acme-1999", "zeta-1999", "b-7"]
    let other = ["acme-4711", "zeta-2026", "acme-2026", "a-7"]
    for tags in [tags, other] {
      let pseudonyms = try Pseudonyms(tags: tags, entries: [TagPattern(prefix: "last")])
      // The words of the recording, counted: `baba` is 0, `babe` 1, `babi` 2, `babo` 3.
      #expect(
        tags.map { pseudonyms.pseudonym(ofTag: $0) } == [
          "baba-0001", "babe-0002", "baba-0002", "babi-7",
        ])
      #expect(pseudonyms.pseudonym(of: TagPattern(prefix: "last")) == "babo")
    }
  }

  @Test func `what stays as it is is told`() throws {
    let pseudonyms = try Pseudonyms(
      tags: ["v1.22.333", "x9-prod", "v1.5"], entries: [TagPattern(pattern: "v*")])
    // Of the letters only `v` and `x` are in no pseudonym.
    #expect(pseudonyms.kept == ["v", "1", "22", "x", "9", "5"])
    #expect(try Pseudonyms(tags: ["acme"], entries: []).kept == [])
  }

  @Test func `words are replaced as wholes where that keeps the matches, and what is short stays`()
    throws
  {
    let pseudonyms = try Pseudonyms(
      tags: ["prod-1", "v1.22.333"], entries: [TagPattern(prefix: "prod-")])
    let name = pseudonyms.pseudonym(ofTag: "prod-1")
    #expect(name.hasSuffix("-1") && !name.contains("prod") && name.count == 6)
    #expect(pseudonyms.pseudonym(of: TagPattern(prefix: "prod-")) == String(name.dropLast()))
    let version = pseudonyms.pseudonym(ofTag: "v1.22.333")
    #expect(version.hasPrefix("v1.22.") && !version.hasSuffix("333") && version.count == 9)
  }

  @Test func `a word that a prefix ends in is two words, and nothing of either shows`() throws {
    let tags = ["production-987654321098", "prodigy-acme", "acme"]
    let prefix = TagPattern(prefix: "prod")
    let pseudonyms = try Pseudonyms(tags: tags, entries: [prefix])
    let others = tags.map { pseudonyms.pseudonym(ofTag: $0) }
    let beginning = pseudonyms.pseudonym(of: prefix)
    #expect(others.map { $0.hasPrefix(beginning) } == [true, true, false])
    #expect(others[1].hasSuffix(others[2]))
    // A number of another length would tell as much as the letters of another alphabet.
    #expect(!others[0].contains { "123456789".contains($0) && $0 != "1" })
    for word in ["prod", "uction", "igy", "acme", "987"] {
      #expect(!others.joined().contains(word))
    }
  }

  @Test func `an entry that no other words can be found for is told`() {
    // `oc` lies across the end of `pro` in one tag, and not in the other.
    let tags = ["proc-1", "pro-2"]
    let entries = [TagPattern(prefix: "pro"), TagPattern(pattern: "*oc*")]
    #expect(throws: Pseudonyms.Unkept.self) { try Pseudonyms(tags: tags, entries: entries) }
  }
}

extension String {
  fileprivate subscript(_ digit: Character) -> String {
    let offset = digit.wholeNumberValue ?? 0
    return String(self[index(startIndex, offsetBy: offset)])
  }
}
