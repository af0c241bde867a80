import ECRModel
import Texts

/// Reads the documents of one file with one pass over its bytes.
struct PageReader {
  var cursor: JSONCursor
  let source: SourceText
  let file: Int
  var repositories: [RepositoryID: SnapshotReader.RepositoryPages] = [:]
  var findings: [Finding] = []
  /// The repository of the image before: nearly always that of the next one too.
  var current: (id: RepositoryID, pages: SnapshotReader.RepositoryPages)?
  /// The names of that repository as bytes.
  var currentRegistry: [UInt8]?
  var currentName: [UInt8] = []
  var tagTokens: [JSONCursor.StringToken] = []
  /// Whether members that say nothing of an image's fate are kept as well.
  var keepsEverything = false
  /// Those members of the image that is being read.
  var otherMembers: [UInt8] = []
  /// What is known of every document beside what it says.
  private let start: DocumentContext
  /// What is known of the next one, by the note in front of it.
  private(set) var context: DocumentContext
  /// Whether documents of other kinds were passed over.
  private(set) var hasOtherDocuments = false
  private(set) var moreToCome: Location?

  init(
    _ cursor: JSONCursor, _ source: SourceText, file: Int,
    context: DocumentContext = DocumentContext()
  ) {
    start = context
    self.context = context
    self.cursor = cursor
    self.source = source
    self.file = file
  }

  mutating func readAll() throws(JSONCursor.Malformed) {
    defer { putBack() }
    var isEmpty = true
    while cursor.skipToDocument(), findings.count < SnapshotReader.mostFindings {
      isEmpty = false
      let start = cursor.offset
      switch try cursor.kind() {
      case .object: try object(start)
      case .array:
        try imageDetails()
        current?.pages.hasLastPage = true
      default:
        try cursor.skipValue()
        report(
          "UNKNOWN_DOCUMENT", "this is no `aws ecr describe-images` output",
          Span(start, cursor.offset))
      }
    }
    if isEmpty {
      report(
        "JSON_EMPTY", "the file is empty; `aws ecr describe-images` output was expected", Span(0, 0)
      )
    }
  }

  /// Makes the current repository the one with this identity.
  mutating func select(_ id: RepositoryID) {
    guard current?.id != id else { return }
    putBack()
    // The pages are taken out of the dictionary, so that they are changed in place.
    currentRegistry = id.registryID.map { Array($0.utf8) }
    currentName = Array(id.repositoryName.utf8)
    current = (id, repositories.removeValue(forKey: id) ?? .init())
  }

  private mutating func putBack() {
    guard let current else { return }
    repositories[current.id] = current.pages
    self.current = nil
  }

  /// One document of the AWS CLI.
  private mutating func object(_ start: Int) throws(JSONCursor.Malformed) {
    try cursor.open()
    var isFirst = true
    var names = JSONCursor.NameSet()
    var seen: [String] = []
    var more: Location?
    while let name = try cursor.nextMember(isFirst: &isFirst) {
      try names.insert(name, in: cursor)
      seen.append(cursor.text(name))
      if cursor.says(name, "imageDetails") {
        try imageDetails()
      } else if cursor.says(name, "images") {
        try manifests()
      } else if cursor.says(name, "drydock") {
        try note()
      } else if cursor.says(name, "nextToken") || cursor.says(name, "NextToken") {
        let isNull = try cursor.kind() == .word
        try cursor.skipValue()
        if !isNull { more = source.location(of: name.span) }
      } else {
        try cursor.skipValue()
      }
    }
    switch DocumentKind(memberNames: seen) {
    case .describeImages:
      current?.pages.isListed = true
      if let more {
        if current == nil { moreToCome = more }
        if current?.pages.moreToCome == nil { current?.pages.moreToCome = more }
      } else {
        current?.pages.hasLastPage = true
      }
      if current == nil, keepsEverything { tellEmptyPage(start) }
    case .batchGetImage, .context: break
    case _ where keepsEverything: hasOtherDocuments = true
    case let kind:
      let isPolicy = kind == .lifecyclePolicy || kind == .getLifecyclePolicy
      report(
        "UNKNOWN_DOCUMENT", "this is \(kind.name), not `aws ecr describe-images` output",
        Span(start, start + 1),
        help: isPolicy
          ? "give it with --policy"
          : kind == .other("`aws ecr list-images` output")
            ? "it tells no push times: use `aws ecr describe-images`"
            : "give what `aws ecr describe-images --repository-name NAME` prints")
    }
  }

  /// What a note of Drydock's in front of a document says of it.
  private mutating func note() throws(JSONCursor.Malformed) {
    guard try cursor.kind() == .object else {
      return try skipWrong("`drydock`", "an object", "the note")
    }
    context = start.forAllDocuments
    let start = cursor.offset
    try cursor.skipValue()
    let text = SourceText(stretches: [Span(start, cursor.offset)], of: source)
    guard let note = JSONReader.read(text).documents.first else { return }
    let reading = DocumentContext.read(note, in: text, over: self.start)
    context = reading.context
    findings += reading.findings
    putBack()
    // A page without images does not say of which repository it is the page.
    guard let arn = context.resourceARN else { return }
    if let id = ARN(arn).flatMap({ RepositoryID($0) }) {
      select(id)
    } else {
      report(
        "INVALID_RESOURCE", "`\(arn)` is no repository's ARN", Span(start, cursor.offset),
        help: "write arn:aws:ecr:REGION:ACCOUNT:repository/NAME", facts: ["A-33"])
    }
  }

  /// Says that a page tells nothing: it has no image, and nobody knows whose it is.
  private mutating func tellEmptyPage(_ start: Int) {
    findings.append(
      Finding(
        .warning, "EMPTY_PAGE",
        "the page has no image and does not tell of which repository it is: nothing follows from it",
        help:
          "put `{\"drydock\": {\"resourceArn\": \"arn:aws:ecr:REGION:ACCOUNT:repository/NAME\"}}` in "
          + "front of it, as `drydock snapshot script` does",
        at: source.location(of: Span(start, start + 1))))
  }

  mutating func report(
    _ code: IssueCode, _ message: String, _ span: Span, help: String? = nil, facts: [String] = []
  ) {
    findings.append(
      Finding(.error, code, message, help: help, at: source.location(of: span), facts: facts))
  }

  /// Tells that a value is of the wrong type, and goes past it.
  mutating func skipWrong(
    _ what: String, _ expected: String, _ owner: String
  ) throws(JSONCursor.Malformed) {
    let start = cursor.offset
    try cursor.skipValue()
    report(
      "WRONG_TYPE", "\(what) of \(owner) is not \(expected)", Span(start, cursor.offset),
      help: "give the output of the AWS CLI as it is")
  }
}
