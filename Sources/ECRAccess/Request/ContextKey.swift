import ECRModel

/// The name of a context key; its case means nothing, a tag's key in it included.
package struct ContextKey: Sendable, Hashable {
  /// The name in lower case.
  let lower: String
  /// The family of tags that it is about, if it is about tags.
  let tags: TagKeys
  private let fingerprint: UInt64

  /// Makes a key of its name.
  package init(_ name: String) {
    lower = name.lowercased()
    tags = TagKeys(key: lower)
    // Two keys are compared by one number before they are compared by their letters.
    fingerprint = FNV1a.hash(lower.utf8)
  }

  /// Whether two keys are the same.
  package static func == (a: ContextKey, b: ContextKey) -> Bool {
    a.fingerprint == b.fingerprint && a.lower == b.lower
  }

  /// Hashes the key.
  package func hash(into hasher: inout Hasher) { hasher.combine(fingerprint) }
}

/// A value of a context key.
package struct ContextValue: Sendable, Hashable {
  /// The value, as text.
  package let text: String
  /// The same taken apart, for comparison byte by byte.
  let parts: ResourceText
  /// The same in lower case, for comparison without case.
  let folded: [UInt8]
  /// Whether the value is known.
  let isKnown: Bool

  /// Makes a value.
  package init(_ text: String) { self.init(text, isKnown: true) }

  private init(_ text: String, isKnown: Bool) {
    self.text = text
    self.isKnown = isKnown
    parts = ResourceText(text)
    folded = Array(text.lowercased().utf8)
  }

  /// The value of a key that is present and has no known value.
  ///
  /// It is a text that no policy has, so that it is like nothing but a lone `*`.
  static func unknown(of key: ContextKey) -> ContextValue {
    ContextValue("\u{0}" + key.lower, isKnown: false)
  }

  var bytes: [UInt8] { parts.bytes }
}
