import ECRAccess
import ECRLifecycle
import Texts

/// Answers that are expected.
extension ScenarioReader {
  // MARK: Lifecycle

  mutating func previewExpectation(_ node: YAMLNode, _ name: String) -> PreviewExpectation? {
    guard let fields = yaml.fields(node, name, ["expire", "archive", "keep", "notes", "because"])
    else {
      return nil
    }
    var expectation = PreviewExpectation()
    expectation.expire = list("expire", fields) { $0.expectedImage($1) }
    expectation.archive = list("archive", fields) { $0.expectedImage($1) }
    expectation.keep = list("keep", fields) { $0.expectedImage($1) }
    expectation.notes = textList("notes", fields)
    expectation.because = sentences(fields)
    var seen: Set<String> = []
    for list in [expectation.expire, expectation.archive, expectation.keep] {
      for image in list?.elements ?? [] where !seen.insert(image.name.value).inserted {
        yaml.error(
          "CONTRADICTION", "`\(image.name.value)` is named twice: an image has one outcome",
          at: image.name.span)
      }
    }
    refuseEmpty(fields)
    return expectation
  }

  private mutating func expectedImage(_ node: YAMLNode) -> ExpectedImage? {
    if node.members == nil { return yaml.text(node, "an image").map { ExpectedImage(name: $0) } }
    let keys = [
      "image", "rule", "reason", "rank", "eligibleAt", "mayGo", "uncertain", "because",
    ]
    guard let fields = yaml.fields(node, "an image", keys),
      let nameNode = requiredNode("image", fields), let name = yaml.text(nameNode, "image")
    else { return nil }
    var image = ExpectedImage(name: name)
    image.rule = fields["rule"].flatMap { yaml.integer($0, "rule") }
    image.reason = fields["reason"].flatMap {
      yaml.word($0, "reason", Reason.allCases.map(\.name))
    }
    image.rank = fields["rank"].flatMap { yaml.integer($0, "rank") }
    image.eligibleAt = fields["eligibleAt"].flatMap { node in
      absoluteTime(node, "eligibleAt").map { Located(value: $0, span: node.span) }
    }
    image.mayGo = fields["mayGo"].flatMap { yaml.bool($0, "mayGo") }
    image.uncertain = textList("uncertain", fields, Uncertainties.codes.map(\.code))
    image.because = sentences(fields)
    return image
  }

  // MARK: Access

  mutating func accessExpectation(_ node: YAMLNode, _ name: String) -> AccessExpectation? {
    let keys = [
      "decision", "decidedBy", "statements", "fails", "unless", "missingKeys", "mayChange",
      "nearMiss", "remarks", "because", "awsSays",
    ]
    guard let fields = yaml.fields(node, name, keys) else { return nil }
    var expectation = AccessExpectation()
    expectation.decision = fields["decision"].flatMap {
      yaml.word(
        $0, "decision", Decision.allCases.map(\.rawValue) + [AccessExpectation.anyDenial])
    }
    expectation.decidedBy = textList("decidedBy", fields, PolicyType.allCases.map(\.rawValue))
    expectation.statements = textList("statements", fields)
    expectation.fails = fields["fails"].flatMap { yaml.text($0, "fails") }
    expectation.unless = textList("unless", fields)
    expectation.missingKeys = textList("missingKeys", fields)
    expectation.mayChange = fields["mayChange"].flatMap { yaml.bool($0, "mayChange") }
    expectation.nearMiss = nearMisses(fields)
    expectation.remarks = textList(
      "remarks", fields, EvaluationResult.Remark.allCases.map(\.rawValue))
    expectation.because = sentences(fields)
    expectation.awsSays = fields["awsSays"].flatMap { yaml.text($0, "awsSays") }
    refuseEmpty(fields)
    return expectation
  }

  /// Statements by name, each with the element that failed or the context key of the condition.
  private mutating func nearMisses(
    _ fields: Fields
  ) -> [(statement: Located<String>, failed: Located<String>)] {
    guard let node = fields["nearMiss"] else { return [] }
    guard let members = node.members else {
      yaml.wrongType(node, "nearMiss", "a map from statements to what failed")
      return []
    }
    return members.compactMap { member in
      yaml.text(member.value, "what failed").map { (member.key, $0) }
    }
  }

  // MARK: Validation

  mutating func validationExpectation(
    _ node: YAMLNode, _ name: String
  ) -> ValidationExpectation? {
    guard let fields = yaml.fields(node, name, ["valid", "errors", "warnings", "suggestions"])
    else { return nil }
    var expectation = ValidationExpectation()
    expectation.valid = fields["valid"].flatMap { yaml.bool($0, "valid") }
    expectation.errors = list("errors", fields) { $0.expectedFinding($1) }
    expectation.warnings = list("warnings", fields) { $0.expectedFinding($1) }
    expectation.suggestions = list("suggestions", fields) { $0.expectedFinding($1) }
    refuseEmpty(fields)
    return expectation
  }

  private mutating func expectedFinding(_ node: YAMLNode) -> ExpectedFinding? {
    if node.members == nil { return yaml.text(node, "a code").map { ExpectedFinding(code: $0) } }
    guard let fields = yaml.fields(node, "a finding", ["code", "at", "because", "awsSays"]),
      let codeNode = requiredNode("code", fields), let code = yaml.text(codeNode, "code")
    else { return nil }
    var finding = ExpectedFinding(code: code)
    finding.place = fields["at"].flatMap { yaml.text($0, "at") }
    if let place = finding.place {
      let parts = place.value.split(separator: ":", omittingEmptySubsequences: false)
      if parts.count > 2 || !parts.allSatisfy({ Int($0) != nil }) {
        yaml.error(
          "WRONG_TYPE", "`at` must be a line, or line and column; this is `\(place.value)`",
          help: "write `at: 4` or `at: \"4:7\"`", at: place.span)
      }
    }
    finding.because = sentences(fields)
    finding.awsSays = fields["awsSays"].flatMap { yaml.text($0, "awsSays") }
    return finding
  }

  // MARK: Pieces

  private mutating func sentences(_ fields: Fields) -> [Located<String>] {
    fields["because"].map { yaml.texts($0, "because") } ?? []
  }

  /// A list that replaces the whole.
  private mutating func list<Element: Sendable>(
    _ key: String, _ fields: Fields, _ read: (inout ScenarioReader, YAMLNode) -> Element?
  ) -> ExpectedList<Element>? {
    guard let node = fields[key] else { return nil }
    guard let elements = node.elements else {
      yaml.wrongType(node, key, "a list")
      return nil
    }
    return ExpectedList(span: fields.place(key), elements: elements.compactMap { read(&self, $0) })
  }

  private mutating func textList(
    _ key: String, _ fields: Fields, _ words: [String]? = nil
  ) -> ExpectedList<Located<String>>? {
    list(key, fields) { reader, node in
      if let words { return reader.yaml.word(node, key, words) }
      return reader.yaml.text(node, key)
    }
  }

  /// An answer without expectations cannot fail.
  private mutating func refuseEmpty(_ fields: Fields) {
    guard fields.members.isEmpty else { return }
    yaml.error(
      "EMPTY_VALUE", "`\(fields.name)` expects nothing, so it cannot fail",
      help: "add what you expect", at: fields.span)
  }
}
