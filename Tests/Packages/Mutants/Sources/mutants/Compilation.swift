import ArgumentParser
import Foundation
import Schemata

/// Builds a copy of the package in which every fault waits for its number.
///
/// A fault that does not compile is left out, and the build begins again with the rest. The scratch
/// folder remembers what was left out, so that the next build has one round.
struct Compilation {
  let workshop: Workshop
  let sample: Sample

  init(_ workshop: Workshop, _ sample: Sample) {
    self.workshop = workshop
    self.sample = sample
  }

  /// A file with the places that are chosen in it.
  private struct Chosen {
    let source: SourceText
    let subject: String
    let places: [(number: Int, place: Place)]
  }

  func run() throws {
    var leftOut = Set(try Workshop.read([[String]].self, workshop.leftOut) ?? [])
    let chosen = try choose()
    // What is edited while the rounds go on is for the next build.
    let files = try contents()
    for round in 1...40 {
      let rewritten = try write(files, chosen, without: leftOut)
      let start = Date()
      let (status, output) = try build()
      let seconds = Int(Date().timeIntervalSince(start))
      if status == 0 {
        try finish(chosen, rewritten)
        let count = rewritten.values.reduce(0) { $0 + $1.switches.count }
        Workshop.tell("built with \(count) faults, \(leftOut.count) left out, \(seconds) s")
        return
      }
      let suspects = suspects(in: output, rewritten)
      Workshop.tell("round \(round), \(seconds) s: \(suspects.count) faults do not compile")
      guard !suspects.isEmpty else { throw failure(output) }
      leftOut.formUnion(suspects)
      try Workshop.save(leftOut.sorted { $0.lexicographicallyPrecedes($1) }, workshop.leftOut)
    }
    throw ValidationError("the copy does not compile after 40 rounds: see \(log.path)")
  }

  /// The modules with places.
  private var modules: Set<String> {
    Set(workshop.subjects.flatMap(\.paths).map { String($0.split(separator: "/")[1]) })
  }

  private func choose() throws -> [Chosen] {
    var number = 0
    return try workshop.subjects.flatMap { subject in
      try workshop.sources(of: subject).map { source in
        let places = sample.choose(source.places).map { place in
          number += 1
          return (number, place)
        }
        return Chosen(source: source, subject: subject.name, places: places)
      }
    }
  }

  private func contents() throws -> [String: Data] {
    var contents: [String: Data] = [:]
    for path in try workshop.files() {
      contents[path] = try Data(contentsOf: workshop.root.appending(path: path))
    }
    return contents
  }

  private func write(
    _ files: [String: Data], _ chosen: [Chosen], without leftOut: Set<[String]>
  ) throws -> [String: RewrittenFile] {
    var rewritten: [String: RewrittenFile] = [:]
    for one in chosen {
      let places = one.places.filter { !leftOut.contains($0.place.key.columns) }
      rewritten[one.source.path] = RewrittenFile(one.source, places)
    }
    for (path, original) in files {
      var data = original
      if let file = rewritten[path] { data = Data(file.text.utf8) }
      if path == "Package.swift" {
        let text = SwitchModule.manifest(
          String(decoding: data, as: UTF8.self), modules: modules)
        data = Data(text.utf8)
      }
      try workshop.write(data, to: path)
    }
    for (path, text) in SwitchModule.files { try workshop.write(Data(text.utf8), to: path) }
    try workshop.remove(
      allBut: Set(files.keys).union(SwitchModule.files.keys).union(["Package.resolved"]))
    return rewritten
  }

  private var log: URL { workshop.scratch.appending(path: "build.log") }

  private func build() throws -> (Int32, String) {
    let status = try Command(
      [
        "swift", "build", "-c", "release", "-Xswiftc", "-enable-testing", "-Xswiftc",
        "-suppress-warnings", "--scratch-path", workshop.build.path,
      ] + workshop.product,
      in: workshop.copy, output: log
    ).run().status
    return (status, try String(contentsOf: log, encoding: .utf8))
  }

  /// The places that the compiler's errors point to.
  private func suspects(in output: String, _ rewritten: [String: RewrittenFile]) -> Set<[String]> {
    var suspects: Set<[String]> = []
    let prefix = workshop.copy.resolvingSymlinksInPath().path + "/"
    for line in output.split(separator: "\n") {
      guard let match = line.firstMatch(of: /^(\/.+\.swift):(\d+):(\d+): error:/),
        let row = Int(match.2), let column = Int(match.3), match.1.hasPrefix(prefix),
        let file = rewritten[String(match.1.dropFirst(prefix.count))]
      else { continue }
      suspects.formUnion(file.suspects(line: row, column: column).map(\.place.key.columns))
    }
    return suspects
  }

  private func failure(_ output: String) -> any Error {
    let errors = output.split(separator: "\n").filter { $0.contains("error:") }.prefix(10)
    return ValidationError(
      "the copy does not compile, and not because of a fault: see \(log.path)\n"
        + errors.joined(separator: "\n"))
  }

  private func finish(_ chosen: [Chosen], _ rewritten: [String: RewrittenFile]) throws {
    let switches = chosen.flatMap { one in
      (rewritten[one.source.path]?.switches ?? []).map {
        Switch(
          number: $0.number, subject: one.subject, line: $0.place.line,
          key: $0.place.key.columns)
      }
    }
    try Workshop.save(switches.sorted { $0.number < $1.number }, workshop.switches)
  }
}

/// A fault that is built in.
struct Switch: Codable {
  let number: Int
  let subject: String
  let line: Int
  let key: [String]
}
