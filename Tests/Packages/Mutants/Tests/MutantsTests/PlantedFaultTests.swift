import ArgumentParser
import Foundation
import Schemata
import Testing

@testable import mutants

/// The whole way, with a package of a few lines: faults that something notices, faults that nothing
/// notices, faults that never end, and faults that are no Swift.
struct PlantedFaultTests {
  private static let manifest = """
    // swift-tools-version: 6.2
    import PackageDescription
    let package = Package(
      name: "tiny",
      targets: [.target(name: "Rules"), .executableTarget(name: "asks", dependencies: ["Rules"])])
    """

  private static let rules = """
    public func isAdult(_ age: Int) -> Bool { age >= 18 }
    public func isOld(_ age: Int) -> Bool { age >= 67 }
    public func isNever(_ age: Int) -> Bool { age < 0 }
    public func count(_ end: Int) -> Int {
      var number = 0
      while number != end { number &+= 1 }
      return number
    }
    public func joined(_ a: String, _ b: String) -> String { a + b }
    """

  /// Asks about either side of the first limit, and about one side of the second.
  private static let asks = """
    import Foundation
    import Rules
    guard isAdult(18), !isAdult(17), isOld(80), !isOld(20), count(9) == 9, joined("a", "b") == "ab"
    else { exit(1) }
    """

  private func workshop(_ folder: URL) throws -> Workshop {
    let root = folder.appending(path: "tiny")
    for (path, text) in [
      ("Package.swift", Self.manifest), ("Sources/Rules/Rules.swift", Self.rules),
      ("Sources/asks/main.swift", Self.asks),
    ] {
      let url = root.appending(path: path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
    let list = root.appending(path: "Tests/Packages/Mutants/unchanged.tsv")
    try FileManager.default.createDirectory(
      at: list.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(Self.list.utf8).write(to: list)
    try Data(Self.readme.utf8).write(
      to: list.deletingLastPathComponent().appending(path: "README.md"))
    return Workshop(
      root: root, scratch: folder.appending(path: "scratch"),
      subjects: [Subject(name: "Rules", paths: ["Sources/Rules"])],
      killers: { _ in [Killer(name: "asks", program: "asks", arguments: [])] }, product: [])
  }

  /// With a table of nothing.
  private static let readme = """
    # Faults

    | part | faults | killed by scenarios | killed by tests | change nothing | survive |
    |---|---|---|---|---|---|

    The end.

    """

  /// One entry that holds, one whose place is gone, one whose fault is noticed.
  private static let list = """
    # Reasons
    Sources/Rules/Rules.swift\tisOld(_:)\tshift-boundary\tage >= 67\tage > 67\t1\tAs good.
    Sources/Rules/Rules.swift\tisGone(_:)\tnegate\ta\t!(a)\t1\tAs good.
    Sources/Rules/Rules.swift\tisAdult(_:)\tshift-boundary\tage >= 18\tage > 18\t1\tAs good.
    """

  @Test func `planted faults live and die as they should`() throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "mutants-\(UUID().uuidString)").resolvingSymlinksInPath()
    defer { try? FileManager.default.removeItem(at: folder) }
    let workshop = try workshop(folder)
    let limits = try RunLimits.parse([])
    try Compilation(workshop, .init(percent: 100, seed: 1)).run()
    let switches = try #require(try Workshop.read([Switch].self, workshop.switches))
    #expect(!switches.contains { $0.key[3] == "a + b" }, "a difference of texts is no Swift")

    #expect(try Hunt(workshop, limits).run())
    let results = try #require(try Workshop.read(Results.self, workshop.results))
    func fates(_ function: String, _ fault: String) -> [Results.Fate] {
      switches.filter { $0.key[1] == function && $0.key[2] == fault }
        .compactMap { results.fates[$0.id] }
    }
    #expect(fates("isAdult(_:)", "shift-boundary").map(\.killer) == ["asks"])
    #expect(fates("isOld(_:)", "shift-boundary").map(\.killer) == [nil])
    #expect(fates("isOld(_:)", "shift-boundary").map(\.isReached) == [true])
    #expect(fates("isNever(_:)", "shift-boundary").map(\.isReached) == [false])
    #expect(fates("count(_:)", "drop-statement").map(\.isTimeUp) == [true])
    #expect(fates("joined(_:_:)", "return-early").map(\.killer) == ["asks"])

    let findings = try Findings(workshop, isShown: true)
    #expect(try !findings.isClean())
    let text = try findings.text()
    #expect(!text.contains("shift-boundary in isOld(_:)"))
    #expect(text.contains("Rules.swift:3: shift-boundary in isNever(_:), not reached\n"))
    #expect(text.contains("no such place: Sources/Rules/Rules.swift | isGone(_:)"))
    #expect(text.contains("asks kills it: Sources/Rules/Rules.swift | isAdult(_:)"))

    #expect(text.contains("README.md shows another table"))
    try findings.showTable()
    #expect(try findings.isTableShown())
    let readme = try String(contentsOf: workshop.readme, encoding: .utf8)
    #expect(readme == "# Faults\n\n\(findings.table)\nThe end.\n")
  }

  @Test func `a run begins where the last one ended, and what was killed stays killed`() throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "mutants-\(UUID().uuidString)").resolvingSymlinksInPath()
    defer { try? FileManager.default.removeItem(at: folder) }
    let workshop = try workshop(folder)
    try Compilation(workshop, .init(percent: 100, seed: 1)).run()
    #expect(try !Hunt(workshop, RunLimits.parse(["--minutes", "0"])).run())
    #expect(try Workshop.read(Results.self, workshop.results)?.fates.isEmpty == true)
    #expect(try Hunt(workshop, RunLimits.parse([])).run())
    var results = try #require(try Workshop.read(Results.self, workshop.results))
    let survivors = results.fates.filter { $0.value.killer == nil }
    results.fingerprint = "of other tests"
    try Workshop.save(results, workshop.results)
    #expect(try !Hunt(workshop, RunLimits.parse(["--minutes", "0"])).run())
    let kept = try #require(try Workshop.read(Results.self, workshop.results))
    #expect(kept.fates.count == results.fates.count - survivors.count)
    #expect(!survivors.isEmpty)
  }
}
