import ECRModel
import Texts

extension PageReader {
  /// The array of image details.
  mutating func imageDetails() throws(JSONCursor.Malformed) {
    guard try cursor.kind() == .array else {
      return try skipWrong("`imageDetails`", "an array", "the output")
    }
    try cursor.open()
    var isFirst = true
    var tokens = ImageTokens()
    while try cursor.nextElement(isFirst: &isFirst) {
      guard try cursor.kind() == .object else {
        try skipWrong("an element", "an object", "`imageDetails`")
        continue
      }
      try imageDetail(&tokens)
      if findings.count >= SnapshotReader.mostFindings { return }
    }
  }

  /// One image detail; the tokens are those of the one before.
  mutating func imageDetail(_ tokens: inout ImageTokens) throws(JSONCursor.Malformed) {
    tokens.clear()
    tagTokens.removeAll(keepingCapacity: true)
    otherMembers.removeAll(keepingCapacity: true)
    let start = cursor.offset
    let before = findings.count
    try members(&tokens)
    if findings.count == before { try image(tokens, Span(start, cursor.offset)) }
  }

  /// The members of one image detail.
  private mutating func members(_ tokens: inout ImageTokens) throws(JSONCursor.Malformed) {
    try cursor.open()
    var isFirst = true
    var unknown = JSONCursor.NameSet()
    while let name = try cursor.nextMember(isFirst: &isFirst) {
      guard let field = ImageField.named(name, cursor) else {
        try unknown.insert(name, in: cursor)
        try cursor.skipValue()
        if keepsEverything {
          if !otherMembers.isEmpty { otherMembers.append(UInt8(ascii: ",")) }
          otherMembers += slice(Span(name.span.start, cursor.offset))
        }
        continue
      }
      guard tokens.mark(field) else {
        throw JSONCursor.Malformed(offset: name.span.start)
      }
      let kind = try cursor.kind()
      // `jq` writes null for what is not there.
      if kind == .word, try isNull() { continue }
      switch (field, kind) {
      case (.imageTags, .array): try tags()
      case (.imageStatus, .object): tokens[field] = try valueOfConstant()
      case (.imageSizeInBytes, .number): tokens.size = try cursor.number()
      case (.imageSizeInBytes, .string):
        // Some write 64-bit numbers in quotes.
        let span = try cursor.string().span
        tokens.size = Span(span.start + 1, span.end - 1)
      case (.imagePushedAt, .string), (.lastRecordedPullTime, .string), (.lastArchivedAt, .string),
        (.lastActivatedAt, .string):
        let span = try cursor.string().span
        if !ImageTimes.isUnset(slice(span)) { tokens.times.append((field, false, span)) }
      case (.imagePushedAt, .number), (.lastRecordedPullTime, .number), (.lastArchivedAt, .number),
        (.lastActivatedAt, .number):
        tokens.times.append((field, true, try cursor.number()))
      case (.imageTags, _):
        try skipWrong(
          "`imageTags`", "an array of tags", "an image",
          help: "give the unchanged output of the AWS CLI; in PowerShell, write it with "
            + "`ConvertTo-Json -Depth 9`")
      case (.imageSizeInBytes, _): try skipWrong("`imageSizeInBytes`", "a number", "an image")
      case (.imagePushedAt, _), (.lastRecordedPullTime, _), (.lastArchivedAt, _),
        (.lastActivatedAt, _):
        try skipWrong("`\(cursor.text(name))`", "a time", "an image")
      case (_, .string): tokens[field] = try cursor.string()
      default: try skipWrong("`\(cursor.text(name))`", "a string", "an image")
      }
    }
  }

  /// The SDK for .NET has a type for each enumeration, which PowerShell writes `{"Value": "ACTIVE"}`.
  private mutating func valueOfConstant() throws(JSONCursor.Malformed) -> JSONCursor.StringToken? {
    try cursor.open()
    var isFirst = true
    var value: JSONCursor.StringToken?
    while let name = try cursor.nextMember(isFirst: &isFirst) {
      if cursor.says(name, "Value"), try cursor.kind() == .string {
        value = try cursor.string()
      } else {
        try cursor.skipValue()
      }
    }
    return value
  }

  private mutating func isNull() throws(JSONCursor.Malformed) -> Bool {
    var probe = cursor
    guard try probe.word() else { return false }
    cursor = probe
    return true
  }

  private mutating func tags() throws(JSONCursor.Malformed) {
    try cursor.open()
    var isFirst = true
    while try cursor.nextElement(isFirst: &isFirst) {
      guard try cursor.kind() == .string else {
        try skipWrong("an entry", "a string", "`imageTags`")
        continue
      }
      let tag = try cursor.string()
      if tag.span.end - tag.span.start == 2 {
        report(
          "EMPTY_TAG", "a tag is empty", tag.span,
          help: "an untagged image has no "
            + "`imageTags`")
      }
      tagTokens.append(tag)
    }
  }

