import ECRModel
import ECRPolicy

/// What is asked, made ready for evaluation.
///
/// An immutable class: every statement reads it, and none of them copies it.
package final class PreparedRequest: Sendable {
  let caller: Caller
  let actions: AskedActions
  let resource: ResourceText
  /// The resource as the question names it.
  let askedResource: String
  let resourceAccount: String?
  /// Whether it is a login whose question names another account's registry: a login goes to the
  /// caller's own, and that account's policies do not apply to it.
  let isLoginElsewhere: Bool
  /// The caller's relation to the resource.
  let relation: Relation
  /// Whether IAM policies go with the caller.
  let hasPolicies: Bool
  let context: ContextStack
  let unknownKeys: UnknownKeys

  /// The assumption about a key without a known value.
  enum UnknownKeys: Sendable {
    /// As absent: AWS's semantics of a request without it.
    case absent
    /// So that as much as possible is allowed.
    case inFavor
    /// So that as little as possible is allowed.
    case againstFavor
  }

  /// Makes a question of a request; nothing in it depends on the policies.
  package convenience init(_ request: AccessRequest) {
    self.init(
      caller: request.caller, actions: AskedActions(request.action), resource: request.resource,
      resourceAccount: request.resourceAccount, region: request.region,
      context: request.contextStack)
  }

  init(
    caller: Caller, actions: AskedActions, resource: String, resourceAccount: String?,
    region: String?, context: ContextStack, unknownKeys: UnknownKeys = .absent
  ) {
    self.caller = caller
    self.actions = actions
    // requests for actions on the registry have the resource `*`, whatever a question names.
    let isRegistryLevel = actions.other == nil && actions.mask & ActionMasks.registryLevel != 0
    askedResource = resource
    let named = ResourceText(resource)
    self.resource = isRegistryLevel ? ResourceText("*") : named
    let isLogin = actions.other == nil && actions.mask & ActionMasks.authorizationToken != 0
    let owner = AccessRequest.resourceAccount(
      given: resourceAccount, resource: resource, caller: caller)
    let account = isLogin ? caller.account ?? resourceAccount : owner
    self.resourceAccount = account
    isLoginElsewhere = isLogin && caller.account != nil && owner != account
    relation = Relation(caller, actions, resourceAccount: account)
    hasPolicies = caller.hasPolicies
    var context = context
    if let account { context.resource.setPresent(.resourceAccount, account) }
    // it is in every request; for an action without a resource it has to be given.
    context.resource.setPresent(.requestedRegion, region ?? named.region)
    context.carried = actions.tagKeys
    self.context = context
    self.unknownKeys = unknownKeys
  }

  /// A question about one of many resources, whose name has been taken apart before and whose
  /// context is complete.
  init(
    caller: Caller, actions: AskedActions, resource: ResourceText, resourceAccount: String?,
    context: ContextStack, unknownKeys: UnknownKeys = .absent
  ) {
    self.caller = caller
    self.actions = actions
    askedResource = resource.text
    isLoginElsewhere = false
    self.resource = resource
    self.resourceAccount = resourceAccount
    relation = Relation(caller, actions, resourceAccount: resourceAccount)
    hasPolicies = caller.hasPolicies
    var context = context
    context.carried = actions.tagKeys
    self.context = context
    self.unknownKeys = unknownKeys
  }

  /// The same question with another assumption about keys without known values.
  func assuming(_ unknownKeys: UnknownKeys) -> PreparedRequest {
    PreparedRequest(copying: self, unknownKeys: unknownKeys)
  }

  private init(copying other: PreparedRequest, unknownKeys: UnknownKeys) {
    caller = other.caller
    actions = other.actions
    askedResource = other.askedResource
    resource = other.resource
    resourceAccount = other.resourceAccount
    isLoginElsewhere = other.isLoginElsewhere
    relation = other.relation
    hasPolicies = other.hasPolicies
    context = other.context
    self.unknownKeys = unknownKeys
  }
}
