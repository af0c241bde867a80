import Testing
import Texts

struct ByteBufferTests {
  @Test func `an indented member is on a line of its own, with a space before its value`() {
    var json = ByteBuffer()
    json.open("{")
    json.member("a", indent: 2)
    json.null()
    json.member("b", indent: 2)
    json.bool(true)
    #expect(String(decoding: json.bytes, as: UTF8.self) == "{\n  \"a\": null,\n  \"b\": true")
  }

  @Test func `a member without an indentation has no white space`() {
    var json = ByteBuffer()
    json.open("{")
    json.member("a")
    json.string("x")
    #expect(String(decoding: json.bytes, as: UTF8.self) == #"{"a":"x""#)
  }
}
