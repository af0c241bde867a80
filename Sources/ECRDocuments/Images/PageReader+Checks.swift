import ECRModel
import Texts

extension PageReader {
  /// Reports the missing members of an image without which it cannot be evaluated.
  mutating func checkRequired(_ tokens: ImageTokens, _ span: Span) -> Bool {
    var missing: [String] = []
    if tokens[.repositoryName] == nil { missing.append("repositoryName") }
    if tokens[.imageDigest] == nil { missing.append("imageDigest") }
    if !tokens.times.contains(where: { $0.field == .imagePushedAt }) {
      missing.append("imagePushedAt")
    }
    guard !missing.isEmpty else { return true }
    let names = missing.map { "`\($0)`" }.joined(separator: ", ")
    if let known = lacking[names] {
      // What a `--query` has left out is missing in all of them.
      lacking[names] = (known.finding, known.count + 1)
      return false
    }
    lacking[names] = (findings.count, 1)
    report(
      "IMAGE_FIELD_MISSING", "\(name(of: tokens)) has no \(names)",
      Span(span.start, span.start + 1), help: ForeignList.helpForQuery)
    return false
  }

  /// Completes the findings about images that lack something, once all images are known.
  mutating func reportHowManyLack() {
    for (finding, count) in lacking.values where count > 1 {
      let others = count == 2 ? "1 more image has" : "\(count - 1) more images have"
      findings[finding].message += ", and \(others) none"
    }
    lacking = [:]
  }

  /// What to call an image in a message: its digest, or its tags, or nothing better.
  private func name(of tokens: ImageTokens) -> String {
    if let digest = tokens[.imageDigest] { return "image \(cursor.text(digest))" }
    let tags = tagTokens.map { "`\(cursor.text($0))`" }
    return tags.isEmpty ? "an untagged image" : "the image tagged " + tags.joined(separator: ", ")
  }

  /// Whether a digest is one.
  mutating func isDigest(_ token: JSONCursor.StringToken) -> Bool {
    if ImageDetail.isDigest(inner(token)) { return true }
    report(
      "BAD_DIGEST", "\(quoted(token.span)) is not a digest", token.span,
      help: "write `sha256:` and 64 hexadecimal digits")
    return false
  }

  mutating func status(_ tokens: ImageTokens) -> ImageStatus? {
    guard let token = tokens[.imageStatus] else { return .active }
    if cursor.says(token, "ACTIVE") { return .active }
    if let status = ImageStatus(rawValue: cursor.text(token)) { return status }
    let allowed = ImageStatus.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
    report(
      "BAD_IMAGE_STATUS", "\(quoted(token.span)) is not a value of `imageStatus`", token.span,
      help: "its values are \(allowed)")
    return nil
  }

  /// Whether the size, if there is one, is valid.
  mutating func isSize(_ span: Span?) -> Bool {
    guard let span, size(at: span) == nil else { return true }
    report(
      "BAD_SIZE", "\(quoted(span)) is not a size in bytes", span,
      help: "`imageSizeInBytes` must be a whole number")
    return false
  }

  func size(at span: Span) -> Int64? {
    var size: Int64 = 0
    for byte in slice(span) {
      guard byte &- 0x30 < 10, size <= ImageDetail.sizes.upperBound else { return nil }
      size = size * 10 + Int64(byte - 0x30)
    }
    return ImageDetail.sizes.contains(size) ? size : nil
  }

  func quoted(_ span: Span) -> String {
    "`" + String(decoding: slice(Span(span.start, min(span.end, span.start + 80))), as: UTF8.self)
      + "`"
  }

  func slice(_ span: Span) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: cursor.bytes[span.start..<span.end])
  }

  func inner(_ token: JSONCursor.StringToken) -> UnsafeBufferPointer<UInt8> {
    slice(Span(token.span.start + 1, token.span.end - 1))
  }
}
