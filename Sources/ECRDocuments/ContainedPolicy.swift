package import Texts

/// A policy that a template, a state or another document may contain among other things.
package enum ContainedPolicy: Sendable, CaseIterable {
  case lifecyclePolicy, repositoryPolicy, registryPolicy, trustPolicy, identityPolicy

  /// The property of CloudFormation's resource.
  fileprivate var property: String {
    switch self {
    case .lifecyclePolicy: "LifecyclePolicyText"
    case .repositoryPolicy: "RepositoryPolicyText"
    case .registryPolicy: "PolicyText"
    case .trustPolicy: "AssumeRolePolicyDocument"
    case .identityPolicy: "PolicyDocument"
    }
  }

  /// Terraform's resource, and the attribute that has the policy.
  fileprivate var resource: TerraformResource {
    switch self {
    case .lifecyclePolicy: ("aws_ecr_lifecycle_policy", "policy")
    case .repositoryPolicy: ("aws_ecr_repository_policy", "policy")
    case .registryPolicy: ("aws_ecr_registry_policy", "policy")
    case .trustPolicy: ("aws_iam_role", "assume_role_policy")
    case .identityPolicy: ("aws_iam_policy", "policy")
    }
  }

  /// The resource that a text describes.
  fileprivate func resource(in text: String) -> TerraformResource? {
    let others =
      self == .identityPolicy
      ? ["aws_iam_role_policy", "aws_iam_user_policy", "aws_iam_group_policy"] : []
    return ([resource.type] + others).first { text.contains("\"\($0)\"") }
      .map { ($0, resource.attribute) }
  }

  /// Whether a template may have such a policy; `PolicyText` also ends the names of others.
  fileprivate func isProperty(in text: String) -> Bool {
    self == .registryPolicy
      ? text.contains("AWS::ECR::RegistryPolicy") : text.contains(property)
  }
}

private typealias TerraformResource = (type: String, attribute: String)

extension DocumentKind {
  /// How to extract a policy from a document of this kind that contains policies among other
  /// things; nil where it has none, and for documents of other kinds.
  ///
  /// Where it contains several, `preferred` comes first.
  package func helpToTakeOut(_ preferred: ContainedPolicy, of source: SourceText) -> String? {
    guard case .other(let name) = self else { return nil }
    let text = String(decoding: source.bytes, as: UTF8.self)
    let policies = [preferred] + ContainedPolicy.allCases.filter { $0 != preferred }
    switch name {
    case Self.cloudFormation, Self.cloudFormationYAML, Self.cloudFormationAnswer,
      Self.cloudControl, Self.cloudFormationResource:
      let policy = policies.first { $0.isProperty(in: text) } ?? preferred
      return Self.helpForTemplate(name, policy.property, text)
    case Self.terraform, Self.terraformConfiguration:
      let resource = policies.lazy.compactMap { $0.resource(in: text) }.first
      return Self.helpForTerraform(name, resource ?? preferred.resource, text)
    case Self.cloudTrailEvents, Self.severalPolicies:
      let all = PolicySearch(of: source).policies
      let wanted = all.first { $0.isLifecyclePolicy == (preferred == .lifecyclePolicy) }
      return (wanted ?? all.first).map {
        "give one policy: `jq -r '\(Self.pathToText($0))' FILE`"
      } ?? Self.helpForEvents
    case Self.ansibleTasks: return Self.helpForAnsible(preferred)
    default: return Self.help(name, text)
    }
  }

  private static func help(command: String) -> String {
    "extract the policy from it: `jq -r '\(command)' FILE`"
  }

  private static func helpForTemplate(_ kind: String, _ property: String, _ text: String) -> String
  {
    // Roles have policies inside lists, so one path does not reach all of them.
    let anywhere = ".. | objects | .\(property) // empty"
    switch kind {
    case cloudFormationYAML:
      let path = property == ContainedPolicy.lifecyclePolicy.property ? ".LifecyclePolicy" : ""
      return "extract the policy from it: `yq -r '.Resources[].Properties\(path).\(property) "
        + "| select(. != null) | tojson' FILE`"
    case cloudControl:
      return help(command: ".ResourceDescription.Properties | fromjson | \(anywhere)")
    case cloudFormationAnswer where !text.contains("\"Resources\""):
      return "write the template to a file of its own: `jq -r '.TemplateBody' FILE`"
    default: return help(command: anywhere)
    }
  }

