/// How the bytes of a file are written, as far as their beginning shows it.
enum TextForm: Sendable, Hashable {
  /// UTF-8, or at least nothing else that can be named.
  case utf8
  /// UTF-8 behind a byte-order mark, as PowerShell and Notepad write it.
  case utf8WithByteOrderMark
  /// UTF-16 behind a byte-order mark, as PowerShell's `>` writes it.
  case utf16WithByteOrderMark
  /// UTF-16 that cannot be read: without a mark, or with halves of characters.
  case utf16
  /// UTF-32.
  case utf32
  /// Compressed by the program of this name.
  case compressed(String)
  /// An SQLite database.
  case database

  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private static let signatures: [(bytes: [UInt8], form: TextForm)] = [
    (byteOrderMark, .utf8WithByteOrderMark), ([0xFF, 0xFE, 0, 0], .utf32),
    ([0, 0, 0xFE, 0xFF], .utf32), ([0xFF, 0xFE], .utf16WithByteOrderMark),
    ([0xFE, 0xFF], .utf16WithByteOrderMark),
    ([0x1F, 0x8B], .compressed("gzip")), ([0x50, 0x4B, 0x03, 0x04], .compressed("zip")),
    ([0x28, 0xB5, 0x2F, 0xFD], .compressed("zstd")),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], .compressed("xz")),
    (Array("SQLite format 3\0".utf8), .database),
  ]

  /// The form of a text that begins with these bytes.
  init(of bytes: [UInt8]) {
    self = .utf8
    guard bytes.count > 1 else { return }
    let (first, second) = (bytes[0], bytes[1])
    // An archive begins with the name of a file.
    if bytes.count > 262, bytes[257..<262].elementsEqual("ustar".utf8) {
      self = .compressed("tar")
      return
    }
    // Nearly every file begins with a bracket or white space.
    let isText = (0x09..<0x7F).contains(first) && (0x09..<0x7F).contains(second)
    guard !isText || [0x28, 0x42, 0x50, 0x53].contains(first) else { return }
    if let known = Self.signatures.first(where: { bytes.starts(with: $0.bytes) }) {
      self = known.form
    } else if Self.isCompressedByBzip2(bytes) {
      self = .compressed("bzip2")
    } else if (first == 0) != (second == 0) {
      // Without a byte-order mark: every other byte of ASCII is zero.
      self = .utf16
    }
  }

  /// `BZh`, a digit, and the digits of pi: the letters alone may begin a text.
  private static func isCompressedByBzip2(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: Array("BZh".utf8)) && bytes.dropFirst(4).starts(with: [0x31, 0x41, 0x59])
  }
}

extension TextForm {
  /// What a text of UTF-16 behind its byte-order mark is in UTF-8; nil where it has halves of characters.
  static func utf8(ofUTF16 bytes: [UInt8]) -> [UInt8]? {
    guard bytes.count.isMultiple(of: 2) else { return nil }
    let (high, low) = bytes[0] == 0xFE ? (0, 1) : (1, 0)
    let units = stride(from: 2, to: bytes.count, by: 2).lazy.map { place in
      UInt16(bytes[place + high]) << 8 | UInt16(bytes[place + low])
    }
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count / 2)
    let hasErrors = transcode(
      units.makeIterator(), from: UTF16.self, to: UTF8.self, stoppingOnError: true
    ) { text.append($0) }
    return hasErrors ? nil : text
  }
}

extension SourceText {
  /// What there is to report about the form of the file: nothing for plain UTF-8, a warning for a
  /// byte-order mark, which is passed over, and an error for what cannot be read.
  ///
  /// Every reader of a whole file reports these first, and reads no further after an error.
  package var formFindings: [Finding] {
    switch form {
    case .utf8: return []
    case .utf8WithByteOrderMark:
      return [
        finding(
          .warning, "JSON_BYTE_ORDER_MARK",
          "the file starts with a byte-order mark; Drydock reads it without one",
          help: "save it as UTF-8 without a byte-order mark before you give it to AWS",
          facts: ["Q-12"])
      ]
    case .utf16WithByteOrderMark:
      return [
        finding(
          .warning, "UTF16_FILE",
          "the file is written in UTF-16; Drydock reads it as UTF-8, and offsets in bytes are "
            + "those of "
            + "the UTF-8 form",
          help:
            "save it as UTF-8 before you give it to AWS; in PowerShell, write it with `| Out-File "
            + "-Encoding utf8`", facts: ["Q-12"])
      ]
    case .utf16, .utf32:
      return [
        finding(
          .error, "JSON_NOT_UTF8",
          "the file is written in \(form == .utf32 ? "UTF-32" : "UTF-16"); expected UTF-8",
          help: "save it as UTF-8; in PowerShell, write it with `| Out-File -Encoding utf8`")
      ]
    case .compressed(let program):
      return [
        finding(
          .error, "COMPRESSED_FILE",
          "the file is \(program == "tar" ? "packed" : "compressed") with \(program)",
          help: "unpack it first"
            + (program == "gzip" ? ", for example with `gunzip -c FILE | drydock … -`" : ""))
      ]
    case .database:
      return [
        finding(
          .error, "DATABASE_FILE", "the file is an SQLite database, as snapshots are",
          help: "give a snapshot with --snapshot")
      ]
    }
  }

  private func finding(
    _ type: FindingType, _ code: IssueCode, _ message: String, help: String, facts: [String] = []
  ) -> Finding {
    // What cannot be read is not quoted either.
    let place = startPosition(of: Span(0, 0))
    let quoted =
      type == .error
      ? SourceText(name: name, bytes: [], line: place.line, offset: place.offset) : self
    return Finding(
      type, code, message, help: help, at: quoted.location(of: Span(0, 0)), facts: facts)
  }
}
