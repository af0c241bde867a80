import ArgumentParser
import Foundation
import Schemata

/// What a run found: the table, which the README shows, the survivors, and what is out of date in the list of those that
/// change nothing.
struct Findings {
  let switches: [Switch]
  let results: Results
  let unchanged: UnchangedList
  private let subjects: [String]
  /// The README, if it is there and must show this table.
  private let readme: URL?
  /// The keys of all places in the sources.
  let present: Set<String>

  /// The README shows the table of the choice that is made without any options.
  init(_ workshop: Workshop, isShown: Bool = false) throws {
    guard let switches = try Workshop.read([Switch].self, workshop.switches),
      let results = try Workshop.read(Results.self, workshop.results)
    else { throw ValidationError("there are no results: run `mutants check` first") }
    self.switches = switches
    subjects = workshop.subjects.map(\.name)
    self.results = results
    readme = isShown ? workshop.readme : nil
    unchanged = try UnchangedList(of: workshop)
    let sources = try workshop.subjects.flatMap { try workshop.sources(of: $0) }
    present = Set(sources.flatMap(\.places).map { $0.key.columns.joined(separator: "\t") })
  }

  private var survivors: [Switch] {
    switches.filter { results.fates[$0.id]?.killer == nil && results.fates[$0.id] != nil }
  }

  private var unexplained: [Switch] { survivors.filter { unchanged.reasons[$0.id] == nil } }

  /// Entries of the list whose place is gone, or whose fault is noticed after all.
  private var stale: [String] {
    unchanged.reasons.keys.sorted().compactMap { id in
      let place = id.split(separator: "\t", omittingEmptySubsequences: false).prefix(5)
        .joined(separator: " | ")
      if !present.contains(id) { return "no such place: \(place)" }
      guard let killer = results.fates[id]?.killer else { return nil }
      return "\(killer) kills it: \(place)"
    }
  }

  func isClean() throws -> Bool {
    try unexplained.isEmpty && stale.isEmpty && waiting == 0 && isTableShown()
  }

  private var waiting: Int { switches.count { results.fates[$0.id] == nil } }

  /// The faults of each part, and what became of them.
  var table: String {
    let rows = subjects.map { subject in row(subject, switches.filter { $0.subject == subject }) }
    return ([Self.header, "|---|---|---|---|---|---|"] + rows + [row("all", switches)])
      .map { $0 + "\n" }.joined()
  }

  private static let header =
    "| part | faults | killed by scenarios | killed by tests | change nothing | survive |"

  /// Whether the README shows the table of this run.
  func isTableShown() throws -> Bool {
    guard let readme else { return true }
    return try String(contentsOf: readme, encoding: .utf8).contains(table)
  }

  /// Puts the table into the README, in place of the one that is there.
  func showTable() throws {
    guard let readme else { return }
    let lines = try String(contentsOf: readme, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
    guard let start = lines.firstIndex(where: { $0 == Self.header }) else {
      throw ValidationError("\(readme.path) has no line `\(Self.header)`")
    }
    let end = lines[start...].firstIndex { !$0.hasPrefix("|") } ?? lines.endIndex
    let text = (lines[..<start] + [table.dropLast()] + lines[end...]).joined(separator: "\n")
    try text.write(to: readme, atomically: true, encoding: .utf8)
  }

  func text() throws -> String {
    var lines = [table]
    if waiting > 0 { lines.append("\(waiting) faults had no run yet.\n") }
    lines += unexplained.map(description)
    if !stale.isEmpty {
      lines.append("Out of date in unchanged.tsv:")
      lines += stale.map { "  \($0)" }
    }
    if try !isTableShown() {
      lines.append(
        "README.md shows another table: write this one with `.ci/mutants report --write`.")
    }
    lines.append("\(Int(results.seconds)) s for the runs.")
    return lines.joined(separator: "\n")
  }

  private func row(_ name: String, _ switches: [Switch]) -> String {
    let fates = switches.compactMap { results.fates[$0.id] }
    let killed = fates.filter { $0.killer != nil }
    let known = survivors.filter { one in
      unchanged.reasons[one.id] != nil && switches.contains { $0.number == one.number }
    }.count
    let byScenarios = killed.count { $0.killer == "scenarios" }
    let cells = [
      switches.count, byScenarios, killed.count - byScenarios, known,
      fates.count - killed.count - known,
    ]
    return "| \(name) | " + cells.map(String.init).joined(separator: " | ") + " |"
  }

  private func description(_ one: Switch) -> String {
    let isReached = results.fates[one.id]?.isReached == true
    return """
      \(one.key[0]):\(one.line): \(one.key[2]) in \(one.key[1])\(isReached ? "" : ", not reached")
          \(one.key[3])
        → \(one.key[4].isEmpty ? "(nothing)" : one.key[4])

      """
  }
}

/// The committed list of faults that change nothing that anybody can see, with the reasons.
struct UnchangedList {
  private(set) var reasons: [String: String] = [:]

  init(of workshop: Workshop) throws {
    try self.init(String(contentsOf: workshop.unchanged, encoding: .utf8))
  }

  init(_ text: String) throws {
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    where !line.isEmpty && !line.hasPrefix("#") {
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard columns.count == 7, Place.Key(columns: Array(columns.prefix(6))) != nil,
        !columns[6].isEmpty
      else {
        throw ValidationError(
          "unchanged.tsv:\(number + 1): expected file, function, fault, original, mutated, number "
            + "and reason, separated by tabs")
      }
      reasons[columns.prefix(6).joined(separator: "\t")] = columns[6]
    }
  }
}
