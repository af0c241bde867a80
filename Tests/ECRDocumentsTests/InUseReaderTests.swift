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
    #expect(texts(text) == ["a:1", "b:1", "docker-pullable://a@\(Self.digest)"])
  }

  /// Each of them runs beside an image that is named, and must not be passed over.
  @Test func `an image by its digest alone is read, and one that CloudFormation computes refused`()
  {
    let tasks =
      #"{"tasks": [{"containers": [{"name": "x", "imageDigest": "\#(Self.digest)"}, {"image": "a:1"}]}]}"#
    #expect(Set(texts(tasks)) == [Self.digest, "a:1"])
    for computed in [#"{"Fn::Sub": "${AWS::AccountId}.dkr.ecr/app:v8"}"#, #"{"Ref": "Image"}"#] {
      let definition =
        #"{"containerDefinitions": [{"image": "a:1"}, {"image": \#(computed)}]}"#
      let findings = InUseReader.read(SourceText(name: "x", text: definition)).findings
      #expect(findings.map(\.code) == ["BAD_IMAGE_REFERENCE"])
      #expect(findings.first?.type == .error)
    }
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

  // MARK: Documents that people have

  private static let app = "123456789012.dkr.ecr.eu-west-2.amazonaws.com/app:v1"
  private static let pinned = "123456789012.dkr.ecr.eu-west-2.amazonaws.com/app@\(digest)"

  private static func workload(_ kind: String, _ spec: String) -> String {
    #"{"apiVersion": "apps/v1", "kind": "\#(kind)", "metadata": {"annotations": {"image": "no:1"}}, "spec": \#(spec)}"#
  }

  private static let template =
    #"{"template": {"spec": {"containers": [{"name": "a", "image": "\#(app)"}]}}}"#

  static let documents: [(String, String, [String])] = [
    ("Deployment", workload("Deployment", template), [app]),
    (
      "ReplicaSet of a list", #"{"kind": "List", "items": [\#(workload("ReplicaSet", template))]}"#,
      [app]
    ),
    (
      "StatefulSets a line",
      "\(workload("StatefulSet", template))\n\(workload("DaemonSet", template))", [app]
    ),
    ("CronJob", workload("CronJob", #"{"jobTemplate": {"spec": \#(template)}}"#), [app]),
    (
      "image volume", workload("Pod", #"{"volumes": [{"image": {"reference": "\#(app)"}}]}"#), [app]
    ),
    (
      "a custom resource",
      #"{"kind": "Kafka", "apiVersion": "x/v1", "spec": {"containerImage": "\#(app)", "args": ["--image", "\#(pinned)", "other:1"]}}"#,
      [app, pinned]
    ),
    (
      "the address of a repository, which names no image",
      #"{"kind": "Kafka", "apiVersion": "x/v1", "spec": {"registry": "123456789012.dkr.ecr.eu-west-2.amazonaws.com/app"}}"#,
      []
    ),
    ("service without images", #"{"kind": "Service", "spec": {"ports": []}}"#, []),
    (
      "task definition", #"{"taskDefinition": {"containerDefinitions": [{"image": "\#(app)"}]}}"#,
      [app]
    ),
    (
      "a task definition's own file",
      #"{"family": "a", "containerDefinitions": [{"image": "\#(app)"}]}"#, [app]
    ),
    (
      "service revisions",
      #"{"serviceRevisions": [{"containerImages": [{"image": "\#(app)", "imageDigest": "\#(digest)"}]}]}"#,
      [app, pinned]
    ),
    (
      "function",
      #"{"Configuration": {"FunctionName": "f", "PackageType": "Image", "CodeSha256": "\#(String(repeating: "e", count: 64))"}, "Code": {"ImageUri": "\#(app)", "ResolvedImageUri": "\#(pinned)"}}"#,
      [app, pinned]
    ),
    (
      "functions",
      #"{"Functions": [{"FunctionName": "f", "PackageType": "Image", "CodeSha256": "\#(String(repeating: "d", count: 64))"}, {"FunctionName": "z", "PackageType": "Zip", "CodeSha256": "x="}]}"#,
      [digest]
    ),
    ("an array of references", #"["\#(app)", "\#(pinned)"]"#, [app, pinned]),
    ("quoted lines", "\"\(app)\",\n'\(pinned)'\n", [app, pinned]),
    ("several on a line", "\(app) \(pinned)\n", [app, pinned]),
    ("counted lines", "   3 \(app)\n", [app]),
    ("a hash", String(repeating: "D", count: 64) + "\n", [digest]),
    (
      "values of a Helm chart",
      #"{"image": {"registry": "h.example.com", "repository": "app", "tag": 1.10}, "job": {"image": {"repository": "b", "digest": "\#(digest)"}}}"#,
      ["h.example.com/app:1.10", "b@\(digest)"]
    ),
    ("empty list", #"{"items": []}"#, []),
  ]

  @Test(arguments: documents)
  func `a document names the images that it names`(
    name: String, text: String, expected: [String]
  ) {
    let reading = InUseReader.read(SourceText(name: "in-use", text: text))
    #expect(reading.references.map(\.text) == expected, "\(name)")
    #expect(!reading.findings.containsErrors, "\(name)")
    #expect(
      reading.findings.contains { $0.code == "NO_IMAGE_NAMED" } == expected.isEmpty, "\(name)")
  }

  @Test func `a checksum of a function is taken for a digest with the doubt that it deserves`() {
    let text = Self.documents.first { $0.0 == "functions" }?.1 ?? ""
    let reading = InUseReader.read(SourceText(name: "in-use", text: text))
    #expect(reading.codeDigestCount == 1)
    #expect(reading.findings.map(\.code) == ["FUNCTION_WITHOUT_IMAGE"])
    let nameless = InUseReader.read(
      SourceText(name: "x", text: #"{"FunctionName": "f", "PackageType": "Image"}"#))
    #expect(!nameless.isComplete)
  }

  static let incomplete: [(String, Bool, [IssueCode])] = [
    (
      #"{"items": [{"spec": {"containers": [{"image": "a:1"}]}}], "metadata": {"continue": "x"}}"#,
      false, ["MORE_PAGES"]
    ),
    (
      #"{"items": [{"spec": {"containers": [{"image": "a:1"}]}}], "metadata": {"continue": ""}}"#,
      true, []
    ),
    (#"{"tasks": [{"containers": [{"image": "a:1"}]}], "nextToken": "x"}"#, false, ["MORE_PAGES"]),
    (
      #"{"tasks": [{"containers": [{"image": "a:1"}]}], "failures": [{"reason": "ACCESS"}]}"#,
      false, ["NOT_DESCRIBED"]
    ),
    (
      #"{"tasks": [{"containers": [{"image": "a:1"}]}], "failures": [{"reason": "MISSING"}]}"#,
      false, ["NOT_DESCRIBED"]
    ),
    (
      #"{"tasks": [], "failures": [{"reason": "MISSING"}]}"#, false,
      ["NOT_DESCRIBED", "NO_IMAGE_NAMED"]
    ),
    (
      #"{"services": [{"taskDefinition": "arn:aws:ecs:x:1:task-definition/a:1"}]}"#, true,
      ["NO_IMAGE_NAMED"]
    ),
  ]

  @Test(arguments: incomplete)
  func `a document that does not name all that runs says so`(
    text: String, isComplete: Bool, codes: [IssueCode]
  ) {
    let reading = InUseReader.read(SourceText(name: "in-use", text: text))
    #expect(reading.isComplete == isComplete)
    #expect(reading.findings.map(\.code) == codes)
    #expect(!reading.findings.containsErrors)
  }

  @Test func `an error message in place of references is named`() {
    let text = "Error from server (Forbidden): pods is forbidden\n"
    let reading = InUseReader.read(SourceText(name: "in-use", text: text))
    #expect(reading.findings.map(\.code) == ["ERROR_MESSAGE_IN_FILE"])
    // A repository may be called so.
    #expect(
      texts("team/error-page:v1 team/failed:v2\n") == ["team/error-page:v1", "team/failed:v2"])
  }
}
