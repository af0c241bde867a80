import ECRAccess
import ECRReport
import Texts

/// What is not as an exercise wants it, in the words of somebody who reads it: `v1 should expire`, not
/// `reason of v1`.
enum FailureSentence {
  static func sentence(_ failure: ScenarioFailure) -> String {
    let (expected, actual) = (failure.expected, failure.actual.joined(separator: "; "))
    return switch failure.subject {
    case "expire":
      "Wanted: \(images(expected, "expires", "expire")). Your policy expires \(actual)."
    case "archive":
      "Wanted: \(images(expected, "is archived", "are archived")). Your policy archives \(actual)."
    case "keep": "Wanted: \(images(expected, "is kept", "are kept")). Your policy keeps \(actual)."
    case "decision": decision(expected, actual)
    case "fails": firstDenied(expected, actual)
    case "decidedBy":
      "the decision should come from \(policies(expected)), not from \(policies(actual))"
    case "valid":
      expected == "true"
        ? "AWS should accept the policy, and rejects it"
        : "AWS should reject the policy, and accepts it"
    default: other(failure.subject, expected, actual)
    }
  }

  /// `A expires`, `A, B expire`.
  private static func images(_ names: String, _ one: String, _ many: String) -> String {
    "\(names) \(names.contains(", ") ? many : one)"
  }

  // MARK: Access

  private static func decision(_ expected: String, _ actual: String) -> String {
    switch (Decision(rawValue: expected), Decision(rawValue: actual)) {
    case (.allowed, _): "Wanted: allowed. It is denied."
    case (.implicitDeny, .explicitDeny):
      "Wanted: denied because nothing allows it. A Deny denies it."
    case (.explicitDeny, .implicitDeny):
      "Wanted: denied by a Deny. It is denied only because nothing allows it."
    case (.explicitDeny, _): "Wanted: denied by a Deny. It is allowed."
    default: "Wanted: denied. It is allowed."
    }
  }

  private static func firstDenied(_ expected: String, _ actual: String) -> String {
    if expected == "nothing" { return "Wanted: every action is allowed. \(actual) is denied." }
    if actual == "nothing" { return "Wanted: \(expected) is denied. Every action is allowed." }
    return "Wanted: the first action that is denied is \(expected). It is \(actual)."
  }

  private static func policies(_ names: String) -> String {
    Prose.list(
      names.split(separator: ",").map { name in
        let name = String(name).trimmed
        return PolicyType(rawValue: name).map { "the " + AccessWords.name($0, isECR: true) } ?? name
      })
  }

  // MARK: One image or one finding, and the rest

  private static func other(_ subject: String, _ expected: String, _ actual: String) -> String {
    guard let place = subject.firstRange(of: " of ") else {
      return "\(nouns[subject] ?? subject) should be \(expected), not \(actual)"
    }
    let kind = String(subject[..<place.lowerBound])
    let name = String(subject[place.upperBound...])
    return switch kind {
    case "rule":
      "rule \(expected) should decide about \(name); "
        + (actual == "nothing" ? "no rule does" : "rule \(actual) does")
    case "reason": reason(name, expected)
    case "rank":
      "\(name) should be number \(expected) of those that its rule counts, not number \(actual)"
    case "eligibleAt": "a rule should act on \(name) from \(expected) on, not from \(actual) on"
    case "mayGo":
      expected == "true"
        ? "AWS should leave open whether \(name) stays; it does not"
        : "AWS should leave no doubt that \(name) stays; it does"
    case "uncertain": "what is uncertain about \(name) should be \(expected), not \(actual)"
    default:
      "\(nouns[kind] ?? kind) of \(name) should be \(expected), not \(actual)"
    }
  }

  /// What should decide about an image; what does is in the explanation that follows.
  private static func reason(_ name: String, _ expected: String) -> String {
    switch expected {
    case "noRule": "no rule should select \(name)"
    case "withinLimit": "\(name) should stay within the limit of a rule that selects it"
    case "pastLimit": "\(name) should be past the limit of a rule that selects it"
    case "heldByManifestList": "an image index should keep \(name)"
    case "deferredByManifestList": "\(name) should expire only after its image index"
    case "followsSubject": "\(name) should follow the image to which it refers"
    case "activating": "\(name) should stay because it is being restored"
    default: "what happens to \(name) should have the reason \(expected)"
    }
  }

  private static let nouns = [
    "notes": "the notes on the preview", "statements": "the statements that match",
    "unless": "the actions that are denied under a condition",
    "missingKeys": "the context keys that are missing",
    "mayChange": "whether the answer may change", "nearMiss": "the statements that nearly allow it",
    "remarks": "the remarks on the answer", "because": "the explanation",
    "awsSays": "AWS's message", "errors": "the errors of the policy",
    "warnings": "the warnings about the policy", "suggestions": "the suggestions about the policy",
    "at": "the place",
  ]
}
