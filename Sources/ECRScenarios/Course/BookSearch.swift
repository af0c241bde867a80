import ECRAccess
package import ECRReport
import Texts

/// Finds scenarios by words: those of titles and lessons, actions, context keys, elements of policies,
/// codes of findings, and numbers of facts.
package struct BookSearch: Sendable {
  private struct Entry: Sendable {
    var id: String
    var title: String
    var titleWords: [String]
    var lessonWords: [String]
    var facts: [String]
    var terms: [String]
  }

  private let entries: [Entry]

  /// Prepares a search of scenarios, given in the order in which they are read.
  package init(_ scenarios: [Scenario]) {
    entries = scenarios.map { scenario in
      Entry(
        id: scenario.id, title: scenario.title,
        titleWords: Self.words(scenario.title + " " + ScenarioPath.name(of: scenario.id)),
        lessonWords: Self.words(scenario.lesson), facts: scenario.source.facts,
        terms: scenario.terms.sorted())
    }
  }

  /// A scenario that has all the words, with the facts and terms among them.
  struct Hit {
    var id: String
    var title: String
    var score: Int
    var terms: [String]
  }

  /// The scenarios that have all of some words, the best first.
  func find(_ words: [String]) -> [Hit] {
    let words = words.flatMap { $0.split(whereSeparator: \.isWhitespace) }.map { $0.lowercased() }
    guard !words.isEmpty else { return [] }
    let hits = entries.compactMap { entry -> Hit? in
      var hit = Hit(id: entry.id, title: entry.title, score: 0, terms: [])
      for word in words {
        let score = self.score(word, entry, &hit.terms)
        guard score > 0 else { return nil }
        hit.score += score
      }
      return hit
    }
    // Equal ones stay in the order in which they are read.
    return hits.enumerated().sorted {
      ($1.element.score, $0.offset) < ($0.element.score, $1.offset)
    }.map(\.element)
  }

  private func score(_ word: String, _ entry: Entry, _ found: inout [String]) -> Int {
    let facts = entry.facts.filter { $0.lowercased() == word }
    found += facts
    // `T-1` is not a part of `T-10`.
    guard !Self.isFactNumber(word) else { return facts.isEmpty ? 0 : 8 }
    let terms = entry.terms.filter { $0.lowercased().contains(word) }
    found += terms.filter { !found.contains($0) }.prefix(3)
    let pieces = Self.words(word)
    func has(_ words: [String]) -> Bool {
      !pieces.isEmpty && pieces.allSatisfy { piece in words.contains { $0.hasPrefix(piece) } }
    }
    return (has(entry.titleWords) ? 6 : 0) + (terms.isEmpty ? 0 : 4)
      + (has(entry.lessonWords) ? 2 : 0)
  }

  private static func words(_ text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  /// Whether a word is written as the numbers of facts are: `e-14`, `t-a06`, `qa-1`.
  private static func isFactNumber(_ word: String) -> Bool {
    let parts = word.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, (1...2).contains(parts[0].count), parts[0].allSatisfy(\.isLetter)
    else { return false }
    let digits = parts[1].hasPrefix("a") ? parts[1].dropFirst() : parts[1]
    return !digits.isEmpty && digits.allSatisfy(\.isNumber)
  }

  /// What has been found, a line a scenario.
  ///
  /// The result is nil when nothing is found.
  package func text(_ words: [String], _ style: Style) -> String? {
    let hits = find(words)
    guard !hits.isEmpty else { return nil }
    let widest = hits.map { ScenarioPath.name(of: $0.id).count }.max() ?? 0
    let count = Prose.count(hits.count, "scenario", "scenarios")
    return "\(count) about \(Prose.printable(words.joined(separator: " ")))\n\n"
      + hits.map { hit in
        let name = ScenarioPath.name(of: hit.id)
        let gap = String(repeating: " ", count: widest - name.count)
        let terms = hit.terms.prefix(4).joined(separator: ", ")
        return "  \(name)\(gap)  \(Prose.printable(hit.title))"
          + (terms.isEmpty ? "" : style(.dim, "  [\(Prose.printable(terms))]")) + "\n"
      }.joined() + "\nRead one: drydock learn NAME\n"
  }
}

extension Scenario {
  /// The policies of the situation, the events and the questions.
  var policies: [StoryPolicy] {
    var all = SituationText.policies(World(situation)).compactMap(\.self)
    for step in story {
      switch step.content {
      case .event(let event): all += event.policies
      case .question(let question):
        switch question.content {
        case .preview(let asked, _):
          if let policy = asked.policy { all.append(policy) }
        case .access(let asked, _): all.append(contentsOf: asked.vpcEndpointPolicies)
        case .validate(let asked, _): all.append(asked.document)
        }
      }
    }
    return all
  }

  /// Actions, context keys, elements of policies and codes: all that is one word to AWS or Drydock.
  var terms: Set<String> {
    var terms: Set<String> = []
    for policy in policies { terms.formUnion(policy.quotedWords) }
    for step in story {
      guard case .question(let question) = step.content else { continue }
      switch question.content {
      case .preview(_, let answer):
        terms.formUnion(answer.notes?.elements.map(\.value) ?? [])
        for image in [answer.expire, answer.archive, answer.keep].compactMap(\.self)
          .flatMap(\.elements)
        {
          terms.formUnion(image.uncertain?.elements.map(\.value) ?? [])
        }
      case .access(let asked, let answer):
        terms.formUnion(asked.operation.actionNames)
        terms.formUnion(asked.context.map(\.name))
        terms.formUnion(answer.remarks?.elements.map(\.value) ?? [])
        terms.formUnion(answer.missingKeys?.elements.map(\.value) ?? [])
      case .validate(_, let answer):
        for list in [answer.errors, answer.warnings, answer.suggestions] {
          terms.formUnion(list?.elements.map(\.code.value) ?? [])
        }
      }
    }
    return terms
  }
}

extension StoryPolicy {
  /// The texts in quotes that are one word: elements, operators, keys, actions.
  fileprivate var quotedWords: [String] {
    let parts = text.bytes.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false)
    return parts.enumerated().filter { $0.offset % 2 == 1 }.map {
      String(decoding: $0.element, as: UTF8.self)
    }.filter { (2...60).contains($0.count) && !$0.contains(where: \.isWhitespace) }
  }
}
