import ECRPolicy

/// Recognizes tags of releases and deployments.
///
/// A report asks it of every image that goes, so it looks at each byte once and makes no texts.
struct ReleaseTag {
  private var word: UInt64 = 0
  private var letters = 0
  /// How many numbers the run of digits and dots has so far.
  private var numbers = 0
  private var endsInDigit = false
  /// Whether the run may be a version: it begins the tag or a part of it, behind a `v` or not.
  private var mayBeVersion = true
  private var hasVersion = false
  private var isRelease = false
  private var isTrial = false

  /// Whether a tag has a word such as `prod` or `stable`, or is or has a version of at least two numbers
  /// such as `v1.2`, `api-1.2.3` or `1.2.3-alpine`, be it no trial such as `1.2.3-rc.1`; or is a `v`
  /// with a number, or the name of a trunk.
  static func isOne(_ tag: String) -> Bool {
    var tag = tag
    return tag.withUTF8 { bytes in
      var scan = ReleaseTag()
      for byte in bytes { scan.take(byte) }
      scan.endWord()
      scan.endNumbers()
      return scan.isRelease || scan.hasVersion && !scan.isTrial || trunks.contains(pack(bytes))
        || isNumbered(bytes)
    }
  }

  private mutating func take(_ byte: UInt8) {
    let lower = byte | 0x20
    if (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lower) {
      endNumbers()
      mayBeVersion = letters == 0 && lower == UInt8(ascii: "v")
      letters += 1
      word = word << 5 | UInt64(lower & 0x1F)
      return
    }
    endWord()
    if byte &- UInt8(ascii: "0") < 10 {
      if !endsInDigit { numbers += 1 }
      endsInDigit = true
    } else if byte == UInt8(ascii: "."), endsInDigit {
      endsInDigit = false
    } else {
      endNumbers()
      mayBeVersion = true
    }
  }

  private mutating func endWord() {
    // Twelve letters fill a word of 64 bits.
    if letters > 0, letters <= 12 {
      if Self.releaseWords.contains(word) { isRelease = true }
      if Self.trials.contains(word) { isTrial = true }
    }
    (word, letters) = (0, 0)
  }

  private mutating func endNumbers() {
    if numbers > 1, mayBeVersion { hasVersion = true }
    (numbers, endsInDigit) = (0, false)
  }

  private static let releaseWords = [
    "prod", "production", "prd", "live", "release", "releases", "stable", "latest", "lts",
    "current",
  ].map { pack($0.utf8) }

  private static let trunks = ["main", "master", "trunk"].map { pack($0.utf8) }

  private static let trials = [
    "rc", "alpha", "beta", "dev", "develop", "snapshot", "pre", "preview", "nightly", "canary",
    "main", "pr", "feature", "test", "ci", "sha", "build",
  ].map { pack($0.utf8) }

  /// A short word of letters as a number, whatever its case; 0 for any other text.
  private static func pack(_ text: some Collection<UInt8>) -> UInt64 {
    guard text.count <= 12 else { return 0 }
    var word: UInt64 = 0
    for byte in text {
      guard (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) else { return 0 }
      word = word << 5 | UInt64(byte & 0x1F)
    }
    return word
  }

  /// `v5`, `V12`.
  private static func isNumbered(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.count > 1 && bytes.count <= 4 && bytes[0] | 0x20 == UInt8(ascii: "v")
      && bytes.dropFirst().allSatisfy { $0 &- UInt8(ascii: "0") < 10 }
  }
}
