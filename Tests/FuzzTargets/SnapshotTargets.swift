import ECRReport
import ECRSimulator
import ECRStore
import Foundation
import Texts

/// Documents that are imported.
enum DocumentsTarget {
  static func run(_ bytes: [UInt8]) async throws {
    let folder = try Scratch()
    let first = folder.path("first.sqlite")
    do {
      let outcome = try importing([("input", bytes)], into: first)
      try Laws.findings(outcome.findings, in: ["input": bytes])
      try Laws.text(ImportText.text(outcome, into: first, Laws.plain))
    } catch let error as InvalidInput {
      try Laws.require(
        error.message != nil || error.findings.containsErrors, "an import is refused for a reason")
      try Laws.findings(error.findings, in: ["input": bytes])
      return try Laws.require(
        !FileManager.default.fileExists(atPath: first), "a refused import makes nothing")
    }
    try await SnapshotQuestions.ask(first)
    let exported = try export(first)
    guard !exported.isEmpty else { return }
    let second = folder.path("second.sqlite")
    do {
      _ = try importing(exported, into: second)
    } catch let error as InvalidInput {
      throw BrokenLaw(
        "what is exported can be imported: \(FindingText.text(error.findings, Laws.plain))"
          + (error.message ?? ""))
    }
    let again = try export(second)
    try Laws.require(
      exported.map(\.name) == again.map(\.name) && exported.map(\.bytes) == again.map(\.bytes),
      "what is exported makes the same snapshot:\n\(difference(exported, again))")
  }

  private static func importing(
    _ files: [(name: String, bytes: [UInt8])], into path: String
  ) throws -> ImportSnapshot.Outcome {
    let texts = Dictionary(files.map { ($0.name, $0.bytes) }, uniquingKeysWith: { $1 })
    return try ImportSnapshot.run(
      ImportSnapshot.Request(into: path, files: files.map(\.name)),
      read: { name, limit in
        let bytes = texts[name] ?? []
        return SourceText(name: name, bytes: limit.map { Array(bytes.prefix($0)) } ?? bytes)
      })
  }

  private static func export(_ path: String) throws -> [(name: String, bytes: [UInt8])] {
    var files: [(name: String, bytes: [UInt8])] = []
    try ExportSnapshot.run(path) { name, bytes in
      if files.last?.name == name {
        files[files.count - 1].bytes += bytes
      } else {
        files.append((name, bytes))
      }
    }
    return files
  }

  private static func difference(
    _ a: [(name: String, bytes: [UInt8])], _ b: [(name: String, bytes: [UInt8])]
  ) -> String {
    for (a, b) in zip(a, b) where a != b {
      return "\(a.name)\n\(String(decoding: a.bytes, as: UTF8.self))\n\(b.name)\n"
        + String(decoding: b.bytes, as: UTF8.self)
    }
    return "\(a.map(\.name)) \(b.map(\.name))"
  }
}

/// Snapshots that are damaged.
enum SnapshotTarget {
  static func run(_ bytes: [UInt8]) async throws {
    let folder = try Scratch()
    let path = folder.path("damaged.sqlite")
    guard try DamagedSnapshot.write(bytes, to: path) else { return }
    try await SnapshotQuestions.ask(path)
  }
}

/// What is asked of a snapshot; one that is damaged is refused in words.
enum SnapshotQuestions {
  static func ask(_ path: String) async throws {
    try await refusable {
      let outcome = try ShowSnapshot.run(path)
      try Laws.json(SnapshotJSON.json(outcome))
      try Laws.text(SnapshotText.text(outcome, Laws.plain))
    }
    try await refusable { try ExportSnapshot.run(path) { _, _ in } }
    try await refusable {
      for source in try SnapshotPolicies.all(path) { _ = ValidatePolicy.run(source) }
    }
    try await refusable {
      var inputs = AccessInputs()
      inputs.documents = try SnapshotPolicies.access(path)
      try Laws.survey(SurveyAccess.Request(inputs: inputs))
    }
    try await refusable { try await preview(path) }
  }

  private static func preview(_ path: String) async throws {
    let settings = SmallWorld.settings()
    var request = PreviewSnapshot.Request(snapshot: path, settings: settings)
    request.jobs = 2
    var writer = PreviewJSON.Writer(settings, jobs: 1)
    var bytes: [UInt8] = []
    let conclusion = try await PreviewSnapshot.run(
      request, each: { outcome, _ in outcome },
      visit: { outcome, _ in try await writer.add(outcome) { bytes += $0 } })
    writer.finish(conclusion) { bytes += $0 }
    try Laws.json(bytes)
    switch try await PreviewFleet.run(request, progress: { _ in }) {
    case .repository(let outcome):
      try Laws.text(PreviewText.text(outcome, listsAll: true, Laws.plain))
    case .fleet(let lines, let conclusion):
      try Laws.text(FleetText.text(lines, settings, conclusion, Laws.plain))
    }
  }

  private static func refusable(_ ask: () async throws -> Void) async throws {
    do {
      try await ask()
    } catch let error as SnapshotError {
      try Laws.require(!error.description.isEmpty, "an error has a message")
    } catch let error as InvalidInput {
      try Laws.require(
        error.message != nil || error.findings.containsErrors, "a question is refused for a reason")
      try Laws.findings(error.findings, in: [:])
    }
  }
}

/// A folder that is gone with whoever made it, in memory where the system has such a place.
final class Scratch {
  private let folder: URL

  init() throws {
    let memory = URL(filePath: "/dev/shm")
    let place =
      FileManager.default.isWritableFile(atPath: memory.path)
      ? memory : FileManager.default.temporaryDirectory
    folder = place.appending(path: "drydock-fuzz-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func path(_ name: String) -> String { folder.appending(path: name).path }
}
