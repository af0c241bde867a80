package import Texts

/// What the findings of one code have in common, whatever document they are in.
///
/// Every code of the sources has a summary, which a test checks.
package struct IssueCodeSummary: Sendable, Hashable {
  /// What is wrong: one sentence without its full stop.
  package var sentence: String
  /// How grave a finding is where it is about security, from 0.1 to 10, as vulnerabilities are scored.
  package var securityScore: String?

  /// Makes a summary.
  package init(sentence: String, securityScore: String? = nil) {
    self.sentence = sentence
    self.securityScore = securityScore
  }

  /// The summary of a code; nil for one that Drydock does not use.
  package static func of(_ code: IssueCode) -> IssueCodeSummary? {
    for group in groups {
      if let sentence = group[code] {
        return IssueCodeSummary(sentence: sentence, securityScore: securityScores[code])
      }
    }
    return nil
  }

  /// All codes that have a summary, sorted.
  package static var codes: [IssueCode] {
    groups.flatMap(\.keys).sorted { $0.rawValue < $1.rawValue }
  }

  /// The sorted codes of each kind of document, under its title.
  package static var chapters: [(title: String, codes: [IssueCode])] {
    let titles = [
      "Lifecycle policies", "Statements of access policies", "Conditions of access policies",
      "Files and AWS CLI output", "Scenarios",
    ]
    return zip(titles, groups).map { title, group in
      (title, group.keys.sorted { $0.rawValue < $1.rawValue })
    }
  }

  private static let groups = [lifecycle, statements, conditions, documents, scenarios]

  /// The codes of security warnings: high is access for everybody, medium an access that others may get
  /// in some cases.
  private static let securityScores: [IssueCode: String] = [
    "ALLOW_WITH_NOT_PRINCIPAL": "8.0",
    "CONDITION_DOES_NOT_LIMIT_CALLERS": "8.0",
    "FEDERATED_PRINCIPAL_IS_WILDCARD": "8.0",
    "FORALLVALUES_ALLOWS_MISSING_KEY": "6.0",
    "PRINCIPAL_IS_EVERYBODY": "8.0",
    "SHARED_PROVIDER_WITHOUT_TENANT": "8.0",
    "UNSUPPORTED_NOT_PRINCIPAL": "8.0",
  ]
}
