import ECRDocuments
import ECRModel
import Testing
import Texts

/// The forms in which people say what runs: YAML, tables and lines.
struct InUseFormTests {
  private static let app = "123456789012.dkr.ecr.eu-west-2.amazonaws.com/app:v1"
  private static let web = "123456789012.dkr.ecr.eu-west-2.amazonaws.com/web:v2"
  private static let digest = "sha256:" + String(repeating: "d", count: 64)

  static let read: [(String, String, [String])] = [
    ("comments behind references", "\(app) # the shop\n# all\n\(web)\t# x\n", [app, web]),
    ("the heading of a column", "IMAGE\n\(app)\n\(web)\n", [app, web]),
    ("a list in YAML", "- \(app)\n- \"\(web)\"\n", [app, web]),
    ("a list in YAML behind a marker", "---\n- \(app)\n", [app]),
    ("a list in brackets in a list", "a:\n- [{image: \"\(app)\"}]\n", [app]),
    ("an anchor in brackets", "a: [&x y]\nimage: \(app)\n", [app]),
    ("quotes over several lines", "a: \"x\n\n  y\"\nimage: \(app)\n", [app]),
    ("keys in quotes", "\"services\":\n  a:\n    'image': \(app)\n", [app]),
    ("a tag in front of a mapping", "services:\n  a: !x\n    image: \(app)\n", [app]),
    ("`grep -h image:`", "        image: \(app)\n      - image: '\(web)'\n", [app, web]),
    ("lines of JSON", "\"image\": \"\(app)\",\n  \"image\": \"\(web)\"\n", [app, web]),
    (
      "several manifests",
      """
      ---
      # Source: shop/templates/deployment.yaml
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: shop
        annotations: {image: "no:1"}
      spec:
        template:
          spec:
            initContainers:
            - image: \(app)   # pulled first
              name: init
            containers:
              - name: web
                args: ["--a", 'it''s: b', "c # d"]
                command:
                - sh
                - -c
                - |
                  image: not:this
                image: >-
                  \(web)
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: shop}
      ---
      """, [app, web]
    ),
    (
      "Compose, with anchors",
      """
      x-base: &base
        image: \(app)
        restart: always
      services:
        a:
          <<: *base
        b: {image: "\(web)", ports: ["80:80"]}
        c:
          build:
            context: .
      """, [app, web]
    ),
    (
      "values of a chart",
      "image:\n  repository: h.example.com/app\n  tag: 1.10\njob:\n  image: {repository: b, tag: v1}\n",
      ["h.example.com/app:1.10", "b:v1"]
    ),
    (
      "pods of `kubectl -o yaml`",
      "apiVersion: v1\nitems:\n- kind: Pod\n  spec:\n    containers:\n    - image: \(app)\n"
        + "  status:\n    containerStatuses:\n    - imageID: h.example.com/app@\(digest)\nkind: List\n",
      [app, "h.example.com/app@\(digest)"]
    ),
    (
      "a task definition of `--output yaml`",
      "taskDefinition:\n  containerDefinitions:\n  - image: \(app)\n    cpu: 0\n", [app]
    ),
    ("Windows ends of lines", "services:\r\n  a:\r\n    image: \(app)\r\n", [app]),
    (
      "`docker ps`",
      """
      CONTAINER ID   IMAGE      COMMAND        CREATED       STATUS      PORTS     NAMES
      0123456789ab   shop:v1    "sh -c 'a b'"  2 hours ago   Up 2 hours            shop_1
      1123456789ab   web:v2     "sh"           2 hours ago   Up 2 hours  80/tcp    web_1

      """, ["shop:v1", "web:v2"]
    ),
    (
      "`kubectl get deployments -o wide`",
      """
      NAME   READY   UP-TO-DATE   AVAILABLE   AGE   CONTAINERS   IMAGES           SELECTOR
      shop   1/1     1            1           3d    a,b          shop:v1,web:v2   app=shop

      """, ["shop:v1", "web:v2"]
    ),
    (
      "custom columns",
      "NAME   IMAGE\na      \(app)\nb      <none>\n", [app]
    ),
    ("blanks at the commas", "NAME   IMAGES\na      \(app) , \(web)\n", [app, web]),
    (
      "`docker images`", "REPOSITORY   TAG   IMAGE ID\nshop         v1    0123456789ab\n",
      ["shop:v1"]
    ),
  ]

  @Test(arguments: read)
  func `what runs is read in the form in which people have it`(
    name: String, text: String, expected: [String]
  ) {
    let reading = InUseReader.read(SourceText(name: "in-use", text: text))
    #expect(reading.references.map(\.text) == expected, "\(name)")
    #expect(reading.findings.map(\.message) == [], "\(name)")
    #expect(reading.isComplete, "\(name)")
    #expect(!reading.hasEmptyDocument, "\(name)")
  }

