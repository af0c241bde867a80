/// A pattern of `Action` or `NotAction`: `*` any run, `?` one character, case without meaning.
public struct ActionPattern: Sendable, Hashable {
  /// The pattern's bytes, in lower case.
  let bytes: [UInt8]

  /// Makes a pattern of the text that a policy has.
  public init(_ text: String) { bytes = Array(text.lowercased().utf8) }

  /// Whether an action, its bytes in lower case, matches.
  public func matches(_ action: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.withUnsafeBufferPointer { pattern in
      var p = 0
      var a = 0
      var star = -1
      var resume = 0
      while a < action.count {
        if p < pattern.count, pattern[p] == UInt8(ascii: "*") {
          star = p
          resume = a
          p += 1
        } else if p < pattern.count, pattern[p] == action[a] || pattern[p] == UInt8(ascii: "?") {
          p += 1
          a += 1
        } else if star >= 0 {
          // The last star takes one more character; earlier ones need never take more.
          resume += 1
          a = resume
          p = star + 1
        } else {
          return false
        }
      }
      while p < pattern.count, pattern[p] == UInt8(ascii: "*") { p += 1 }
      return p == pattern.count
    }
  }

  /// Whether an action matches.
  public func matches(_ action: String) -> Bool {
    Array(action.lowercased().utf8).withUnsafeBufferPointer { matches($0) }
  }

  /// The ECR actions that match, one bit each by their place in ``ECRAction/all``.
  public var ecrActions: UInt64 {
    let isWild = bytes.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }
    guard isWild else { return ECRAction.index(ofLower: bytes).map { 1 << UInt64($0) } ?? 0 }
    var mask: UInt64 = 0
    for (index, action) in ECRAction.lowerTexts.enumerated() {
      if action.withUnsafeBufferPointer({ matches($0) }) { mask |= 1 << UInt64(index) }
    }
    return mask
  }
}
