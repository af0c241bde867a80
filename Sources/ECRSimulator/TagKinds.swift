import ECRLifecycle
import ECRModel

/// Tags that differ in their numbers alone, such as `12-prod` and `13-prod`: one environment, one
/// service, one branch.
enum TagKinds {
  private struct Kind {
    var count = 0
    var stays = false
    var youngest = -1
  }

  /// The newest images of kinds without a kept image, each with the tag that shows
  /// it, where there is more than one kind.
  ///
  /// Where one limit is shared, what is pushed seldom goes first, and its last image with it. A single
  /// image is a kind where a count pushes several kinds out: the only image of a function or a service.
  static func lastImages(_ preview: LifecyclePolicyPreview) -> [Int: String] {
    let images = preview.repository.images
    var kinds: [UInt64: Kind] = [:]
    images.tags.bytes.withUnsafeBufferPointer { bytes in
      for image in preview.order {
        let stays = !preview.mayGo(image)
        for tag in images.tagStarts[image]..<images.tagStarts[image + 1] {
          let key = fingerprint(bytes[images.tags.range(of: tag)])
          var kind = kinds[key] ?? Kind()
          kind.count += 1
          kind.stays = kind.stays || stays
          // The order is from the oldest to the youngest.
          kind.youngest = tag
          kinds[key] = kind
        }
      }
    }
    guard kinds.count > 1 else { return [:] }
    let lost = kinds.values.filter { !$0.stays }.sorted { $0.youngest < $1.youngest }
      .map { kind in
        let image = owner(of: kind.youngest, images)
        let pattern = pattern(images.tags[kind.youngest])
        let isPushedOut = preview.isDecidedByCount(image) && pattern.contains("*")
        return (image: image, pattern: pattern, count: kind.count, isPushedOut: isPushedOut)
      }
    let sharesLimit = lost.count { $0.isPushedOut } > 1
    var last: [Int: String] = [:]
    for kind in lost where kind.count > 1 || sharesLimit && kind.isPushedOut {
      if last[kind.image] == nil { last[kind.image] = kind.pattern }
    }
    return last
  }

  /// The image that has a tag of the table.
  private static func owner(of tag: Int, _ images: ImageTable) -> Int {
    var (low, high) = (0, images.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if images.tagStarts[middle] <= tag { low = middle } else { high = middle }
    }
    return low
  }

  /// A number for what a tag is without its numbers and hashes.
  private static func fingerprint(_ tag: Slice<UnsafeBufferPointer<UInt8>>) -> UInt64 {
    var hash = FNV1a()
    forEachRun(tag) { run, isNumber in
      if isNumber {
        hash.combine(UInt8(ascii: "*"))
      } else {
        for index in run { hash.combine(tag[index]) }
      }
    }
    return hash.value
  }

  /// The tag with `*` for its numbers and hashes.
  private static func pattern(_ tag: String) -> String {
    var bytes: [UInt8] = []
    Array(tag.utf8).withUnsafeBufferPointer { tag in
      forEachRun(tag[...]) { run, isNumber in
        bytes += isNumber ? [UInt8(ascii: "*")] : Array(tag[run])
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Visits runs of digits, hashes of at least seven hexadecimal digits, and the text between them.
  private static func forEachRun(
    _ tag: Slice<UnsafeBufferPointer<UInt8>>, _ visit: (Range<Int>, Bool) -> Void
  ) {
    var start = tag.startIndex
    while start < tag.endIndex {
      var end = start
      var digits = 0
      while end < tag.endIndex, isHexadecimal(tag[end]) {
        digits += isDigit(tag[end]) ? 1 : 0
        end += 1
      }
      let isWord = end < tag.endIndex && isLetter(tag[end])
      if end - start >= 7, digits > 0, !isWord {
        visit(start..<end, true)
      } else {
        end = start + 1
        let isNumber = isDigit(tag[start])
        if isNumber { while end < tag.endIndex, isDigit(tag[end]) { end += 1 } }
        visit(start..<end, isNumber)
      }
      start = end
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
  }
}
