import ECRAccess
import ECRReport
import ECRSimulator

/// The policies that decide about access, of callers, organizations, repositories and registries.
///
/// Put everything that you have into ``documents``. The other properties are for single policies whose
/// role no document shows.
public struct AccessPolicies: Sendable {
  /// Documents whose types are detected: policies, and output of `aws iam
  /// get-account-authorization-details`, `aws ecr describe-repositories`, `get-repository-policy`,
  /// `get-registry-policy` and others.
  ///
  /// Known documents that are not about access, such as lists of images, are ignored with a notice.
  public var documents: [Document]
  /// Identity-based policies of the caller.
  public var identityPolicies: [Document] = []
  /// The permissions boundary of the caller.
  public var permissionsBoundary: Document?
  /// Policies of the caller's session.
  public var sessionPolicies: [Document] = []
  /// The SCPs of each level, from the organization's root to the caller's account.
  public var serviceControlPolicies: [[Document]] = []
  /// The RCPs of each level, from the organization's root to the resource's account.
  public var resourceControlPolicies: [[Document]] = []
  /// The policy of the repository of the question.
  public var repositoryPolicy: Document?
  /// The policy of its registry.
  public var registryPolicy: Document?
  /// Whether the account setting REGISTRY_POLICY_SCOPE is V1: then the registry policy counts for
  /// replication, pull through cache and creating repositories only.
  public var usesRegistryPolicyV1 = false
  /// The policies of the VPC endpoint that requests pass.
  public var vpcEndpointPolicies: [Document] = []
  /// Account ID of the organization's management account.
  public var managementAccount: String?

  /// Makes policies of documents whose types are detected.
  public init(_ documents: [Document] = []) { self.documents = documents }

  /// Answers whether a principal can do something, and why.
  ///
  /// - Throws: ``InvalidInput`` when a document cannot be read, or a name in the question is invalid.
  public func answer(_ question: AccessQuestion) throws(InvalidInput) -> AccessAnswer {
    let inputs = inputs(question.context)
    return try asking { () throws(ECRSimulator.InvalidInput) in
      var request = AskAccess.Request(
        principal: QuestionText(question.principal, named: "principal"),
        operation: try AskAccess.Operation(question.operation.rawValue, named: "operation"),
        inputs: inputs)
      switch question.target {
      case .repository(let name): request.repository = QuestionText(name, named: "repository")
      case .resource(let arn): request.resource = QuestionText(arn, named: "resource")
      }
      return AccessAnswer(outcome: try AskAccess.run(request))
    }
  }

  /// Lists the principals that can do something with repositories.
  ///
  /// Without `repositories` it asks about all that the documents name, without `principals` about all
  /// users and roles in them.
  ///
  /// - Throws: ``InvalidInput`` when a document cannot be read, or a name is invalid.
  public func principals(
    allowed operation: AccessOperation, on repositories: [String] = [],
    among principals: [String] = [], context: AccessContext = AccessContext()
  ) throws(InvalidInput) -> AccessList {
    let request = survey(repositories, principals, context)
    return try asking { () throws(ECRSimulator.InvalidInput) in
      AccessList(outcome: try WhoMayAccess.run(request, try Permission(operation.rawValue)))
    }
  }

  /// Asks what every principal can do with every repository.
  ///
  /// Without `repositories` it asks about all that the documents name, without `principals` about all
  /// users and roles in them.
  ///
  /// - Throws: ``InvalidInput`` when a document cannot be read, or a name is invalid.
  public func matrix(
    of repositories: [String] = [], principals: [String] = [],
    context: AccessContext = AccessContext()
  ) throws(InvalidInput) -> AccessMatrix {
    let request = survey(repositories, principals, context)
    return try asking { () throws(ECRSimulator.InvalidInput) in
      AccessMatrix(outcome: try SurveyAccess.run(request))
    }
  }

  private func survey(
    _ repositories: [String], _ principals: [String], _ context: AccessContext
  ) -> SurveyAccess.Request {
    var request = SurveyAccess.Request(inputs: inputs(context))
    request.repositories = repositories.map { QuestionText($0, named: "repository") }
    request.principals = principals.map { QuestionText($0, named: "principal") }
    return request
  }

  private func inputs(_ context: AccessContext) -> AccessInputs {
    var inputs = AccessInputs()
    inputs.documents = documents.map(\.source)
    inputs.identityPolicies = identityPolicies.map(\.source)
    inputs.permissionsBoundary = permissionsBoundary?.source
    inputs.sessionPolicies = sessionPolicies.map(\.source)
    inputs.serviceControlPolicies = serviceControlPolicies.map { $0.map(\.source) }
    inputs.resourceControlPolicies = resourceControlPolicies.map { $0.map(\.source) }
    inputs.repositoryPolicy = repositoryPolicy?.source
    inputs.registryPolicy = registryPolicy?.source
    inputs.registryPolicyScope = usesRegistryPolicyV1 ? .v1 : .v2
    inputs.vpcEndpointPolicies = vpcEndpointPolicies.map(\.source)
    inputs.managementAccount = managementAccount
    inputs.context = context.keys.sorted { $0.key < $1.key }
      .map { (name: $0.key, values: $0.value) }
    inputs.resourceAccount = context.resourceAccount
    inputs.region = context.region
    inputs.resourceTags = context.resourceTags
    inputs.requestTags = context.requestTags
    inputs.principalTags = context.principalTags
    inputs.at = context.time?.inner
    return inputs
  }
}
