import ECRModel
import ECRPolicy

/// What is asked, made ready for evaluation.
public struct Question: Sendable {
  let caller: Caller
  let actions: AskedActions
  private(set) var resource: ResourceText
  /// The resource as the question names it.
  let askedResource: String
  private(set) var resourceAccount: String?
  var context: ContextStack

  /// How a key that nobody knows is taken.
  enum UnknownKeys: Sendable {
    /// As absent: AWS's semantics of a request without it.
    case absent
    /// So that as much as possible is allowed.
    case inFavour
    /// So that as little as possible is allowed.
    case againstFavour
  }

  var unknownKeys = UnknownKeys.absent

  /// Makes a question of a request; nothing in it depends on the policies.
  public init(_ request: AccessRequest) {
    self.init(
      caller: request.caller, actions: AskedActions(request.action), resource: request.resource,
      resourceAccount: request.resourceAccount, context: request.contextStack)
  }

  init(
    caller: Caller, actions: AskedActions, resource: String, resourceAccount: String?,
    context: ContextStack
  ) {
    self.caller = caller
    self.actions = actions
    // the registry's actions are asked for `*`, whatever a question names.
    let isRegistryLevel = actions.other == nil && actions.mask & ActionMasks.registryLevel != 0
    askedResource = resource
    self.resource = ResourceText(isRegistryLevel ? "*" : resource)
    self.resourceAccount = AccessRequest.resourceAccount(
      given: resourceAccount, resource: resource, caller: caller,
      isLogin: actions.other == nil && actions.mask & ActionMasks.authorizationToken != 0)
    self.context = context
    self.context.resource.set("aws:ResourceAccount", self.resourceAccount)
  }

  /// A question about one of many resources, whose names have been taken apart before.
  init(
    caller: Caller, actions: AskedActions, resource: ResourceText, resourceAccount: String?,
    context: ContextStack
  ) {
    self.caller = caller
    self.actions = actions
    askedResource = resource.text
    self.resource = resource
    self.resourceAccount = resourceAccount ?? caller.account
    self.context = context
  }

  /// Asks the same about another resource.
  mutating func move(to resource: ResourceText, account: String?, _ context: RequestContext) {
    self.resource = resource
    resourceAccount = account ?? caller.account
    self.context.resource = context
    self.context.resource.set("aws:ResourceAccount", resourceAccount)
  }

  /// Whether the caller and the resource are in different accounts, so that both have to allow.
  var isCrossAccount: Bool {
    guard let account = caller.account, let resourceAccount else { return false }
    return account != resourceAccount
  }
}
