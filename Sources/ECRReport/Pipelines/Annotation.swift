import ECRModel
package import Texts

/// Something that a build server or a review shows at a line of a file.
///
/// What commands find is turned into annotations, and each format of a pipeline is written from these.
package struct Annotation: Sendable, Hashable {
  /// What its kind is.
  package var rule: Rule
  /// How grave it is.
  package var severity: Severity
  /// Whether it is about who gets access.
  package var isSecurity: Bool
  /// What is wrong: one sentence without its full stop.
  package var title: String
  /// More to read, each a line: how to fix it, what AWS answers, the facts that it rests on.
  package var details: [String]
  /// Where it is.
  package var place: Place
  /// Other places, each with what to look at there.
  package var related: [Related] = []
  /// The policy in the file, where the file has several; nil for the file's only one.
  package var policy: String?
  /// What the finding is about, in names that stay the same when other lines of the file change.
  package var identity: [String]

  /// Makes an annotation, with nothing in its texts that a terminal would obey.
  package init(
    _ rule: Rule, _ severity: Severity, isSecurity: Bool = false, title: String,
    details: [String] = [], at place: Place, related: [Related] = [], policy: String? = nil,
    identity: [String]
  ) {
    self.rule = rule
    self.severity = severity
    self.isSecurity = isSecurity
    self.title = Prose.capitalized(title.printable())
    self.details = details.map { $0.printable() }
    self.place = place
    self.related = related
    self.policy = policy
    self.identity = identity
  }

  /// How grave something is.
  package enum Severity: Int, Sendable, Hashable, Comparable, CaseIterable {
    /// AWS would reject the document, or it does what it must not.
    case error
    /// It probably does something unwanted.
    case warning
    /// A reader may like to know it.
    case note

    /// Whether one is graver than the other.
    package static func < (a: Severity, b: Severity) -> Bool { a.rawValue < b.rawValue }
  }

  /// A kind of annotations.
  package struct Rule: Sendable, Hashable {
    /// Its stable name.
    package var code: String
    /// What all its annotations have in common.
    package var summary: IssueCodeSummary

    /// Makes a kind.
    package init(code: String, summary: IssueCodeSummary) {
      self.code = code
      self.summary = summary
    }
  }

  /// A stretch of one line of a file.
  package struct Place: Sendable, Hashable {
    /// The file.
    package var file: AnnotatedFile
    /// Where it starts.
    package var start: Position
    /// Where it ends, exclusive, on the same line.
    package var end: Position

    /// Makes a place.
    package init(_ file: AnnotatedFile, _ start: Position, _ end: Position) {
      self.file = file
      self.start = start
      self.end = end
    }

    /// A location of a file, cut to its first line: GitHub shows a place in a pull request only where all
    /// its lines are part of the change.
    package init(_ location: Location, in folder: WorkingFolder) {
      self.init(
        folder.file(named: location.file), location.start, location.endOnFirstLine)
    }
  }

  /// Another place that belongs to an annotation.
  package struct Related: Sendable, Hashable {
    /// What to look at there.
    package var message: String
    /// Where it is.
    package var place: Place

    /// Makes a related place.
    package init(message: String, place: Place) {
      self.message = Prose.capitalized(message.printable())
      self.place = place
    }
  }
}

extension Annotation {
  /// The whole text: the sentence, and a line for each detail.
  var message: String { (["\(title)."] + details).joined(separator: "\n") }

  /// The place as compilers write it.
  var position: String { "\(place.file.name):\(place.start.line):\(place.start.column)" }

  /// The word for its severity.
  var word: String {
    switch severity {
    case .error: "error"
    case .warning: isSecurity ? "security warning" : "warning"
    case .note: "suggestion"
    }
  }
}

extension Collection<Annotation> {
  /// Each annotation once, with a text by which a later run knows it again: of its kind, its file, and
  /// what it is about, with a number where several are the same in all of these.
  func fingerprinted() -> [(annotation: Annotation, fingerprint: String)] {
    var seen: Set<Annotation> = []
    var counts: [UInt64: Int] = [:]
    return filter { seen.insert($0).inserted }.map { annotation in
      let parts = [annotation.rule.code, annotation.place.file.uri] + annotation.identity
      let hash = FNV1a.hash(parts.joined(separator: "\0").utf8)
      counts[hash, default: 0] += 1
      let digits = String(hash, radix: 16)
      let zeros = String(repeating: "0", count: 16 - digits.count)
      return (annotation, "\(zeros)\(digits):\(counts[hash, default: 1])")
    }
  }

  /// The gravest first, those about security before others that are as grave, each in its order.
  func gravestFirst() -> [Annotation] {
    enumerated().sorted { a, b in
      (a.element.severity.rawValue, a.element.isSecurity ? 0 : 1, a.offset)
        < (b.element.severity.rawValue, b.element.isSecurity ? 0 : 1, b.offset)
    }.map(\.element)
  }
}