  /// How `jq` prints the policy itself.
  private static func pathToText(_ policy: PolicySearch.Found) -> String {
    let member = ["lifecyclePolicyText", "policyText", "PolicyDocument"].first {
      policy.fragment.node[$0] != nil
    }
    return policy.path + (policy.isBare ? "" : member.map { ".\($0)" } ?? "")
  }

  private static let helpForEvents =
    "it has no event that set a policy (`PutLifecyclePolicy`, `SetRepositoryPolicy` or "
    + "`PutRegistryPolicy` without an `errorCode`): give the output of `aws ecr "
    + "get-lifecycle-policy` or `get-repository-policy`"

  private static func helpForAnsible(_ policy: ContainedPolicy) -> String {
    let name = policy == .lifecyclePolicy ? "lifecycle_policy" : "policy"
    return "extract the policy from it: `yq -r '.. | objects | .\(name) // empty | "
      + "if type == \"string\" then . else tojson end' FILE`"
  }

  private static func helpForTerraform(
    _ kind: String, _ resource: TerraformResource, _ text: String
  ) -> String {
    let select = ".. | objects | select(.type? == \"\(resource.type)\") "
    if kind == terraform, text.contains("\"resource_changes\""),
      !text.contains("\"planned_values\"")
    {
      return help(command: select + "| .change.after.\(resource.attribute)? // empty")
    }
    let attribute = resource.attribute
    if kind == terraformConfiguration {
      return "extract the policy from Terraform's JSON: `terraform show -json | jq -r '"
        + select + "| .values.\(attribute)? // empty'`"
    }
    return help(
      command: select + "| .values.\(attribute)? // .instances[]?.attributes.\(attribute) // empty")
  }

  private static func nameOfFile(in argument: String) -> String {
    let line = argument.split(whereSeparator: \.isNewline).first.map { $0[...] } ?? ""
    return String(line.drop { $0 != "/" }.dropFirst(2).prefix { !"\"'".contains($0) })
  }

  /// For documents that have their policies in one place.
  private static func help(_ kind: String, _ text: String) -> String? {
    switch kind {
    case terraformOutputs: help(command: ".NAME.value")
    case terraformAttributes:
      help(command: text.contains("\"policy\"") ? ".policy" : ".assume_role_policy")
    case kubernetesObject:
      ["lifecyclePolicy", "policy"].first { text.contains("\"\($0)\"") }
        .map { help(command: ".. | objects | .\($0) // empty") }
    case vpcEndpoints:
      help(command: ".VpcEndpoints[0].PolicyDocument") + ", and name its kind with "
        + "`--as vpcEndpointPolicy`, or give it with --vpc-endpoint-policy"
    case listOfRoles: help(command: ".Roles[0].AssumeRolePolicyDocument")
    case managedPolicy:
      "it does not have the policy's text: give the output of `aws iam get-policy-version "
        + "--policy-arn ARN --version-id VERSION`"
    case repositoryPolicyRequest: help(command: ".policyText")
    case accessPolicyYAML, lifecyclePolicyYAML: "write it as JSON: `yq -r tojson FILE`"
    case kubernetesYAML:
      "write it as JSON (`yq -r tojson FILE`), and extract the policy from that, for example with "
        + "`jq -r '.. | objects | .lifecyclePolicy // .lifecyclePolicyText // .policy // empty'`"
    case argumentOfCLI:
      "give the file that it names: `\(nameOfFile(in: text))`, without `file://`"
    case listOfPolicies: "give each policy separately: `jq '.[0]' FILE`"
    default: nil
    }
  }
}
