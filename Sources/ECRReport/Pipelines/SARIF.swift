import Texts

/// Annotations in the Static Analysis Results Interchange Format, version 2.1.0, as GitHub's code scanning
/// requires it.
package enum SARIF {
  /// How many results GitHub takes of one run.
  private static let mostResults = 25_000

  /// The file.
  package static func bytes(_ annotations: [Annotation], _ run: PipelineRun) -> [UInt8] {
    let (results, omittedCount) = results(annotations)
    let rules = rules(results.map(\.annotation))
    var json = ByteBuffer()
    json.open("{")
    json.member("$schema", indent: 2)
    json.string("https://json.schemastore.org/sarif-2.1.0.json")
    json.member("version", indent: 2)
    json.string("2.1.0")
    json.member("runs", indent: 2)
    json.array([run], indent: 4) { json, run in
      json.open("{")
      json.member("tool", indent: 6)
      json.tool(rules, run)
      json.member("automationDetails", indent: 6)
      // GitHub's category is everything before the last slash.
      json.object("id", "drydock/\(run.category)/")
      json.member("columnKind", indent: 6)
      json.string("unicodeCodePoints")
      if omittedCount > 0 {
        json.member("invocations", indent: 6)
        json.omission(omittedCount)
      }
      let indices = Dictionary(uniqueKeysWithValues: zip(rules.map(\.rule.code), rules.indices))
      json.member("results", indent: 6)
      json.array(results, indent: 8) { json, result in
        json.result(
          result.annotation, result.fingerprint, indices[result.annotation.rule.code] ?? 0)
      }
      json.newLine(4)
      json.close("}")
    }
    json.newLine(0)
    json.close("}")
    json.newLine(0)
    return json.bytes
  }

  /// The results in their order, the gravest of them where there are too many, and how many are left
  /// out.
  private static func results(
    _ annotations: [Annotation]
  ) -> (results: [(annotation: Annotation, fingerprint: String)], omittedCount: Int) {
    let all = annotations.fingerprinted()
    guard all.count > mostResults else { return (all, 0) }
    let shown = Set(all.map(\.annotation).gravestFirst().prefix(mostResults))
    return (all.filter { shown.contains($0.annotation) }, all.count - mostResults)
  }

  /// The kinds of the annotations by their names, each with its gravest severity.
  private static func rules(
    _ annotations: [Annotation]
  ) -> [(rule: Annotation.Rule, severity: Annotation.Severity)] {
    var rules: [String: (rule: Annotation.Rule, severity: Annotation.Severity)] = [:]
    for annotation in annotations {
      let code = annotation.rule.code
      rules[code] = (
        annotation.rule, min(rules[code]?.severity ?? .note, annotation.severity)
      )
    }
    return rules.values.sorted { $0.rule.code < $1.rule.code }
  }
}

extension ByteBuffer {
  /// An object with one member, a text.
  fileprivate mutating func object(_ name: StaticString, _ value: String) {
    open("{")
    member(name)
    string(value)
    close("}")
  }

  fileprivate mutating func tool(
    _ rules: [(rule: Annotation.Rule, severity: Annotation.Severity)], _ run: PipelineRun
  ) {
    open("{")
    member("driver")
    open("{")
    member("name")
    string("drydock")
    member("semanticVersion")
    string(run.version)
    member("rules")
    array(rules, indent: 8) { $0.rule($1.rule, $1.severity, run) }
    close("}")
    close("}")
  }

  private mutating func rule(
    _ rule: Annotation.Rule, _ severity: Annotation.Severity, _ run: PipelineRun
  ) {
    open("{")
    member("id")
    string(rule.code)
    member("shortDescription")
    object("text", rule.summary.sentence)
    member("fullDescription")
    object("text", rule.summary.sentence + ".")
    member("help")
    object(
      "text",
      "The message of a result has the details and how to fix it. `drydock \(run.command)` shows the "
        + "same with the line itself.")
    member("defaultConfiguration")
    object("level", severity.level)
    member("properties")
    open("{")
    member("precision")
    string("high")
    if let score = rule.summary.securityScore {
      member("security-severity")
      string(score)
      member("tags")
      array(["security"]) { $0.string($1) }
    } else {
      member("problem.severity")
      string(severity == .note ? "recommendation" : severity.level)
    }
    close("}")
    close("}")
  }

  fileprivate mutating func result(
    _ annotation: Annotation, _ fingerprint: String, _ ruleIndex: Int
  ) {
    open("{")
    member("ruleId")
    string(annotation.rule.code)
    member("ruleIndex")
    number(ruleIndex)
    member("level")
    string(annotation.severity.level)
    member("message")
    message(annotation.message)
    member("locations")
    array([annotation.place]) { json, place in
      json.open("{")
      json.physicalLocation(place)
      json.close("}")
    }
    if !annotation.related.isEmpty {
      member("relatedLocations")
      array(annotation.related) { json, related in
        json.open("{")
        json.physicalLocation(related.place)
        json.member("message")
        json.message(related.message)
        json.close("}")
      }
    }
    member("partialFingerprints")
    open("{")
    // GitHub reads this name only, and computes it from the line where it is missing.
    member("primaryLocationLineHash")
    string(fingerprint)
    member("drydock/v1")
    string(fingerprint)
    close("}")
    close("}")
  }

  private mutating func physicalLocation(_ place: Annotation.Place) {
    member("physicalLocation")
    open("{")
    member("artifactLocation")
    object("uri", place.file.uri)
    member("region")
    open("{")
    member("startLine")
    number(place.start.line)
    member("startColumn")
    number(place.start.column)
    member("endLine")
    number(place.end.line)
    member("endColumn")
    number(place.end.column)
    close("}")
    close("}")
  }

  /// A text in which readers find no link: a message quotes foreign text.
  private mutating func message(_ text: String) {
    object("text", text.replacing("](", with: "] ("))
  }

  fileprivate mutating func omission(_ count: Int) {
    array([count]) { json, count in
      json.open("{")
      json.member("executionSuccessful")
      json.bool(true)
      json.member("toolExecutionNotifications")
      json.array([count]) { json, count in
        json.open("{")
        json.member("level")
        json.string("warning")
        json.member("message")
        json.object(
          "text", "\(Prose.count(count, "more finding is", "more findings are")) left out.")
        json.close("}")
      }
      json.close("}")
    }
  }
}

extension Annotation.Severity {
  /// The word of SARIF.
  fileprivate var level: String {
    switch self {
    case .error: "error"
    case .warning: "warning"
    case .note: "note"
    }
  }
}
