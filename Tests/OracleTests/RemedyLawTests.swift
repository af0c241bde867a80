/// Advice is safe to follow: what `validate` offers as a remedy of a lifecycle policy keeps every image
/// that the policy keeps, or says what it changes.
///
/// Each random policy is read, every edit that its findings offer is made, and both policies are judged
/// by the oracle on images whose tags are made of the policy's own patterns.
import ECRModel
import ECRPolicy
import TestSupport
import Testing
import Texts

struct RemedyLawTests {
  private static let parts = 4

  /// What the runs of this test saw, so that a law that is never tried does not pass.
  private struct Tally {
    var edits: [String: Int] = [:]
    var clauses: Set<String> = []
  }

  @Test(arguments: 0..<parts)
  func `a remedy keeps what the policy keeps, or says what it changes`(part: Int) {
    var tally = Tally()
    for seed in Seeds.part(part, of: Self.parts, quick: 1_200, full: 40_000) {
      var random = SplitMix64(seed: seed)
      let text = randomPolicyText(&random)
      let reading = LifecyclePolicy.read(SourceText(name: "policy", text: text))
      guard let policy = reading.policy else {
        // V-06 may forbid a random policy; anything else would be a fault of the generator.
        #expect(reading.findings.contains { $0.code == "DUPLICATE_TAG_LIST" }, "\(seed): \(text)")
        continue
      }
      let images = randomImages(for: policy, &random)
      for finding in reading.findings {
        follow(finding, of: reading.findings, in: text, policy, images, seed, &tally)
      }
    }
    // Every kind of edit is tried in every part.
    let tried: Set = [
      "DUPLICATE_TAG_ENTRY", "DUPLICATE_TAG_LIST", "GUARD_COMES_TOO_LATE", "NOTHING_IS_ARCHIVED",
      "RELEASE_TAG_IN_REACH", "RULES_NOT_IN_ORDER", "STORAGE_CLASS_IS_DEFAULT",
      "TAG_LIST_MEANS_AND", "UNREACHABLE_RULE", "AGE_RULE_KEEPS_NO_MINIMUM",
    ]
    #expect(tried.subtracting(tally.edits.keys) == [])
    #expect(
      ["REDUNDANT_TAG_ENTRY", "TAG_LIST_MEANS_AND", "WILDCARD_IN_PREFIX", "ENTRY_CANNOT_MATCH"]
        .allSatisfy(tally.clauses.contains))
  }

  private func follow(
    _ finding: Finding, of findings: [Finding], in text: String, _ policy: LifecyclePolicy,
    _ images: [OracleImage], _ seed: UInt64, _ tally: inout Tally
  ) {
    let code = finding.code.rawValue
    switch finding.remedy {
    case .edits(let edits):
      tally.edits[code, default: 0] += 1
      let mended = String(decoding: edits.applied(to: text.utf8), as: UTF8.self)
      let reading = LifecyclePolicy.read(SourceText(name: "mended", text: mended))
      guard let better = reading.policy else {
        Issue.record("seed \(seed), \(code): the remedy is no policy\n\(text)\n\(mended)")
        return
      }
      let count = { (findings: [Finding]) in findings.count { $0.code == finding.code } }
      #expect(
        count(reading.findings) < count(findings), "seed \(seed), \(code) stays\n\(text)\n\(mended)"
      )
      let lost = lost(from: policy, to: better, images)
      #expect(lost == [], "seed \(seed), \(code) loses\n\(text)\n\(mended)")
    case .changes(let clause):
      tally.clauses.insert(code)
      #expect(finding.help?.hasSuffix(clause) == true, "\(code)")
    case .advice: #expect(finding.help != nil, "\(code)")
    case nil: #expect(finding.help == nil, "\(code) has a remedy that is not worked out")
    }
  }

  /// The images that one policy keeps where they are and another does not.
  private func lost(
    from policy: LifecyclePolicy, to other: LifecyclePolicy, _ images: [OracleImage]
  ) -> [String] {
    func kept(_ policy: LifecyclePolicy) -> Set<String> {
      let world = OracleWorld(
        images: images, rules: policy.rules.map(OracleRule.init), now: noon31January2026)
      return Set(oracle(world).filter { $0.value.outcome == .keep }.keys)
    }
    return kept(policy).subtracting(kept(other)).sorted()
  }

  @Test func `E-08 a rule for each entry of a list loses what the list leaves alone`() throws {
    func policy(_ rules: [String]) throws -> LifecyclePolicy {
      let text = "{\"rules\": [\(rules.joined(separator: ","))]}"
      return try #require(LifecyclePolicy.read(SourceText(name: "p", text: text)).policy)
    }
    func rule(_ priority: Int, _ list: String) -> String {
      #"{"rulePriority": \#(priority), "selection": {"tagStatus": "tagged", "tagPatternList": "#
        + #"\#(list), "countType": "imageCountMoreThan", "countNumber": 1}, "#
        + #""action": {"type": "expire"}}"#
    }
    let images = [("a", ["a-1"], 2), ("b", ["a-2"], 1)].map { name, tags, days in
      OracleImage(digest: name, tags: tags, pushed: noon31January2026 - days * day)
    }
    let list = try policy([rule(1, #"["a-*", "b-*"]"#)])
    let rules = try policy([rule(1, #"["a-*"]"#), rule(2, #"["b-*"]"#)])
    #expect(lost(from: list, to: rules, images) == ["a"])
    #expect(lost(from: rules, to: list, images) == [])
  }

  @Test func `edits are made where they say, in any order`() {
    let edits = [TextEdit(Span(4, 6), "E"), TextEdit(Span(0, 0), "<"), TextEdit(Span(1, 2), "")]
    #expect(String(decoding: edits.applied(to: "abcdefg".utf8), as: UTF8.self) == "<acdEg")
  }
}

private let noon31January2026 = 1_769_860_800
private let day = 86_400

extension OracleRule {
  /// The rule as the oracle writes it.
  fileprivate init(_ rule: LifecyclePolicy.Rule) {
    self.init(priority: rule.rulePriority)
    switch rule.tags {
    case .any: tagStatus = .any
    case .untagged: tagStatus = .untagged
    case .tagged(let entries):
      tagStatus = .tagged
      patterns = entries.filter { !$0.isPrefix }.map(\.text)
      prefixes = entries.filter(\.isPrefix).map(\.text)
    }
    storageClass = rule.storageClass == .standard ? .standard : .archive
    countType = CountType(rawValue: rule.limit.countType) ?? .imageCountMoreThan
    countNumber = rule.limit.countNumber
    action = rule.action == .expire ? .expire : .transition
  }
}

// MARK: - Policies with traps

private let patterns = [
  "*", "prod*", "prod-*", "pr*", "v*", "v1*", "v*.*", "*.*", "latest", "stable", "*-latest",
  "sha-*",
  "re*", "app-*", "app-old-*", "*-x",
]
private let prefixes = ["prod", "pr", "v", "sha-", "app-", "app-old-", "latest", "-x", "x-*", "st"]
private let descriptions = [
  "Keep 10 images per environment", "Expire untagged images after 7 days", "Never expire",
  "Thirty days",
  "Keep everything", "Archive after a year", "", "production",
]

private func randomPolicyText(_ random: inout SplitMix64) -> String {
  let count = random.within(1...5)
  var rules: [String] = []
  var priority = 0
  var hasUntagged: Set<String> = []
  for _ in 0..<count {
    priority += random.pick([1, 1, 2, 10])
    let storageClass = random.chance(15) ? "archive" : "standard"
    let isUntagged = random.chance(15) && hasUntagged.insert(storageClass).inserted
    rules.append(
      randomRule(priority, isUntagged ? "untagged" : "tagged", storageClass, &random))
  }
  for storageClass in ["standard", "archive"]
  where random.chance(storageClass == "archive" ? 15 : 35) {
    priority += random.pick([1, 5])
    rules.append(randomRule(priority, "any", storageClass, &random))
  }
  if random.chance(30) { rules = random.shuffled(rules) }
  return "{\"rules\": [\(rules.joined(separator: random.pick([",\n ", " , ", ","])))]}"
}

private func randomRule(
  _ priority: Int, _ status: String, _ storageClass: String, _ random: inout SplitMix64
) -> String {
  var selection = ["\"tagStatus\": \"\(status)\""]
  if status == "tagged" {
    let isPrefix = random.chance(35)
    var entries = Array(
      random.shuffled(isPrefix ? prefixes : patterns).prefix(random.pick([1, 1, 1, 2, 3])))
    if random.chance(6) { entries.append(random.pick(entries)) }
    let list = entries.map { "\"\($0)\"" }.joined(separator: random.pick([", ", ","]))
    selection.append("\"\(isPrefix ? "tagPrefixList" : "tagPatternList")\": [\(list)]")
  }
  var action = #"{"type": "expire"}"#
  if storageClass == "archive" {
    selection += [
      #""storageClass": "archive""#, #""countType": "sinceImageTransitioned""#,
      #""countUnit": "days""#, "\"countNumber\": \(random.pick([90, 120, 365]))",
    ]
  } else {
    if random.chance(10) { selection.append(#""storageClass": "standard""#) }
    selection += randomLimit(&random)
    if random.chance(12) || selection.contains(#""countType": "sinceImagePulled""#) {
      action = #"{"type": "transition", "targetStorageClass": "archive"}"#
    }
  }
  let description =
    random.chance(30) ? "\"description\": \"\(random.pick(descriptions))\", " : ""
  return "{\"rulePriority\": \(priority), \(description)\"selection\": "
    + "{\(random.shuffled(selection).joined(separator: ", "))}, \"action\": \(action)}"
}

private func randomLimit(_ random: inout SplitMix64) -> [String] {
  switch random.below(10) {
  case 0..<5:
    [
      #""countType": "imageCountMoreThan""#,
      "\"countNumber\": \(random.pick([1, 1, 2, 3, 600, 9_999]))",
    ]
  case 5..<9:
    [
      #""countType": "sinceImagePushed""#, #""countUnit": "days""#,
      "\"countNumber\": \(random.pick([1, 14, 30, 3_650]))",
    ]
  default:
    [
      #""countType": "sinceImagePulled""#, #""countUnit": "days""#,
      "\"countNumber\": \(random.pick([14, 30]))",
    ]
  }
}

// MARK: - Images with tags of the policy's own patterns

private func randomImages(
  for policy: LifecyclePolicy, _ random: inout SplitMix64
) -> [OracleImage] {
  let entries = policy.rules.flatMap { rule -> [TagPattern] in
    if case .tagged(let entries) = rule.tags { entries } else { [] }
  }
  var free: Set<String> = ["latest", "prod", "production", "other-7"]
  for entry in entries {
    for filling in ["", "1", "old-2", "1.2", "x-latest"] {
      let tag =
        entry.isPrefix
        ? entry.text + filling
        : entry.text.split(separator: "*", omittingEmptySubsequences: false)
          .joined(separator: filling)
      if !tag.isEmpty, !tag.hasPrefix("-"), !tag.hasPrefix("."), !tag.contains("*") {
        free.insert(tag)
      }
    }
  }
  var tags = random.shuffled(free.sorted())
  return (0..<random.within(4...16)).map { _ in
    let age = random.pick([0, 1, 5, 14, 15, 29, 31, 100, 400])
    var image = OracleImage(
      digest: random.digest(), pushed: noon31January2026 - age * day - random.below(5_000))
    let count = random.pick([0, 1, 1, 1, 2, 2, 3])
    image.tags = Array(tags.prefix(count))
    tags.removeFirst(min(count, tags.count))
    if random.chance(20) { image.pulled = noon31January2026 - random.below(age + 1) * day }
    if random.chance(15) {
      image.status = .archived
      image.archived = noon31January2026 - random.pick([10, 89, 91, 200, 400]) * day
    }
    return image
  }
}
