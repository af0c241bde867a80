public import Texts

/// One question about access as a line of JSON: the parts of it, the policies not yet read.
public struct AccessQuestionDocument: Sendable {
  /// The caller: an ARN, a service's name, or `anonymous`.
  public var principal: Located<String>
  /// The action.
  public var action: Located<String>
  /// The resource's ARN, or `*`.
  public var resource: Located<String>
  /// The account that owns the resource.
  public var resourceAccount: Located<String>?
  /// Context keys with their values, in the order of the text.
  public var context: [(name: String, values: [String])] = []
  /// The resource's tags, all of them.
  public var resourceTags: [String: String]?
  /// The tags that the request would give.
  public var requestTags: [String: String]?
  /// The caller's tags, all of them.
  public var principalTags: [String: String]?
  /// The policies of the user or role.
  public var identityPolicies: [NamedPolicy] = []
  /// The permissions boundary.
  public var permissionsBoundary: NamedPolicy?
  /// The SCPs, level by level from the root.
  public var serviceControlPolicies: [[NamedPolicy]] = []
  /// The RCPs, level by level from the root.
  public var resourceControlPolicies: [[NamedPolicy]] = []
  /// The session's policies.
  public var sessionPolicies: [NamedPolicy] = []
  /// The resource's own policy.
  public var resourcePolicy: NamedPolicy?
  /// The registry's policy.
  public var registryPolicy: NamedPolicy?
  /// `V1` or `V2`.
  public var registryPolicyScope: Located<String>?
  /// The endpoint's policies.
  public var vpcEndpointPolicies: [NamedPolicy] = []
  /// The organization's management account.
  public var managementAccount: Located<String>?

  /// What reading a line gave.
  public struct Reading: Sendable {
    /// The question, if the line is one.
    public var question: AccessQuestionDocument?
    /// The id as JSON, as far as the line has one that can be read.
    public var id: String?
    /// What is wrong with the line.
    public var findings: [Finding]
  }

  /// Reads one line.
  public static func read(_ line: SourceText) -> Reading {
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