  /// Adds the image that the tokens describe, unless something about it is wrong.
  private mutating func image(_ tokens: ImageTokens, _ span: Span) throws(JSONCursor.Malformed) {
    let isComplete = checkRequired(tokens, span)
    var times = ImageTimes()
    for time in tokens.times {
      let inset = time.isNumber ? 0 : 1
      let bytes = slice(Span(time.span.start + inset, time.span.end - inset))
      guard let read = ImageTimes.timestamp(bytes, isNumber: time.isNumber) else {
        return report(
          "BAD_TIME", "\(quoted(time.span)) is not a time with an offset from UTC", time.span,
          help: "write `2026-01-31T12:00:00+00:00`, or seconds since 1970, as the AWS CLI does")
      }
      times.set(time.field, read)
    }
    guard isComplete, let digest = tokens[.imageDigest], let pushedAt = times.pushedAt,
      let name = tokens[.repositoryName], isDigest(digest), let status = status(tokens),
      isSize(tokens.size)
    else { return }

    let size = tokens.size.flatMap { self.size(at: $0) }
    selectRepository(tokens[.registryId], name)
    current?.pages.places.append((file, span.start))
    if !otherMembers.isEmpty, let index = current?.pages.images.count {
      current?.pages.others[index] = otherMembers
    }
    let hasEscapes =
      tokens.strings.contains { $0?.hasEscapes == true } || tagTokens.contains(where: \.hasEscapes)
    guard !hasEscapes else {
      let detail = detail(tokens, times, status, size)
      current?.pages.images.append(detail)
      return
    }
    var raw = ImageTable.RawImage(digest: inner(digest), pushedAt: pushedAt)
    raw.pulledAt = times.pulledAt
    raw.archivedAt = times.archivedAt
    raw.activatedAt = times.activatedAt
    raw.size = size
    raw.status = status
    raw.manifestMediaType = tokens[.imageManifestMediaType].map { inner($0) }
    raw.artifactMediaType = tokens[.artifactMediaType].map { inner($0) }
    raw.subject = tokens[.subjectManifestDigest].map { inner($0) }
    for token in tagTokens {
      let tag = inner(token)
      current?.pages.images.appendTag(tag)
    }
    current?.pages.images.append(raw)
  }

  /// The image of a detail in which strings are written with escapes.
  private func detail(
    _ tokens: ImageTokens, _ times: ImageTimes, _ status: ImageStatus, _ size: Int64?
  ) -> ImageDetail {
    func text(_ field: ImageField) -> String? {
      guard let token = tokens[field] else { return nil }
      return cursor.text(token)
    }
    let tags: [String] = tagTokens.map { token in cursor.text(token) }
    return ImageDetail(
      imageDigest: text(.imageDigest) ?? "", imageTags: tags,
      imagePushedAt: times.pushedAt ?? Timestamp(microseconds: 0), imageSizeInBytes: size,
      imageManifestMediaType: text(.imageManifestMediaType),
      artifactMediaType: text(.artifactMediaType), lastRecordedPullTime: times.pulledAt,
      imageStatus: status, lastArchivedAt: times.archivedAt, lastActivatedAt: times.activatedAt,
      subjectManifestDigest: text(.subjectManifestDigest))
  }

  private mutating func selectRepository(
    _ registry: JSONCursor.StringToken?, _ name: JSONCursor.StringToken
  ) {
    let isSameRegistry =
      if let registry, let currentRegistry {
        currentRegistry.isEqual(to: inner(registry))
      } else {
        registry == nil && currentRegistry == nil
      }
    if current != nil, isSameRegistry, currentName.isEqual(to: inner(name)) { return }
    select(
      RepositoryID(
        registryID: registry.map { cursor.text($0) } ?? context.account, region: context.region,
        repositoryName: cursor.text(name)))
  }
}

/// The times of one image.
struct ImageTimes {
  var pushedAt: Timestamp?
  var pulledAt: Timestamp?
  var archivedAt: Timestamp?
  var activatedAt: Timestamp?

  /// Whether a time is the one that the SDK for .NET writes for a missing one: the first of January
  /// 1.
  static func isUnset(_ literal: UnsafeBufferPointer<UInt8>) -> Bool {
    literal.dropFirst().starts(with: "0001-01-01T00:00:00".utf8)
  }

  /// The time of a literal, in all the ways in which the CLI and the SDKs write times.
  ///
  /// Numbers may be in quotes, where they have too many digits for a date or too few. Milliseconds
  /// since 1970, as Java's `Date` is written, are later than any seconds can be.
  static func timestamp(_ bytes: UnsafeBufferPointer<UInt8>, isNumber: Bool) -> Timestamp? {
    if !isNumber {
      if let time = Timestamp(iso8601: bytes) ?? timestamp(dotNETDate: bytes) { return time }
      let digits = bytes.prefix { $0 &- 0x30 < 10 }.count
      guard [9, 10, 12, 13].contains(digits) else { return nil }
    }
    if let time = Timestamp(epochSeconds: bytes) { return time }
    let milliseconds = Int64(String(decoding: bytes, as: UTF8.self))
    return milliseconds.flatMap {
      $0.magnitude < 10_000_000_000_000 ? timestamp(milliseconds: $0) : nil
    }
  }

  private static func timestamp(milliseconds: Int64) -> Timestamp? {
    guard milliseconds.magnitude <= 253_402_300_799_999 else { return nil }
    return Timestamp(microseconds: milliseconds * 1000)
  }

  /// The time that Windows PowerShell writes as milliseconds since 1970: `/Date(1769860800000)/`.
  static func timestamp(dotNETDate bytes: UnsafeBufferPointer<UInt8>) -> Timestamp? {
    let text = String(decoding: bytes, as: UTF8.self).replacing("\\", with: "")
    let parts = text.split { "()".contains($0) }
    guard parts.count == 3, parts[0] == "/Date", parts[2] == "/",
      let milliseconds = Int64(parts[1])
    else { return nil }
    return timestamp(milliseconds: milliseconds)
  }

  mutating func set(_ field: ImageField, _ time: Timestamp) {
    switch field {
    case .imagePushedAt: pushedAt = time
    case .lastRecordedPullTime: pulledAt = time
    case .lastArchivedAt: archivedAt = time
    case .lastActivatedAt: activatedAt = time
    default: break
    }
  }
}
