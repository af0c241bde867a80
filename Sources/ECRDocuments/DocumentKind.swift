package import Texts

/// The kind of a document, by the names of its members and never by its file's name.
package enum DocumentKind: Sendable, Hashable {
  /// `aws ecr describe-images`
  case describeImages
  /// `aws ecr batch-get-image`
  case batchGetImage
  /// `aws ecr get-lifecycle-policy`, and what else carries the policy as a JSON string
  case getLifecyclePolicy
  /// A lifecycle policy by itself
  case lifecyclePolicy
  /// An IAM policy by itself
  case accessPolicy
  /// `aws ecr get-repository-policy`
  case getRepositoryPolicy
  /// `aws ecr get-registry-policy`
  case getRegistryPolicy
  /// `aws iam get-policy-version`
  case getPolicyVersion
  /// `aws iam get-role-policy` and its like
  case getInlinePolicy
  /// `aws iam get-role` and the input of `create-role`: a role with its trust policy
  case getRole
  /// `aws ecr describe-repositories`
  case describeRepositories
  /// `aws iam get-account-authorization-details`
  case authorizationDetails
  /// `aws ecr describe-registry`
  case describeRegistry
  /// `aws ecr list-tags-for-resource`
  case listTagsForResource
  /// `aws ecr describe-pull-through-cache-rules`
  case describePullThroughCacheRules
  /// `aws ecr get-registry-scanning-configuration`
  case getRegistryScanningConfiguration
  /// `aws ecr describe-repository-creation-templates`
  case describeRepositoryCreationTemplates
  /// `aws organizations describe-policy`
  case describeOrganizationPolicy
  /// `aws organizations list-targets-for-policy`
  case listTargetsForPolicy
  /// `aws organizations describe-organization`
  case describeOrganization
  /// `aws organizations list-parents`
  case listParents
  /// The calls that failed when the script of `drydock snapshot script` collected documents
  case failedCalls
  /// A note before a document that does not name its account or region: `{"drydock": {…}}`
  case context
  /// A document of another kind that can be named
  case other(String)
  /// Anything else
  case unknown

  /// Recognizes a document by the names of its outermost members.
  package init(memberNames written: some Collection<String>) {
    let names = Self.ecrNames(written)
    if names.contains("imageDetails") {
      self = .describeImages
    } else if names.contains("images") || names.contains("Images") && names.contains("Failures") {
      self = .batchGetImage
    } else if names.contains("lifecyclePolicyText") {
      self = .getLifecyclePolicy
    } else if names.contains("rules") {
      self = .lifecyclePolicy
    } else if names.contains("Statement") {
      self = .accessPolicy
    } else if names.contains("policyText"), names.contains("repositoryName"),
      !names.contains("registryId")
    {
      self = .other(Self.repositoryPolicyRequest)
    } else if names.contains("policyText") {
      self = names.contains("repositoryName") ? .getRepositoryPolicy : .getRegistryPolicy
    } else if names.contains("PolicyVersion") {
      self = .getPolicyVersion
    } else if names.contains("PolicyDocument") {
      self = .getInlinePolicy
    } else if names.contains("Role") || names.contains("AssumeRolePolicyDocument") {
      self = .getRole
    } else if names.contains("repositories") {
      self = .describeRepositories
    } else if names.contains("tags"), names.contains("name") {
      self = .other("a list of tags, as a registry prints it")
    } else if let kind = Self.kinds.first(where: { names.contains($0.member) }) {
      self = kind.kind
    } else if Self.listsOfDetails.contains(where: names.contains) {
      self = .authorizationDetails
    } else if names.contains(where: Self.isOfAccessPolicy) || Self.isStatement(names),
      !names.contains("Rules")
    {
      self = .accessPolicy
    } else if names.contains("resource"), !names.contains(where: Self.isOfStatement) {
      self = .other(Self.terraformConfiguration)
    } else {
      let known = Self.others.first { names.contains($0.member) }
      self = known.map { .other($0.name) } ?? .unknown
    }
  }

  /// The names, with those in ECR's spelling that the SDKs for Go and .NET write otherwise.
  private static func ecrNames(_ written: some Collection<String>) -> [String] {
    written.map { name in
      let spelling = name.inECRSpelling
      return spelledOtherwise.contains(spelling) ? spelling : name
    }
  }

  /// Only names that no other service has.
  private static let spelledOtherwise: Set<String> = [
    "imageDetails", "lifecyclePolicyText", "policyText", "repositoryName", "registryId",
  ]

  /// Recognizes the document of a text that holds one, whatever note precedes it.
  ///
  /// Of a broken text the names that can be made out decide.
  package init(of source: SourceText) {
    if let known = NotedDocument(source).kind {
      self = known
    } else if let kind = Self.ofConfiguration(source) {
      self = kind
    } else {
      self.init(memberNames: OutermostNames(source).names)
    }
  }

  /// Recognizes a template in YAML, or configuration of Terraform, by what begins its lines.
  static func ofConfiguration(_ source: SourceText) -> DocumentKind? {
    for line in source.bytes.split(separator: UInt8(ascii: "\n")) {
      if line.starts(with: "Resources:".utf8) || line.starts(with: "AWSTemplateFormatVersion:".utf8)
      {
        return .other(cloudFormationYAML)
      }
      if line.starts(with: "resource \"aws_".utf8) { return .other(terraformConfiguration) }
      if line.starts(with: "Statement:".utf8) { return .other(accessPolicyYAML) }
      if line.starts(with: "rules:".utf8) { return .other(lifecyclePolicyYAML) }
      if line.starts(with: "apiVersion:".utf8) { return .other(kubernetesYAML) }
      if line.starts(with: "file://".utf8) || line.starts(with: "fileb://".utf8) {
        return .other(argumentOfCLI)
      }
      let words = line.drop { $0 == 0x20 || $0 == UInt8(ascii: "-") }
      if ansibleModules.contains(where: words.starts(with:)) { return .other(ansibleTasks) }
      // Lines of JSON begin with none of these.
      guard let first = line.first, first != UInt8(ascii: "{"), first != UInt8(ascii: "[") else {
        return nil
      }
    }
    return nil
  }

  private static let ansibleModules = ["community.aws.ecs_ecr:", "ecs_ecr:"].map { Array($0.utf8) }

  /// Recognizes a document by its value: an object, a list of a policy's statements, or a string that
  /// names a file.
  init(_ root: JSONNode) {
    if let text = root.string, text.hasPrefix("file://") || text.hasPrefix("fileb://") {
      self = .other(Self.argumentOfCLI)
      return
    }
    let object = root.elements?.first ?? root
    let names = object.members?.map(\.name) ?? []
    if Self.isStatement(names) {
      self = .accessPolicy
    } else if let elements = root.elements, elements.count > 1, DocumentKind(object).isPolicy {
      self = .other(Self.listOfPolicies)
    } else if let policy = Self.onlyPolicy(root) {
      self = policy
    } else if let policy = root["Policy"], policy["PolicySummary"] == nil,
      policy["DefaultVersionId"] != nil
    {
      self = .other(Self.managedPolicy)
    } else if let members = root.members, !members.isEmpty,
      members.allSatisfy({ $0.value["sensitive"] != nil && $0.value["value"] != nil })
    {
      self = .other(Self.terraformOutputs)
    } else if Self.hasEvents(root) {
      self = .other(Self.cloudTrailEvents)
    } else {
      self.init(memberNames: root.members == nil ? [] : names)
    }
  }

  /// The kind of the policy that is by itself in a list: AWS rejects the list as the policy's text, so
  /// that it is one with a mistake.
  private static func onlyPolicy(_ root: JSONNode) -> DocumentKind? {
    guard let elements = root.elements, elements.count == 1 else { return nil }
    guard elements[0].members != nil else { return onlyPolicy(elements[0]) }
    let kind = DocumentKind(elements[0])
    return [.lifecyclePolicy, .accessPolicy].contains(kind) ? kind : nil
  }

  /// Whether a document is an event of CloudTrail, as EventBridge delivers it too, or has a list of them,
  /// as log files and `aws cloudtrail lookup-events` have.
  private static func hasEvents(_ root: JSONNode) -> Bool {
    let events =
      [root, root["detail"]] + [root, root["Records"], root["Events"]].map { $0?.elements?.first }
    return events.contains { event in
      event?["eventName"] != nil && event?["eventSource"] != nil || event?["CloudTrailEvent"] != nil
    }
  }

  /// Whether a document of this kind may hold a policy as one of its values.
  var mayHoldPolicies: Bool {
    switch self {
    case .unknown: true
    case .other(let name):
      [Self.cloudTrailEvents, Self.terraformOutputs, Self.terraformAttributes].contains(name)
    default: false
    }
  }

  /// Whether a document of this kind is a list that has several policies.
  package var isListOfPolicies: Bool { self == .other(Self.listOfPolicies) }

  /// Whether a document of this kind is one policy.
  private var isPolicy: Bool {
    switch self {
    case .getLifecyclePolicy, .lifecyclePolicy, .accessPolicy, .getRepositoryPolicy,
      .getRegistryPolicy, .getPolicyVersion, .getInlinePolicy, .getRole, .authorizationDetails:
      true
    case .other(let name): name == Self.repositoryPolicyRequest
    default: false
    }
  }

  /// Whether an object with these members is a statement by itself, without its policy.
  ///
  /// The case of the names is the reader's matter. A lifecycle rule has an action too, and nothing else
  /// of a statement.
  private static func isStatement(_ names: some Collection<String>) -> Bool {
    let names = Set(names.map { $0.lowercased() })
    guard !names.contains("statement"), !names.contains("statements") else { return false }
    let hasAction = !names.isDisjoint(with: ["action", "notaction"])
    let hasOthers = !names.isDisjoint(with: [
      "resource", "notresource", "principal", "notprincipal",
    ])
    return names.contains("effect") ? hasAction || hasOthers : hasAction && hasOthers
  }

  /// Members of an IAM policy next to, or in place of, a correct `Statement`.
  private static func isOfAccessPolicy(_ name: String) -> Bool {
    name == "Version" || ["statement", "statements"].contains(name.lowercased())
  }

  /// What a statement of a policy has, however it is spelled.
  private static func isOfStatement(_ name: String) -> Bool {
    ["effect", "action", "principal", "condition", "sid"].contains(name.lowercased())
  }

  private static let listsOfDetails = [
    "UserDetailList", "RoleDetailList", "GroupDetailList",
  ]

  private static let kinds: [(member: String, kind: DocumentKind)] = [
    ("replicationConfiguration", .describeRegistry), ("tags", .listTagsForResource),
    ("pullThroughCacheRules", .describePullThroughCacheRules),
    ("scanningConfiguration", .getRegistryScanningConfiguration),
    ("repositoryCreationTemplates", .describeRepositoryCreationTemplates),
    ("Policy", .describeOrganizationPolicy), ("Targets", .listTargetsForPolicy),
    ("Organization", .describeOrganization), ("Parents", .listParents),
    ("failedCalls", .failedCalls), ("drydock", .context),
  ]

  private static let others: [(member: String, name: String)] = [
    ("imageIds", listOfImages),
    ("__type", "an AWS error message"), ("Roles", listOfRoles),
    ("previewResults", lifecyclePolicyPreview), ("tasks", tasks), ("items", kubernetesList),
    ("AWSTemplateFormatVersion", cloudFormation), ("Resources", cloudFormation),
    ("RepositoryPolicyText", cloudFormationResource), ("Properties", cloudFormationResource),
    ("LifecyclePolicy", cloudFormationResource), ("VpcEndpoints", vpcEndpoints),
    ("apiVersion", kubernetesObject), ("policy", terraformAttributes),
    ("assume_role_policy", terraformAttributes),
    ("TemplateBody", cloudFormationAnswer), ("ResourceDescription", cloudControl),
    ("terraform_version", terraform), ("planned_values", terraform),
    ("resource_changes", terraform),
    ("Error", "an AWS error message"), ("errors", "an error message"),
    ("message", "an error message"), ("results", "a list of another registry, such as Docker Hub"),
  ]
  static let listOfImages = "`aws ecr list-images` output"
  static let lifecyclePolicyPreview = "`aws ecr get-lifecycle-policy-preview` output"
  static let tasks = "`aws ecs describe-tasks` output"
  static let kubernetesList = "`kubectl get -o json` output"
  static let cloudFormation = "a CloudFormation template"
  static let cloudFormationYAML = "a CloudFormation template in YAML"
  static let cloudFormationAnswer = "`aws cloudformation get-template` output"
  static let cloudControl = "`aws cloudcontrol get-resource` output"
  static let terraform = "Terraform's state or plan"
  static let terraformConfiguration = "Terraform configuration"
  static let terraformOutputs = "`terraform output -json` output"
  static let terraformAttributes = "a Terraform resource's attributes"
  static let cloudFormationResource = "a resource of a CloudFormation template"
  static let kubernetesObject = "a Kubernetes object"
  static let vpcEndpoints = "`aws ec2 describe-vpc-endpoints` output"
  static let listOfRoles = "`aws iam list-roles` output"
  static let managedPolicy = "`aws iam get-policy` output"
  static let repositoryPolicyRequest = "the input of `aws ecr set-repository-policy`"
  static let accessPolicyYAML = "a policy in YAML"
  static let lifecyclePolicyYAML = "a lifecycle policy in YAML"
  static let kubernetesYAML = "a Kubernetes manifest in YAML"
  static let argumentOfCLI = "the argument that the AWS CLI takes in place of a file's text"
  static let listOfPolicies = "a list of several policies"
  static let severalPolicies = "a document with several policies"
  static let cloudTrailEvents = "CloudTrail output"
  static let ansibleTasks = "a file of Ansible tasks"

  /// What to report in place of an expected document, such as `a lifecycle policy`.
  package func insteadOf(_ expected: String) -> String {
    let isWrittenOtherwise =
      [Self.accessPolicyYAML, Self.lifecyclePolicyYAML].contains { self == .other($0) }
    return isWrittenOtherwise
      ? "expected \(expected) in JSON, got \(name)" : "this is \(name), not \(expected)"
  }

  /// What to call the document in a message.
  package var name: String {
    switch self {
    case .describeImages: "`aws ecr describe-images` output"
    case .batchGetImage: "`aws ecr batch-get-image` output"
    case .getLifecyclePolicy: "`aws ecr get-lifecycle-policy` output"
    case .lifecyclePolicy: "a lifecycle policy"
    case .accessPolicy: "an IAM, repository or registry policy"
    case .getRepositoryPolicy: "`aws ecr get-repository-policy` output"
    case .getRegistryPolicy: "`aws ecr get-registry-policy` output"
    case .getPolicyVersion: "`aws iam get-policy-version` output"
    case .getInlinePolicy: "`aws iam get-role-policy` output"
    case .getRole: "`aws iam get-role` output"
    case .describeRepositories: "`aws ecr describe-repositories` output"
    case .authorizationDetails: "`aws iam get-account-authorization-details` output"
    case .describeRegistry: "`aws ecr describe-registry` output"
    case .listTagsForResource: "`aws ecr list-tags-for-resource` output"
    case .describePullThroughCacheRules: "`aws ecr describe-pull-through-cache-rules` output"
    case .getRegistryScanningConfiguration: "`aws ecr get-registry-scanning-configuration` output"
    case .describeRepositoryCreationTemplates:
      "`aws ecr describe-repository-creation-templates` output"
    case .describeOrganizationPolicy: "`aws organizations describe-policy` output"
    case .listTargetsForPolicy: "`aws organizations list-targets-for-policy` output"
    case .describeOrganization: "`aws organizations describe-organization` output"
    case .listParents: "`aws organizations list-parents` output"
    case .failedCalls: "a list of the calls that failed in a collection"
    case .context: "a note of Drydock on the document behind it"
    case .other(let name): name
    case .unknown: "a document of an unknown kind"
    }
  }
}
