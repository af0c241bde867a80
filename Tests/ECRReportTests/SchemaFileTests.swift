import ECRReport
import ECRSimulator
import Foundation
import Testing

/// Every kind of JSON has a schema file, and keeps to it.
struct SchemaFileTests {
  @Test(arguments: ["v1.9.0", "main-85c052f", "sha256:a126a5", "7a972b"])
  func `an explanation keeps to its schema, and has the image as a preview writes it`(
    name: String
  ) async throws {
    let outcome = try PreviewJSONTests.outcome(
      "repositories/web-service", at: PreviewJSONTests.clock)
    let repository = try #require(outcome.repositories.first)
    let images = ExplainImage.images(named: name, in: repository).map {
      ExplainJSON.image($0.index, in: repository)
    }
    #expect(images.count == 1)
    let json = ExplainJSON.json(images, outcome.settings)
    #expect(try AccessReportTests.problems(json, "drydock.explain.v1") == [])
    let preview = String(
      decoding: try await PreviewJSONTests.json(outcome), as: UTF8.self)
    let image = try #require(images[0].range(of: #""image":"#)).upperBound
    #expect(preview.contains(images[0][image...].dropLast()))
  }

  @Test func `the answers to a batch keep to their schema`() async throws {
    let policy =
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:Put*", "Resource": "*", "Condition": {"Bool": {"aws:ViaAWSService": "true"}}}]}"#
    let lines = [
      AccessReportTests.line(
        "allowed", #", "identityPolicies": [{"name": "p", "policy": \#(policy)}]"#),
      AccessReportTests.line("registry", action: "ecr:DescribeRegistry"),
      AccessReportTests.line("tags", action: "ecr:CreateRepository").replacing(
        #""action""#, with: #""requestTags": {"a": "b"}, "action""#),
      AccessReportTests.line("unknown", action: "ecr:PutImages"), "not JSON", "{}",
    ]
    let (objects, unreadable) = try await AccessReportTests.answers(lines)
    #expect(unreadable == 3)
    for object in objects {
      let bytes = Array(try JSONSerialization.data(withJSONObject: object))
      #expect(try AccessReportTests.problems(bytes, "drydock.access-batch.v1") == [])
    }
  }

  @Test func `every format that the sources name has a schema file`() throws {
    let sources = PreviewJSONTests.root.appending(path: "Sources")
    let paths = try #require(FileManager.default.enumerator(atPath: sources.path)).compactMap {
      $0 as? String
    }
    let files = Set(
      paths.filter { $0.hasSuffix(".schema.json") }.map { URL(filePath: $0).lastPathComponent })
    var formats: Set<String> = []
    for path in paths where path.hasSuffix(".swift") {
      let text = try String(contentsOf: sources.appending(path: path), encoding: .utf8)
      for match in text.matches(of: /"(drydock\.[a-z-]+\.v[0-9]+)"/) {
        formats.insert(String(match.output.1))
      }
    }
    #expect(formats.count >= 8)
    for format in formats.sorted() {
      #expect(files.contains("\(format).schema.json"), "\(format)")
    }
  }
}
