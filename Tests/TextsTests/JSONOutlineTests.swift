import Testing
import Texts

/// Where something is in a JSON text, by names.
struct JSONOutlineTests {
  private static let text = #"""
    {"a": [{"Sid": "S", "x": ["v"]}, {"y": 1}, {"Sid": 5, "w": {}}], "b": {"c": true},
     "p": "{\"rules\": [{\"rulePriority\": 7, \"z\": 1}]}",
     "q": "%7B%22Statement%22%3A%20%5B%7B%22Sid%22%3A%20%22T%22%2C%20%22Effect%22%3A%201%7D%5D%7D"}
    """#

  private func path(to marker: String, in text: String = text) throws -> [String]? {
    let range = try #require(text.firstRange(of: marker))
    let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
    let source = SourceText(name: "t", text: text)
    let location = source.location(of: Span(start, start + marker.utf8.count))
    var outline = JSONOutline(of: location, names: ["rulePriority", "Sid"])
    return outline.path(to: location)
  }

  @Test(arguments: [
    (#""v""#, ["a", "S", "x", "v"]), (#""y""#, ["a", "#2", "y"]), ("1}, {", ["a", "#2", "y"]),
    (#"{"y""#, ["a", "#2"]), (#""w""#, ["a", "5", "w"]), ("true", ["b", "c"]), (#""b""#, ["b"]),
    (#"[{"Sid": "S""#, ["a"]), (#"\"z"#, ["p", "rules", "7", "z"]),
    ("%22Effect", ["q", "Statement", "T", "Effect"]), (#"{"a""#, []),
  ])
  func `a place has the names of what is around it`(marker: String, path: [String]) throws {
    #expect(try self.path(to: marker) == path)
  }

  @Test func `a place behind a mistake has the names up to it`() throws {
    #expect(
      try path(to: ",}", in: #"{"rules": [{"rulePriority": 3, "a": 1,}]}"#) == ["rules", "3"])
  }

  @Test func `a text that is not JSON has no names`() throws {
    #expect(try path(to: "is", in: "this is text") == nil)
    #expect(try path(to: "{", in: "{") == nil)
  }

  @Test func `a second document is counted`() throws {
    #expect(try path(to: #""b""#, in: "{\"a\": 1}\n{\"b\": 2}") == ["#2", "b"])
  }

  @Test func `a span of several lines ends with its first line where only one is wanted`() {
    let source = SourceText(name: "t", text: "ab\r\ncd\nef")
    // From `b` to `e`: line 1 has two characters before its end.
    let long = source.location(of: Span(1, 8))
    #expect(long.end.line == 3)
    #expect(long.endOnFirstLine == Position(line: 1, column: 3, offset: 2))
    let short = source.location(of: Span(4, 6))
    #expect(short.endOnFirstLine == short.end)
  }
}

/// What the runner of GitHub Actions would obey in a text.
struct WorkflowLogTests {
  @Test(arguments: [
    ("plain\n  text", "plain\n  text"),
    ("::error::x", ": :error::x"),
    // The runner trims white space, of any kind, before it looks.
    ("a\n \t\u{A0}::stop-commands::x\nb", "a\n \t\u{A0}: :stop-commands::x\nb"),
    ("file.json:1:2  a::b", "file.json:1:2  a::b"),
    // The older form is found anywhere.
    ("x `##[add-mask]y` ###[z", "x `## [add-mask]y` ### [z"),
    (":::error::", ": ::error::"), ("", ""), ("\n", "\n"),
  ])
  func `the start of a command gets a space`(text: String, expected: String) {
    #expect(text.withoutWorkflowCommands() == expected)
    #expect(expected.withoutWorkflowCommands() == expected)
  }
}
