import Texts

/// A text with a name: what the AWS CLI printed, or a policy.
///
/// Drydock reads no files by itself, except a ``Snapshot``: you decide where texts come from.
public struct Document: Sendable {
  let source: SourceText

  /// Makes a document of a text; findings call it `name`, such as `policy.json`.
  public init(_ text: String, name: String) {
    source = SourceText(name: name, text: text)
  }

  /// Makes a document of the bytes of a file: UTF-8, or UTF-16 with a byte-order mark.
  public init(_ bytes: [UInt8], name: String) {
    source = SourceText(name: name, bytes: bytes)
  }

  init(_ source: SourceText) { self.source = source }

  /// What findings call it.
  public var name: String { source.name }

  /// The text, as UTF-8.
  public var text: String { String(decoding: source.bytes, as: UTF8.self) }
}
