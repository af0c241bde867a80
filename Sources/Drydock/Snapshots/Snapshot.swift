import ECRModel
import ECRReport
import ECRSimulator
import ECRStore
import Texts

/// A file with the repositories, images and policies of any number of accounts and regions.
///
/// The file is opened for each question and closed afterwards; see <doc:Snapshots>.
public struct Snapshot: Sendable {
  /// The path of the file.
  public let path: String

  /// Names a snapshot; its file need not exist before the first import.
  public init(path: String) { self.path = path }

  /// Imports output of the AWS CLI, whose types are detected: all of it, or nothing.
  ///
  /// The images of a repository replace those that the snapshot has of it. `region` is the region of
  /// documents that do not name theirs.
  ///
  /// - Throws: ``InvalidInput`` when a document has errors or two have the same name; ``SnapshotError``
  ///   when the file cannot be written. The snapshot is then as it was before.
  @discardableResult
  public func importDocuments(_ documents: [Document], region: String? = nil) throws
    -> SnapshotImport
  {
    var sources: [String: SourceText] = [:]
    for document in documents {
      guard sources.updateValue(document.source, forKey: document.name) == nil else {
        throw InvalidInput("two documents are named `\(document.name)`: give each its own name")
      }
    }
    var request = ImportSnapshot.Request(into: path, files: documents.map(\.name))
    request.region = region
    let known = sources
    return try Self.asking {
      let outcome = try ImportSnapshot.run(request) { file, limit in
        guard let source = known[file] else { throw InvalidInput("no document is named `\(file)`") }
        return limit.map { SourceText(name: file, bytes: Array(source.bytes.prefix($0))) } ?? source
      }
      return SnapshotImport(path: path, outcome: outcome)
    }
  }

  /// Lists what the snapshot has and what is missing for certain answers, as `drydock snapshot show`
  /// prints it.
  ///
  /// - Throws: ``SnapshotError`` when the file cannot be read.
  public func report(_ format: ReportFormat = .text) throws -> String {
    try Self.asking {
      let outcome = try ShowSnapshot.run(path)
      return switch format {
      case .text: Report.text(SnapshotText.text(outcome, Report.style))
      case .json: Report.json(SnapshotJSON.json(outcome))
      }
    }
  }

  /// The policies and inventories in it, for questions about access.
  ///
  /// - Throws: ``SnapshotError`` when the file cannot be read.
  public func accessPolicies() throws -> AccessPolicies {
    try Self.asking { AccessPolicies(try SnapshotPolicies.access(path).map { Document($0) }) }
  }

  /// Every document with a policy, to be validated.
  ///
  /// - Throws: ``SnapshotError`` when the file cannot be read.
  public func policies() throws -> [Document] {
    try Self.asking { try SnapshotPolicies.all(path).map { Document($0) } }
  }

  /// Does something whose errors are those of the use cases of snapshots.
  static func asking<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch {
      throw forUsers(error)
    }
  }

  /// An error of a use case as the library throws it.
  static func forUsers(_ error: any Error) -> any Error {
    switch error {
    case let error as ECRSimulator.InvalidInput: InvalidInput(error)
    case let error as ECRStore.SnapshotError: SnapshotError(description: "\(error)")
    default: error
    }
  }
}

/// Why the file of a snapshot cannot be read or written.
public struct SnapshotError: Error, Sendable, CustomStringConvertible {
  /// What is wrong, and how to fix it where that is known.
  public let description: String
}

/// What an import did.
public struct SnapshotImport: Sendable {
  let path: String
  let outcome: ImportSnapshot.Outcome

  /// The number of repositories whose images were imported.
  public var repositoryCount: Int { outcome.log.repositories.count }
  /// The number of images imported.
  public var imageCount: Int { outcome.log.repositories.reduce(0) { $0 + $1.after } }
  /// What was found in the documents, none of it an error.
  public var findings: [Finding] { outcome.findings.forUsers }
  /// The report that `drydock snapshot import` prints.
  public var report: String { Report.text(ImportText.text(outcome, into: path, Report.style)) }
}
