import ECRReport

/// How a report is written.
public enum ReportFormat: Sendable, Hashable, CaseIterable {
  /// Plain text for people, 96 columns wide; its sentences may change with any release.
  case text
  /// A JSON document of a versioned schema, named in its first member; see `Sources/ECRReport/Schemas`.
  case json
}

/// How the library has reports written.
enum Report {
  static let style = Style(isColored: false)

  /// The text of a report, without what a terminal would obey.
  static func text(_ report: String) -> String {
    String(decoding: style.bytes(of: report), as: UTF8.self)
  }

  static func json(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
