import ECRDocuments
package import ECRStore
package import Texts

/// Imports documents of the AWS CLI into a snapshot: all of them, or none.
package enum ImportSnapshot {
  /// What is asked.
  package struct Request: Sendable {
    /// The snapshot's file; it is made where it is not there.
    package var path: String
    /// The names of the files.
    package var files: [String]
    /// The region of documents that do not name theirs.
    package var region: String?
    /// What to remove when the run is interrupted.
    package var work = UnfinishedWork()

    /// Makes a request.
    package init(into path: String, files: [String]) {
      self.path = path
      self.files = files
    }
  }

  /// What was done.
  package struct Outcome: Sendable {
    /// What was imported.
    package var log: ImportLog
    /// What was found in the documents, none of it an error.
    package var findings: [Finding]
    /// Documents of kinds that a snapshot does not keep.
    package var passedOver: [(kind: String, location: Location)]
  }

  /// How far an import has come.
  package struct Progress: Sendable {
    /// How many files have been read to their end.
    package var fileCount = 0
    /// How many images have been kept.
    package var imageCount = 0
  }

  /// Imports; `read` returns a file, or its first bytes.
  ///
  /// Images come last, after everything that names regions. While one file of them is written, the
  /// next is read; no more than two are in memory.
  ///
  /// - Throws: ``InvalidInput`` when a document has mistakes; `SnapshotError` when the snapshot cannot
  ///   be written; whatever `read` throws. The snapshot is then as it was before.
  package static func run(
    _ request: Request,
    read: @escaping @Sendable (_ file: String, _ limit: Int?) throws -> SourceText,
    progress: (Progress) -> Void = { _ in }
  ) throws -> Outcome {
    var importer = SnapshotImporter()
    importer.context.region = request.region
    let log = try SnapshotWriter.write(into: request.path, request.work.places) { writer in
      var files: [(name: String, isKept: Bool)] = []
      for file in request.files {
        if ImagePages.isLikely(try read(file, Self.headSize)) {
          files.append((file, false))
        } else if try importer.keep(try read(file, nil), in: writer) {
          files.append((file, true))
        } else {
          importer.progress.fileCount += 1
        }
      }
      let context = importer.context
      func start(_ number: Int) -> ReadAhead<ImageFile>? {
        guard number < files.count else { return nil }
        let name = files[number].name
        return ReadAhead {
          let source = try read(name, nil)
          return ImageFile(name: name, source: source, pages: ImagePages(source, context))
        }
      }
      var next = start(0)
      for (number, file) in files.enumerated() {
        progress(importer.progress)
        guard let images = try next?.take() else { break }
        next = start(number + 1)
        try importer.keep(images, othersToo: !file.isKept, in: writer)
        importer.progress.fileCount += 1
      }
      try importer.finish(in: writer) { try read($0, nil) }
    }
    return Outcome(
      log: log, findings: importer.findings.inReadingOrder(), passedOver: importer.passedOver)
  }

  /// What shows whether a file has images.
  private static let headSize = 1 << 16
}

/// A file of images, read.
struct ImageFile: Sendable {
  var name: String
  var source: SourceText
  var pages: ImagePages
}
