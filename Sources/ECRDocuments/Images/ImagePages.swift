package import ECRModel
package import Texts

/// The images and manifests of one file, with everything that AWS printed about them, page by page,
/// for readers that do not gather all pages first.
package struct ImagePages: Sendable {
  /// The repositories, ordered by account, name and region.
  package var repositories: [Repository]
  /// What is wrong with the file; with an error nothing of it counts.
  package var findings: [Finding]
  /// Whether the file has documents of other kinds too.
  package var hasOtherDocuments = false

  /// What a file has of one repository.
  package struct Repository: Sendable {
    /// The repository.
    package var id: RepositoryID
    /// Its images, as written.
    package var images: ImageTable
    /// Members of images that ``ImageTable`` does not have, as JSON, by the images' places.
    package var others: [Int: [UInt8]]
    /// The manifests, by digest.
    package var manifests: [String: Manifest]
    /// The elements that contain them, by digest.
    package var manifestTexts: [String: [UInt8]]
    /// The place of each image.
    package var offsets: [Int]
    /// Whether a page of images was given, be it an empty one.
    package var isListed: Bool
    /// The place where a page announces more images.
    package var moreToCome: Location?
    /// Whether every page announces more.
    package var lacksPages: Bool
    /// Where the complete answers start, which announce no more and follow none.
    package var wholeLists: [Int]
  }

  /// Reads a file; `context` is what is known already.
  package init(_ source: SourceText, _ context: DocumentContext) {
    repositories = []
    findings = []
    do throws(JSONCursor.Malformed) {
      try source.bytes.withUnsafeBufferPointer { bytes throws(JSONCursor.Malformed) in
        var reader = PageReader(JSONCursor(bytes), source, file: 0, context: context)
        reader.keepsEverything = true
        defer {
          findings = reader.findings
          hasOtherDocuments = reader.hasOtherDocuments
          repositories = reader.repositories.sorted { $0.key < $1.key }.map { id, pages in
            Repository(
              id: id, images: pages.images, others: pages.others, manifests: pages.manifests,
              manifestTexts: pages.manifestTexts, offsets: pages.places.map(\.offset),
              isListed: pages.isListed || !pages.images.isEmpty, moreToCome: pages.moreToCome,
              lacksPages: !pages.hasLastPage && pages.moreToCome != nil,
              wholeLists: pages.wholeLists.map(\.offset))
          }
        }
        try reader.readAll()
      }
      findings += source.formFindings
      checkTags(source)
    } catch {
      findings += SnapshotReader.mistakes(error, source)
    }
  }

  /// The import gathers pages one by one; the images of one file are looked at together.
  private mutating func checkTags(_ source: SourceText) {
    for repository in repositories {
      guard let clash = TagClash(in: repository.images) else { continue }
      func place(_ index: Int) -> Location {
        source.location(of: Span(repository.offsets[index], repository.offsets[index] + 1))
      }
      findings.append(
        clash.finding(repository.id, at: place(clash.second), first: place(clash.first)))
    }
  }

  /// Whether the first document of a file, after any notes, is one of images.
  ///
  /// Only the names at the start of the file are looked at.
  package static func isLikely(_ source: SourceText) -> Bool {
    (try? source.bytes.withUnsafeBufferPointer { bytes in
      var cursor = JSONCursor(bytes)
      while cursor.skipToDocument() {
        switch try cursor.kind() {
        case .array: return true
        case .object: break
        case .string, .number, .word: return false
        }
        var probe = cursor
        try probe.open()
        var isFirst = true
        guard let name = try probe.nextMember(isFirst: &isFirst) else { return false }
        if probe.says(name, "drydock") {
          try cursor.skipValue()
          continue
        }
        if ImageField.named(name, probe) != nil {
          return [.image, .manifest].contains(try PageReader.content(at: cursor))
        }
        switch probe.text(name).inECRSpelling {
        case "imageDetails", "images", "failures": return true
        case let name where name.announcesMorePages: return hasImages(probe)
        default: return false
        }
      }
      return false
    }) ?? false
  }

  private static func hasImages(_ cursor: JSONCursor) -> Bool {
    var probe = cursor
    var isFirst = false
    do {
      try probe.skipValue()
      while let name = try probe.nextMember(isFirst: &isFirst) {
        if ["imageDetails", "images"].contains(probe.text(name).inECRSpelling) { return true }
        try probe.skipValue()
      }
    } catch { return false }
    return false
  }
}
