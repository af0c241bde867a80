import ECRReport
import Foundation
import Texts

@testable import ECRScenarios

/// The scenarios of the repository.
enum Book {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The paths of all scenarios, in order: what `drydock test Scenarios` runs.
  static let paths: [String] = {
    let folder = root.appending(path: "Scenarios")
    let names = FileManager.default.enumerator(atPath: folder.path)
    return (names?.compactMap { $0 as? String } ?? [])
      .filter { ScenarioPath.isScenario($0.split(separator: "/").last.map(String.init) ?? $0) }
      .map { "Scenarios/" + $0 }.sorted()
  }()

  /// The order in which they are read.
  static let order: BookOrder = {
    func order(_ folder: String) -> ReadingOrder? {
      (try? source("\(folder)/\(ReadingOrder.fileName)")).flatMap { ReadingOrder.read($0).order }
    }
    let chapters = order("Scenarios")?.chapters.map { "Scenarios/" + $0 }
    return BookOrder(ids: ids, chapters: chapters ?? [], order: order)
  }()

  static let ids = paths.map(ScenarioPath.id(ofFile:))

  static func source(_ path: String) throws -> SourceText {
    SourceText(name: path, bytes: Array(try Data(contentsOf: root.appending(path: path))))
  }

  static func path(of id: String) -> String {
    paths.first { ScenarioPath.id(ofFile: $0) == id } ?? id
  }

  /// Reads what stands beside a scenario.
  static func files(beside path: String) -> ScenarioFile.FileReading {
    let folder = path.split(separator: "/").dropLast().joined(separator: "/")
    return { name in try source("\(folder)/\(name)") }
  }

  /// Every scenario that can be read.
  static let scenarios: [Scenario] = paths.compactMap { path in
    (try? source(path)).flatMap {
      ScenarioFile.read($0, id: ScenarioPath.id(ofFile: path), files: files(beside: path)).scenario
    }
  }
}

extension Scenario {
  var questions: [Question] {
    story.compactMap {
      guard case .question(let question) = $0.content else { return nil }
      return question
    }
  }
}

extension Question {
  /// Whether the answer pins why: a reason code, what decided, a finding's code, or a sentence.
  var hasReason: Bool {
    switch content {
    case .preview(_, let answer):
      return !answer.because.isEmpty || answer.notes != nil
        || [answer.expire, answer.archive, answer.keep].contains { list in
          list?.elements.contains { !$0.because.isEmpty || $0.reason != nil } == true
        }
    case .access(_, let answer):
      return !answer.because.isEmpty || answer.awsSays != nil || answer.decidedBy != nil
        || answer.remarks != nil || !answer.nearMiss.isEmpty
    case .validate(_, let answer):
      let found = [answer.errors, answer.warnings, answer.suggestions].compactMap { $0?.elements }
      return found.contains { !$0.isEmpty } || answer.valid?.value == true
    }
  }
}
