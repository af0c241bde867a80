import ECRDocuments
import ECRModel
import Testing
import Texts

struct InUseReaderTests {
  private static let digest = "sha256:" + String(repeating: "d", count: 64)

  private func texts(_ text: String) -> [String] {
    InUseReader.read(SourceText(name: "in-use", text: text)).references.map(\.text)
  }

  @Test func `lines of references are read, comments and blanks are not`() {
    #expect(
      texts("# running\n\n  app:v1 \r\nteam/app@\(Self.digest)\napp:v1\n")
        == ["app:v1", "team/app@\(Self.digest)"])
  }

  @Test func `tasks of ECS name an image by tag and by the digest that runs`() {
    let text =
      #"{"tasks": [{"containers": [{"image": "h.example.com:5000/app:v1", "imageDigest": "\#(Self.digest)"}]}]}"#
    #expect(texts(text) == ["h.example.com:5000/app:v1", "h.example.com:5000/app@\(Self.digest)"])
  }

  @Test func `pods of Kubernetes name all kinds of containers and what runs`() {
    let text =
      #"{"items": [{"spec": {"containers": [{"image": "a:1"}], "initContainers": [{"image": "b:1"}]}, "status": {"containerStatuses": [{"imageID": "docker-pullable://a@\#(Self.digest)"}, {"imageID": ""}]}}]}"#
    #expect(texts(text) == ["a:1", "docker-pullable://a@\(Self.digest)", "b:1"])
  }

  @Test func `a line that is no reference is an error with its place`() {
    let findings = InUseReader.read(SourceText(name: "in-use", text: "app:v1\n  not an image\n"))
      .findings
    #expect(findings.map(\.code) == ["BAD_IMAGE_REFERENCE"])
    #expect(findings.first?.location.start.line == 2)
    #expect(findings.first?.location.start.column == 3)
    #expect(
      InUseReader.read(SourceText(name: "x", text: "{}")).findings.map(\.code) == [
        "UNKNOWN_DOCUMENT"
      ])
  }
}
