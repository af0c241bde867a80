import Foundation
import TestSupport
import Testing

/// What `--help` of each command prints.
struct HelpTests {
  private let commands = CommandLineTests()

  static let all: [[String]] = [
    [], ["preview"], ["explain"], ["access"], ["access", "ask"], ["access", "batch"],
    ["access", "matrix"], ["access", "who"], ["validate"], ["learn"], ["test"], ["record"],
    ["snapshot"], ["snapshot", "import"], ["snapshot", "export"], ["snapshot", "show"],
    ["snapshot", "script"],
  ]

  /// What each command prints, asked once.
  private static let pages = Result {
    try all.map { try CommandLineTests().run($0 + ["--help"]) }
  }

  private func help(_ command: [String]) throws -> String {
    let run = try Self.pages.get()[#require(Self.all.firstIndex(of: command))]
    #expect(run.status == 0)
    return run.output
  }

  @Test(arguments: all)
  func `help has no banned phrase`(command: [String]) throws {
    let words = try help(command).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.hasPrefix("OVERVIEW: "))
    #expect(Wording.mistakes(in: words) == [])
  }

  /// Guards and snapshots have titles of their own; the rarer options of `access` are in
  /// `--help-hidden`.
  @Test(arguments: all)
  func `the common options fit one screen`(command: [String]) throws {
    let sections = try help(command).components(separatedBy: "\n\n")
    let common = sections.filter { !$0.hasPrefix("GUARDS:") && !$0.hasPrefix("SNAPSHOTS:") }
    let count = common.reduce(0) { $0 + $1.split(separator: "\n").count + 1 }
    #expect(count <= 41, "\(count) lines")
  }

  @Test(arguments: [["access", "ask"], ["access", "matrix"], ["access", "who"]])
  func `the rarer options are listed on demand`(command: [String]) throws {
    let all = try commands.run(command + ["--help-hidden"]).output
    for option in ["--scp <files>", "--boundary <file>", "--principal-tag <key=value>"] {
      #expect(all.contains(option))
      #expect(try !help(command).contains(option))
    }
  }

  /// `OVERVIEW` is an imperative, in one sentence.
  @Test(arguments: all)
  func `a command's first sentence says what to do with it`(command: [String]) throws {
    let verbs = [
      "Answer", "Check", "Decide", "Explain", "Export", "Import", "List", "Print", "Read", "Record",
      "Run", "Show",
    ]
    let overview = try help(command).dropFirst("OVERVIEW: ".count).prefix { $0 != "\n" }
    let verb = overview.prefix { $0 != " " }
    #expect(verbs.contains(String(verb)), "\(overview)")
  }

  @Test func `every command is in the list of this test`() throws {
    var found: Set<[String]> = [[]]
    for command in Self.all {
      let lines = try help(command).split(separator: "\n")
      guard let start = lines.firstIndex(of: "SUBCOMMANDS:") else { continue }
      for line in lines[(start + 1)...] {
        guard line.hasPrefix("  "), !line.hasPrefix("   ") else { continue }
        let name = line.dropFirst(2).prefix { $0 != " " }
        if !name.isEmpty, name != "See" { found.insert(command + [String(name)]) }
      }
    }
    #expect(found == Set(Self.all))
  }

  @Test func `the British spelling of --anonymize works and is hidden`() throws {
    #expect(try help(["record"]).contains("--anonymize"))
    #expect(try !help(["record"]).contains("anonymise"))
    let run = try commands.run(["record", "--anonymise"])
    #expect(run.status == 2)
    #expect(run.errors.contains("Missing expected argument '--into <folder>'"))
  }
}
