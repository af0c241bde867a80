import Foundation
import Texts

/// The reader of JSON, the cursor, and the writer.
enum JSONTarget {
  static func run(_ bytes: [UInt8]) throws {
    let source = SourceText(name: "input", bytes: bytes)
    for several in [false, true] {
      let reading = JSONReader.read(source, several: several)
      let again = JSONReader.read(source, several: several)
      try Laws.require(
        reading.documents == again.documents && reading.findings == again.findings,
        "reading twice gives the same")
      try Laws.findings(reading.findings, in: ["input": bytes])
      for document in reading.documents { try spans(document, within: Span(0, source.bytes.count)) }
      guard !reading.findings.containsErrors else { continue }
      for document in reading.documents {
        try strings(document, source)
        try roundTrip(document)
      }
    }
    try cursor(source)
    try foundation(source)
  }

  /// A value lies inside the one that has it.
  private static func spans(_ node: JSONNode, within outer: Span) throws(BrokenLaw) {
    let span = node.span
    try Laws.require(
      outer.start <= span.start && span.start <= span.end && span.end <= outer.end,
      "a value lies inside the one that has it: \(span) in \(outer)")
    for element in node.elements ?? [] { try spans(element, within: span) }
    for member in node.members ?? [] {
      try spans(member.value, within: span)
      try Laws.require(
        span.start < member.nameSpan.start && member.nameSpan.end <= member.value.span.start,
        "a name stands in front of its value")
    }
  }

  /// A string that is taken for a text of its own says what the string says.
  private static func strings(_ node: JSONNode, _ source: SourceText) throws(BrokenLaw) {
    if let string = node.string {
      let inner = SourceText(decodingStringAt: node.span, in: source)
      try Laws.require(
        inner.bytes.elementsEqual(string.utf8)
          || string.utf8.starts(with: "\u{FEFF}".utf8),
        "a string as a text says the same")
      try Laws.findings(JSONReader.read(inner).findings, in: [:])
    }
    for element in node.elements ?? [] { try strings(element, source) }
    for member in node.members ?? [] { try strings(member.value, source) }
  }

  // MARK: Writing

  private static func roundTrip(_ node: JSONNode) throws(BrokenLaw) {
    var json = ByteBuffer()
    write(node, to: &json)
    let reading = JSONReader.read(SourceText(name: "written", bytes: json.bytes))
    try Laws.require(
      reading.findings.isEmpty && reading.documents.count == 1
        && says(reading.documents[0], node), "what is written is read as the same")
  }

  private static func write(_ node: JSONNode, to json: inout ByteBuffer) {
    switch node.value {
    case .null, .invalid: json.null()
    case .bool(let bool): json.bool(bool)
    case .number(let number): json.text(number.literal)
    case .string(let string): json.string(string)
    case .array(let elements): json.array(elements) { write($1, to: &$0) }
    case .object(let members):
      json.open("{")
      for member in members {
        json.element()
        json.string(member.name)
        json.text(":")
        write(member.value, to: &json)
      }
      json.close("}")
    }
  }

  private static func says(_ a: JSONNode, _ b: JSONNode) -> Bool {
    switch (a.value, b.value) {
    case (.array(let a), .array(let b)):
      a.count == b.count && zip(a, b).allSatisfy { says($0, $1) }
    case (.object(let a), .object(let b)):
      a.count == b.count
        && zip(a, b).allSatisfy {
          $0.name.utf8.elementsEqual($1.name.utf8) && says($0.value, $1.value)
        }
    case (.string(let a), .string(let b)): a.utf8.elementsEqual(b.utf8)
    default: a.value == b.value
    }
  }

  // MARK: Other readers

  /// The cursor accepts what the reader accepts.
  private static func cursor(_ source: SourceText) throws(BrokenLaw) {
    let isAccepted = source.bytes.withUnsafeBufferPointer { bytes in
      var cursor = JSONCursor(bytes)
      do {
        while cursor.skipToDocument() { try cursor.skipValue() }
        return true
      } catch { return false }
    }
    let reading = JSONReader.read(source, several: true)
    try Laws.require(
      isAccepted == !reading.findings.containsErrors,
      "the cursor \(isAccepted ? "accepts" : "refuses") what the reader does not")
  }

  /// What the reader accepts, Foundation reads as the same; but it drops a byte-order mark in front of
  /// a string, which belongs to the string.
  private static func foundation(_ source: SourceText) throws(BrokenLaw) {
    let reading = JSONReader.read(source)
    guard !reading.findings.containsErrors, let node = reading.documents.first else { return }
    let object = try? JSONSerialization.jsonObject(
      with: Data(source.bytes), options: .fragmentsAllowed)
    try Laws.require(object != nil, "Foundation accepts what the reader accepts")
    try Laws.require(
      object.map { says(node, foundation: $0) } ?? false, "Foundation reads the same")
  }

  private static func says(_ node: JSONNode, foundation other: Any) -> Bool {
    switch node.value {
    case .null: other is NSNull
    case .bool(let bool): other as? Bool == bool
    case .number(let number):
      number.integer.map { ($0 as NSNumber) == other as? NSNumber } ?? (other is NSNumber)
    case .string(let string):
      (other as? String).map { withoutMark($0).elementsEqual(withoutMark(string)) } ?? false
    case .array(let elements):
      (other as? [Any]).map { others in
        elements.count == others.count
          && zip(elements, others).allSatisfy { says($0, foundation: $1) }
      } ?? false
    case .object(let members):
      (other as? [String: Any]).map { others in
        members.count == others.count
          && members.allSatisfy { member in
            // Foundation drops the mark of a name as well.
            (others[member.name]
              ?? others[String(decoding: withoutMark(member.name), as: UTF8.self)])
              .map { says(member.value, foundation: $0) } ?? false
          }
      } ?? false
    case .invalid: false
    }
  }

  private static func withoutMark(_ text: String) -> [UInt8] {
    let bytes = Array(text.utf8)
    return bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
  }
}
