package import Texts

/// One question about access as a line of JSON: the parts of it, the policies not yet read.
package struct AccessQuestionDocument: Sendable {
  /// The caller: an ARN, a service's name, or `anonymous`.
  package var principal: Located<String>
  /// The action.
  package var action: Located<String>
  /// The resource's ARN, or `*`.
  package var resource: Located<String>
  /// The account that owns the resource.
  package var resourceAccount: Located<String>?
  /// Context keys with their values, in the order of the text.
  package var context: [(name: String, values: [String])] = []
  /// The resource's tags, all of them.
  package var resourceTags: [String: String]?
  /// The tags that the request would give.
  package var requestTags: [String: String]?
  /// The caller's tags, all of them.
  package var principalTags: [String: String]?
  /// The policies of the user or role.
  package var identityPolicies: [NamedPolicy] = []
  /// The permissions boundary.
  package var permissionsBoundary: NamedPolicy?
  /// The SCPs, level by level from the root.
  package var serviceControlPolicies: [[NamedPolicy]] = []
  /// The RCPs, level by level from the root.
  package var resourceControlPolicies: [[NamedPolicy]] = []
  /// The session's policies.
  package var sessionPolicies: [NamedPolicy] = []
  /// The resource's own policy.
  package var resourcePolicy: NamedPolicy?
  /// The registry's policy.
  package var registryPolicy: NamedPolicy?
  /// `V1` or `V2`.
  package var registryPolicyScope: Located<String>?
  /// The endpoint's policies.
  package var vpcEndpointPolicies: [NamedPolicy] = []
  /// The organization's management account.
  package var managementAccount: Located<String>?

  /// What reading a line gave.
  package struct Reading: Sendable {
    /// The question, if the line is one.
    package var question: AccessQuestionDocument?
    /// The id as JSON, as far as the line has one that can be read.
    package var id: String?
    /// What is wrong with the line.
    package var findings: [Finding]
  }

  /// Reads one line.
  package static func read(_ line: SourceText) -> Reading {
    let json = JSONReader.read(line)
    guard let root = json.documents.first, !json.findings.containsErrors else {
      let id = json.documents.first.flatMap {
        AccessQuestionReader.id($0, line, findings: json.findings)
      }
      return Reading(question: nil, id: id, findings: json.findings)
    }
    var reader = AccessQuestionReader(line)
    let question = reader.question(root)
    return Reading(
      question: reader.json.findings.all.isEmpty ? question : nil,
      id: AccessQuestionReader.id(root, line), findings: reader.json.findings.inReadingOrder())
  }
}
