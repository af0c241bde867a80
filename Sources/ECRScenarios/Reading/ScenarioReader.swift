import ECRModel
package import Texts

/// Reads scenarios from their YAML.
package enum ScenarioFile {
  /// Brings the text of a file that a scenario names, by its path as the scenario writes it.
  package typealias FileReading = @Sendable (_ path: String) throws -> SourceText

  /// Reads a scenario with the policies that it names.
  ///
  /// `id` is its name in reports. Without a scenario the findings explain why; each has its place.
  package static func read(
    _ source: SourceText, id: String, files: FileReading
  ) -> (scenario: Scenario?, findings: [Finding]) {
    withoutActuallyEscaping(files) { files in
      var reader = ScenarioReader(source, files)
      let scenario = reader.scenario(id)
      let findings = reader.yaml.findings.inReadingOrder()
      return (findings.containsErrors ? nil : scenario, findings)
    }
  }
}

/// Reads one scenario, value by value.
struct ScenarioReader {
  var yaml: YAMLReader
  let files: ScenarioFile.FileReading
  /// The files that have been read, by path.
  var texts: [String: SourceText] = [:]
  /// The paths in the order in which the scenario names them.
  var paths: [String] = []
  /// The clock at the place that is being read.
  var clock: Timestamp?
  /// Whether there is an unreadable clock, so that nothing else reports a missing one.
  var hasBrokenClock = false
  /// The digests of images by name: the same name is the same image everywhere.
  var digests: [String: String] = [:]
  /// The repositories by the story's names, and their default account and region.
  var situation = Situation()
  var account = "111122223333"
  var region = "eu-central-1"

  init(_ source: SourceText, _ files: @escaping ScenarioFile.FileReading) {
    yaml = YAMLReader(source)
    self.files = files
  }

  static let keys = [
    "title", "lesson", "source", "clock", "account", "region", "repositories", "principals",
    "accounts", "documents", "writes", "hints", "story",
  ]

  mutating func scenario(_ id: String) -> Scenario? {
    let (root, findings) = YAMLText.read(yaml.source)
    yaml.findings += findings
    guard let root, let fields = yaml.fields(root, "the scenario", Self.keys) else { return nil }
    let title = required("title", fields)
    if let title, title.contains("\n") {
      yaml.error("WRONG_TYPE", "`title` is one line", at: fields.place("title"))
    }
    let lesson = required("lesson", fields)
    let evidence = evidence(fields)
    clock = fields["clock"].flatMap { absoluteTime($0, "clock") }
    situation.clock = clock
    hasBrokenClock = fields["clock"] != nil && clock == nil
    if let node = fields["account"] { account = accountID(node, "account") ?? account }
    if let node = fields["region"] { region = yaml.text(node, "region")?.value ?? region }
    readSituation(fields)
    let story = story(fields)
    let writes = fields["writes"].flatMap { writtenFile($0) }
    let hints = fields["hints"].map { yaml.texts($0, "hints").map(\.value) } ?? []
    guard let title, let lesson, let evidence else { return nil }
    return Scenario(
      id: id, title: title, lesson: lesson, source: evidence, situation: situation, story: story,
      text: yaml.source, files: paths, writes: writes, hints: hints)
  }

  /// The file that a learner edits, one of those that the scenario names.
  private mutating func writtenFile(_ node: YAMLNode) -> String? {
    guard let text = yaml.text(node, "writes") else { return nil }
    guard paths.contains(text.value), !text.value.contains("/"), text.value != ".." else {
      yaml.error(
        "UNKNOWN_FILE", "`writes` names `\(text.value)`, which is not a file of this scenario",
        help: Spelling.suggestion(for: text.value, among: paths)
          ?? "name a policy in the scenario's folder that the scenario uses", at: text.span)
      return nil
    }
    return text.value
  }

  // MARK: Pieces

  /// A text that has to be there.
  mutating func required(_ key: String, _ fields: Fields) -> String? {
    guard let node = requiredNode(key, fields) else { return nil }
    return yaml.text(node, key)?.value
  }

  /// A value that has to be there.
  mutating func requiredNode(_ key: String, _ fields: Fields) -> YAMLNode? {
    yaml.required(key, fields)
  }

  private mutating func evidence(_ fields: Fields) -> Evidence? {
    guard let node = requiredNode("source", fields),
      let source = yaml.fields(node, "source", ["claim", "facts", "page", "url"]),
      let claimNode = requiredNode("claim", source),
      let word = yaml.word(claimNode, "claim", Evidence.Claim.allCases.map(\.rawValue)),
      let claim = Evidence.Claim(rawValue: word.value)
    else { return nil }
    let evidence = Evidence(
      claim: claim, facts: source["facts"].map { yaml.texts($0, "facts").map(\.value) } ?? [],
      page: source["page"].flatMap { yaml.text($0, "page")?.value },
      url: source["url"].flatMap { yaml.text($0, "url")?.value })
    if evidence.facts.isEmpty, evidence.page == nil, evidence.url == nil {
      yaml.error(
        "MISSING_KEY", "`source` is empty apart from `claim`",
        help: "add `facts`, `page` or `url`", at: source.span)
    }
    return evidence
  }

  mutating func accountID(_ node: YAMLNode, _ name: String) -> String? {
    guard let text = yaml.text(node, name) else { return nil }
    guard checkAccount(text) else { return nil }
    return text.value
  }

  mutating func checkAccount(_ text: Located<String>) -> Bool {
    guard !ARN.isAccountID(text.value) else { return true }
    let invalid = InvalidName.accountID(text.value)
    yaml.error("INVALID_ACCOUNT", invalid.message, help: invalid.help, at: text.span)
    return false
  }

  /// An instant that needs no clock.
  mutating func absoluteTime(_ node: YAMLNode, _ name: String) -> Timestamp? {
    guard let text = yaml.text(node, name) else { return nil }
    if let instant = TimePhrase.absolute(text.value) { return instant }
    yaml.error(
      "INVALID_TIME", "`\(text.value)` is not a point in time",
      help: "write 2026-01-31T12:00:00Z, or 2026-01-31 for midnight UTC", at: text.span)
    return nil
  }

  /// An instant that has come.
  mutating func time(_ node: YAMLNode, _ name: String) -> Timestamp? {
    guard let text = yaml.text(node, name) else { return nil }
    let isRelative = TimePhrase.isRelative(text.value)
    if isRelative, clock == nil {
      noClock("`\(text.value)` needs a `clock`", at: text.span)
      return nil
    }
    let now = clock ?? Timestamp(microseconds: .max)
    guard let instant = TimePhrase.instant(text.value, at: now) else {
      yaml.error(
        "INVALID_TIME", "`\(text.value)` is not a time", help: TimePhrase.help, at: text.span)
      return nil
    }
    guard instant <= now else {
      yaml.error(
        "IMPOSSIBLE_TIME", "`\(name)` is later than the clock, which is at \(now)", at: text.span)
      return nil
    }
    return instant
  }

  /// Reports that something needs a clock and there is none.
  mutating func noClock(_ message: String, at span: Span) {
    guard !hasBrokenClock else { return }
    yaml.error(
      "NO_CLOCK", message, help: "add `clock: 2026-01-31T12:00:00Z` to the scenario", at: span)
  }
}
