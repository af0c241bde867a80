import Testing
import Texts

struct ObjectReaderTests {
  /// Reads a text with a dialect; the result with the findings as `CODE@column: message; help`.
  private func read<Value>(
    _ text: String, _ dialect: ObjectDialect = ObjectDialect(),
    _ body: (inout ObjectReader, JSONNode) -> Value
  ) throws -> (value: Value, findings: [String], json: ObjectReader) {
    let source = SourceText(name: "t", text: text)
    let root = try #require(JSONReader.read(source).documents.first)
    var json = ObjectReader(FindingCollector(source), dialect)
    let value = body(&json, root)
    let findings = json.findings.inReadingOrder().map {
      "\($0.code.rawValue)@\($0.location.start.column): \($0.message); \($0.help ?? "-")"
    }
    return (value, findings, json)
  }

  @Test func `values of the right type are returned without a finding`() throws {
    let text = #"{"s": "x", "i": 7, "a": [1], "o": {"k": null}, "b": true, "n": 1.50}"#
    let findings = try read(text) { json, root in
      #expect(json.requiredString("s", in: root) == Located(value: "x", span: Span(6, 9)))
      #expect(json.optionalString("s", in: root)?.value == "x")
      #expect(root["i"].flatMap { json.integer($0, "`i`") }?.value == 7)
      #expect(root["a"].flatMap { json.array($0, "`a`") }?.count == 1)
      #expect(json.optionalArray("a", in: root).count == 1)
      #expect(root["o"].flatMap { json.object($0, "`o`") }?.map(\.name) == ["k"])
      #expect(json.required("k", in: root["o"] ?? root)?.value == .null)
      let scalars = ["s", "i", "b", "n"].compactMap { root[$0] }
      #expect(scalars.map { json.scalar($0, "it")?.value } == ["x", "7", "true", "1.50"])
    }.findings
    #expect(findings.isEmpty)
  }

  @Test func `an optional member may be left out or null`() throws {
    let findings = try read(#"{"x": null}"#) { json, root in
      for name in ["x", "y"] {
        #expect(root.present(name) == nil)
        #expect(json.optionalString(name, in: root) == nil)
        #expect(json.optionalArray(name, in: root).isEmpty)
      }
    }.findings
    #expect(findings.isEmpty)
  }

  @Test func `a value of a wrong type is reported at its place`() throws {
    let findings = try read(#"[{}, "x", 1.5, null]"#) { json, root in
      let values = root.elements ?? []
      #expect(json.string(values[0], "`name`") == nil)
      #expect(json.object(values[1], "a rule") == nil)
      #expect(json.integer(values[2], "`count`") == nil)
      #expect(json.array(values[3], "`tags`", "an array of tags") == nil)
      #expect(json.scalar(values[3], "a value of `tags`") == nil)
    }.findings
    #expect(
      findings == [
        "WRONG_TYPE@2: `name` is of type object; expected a string; write a string",
        "WRONG_TYPE@6: a rule is of type string; expected an object; write an object",
        "WRONG_TYPE@11: `count` is of type number; expected an integer; write an integer",
        "WRONG_TYPE@16: `tags` is of type null; expected an array of tags; "
          + "write an array of tags",
        "WRONG_TYPE@16: a value of `tags` is of type null; expected a string; write a string",
      ])
  }

  @Test func `a value that the JSON reader has reported is not reported again`() throws {
    let findings = try read(#"{"x": nil}"#) { json, root in
      #expect(json.requiredString("x", in: root) == nil)
    }.findings
    #expect(findings.isEmpty)
  }

  @Test func `missing members are reported at the bracket of their object`() throws {
    let findings = try read(#"[{}]"#) { json, root in
      let node = root.elements?[0] ?? root
      #expect(json.requiredString("x", in: node) == nil)
      json.missing(["a", "b"], of: "rule 1", in: node)
    }.findings
    #expect(
      findings == [
        "MISSING_PROPERTY@2: `x` is missing; add `x`",
        "MISSING_PROPERTY@2: rule 1 has no `a`, `b`; add `a`, `b`",
      ])
  }

  @Test func `an unknown member is reported with the name that was meant`() throws {
    let findings = try read(#"{"colour": 1, "Size": 2, "weight": 3, "size": 4}"#) { json, root in
      json.reportUnknown(root.members ?? [], of: "a hat", allowed: ["size", "color"])
    }.findings
    #expect(
      findings == [
        "UNKNOWN_PROPERTY@2: a hat cannot have `colour`; did you mean `color`?",
        "UNKNOWN_PROPERTY@15: a hat cannot have `Size`; did you mean `size`?",
        "UNKNOWN_PROPERTY@26: a hat cannot have `weight`; remove it; allowed here: `color`, `size`",
      ])
  }

  @Test func `a dialect has its own codes, helps, facts and answers`() throws {
    let dialect = ObjectDialect(wrongType: "BAD_TYPE", unknown: "BAD_NAME", losesMeaning: true) {
      switch $0 {
      case .wrongType(_, let what, let expected): ("give \(what) as \(expected)", ["N-1"], nil)
      case .missing(let names): (nil, [], "missing: \(names)")
      case .unknown(let names): (nil, ["N-2"], "unknown: \(names)")
      }
    }
    let reading = try read(#"{"x": 1, "y": 2}"#, dialect) { json, root in
      _ = json.string(root["x"] ?? root, "`x`", facts: ["F-1"])
      json.missing(["z"], in: root, facts: ["F-2"])
      json.reportUnknown(root.members ?? [], of: "it", allowed: [])
    }
    #expect(
      reading.findings == [
        "MISSING_PROPERTY@1: `z` is missing; add `z`",
        "BAD_NAME@2: it cannot have `x`; remove it; allowed here: ",
        "BAD_TYPE@7: `x` is of type integer; expected a string; give `x` as a string",
        "BAD_NAME@10: it cannot have `y`; remove it; allowed here: ",
      ])
    let found = reading.json.findings.inReadingOrder()
    #expect(found.map(\.facts) == [["F-2"], ["N-2"], ["F-1", "N-1"], ["N-2"]])
    #expect(
      found.map { $0.serviceAnswer?.text } == [
        "missing: [\"z\"]", "unknown: [\"x\", \"y\"]", nil, "unknown: [\"x\", \"y\"]",
      ])
    #expect(!reading.json.findings.isEvaluable)
  }

  @Test func `names and facts are worked out for mistakes only`() throws {
    var count = 0
    func counted<Value>(_ value: Value) -> Value {
      count += 1
      return value
    }
    _ = try read(#"{"x": "y", "n": 1}"#) { json, root in
      _ = json.string(root["x"] ?? root, counted("`x`"), facts: counted([]))
      _ = json.scalar(root["n"] ?? root, counted("`n`"), facts: counted([]))
      json.reportUnknown(
        root.members ?? [], of: counted("it"), allowed: ["x", "n"], facts: counted([]))
      #expect(count == 0)
      _ = json.string(root["n"] ?? root, counted("`n`"), facts: counted([]))
      #expect(count == 2)
    }
  }
}
