package import ECRSimulator
package import Texts

extension ValidationReport {
  /// What validation found, as annotations.
  package static func annotations(
    _ outcomes: [ValidatePolicy.Outcome], in folder: WorkingFolder
  ) -> [Annotation] {
    outcomes.flatMap { outcome -> [Annotation] in
      let findings = outcome.findings.shown()
      guard let first = findings.first else { return [] }
      var outline = JSONOutline(of: first.location, names: names)
      return findings.map { finding in
        let path = outline.path(to: finding.location)
        var annotation = Annotation(finding, at: path, in: folder)
        if outcome.kind == .authorizationDetails { annotation.policy = policy(around: path ?? []) }
        return annotation
      }
    }
  }

  /// The members by which policies and what contains them are known, whatever their order is.
  private static let names = [
    "rulePriority", "Sid", "UserName", "RoleName", "GroupName", "PolicyName", "VersionId",
  ]

  /// The policy of an account's details that a place is in.
  private static func policy(around path: [String]) -> String? {
    path.firstIndex { ["PolicyDocument", "AssumeRolePolicyDocument", "Document"].contains($0) }
      .map { path[...$0].joined(separator: "/") }
  }

  /// What the formats of pipelines say about a validation.
  package static func run(
    _ outcomes: [ValidatePolicy.Outcome], _ annotations: [Annotation], in folder: WorkingFolder,
    version: String, category: String?
  ) -> PipelineRun {
    let checks = outcomes.flatMap { outcome -> [PipelineRun.Check] in
      let file = folder.file(named: outcome.file)
      guard outcome.kind == .authorizationDetails else {
        return [.init(file: file, name: outcome.kind.title, fails: !outcome.isValid)]
      }
      var seen: Set<String> = []
      let policies = annotations.filter { $0.place.file == file }.compactMap(\.policy)
        .filter { seen.insert($0).inserted }
      return policies.map { .init(file: file, name: $0, policy: $0, fails: false) }
        + [
          .init(
            file: file, name: policies.isEmpty ? outcome.kind.title : "everything else",
            fails: outcome.partCount == nil)
        ]
    }
    let verdict = verdict(outcomes, Style(isColored: false)).split(separator: "\n").joined()
    return PipelineRun(
      version: version, command: "validate", category: category ?? "validate", verdict: verdict,
      checks: checks)
  }
}

extension Annotation {
  /// A finding, at a place that names in its file describe; nil where the file has none.
  package init(_ finding: Finding, at path: [String]?, in folder: WorkingFolder) {
    let code = finding.code
    let summary =
      IssueCodeSummary.of(code) ?? IssueCodeSummary(sentence: code.rawValue)
    let related = finding.related.map {
      Related(message: $0.message, place: Place($0.location, in: folder))
    }
    self.init(
      Rule(code: code.rawValue, summary: summary), Self.severity(finding.type),
      isSecurity: finding.type == .securityWarning, title: finding.message,
      details: Self.details(finding, related), at: Place(finding.location, in: folder),
      related: related,
      // Where the text has no names, its line is known again by what is in it.
      identity: path ?? [finding.location.quotation.excerpt])
  }

  private static func severity(_ type: FindingType) -> Severity {
    switch type {
    case .error: .error
    case .securityWarning, .warning: .warning
    case .suggestion: .note
    }
  }

  private static func details(_ finding: Finding, _ related: [Related]) -> [String] {
    var details: [String] = []
    for place in related { details.append("\(place.message): line \(place.place.start.line).") }
    if let help = finding.help { details.append("Help: \(help).") }
    if let answer = finding.serviceAnswer {
      let lines = answer.text.split(separator: "\n").map { String($0) }
      details += ["AWS's error: " + (lines.first ?? "")] + lines.dropFirst()
    }
    details += finding.facts.filter { $0.hasPrefix("T-") }.map { "See: `drydock learn \($0)`." }
    if !finding.facts.isEmpty {
      details.append("Facts: \(finding.facts.joined(separator: ", ")).")
    }
    return details
  }
}
