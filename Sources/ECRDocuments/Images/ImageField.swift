import Texts

/// The members of an image detail that are read; all others are passed over.
enum ImageField: Int, CaseIterable {
  case registryId, repositoryName, imageDigest, imageTags, imageSizeInBytes, imagePushedAt
  case imageManifestMediaType, artifactMediaType, lastRecordedPullTime, imageStatus
  case lastArchivedAt, lastActivatedAt, subjectManifestDigest

  /// The field of a name, in any of the spellings that ECR's members have.
  static func named(
    _ name: JSONCursor.StringToken, _ cursor: borrowing JSONCursor
  ) -> ImageField? {
    if let field = spelledByECR(name, cursor) { return field }
    // Names that lifecycle rules do not use are many: those of the API are in lower camel case.
    let bytes = cursor.bytes[name.span.start + 1..<name.span.end - 1]
    guard let first = bytes.first, first < UInt8(ascii: "a") || bytes.contains(UInt8(ascii: "_"))
    else { return nil }
    return byName[cursor.text(name).inECRSpelling]
  }

  private static let byName = Dictionary(
    uniqueKeysWithValues: allCases.map { (String(describing: $0), $0) })

  /// The field of a name as the API spells it; the name's length leaves at most two to compare.
  private static func spelledByECR(
    _ name: JSONCursor.StringToken, _ cursor: borrowing JSONCursor
  ) -> ImageField? {
    switch name.span.end - name.span.start - 2 {
    case 9: cursor.says(name, "imageTags") ? .imageTags : nil
    case 10: cursor.says(name, "registryId") ? .registryId : nil
    case 11:
      cursor.says(name, "imageDigest")
        ? .imageDigest : cursor.says(name, "imageStatus") ? .imageStatus : nil
    case 13: cursor.says(name, "imagePushedAt") ? .imagePushedAt : nil
    case 14:
      cursor.says(name, "repositoryName")
        ? .repositoryName : cursor.says(name, "lastArchivedAt") ? .lastArchivedAt : nil
    case 15: cursor.says(name, "lastActivatedAt") ? .lastActivatedAt : nil
    case 16: cursor.says(name, "imageSizeInBytes") ? .imageSizeInBytes : nil
    case 17: cursor.says(name, "artifactMediaType") ? .artifactMediaType : nil
    case 20: cursor.says(name, "lastRecordedPullTime") ? .lastRecordedPullTime : nil
    case 21: cursor.says(name, "subjectManifestDigest") ? .subjectManifestDigest : nil
    case 22: cursor.says(name, "imageManifestMediaType") ? .imageManifestMediaType : nil
    default: nil
    }
  }
}

/// The members of one image detail, as written in the document.
struct ImageTokens {
  var strings: [JSONCursor.StringToken?] = Array(repeating: nil, count: ImageField.allCases.count)
  var times: [(field: ImageField, isNumber: Bool, span: Span)] = []
  var size: Span?
  var seen: UInt16 = 0

  /// Marks a field as found; false when it was already.
  mutating func mark(_ field: ImageField) -> Bool {
    let bit = UInt16(1) << UInt16(field.rawValue)
    defer { seen |= bit }
    return seen & bit == 0
  }

  subscript(field: ImageField) -> JSONCursor.StringToken? {
    get { strings[field.rawValue] }
    set { strings[field.rawValue] = newValue }
  }

  mutating func clear() {
    for index in strings.indices { strings[index] = nil }
    times.removeAll(keepingCapacity: true)
    size = nil
    seen = 0
  }
}
