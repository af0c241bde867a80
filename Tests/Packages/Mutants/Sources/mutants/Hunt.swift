import ArgumentParser
import Foundation

/// Switches on a fault after the other, and runs what reaches it until something fails.
struct Hunt {
  let workshop: Workshop
  let limits: RunLimits
  private let killers: [Killer]

  init(_ workshop: Workshop, _ limits: RunLimits) throws {
    self.workshop = workshop
    killers = try workshop.killers(workshop.copy)
    self.limits = limits
  }

  /// Returns whether all faults had their turn.
  @discardableResult
  func run() throws -> Bool {
    guard let switches = try Workshop.read([Switch].self, workshop.switches) else {
      throw ValidationError("nothing is built: run `mutants build` first")
    }
    let start = Date()
    var results = try open(switches)
    try measure(&results)
    // What an explanation says to survive takes longest, and is likely to.
    let explained = try UnchangedList(of: workshop).reasons
    let all = switches.filter { results.fates[$0.id] == nil }
    let waiting =
      all.filter { explained[$0.id] == nil } + all.filter { explained[$0.id] != nil }
    for (count, one) in waiting.enumerated() {
      if let minutes = limits.minutes, Date().timeIntervalSince(start) > Double(minutes) * 60 {
        Workshop.tell("\(waiting.count - count) faults wait for the next run")
        try save(&results, since: start)
        return false
      }
      results.fates[one.id] = try fate(of: one, results)
      if count % 10 == 9 { try Workshop.save(results, workshop.results) }
    }
    try save(&results, since: start)
    return true
  }

  private func save(_ results: inout Results, since start: Date) throws {
    results.seconds += Date().timeIntervalSince(start)
    try Workshop.save(results, workshop.results)
  }

  /// The results so far: what was killed by an earlier version of the tests stays killed.
  private func open(_ switches: [Switch]) throws -> Results {
    let fingerprint = try fingerprint()
    guard !limits.afresh, var results = try Workshop.read(Results.self, workshop.results) else {
      return Results(fingerprint: fingerprint)
    }
    let known = Set(switches.map(\.id))
    results.fates = results.fates.filter { known.contains($0.key) }
    if results.fingerprint != fingerprint {
      results.fates = results.fates.filter { $0.value.killer != nil }
      results.measured = [:]
      results.fingerprint = fingerprint
    }
    return results
  }

  /// Changes with everything that is built or read.
  private func fingerprint() throws -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for path in try FileManager.default.subpathsOfDirectory(atPath: workshop.copy.path).sorted() {
      guard let data = try? Data(contentsOf: workshop.copy.appending(path: path)) else { continue }
      for byte in data { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }
    return String(hash, radix: 16)
  }

  /// Runs everything once without a fault: how long it takes, and which places it reaches.
  private func measure(_ results: inout Results) throws {
    defer { try? Workshop.save(results, workshop.results) }
    for killer in killers where results.measured[killer.name] == nil {
      results.measured[killer.name] = try measured(killer)
    }
  }

  private func measured(_ killer: Killer) throws -> Results.Measured {
    let reached = workshop.scratch.appending(path: "reached")
    let log = workshop.scratch.appending(path: "\(killer.name).log")
    for worlds in Killer.Worlds.allCases {
      let outcome = try killer.run(
        workshop, fault: 0, worlds: worlds, seconds: 600, reached: reached, output: log)
      guard outcome.status == 0 else { continue }
      let numbers = try String(contentsOf: reached, encoding: .utf8)
      return Results.Measured(
        seconds: outcome.seconds, worlds: worlds,
        reached: Set(numbers.split(separator: "\n").compactMap { Int($0) }))
    }
    throw ValidationError("\(killer.name) fails without any fault: see \(log.path)")
  }

  private func fate(of one: Switch, _ results: Results) throws -> Results.Fate {
    var isReached = false
    // All scenarios together are first, and then the suites of the place's own module, which mostly
    // notice the rest, then the others; of each the quick ones first.
    let measured = killers.compactMap { killer in
      results.measured[killer.name].map { (killer, $0) }
    }
    let module = one.key[0].split(separator: "/").dropFirst().first ?? ""
    let others = measured.dropFirst().sorted { $0.1.seconds < $1.1.seconds }
    let own = others.filter { $0.0.name.hasPrefix(module + "Tests.") }
    let order = measured.prefix(1) + own + others.filter { !$0.0.name.hasPrefix(module + "Tests.") }
    for (killer, measured) in order
    where measured.reached.contains(one.number) {
      isReached = true
      let seconds = Int(measured.seconds * 5) + 5
      let outcome = try killer.run(
        workshop, fault: one.number, worlds: measured.worlds, seconds: seconds)
      if outcome.status != 0 {
        return Results.Fate(killer: killer.name, isTimeUp: outcome.isTimeUp, isReached: true)
      }
    }
    return Results.Fate(killer: nil, isTimeUp: false, isReached: isReached)
  }
}

/// What runs have found so far.
struct Results: Codable {
  struct Measured: Codable {
    let seconds: Double
    let worlds: Killer.Worlds
    let reached: Set<Int>
  }

  struct Fate: Codable {
    /// What failed; a survivor has none.
    let killer: String?
    /// Whether it did not come to an end.
    let isTimeUp: Bool
    /// Whether anything executes the place.
    let isReached: Bool
  }

  var fingerprint: String
  var measured: [String: Measured] = [:]
  /// By place.
  var fates: [String: Fate] = [:]
  /// How long the runs took in all.
  var seconds: Double = 0

  init(fingerprint: String) { self.fingerprint = fingerprint }
}

extension Switch {
  var id: String { key.joined(separator: "\t") }
}
