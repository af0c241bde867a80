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
  /// Whether members that lifecycle rules do not use are kept as well.
  var keepsEverything = false
  /// Those members of the image that is being read.
  var otherMembers: [UInt8] = []
  /// What is known about every document in advance.
  private let start: DocumentContext
  /// What is known of the next one, by the note in front of it.
  private(set) var context: DocumentContext
  /// Whether documents of other kinds were passed over.
  private(set) var hasOtherDocuments = false
  private(set) var moreToCome: Location?
  /// What images lack, with the finding about the first of them and how many lack the same.
  var lacking: [String: (finding: Int, count: Int)] = [:]
  /// Whether a list of values in place of images has been reported.
  private var hasReportedValues = false

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
    defer {
      putBack()
      reportHowManyLack()
    }
    WorkMeter.add(source.bytes.count)
    var isEmpty = true
    while cursor.skipToDocument(), findings.count < SnapshotReader.mostFindings {
      isEmpty = false
      let start = cursor.offset
      switch try cursor.kind() {
      case .object: try value(start)
      case .array: try list()
      case .string:
        try cursor.skipValue()
        report(
          "UNKNOWN_DOCUMENT", "this is a JSON string, not `aws ecr describe-images` output",
          Span(start, cursor.offset),
          help: "give the unchanged output of the AWS CLI, without quotes around it")
      default:
        try cursor.skipValue()
        let isNull = slice(Span(start, cursor.offset)).elementsEqual("null".utf8)
        report(
          "UNKNOWN_DOCUMENT",
          "this is \(isNull ? "`null`, as a `--query` that finds nothing prints it" : "a single value"), "
            + "not `aws ecr describe-images` output", Span(start, cursor.offset),
          help: ForeignList.helpForQuery)
      }
    }
    if isEmpty {
      report(
        "JSON_EMPTY", "the file is empty; expected `aws ecr describe-images` output", Span(0, 0)
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

  // MARK: Lists and lines

  /// What an object is: a document of the AWS CLI, or an element of one, as `jq -c` writes them.
  enum Content { case document, image, manifest, unknown }

  /// What the object at a cursor is, by the names of its members.
  static func content(at cursor: JSONCursor) throws(JSONCursor.Malformed) -> Content {
    var probe = cursor
    try probe.open()
    var isFirst = true
    var isImage = false
    while let name = try probe.nextMember(isFirst: &isFirst) {
      let field = ImageField.named(name, probe)
      switch probe.text(name).inECRSpelling {
      case "imageDetails", "images", "drydock", "lifecyclePolicyText", "policyText", "rules":
        return .document
      case "imageManifest", "imageId": return .manifest
      default: isImage = isImage || field == .imageDigest || field == .imagePushedAt
      }
      try probe.skipValue()
    }
    return isImage ? .image : .unknown
  }

  /// A document, or an element of one in a file of its own.
  private mutating func value(_ start: Int) throws(JSONCursor.Malformed) {
    switch try Self.content(at: cursor) {
    case .document, .unknown: try object(start)
    case .image:
      var tokens = ImageTokens()
      try imageDetail(&tokens)
      endBareImages()
    case .manifest: try manifest()
    }
  }

  /// A list: of images as `--query imageDetails` prints it, of pages as `jq -s` makes it, or of
  /// such lists.
  private mutating func list() throws(JSONCursor.Malformed) {
    try cursor.open()
    var isFirst = true
    var tokens = ImageTokens()
    var hasImages = false
    var isForeign = false
    var content: Content?
    while try cursor.nextElement(isFirst: &isFirst), findings.count < SnapshotReader.mostFindings {
      let start = cursor.offset
      switch try cursor.kind() {
      case .array: try list()
      case .object:
        // One element shows what all of them are.
        if content == nil { content = try Self.content(at: cursor) }
        guard content == .image || content == .unknown else {
          content = nil
          try value(start)
          continue
        }
        if !hasImages, !isForeign, let kind = try ForeignList(at: cursor) {
          // All elements lack what one of them lacks.
          report("UNKNOWN_DOCUMENT", kind.message, Span(start, start + 1), help: kind.help)
          isForeign = true
        }
        if isForeign {
          try cursor.skipValue()
          continue
        }
        hasImages = true
        try imageDetail(&tokens)
      case .string, .number, .word:
        try cursor.skipValue()
        guard !hasReportedValues else { continue }
        hasReportedValues = true
        report(
          "WRONG_TYPE",
          "this is a list of values, as a `--query` that picks some of each image prints it, not "
            + "`aws "
            + "ecr describe-images` output", Span(start, cursor.offset),
          help: ForeignList.helpForQuery)
      }
    }
    if hasImages { endBareImages() }
  }

  /// Images without their page: nothing announces more.
  private mutating func endBareImages() {
    current?.pages.hasLastPage = true
  }

  // MARK: Documents

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
      switch cursor.text(name).inECRSpelling {
      case "imageDetails": try imageDetails()
      case "images": try manifests()
      case "drydock": try note()
      case let spelled where spelled.announcesMorePages:
        // The SDKs for Go and .NET write null, or nothing in quotes, behind the last page.
        let valueStart = cursor.offset
        try cursor.skipValue()
        let value = String(decoding: slice(Span(valueStart, cursor.offset)), as: UTF8.self)
        let isEmpty = ["null", "false", "\"\"", "\"false\""].contains { value.hasSuffix($0) }
        if !isEmpty { more = source.location(of: name.span) }
      default: try cursor.skipValue()
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
        if let last = current?.pages.places.last, last.file == file, last.offset >= start {
          current?.pages.wholeLists.append((file, start))
        }
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
            ? "it has no push times: use `aws ecr describe-images`"
            : "give the output of `aws ecr describe-images --repository-name NAME`")
    }
  }

  /// What a note of Drydock in front of a document says of it.
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
    // A page without images does not name its repository.
    guard let arn = context.resourceARN else { return }
    if let id = ARN(arn).flatMap({ RepositoryID($0) }) {
      select(id)
    } else {
      report(
        "INVALID_RESOURCE", "`\(arn)` is not a repository ARN", Span(start, cursor.offset),
        help: "write arn:aws:ecr:REGION:ACCOUNT:repository/NAME", facts: ["A-33"])
    }
  }

  /// Reports that a page adds nothing: it has no image, and its repository is unknown.
  private mutating func tellEmptyPage(_ start: Int) {
    findings.append(
      Finding(
        .warning, "EMPTY_PAGE",
        "the page has no image and does not name its repository: it adds nothing",
        help:
          "put `{\"drydock\": {\"resourceArn\": \"arn:aws:ecr:REGION:ACCOUNT:repository/NAME\"}}` "
          + "before it, as `drydock snapshot script` does",
        at: source.location(of: Span(start, start + 1))))
  }

  mutating func report(
    _ code: IssueCode, _ message: String, _ span: Span, help: String? = nil, facts: [String] = []
  ) {
    findings.append(
      Finding(.error, code, message, help: help, at: source.location(of: span), facts: facts))
  }

  /// Reports a value of the wrong type, and skips it.
  mutating func skipWrong(
    _ what: String, _ expected: String, _ owner: String,
    help: String = "give the unchanged output of the AWS CLI"
  ) throws(JSONCursor.Malformed) {
    let start = cursor.offset
    try cursor.skipValue()
    report(
      "WRONG_TYPE", "\(what) of \(owner) is not \(expected)", Span(start, cursor.offset),
      help: help)
  }
}
