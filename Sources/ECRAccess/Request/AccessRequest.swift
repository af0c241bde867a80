package import ECRModel
import ECRPolicy

/// One request to AWS: who wants to do what with which resource.
package struct AccessRequest: Sendable {
  /// Who asks.
  package var principal: Caller
  /// The action, such as `ecr:BatchGetImage`; its case means nothing.
  package var action: String
  /// The resource's ARN, or `*` for actions without one.
  package var resource: String
  /// The account that owns the resource, where its ARN does not name it.
  package var resourceAccount: String?
  /// The region that the request goes to, where the resource's ARN does not name it.
  package var region: String?
  /// The context keys that are known of the request; they override what follows from the rest.
  package var context = RequestContext()
  /// The resource's tags, when all of them are known.
  package var resourceTags: [String: String]?
  /// The tags that the request would give.
  package var requestTags: [String: String]?
  /// The caller's tags, when all of them are known.
  package var principalTags: [String: String]?
  /// Where the caller's account is in its organization, when it is known.
  package var principalOrganization: OrganizationPlace?
  /// Where the resource's account is in its organization, when it is known.
  package var resourceOrganization: OrganizationPlace?
  /// The instant of the request.
  package var at: Timestamp?

  /// Makes a request.
  package init(principal: Caller, action: String, resource: String) {
    self.principal = principal
    self.action = action
    self.resource = resource
  }

  /// All that is known of the request's context.
  var contextStack: ContextStack {
    var stack = ContextStack()
    stack.given = context
    stack.caller = caller.context
    stack.environment = Self.environment(at: at, given: context)
    stack.caller.set("aws:Principal", principalOrganization)
    stack.caller.setTokenIssueTime(of: principal, context)
    stack.resource.set("aws:Resource", resourceOrganization)
    if let principalTags { stack.caller.setTags(principalTags, "aws:PrincipalTag/") }
    if let resourceTags {
      stack.resource.setTags(resourceTags, "aws:ResourceTag/")
      stack.resource.setTags(resourceTags, "ecr:ResourceTag/")
    }
    if let requestTags {
      stack.request.setTags(requestTags, "aws:RequestTag/")
      stack.request.set("aws:TagKeys", requestTags.keys.sorted())
      stack.request.setComplete("aws:tagkeys")
    }
    return stack
  }

  /// The principal with the facts of the context: its unique ID, with which `aws:userid` begins
  /// and a session's role, which is `aws:PrincipalArn`.
  var caller: Caller {
    var caller = principal
    func only(_ key: FilledKey) -> String? {
      context.values(of: key.key).flatMap { $0.count == 1 ? $0[0].text : nil }
    }
    if let role = only(.principalARN).flatMap({ ARN($0) }) { caller.setRole(role) }
    if let userID = only(.userID) {
      caller.uniqueID = userID.split(separator: ":").first.map(String.init)
    }
    return caller
  }

  /// The keys that follow from the time and the connection; `given` are those of the question.
  static func environment(at instant: Timestamp?, given: RequestContext) -> RequestContext {
    var context = directCall
    context.setPresent(.currentTime, instant?.description)
    context.setPresent(.epochTime, instant.map { "\($0.microseconds / Timestamp.second)" })
    // A request that services forward for a principal names those services.
    if !given.has(.viaAWSService) { context.setComplete(chainOfServices) }
    if [.sourceVPCEndpoint, .sourceVPC, .vpcSourceIP].contains(where: given.has) {
      context.setComplete(addressOutside)
    } else if given.has(.sourceIP) {
      context.setComplete(addressInside)
    }
    return context
  }

  /// A call over TLS that no service forwards.
  private static let directCall: RequestContext = {
    var context = RequestContext()
    context.setPresent(.secureTransport, "true")
    context.setPresent(.viaAWSService, "false")
    return context
  }()

  private static let chainOfServices = ["aws:calledvia"]
  /// The key that requests through a VPC endpoint lack, and those that only they have.
  private static let addressOutside = ["aws:sourceip"]
  private static let addressInside = ["aws:sourcevpc", "aws:vpc"]

  /// The account that owns a resource: given, or named by its ARN, or the caller's own.
  static func resourceAccount(given: String?, resource: String, caller: Caller) -> String? {
    given ?? ARN(resource)?.owner ?? caller.account
  }
}

extension RequestContext {
  /// Sets the tag keys; unless stated otherwise, there are no others.
  mutating func setTags(_ tags: [String: String], _ prefix: String, isComplete: Bool = true) {
    for (key, value) in tags.sorted(by: { $0.key < $1.key }) { set(prefix + key, value) }
    if isComplete { setComplete(prefix) }
  }
}