  /// What is refused: the text, `CODE@line:column`, and a word of the help.
  static let refused: [(String, String, String)] = [
    (
      "services:\n  a:\n    image: app:${TAG}\n", "BAD_IMAGE_REFERENCE@3:12",
      "docker compose config"
    ),
    ("a:\n  image: \"{{ .Values.image }}\"\n", "BAD_IMAGE_REFERENCE@2:10", "helm template"),
    ("kind: Pod\n{{- if .Values.x }}\n", "TEMPLATE@2:1", "helm template"),
    ("{{- if .Values.x }}\nkind: Pod\n", "TEMPLATE@1:1", "helm template"),
    ("a:\n  tag: {{ .Values.x }}\n", "TEMPLATE@2:8", "helm template"),
    ("x: &i app:v1\na:\n  image: *i\n", "BAD_IMAGE_REFERENCE@3:10", "write the image itself"),
    ("image:\n  repository: app\n  tag: *t\n", "IMAGE_IN_PARTS@2:15", "helm template"),
    ("image:\n  repository: app\n  tag: \"\"\n", "IMAGE_IN_PARTS@2:15", "helm template"),
    ("kind: Pod\nspec:\n\timage: a:1\n", "YAML_SYNTAX@3:2", "spaces"),
    ("a:\n  image: b:1\n  image: c:1\n", "YAML_SYNTAX@3:3", "remove one"),
    ("a: [b, c\n", "YAML_SYNTAX@2:1", "kubectl"),
    ("a:\n  image: b:1\n c: d\n", "YAML_SYNTAX@3:2", "kubectl"),
    ("a:\n  image: b\n    tag: c\n", "YAML_SYNTAX@3:8", "kubectl"),
    (
      "AWSTemplateFormatVersion: x\nResources:\n", "UNKNOWN_DOCUMENT@1:1",
      "describe-task-definition"
    ),
    (
      "NAME   READY   STATUS    RESTARTS   AGE\na      1/1     Running   0          3d\n",
      "TABLE_WITHOUT_IMAGES@1:1", "kubectl get pods -A -o json"
    ),
    ("NAME   IMAGE\na\n", "BAD_TABLE_ROW@2:1", "whole table"),
    ("TASKS\tarn:aws:ecs:x\n", "NOT_JSON@1:1", "--output json"),
    ("file://pods.json\n", "NOT_JSON@1:1", "without `file://`"),
    // A quote without its other half is no part of a name.
    ("\"app:v1\n", "BAD_IMAGE_REFERENCE@1:1", "one per line"),
    ("app:v1\"\n", "BAD_IMAGE_REFERENCE@1:1", "one per line"),
    ("sha256:abc\n", "BAD_IMAGE_REFERENCE@1:1", "64 hexadecimal digits"),
    // Two double quotes are one only between single quotes.
    ("a: [\"b\"\"c\"]\n", "YAML_SYNTAX@1:8", "kubectl"),
    (
      String(repeating: "- ", count: JSONReader.deepestNesting) + "a: b\n",
      "YAML_SYNTAX@1:\(2 * JSONReader.deepestNesting + 1)", "kubectl"
    ),
  ]

  @Test(arguments: refused)
  func `what cannot be read whole is refused once, with its place`(
    text: String, expected: String, help: String
  ) {
    let reading = InUseReader.read(SourceText(name: "in-use", text: text))
    let errors = reading.findings.filter { $0.type == .error }
    #expect(
      errors.map { "\($0.code.rawValue)@\($0.location.start.line):\($0.location.start.column)" }
        == [expected], "\(text)")
    #expect(errors.first?.help?.contains(help) == true, "\(errors)")
  }

  @Test func `a container that is known by its id only leaves open what runs`() {
    let text =
      "CONTAINER       IMAGE           CREATED\n0123456789ab    0123456789abc   1 day ago\n"
    let reading = InUseReader.read(SourceText(name: "in-use", text: text))
    #expect(reading.findings.map(\.code) == ["IMAGE_ID_ONLY", "NO_IMAGE_NAMED"])
    #expect(!reading.isComplete)
  }

  @Test func `a comma alone is named as it is`() {
    let reading = InUseReader.read(SourceText(name: "in-use", text: "app:v1\n,\n"))
    #expect(reading.findings.map(\.message) == ["`,` is not a valid image reference"])
  }

  @Test func `a text of several lines ends where the next key begins`() {
    let text = "a:\n  image: |\n    b$c\n  x: y\n"
    let reading = InUseReader.read(SourceText(name: "in-use", text: text))
    #expect(reading.findings.map(\.code) == ["BAD_IMAGE_REFERENCE"])
    #expect(reading.findings.first?.location.end.line == 4)
    #expect(reading.findings.first?.location.end.column == 1)
  }

  @Test func `what lists tasks is named for that, whatever else it has`() {
    let text = #"{"taskArns": [], "services": []}"#
    let reading = InUseReader.read(SourceText(name: "in-use", text: text))
    #expect(
      reading.findings.map(\.message) == ["`aws ecs list-tasks` output does not name any image"])
  }

  @Test func `a file of another kind is not told line by line`() {
    let prose = String(repeating: "this is not a reference\n", count: 500)
    #expect(InUseReader.read(SourceText(name: "in-use", text: prose)).findings.count == 20)
  }
}
