import ECRSimulator

/// The question whether a principal can do something with a resource.
public struct AccessQuestion: Sendable {
  /// The caller: the ARN of a user, a role, or a session, a service's name, or `anonymous`.
  public var principal: String
  /// What the caller wants to do.
  public var operation: AccessOperation
  let target: Target
  /// What else is known of the request.
  public var context: AccessContext

  enum Target: Sendable {
    case repository(String)
    case resource(String)
  }

  /// Asks about a repository, by its name, its ARN, or the address of an image in it.
  public init(
    principal: String, operation: AccessOperation, repository: String,
    context: AccessContext = AccessContext()
  ) {
    self.principal = principal
    self.operation = operation
    target = .repository(repository)
    self.context = context
  }

  /// Asks about a resource of any service, by its ARN; `*` is for actions without a resource.
  public init(
    principal: String, operation: AccessOperation, resource: String,
    context: AccessContext = AccessContext()
  ) {
    self.principal = principal
    self.operation = operation
    target = .resource(resource)
    self.context = context
  }
}

/// What somebody wants to do: an operation of a client, with all of its actions, or some actions.
///
/// A literal is the name of an operation, an action, or several actions separated by commas, such as
/// `"ecr:PutImage"`.
public struct AccessOperation: RawRepresentable, Sendable, Hashable, ExpressibleByStringLiteral {
  /// The name of the operation, or the actions separated by commas.
  public var rawValue: String

  /// Makes an operation of its name; a question throws ``InvalidInput`` when nothing has the name.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// Makes an operation of its name.
  public init(stringLiteral name: String) { rawValue = name }

  /// `docker pull`.
  public static let pull: AccessOperation = "pull"
  /// `docker push`.
  public static let push: AccessOperation = "push"
  /// Pushing an image for several platforms.
  public static let multiArchitecturePush: AccessOperation = "multi-arch-push"
  /// Deleting images; for lists of principals only.
  public static let delete: AccessOperation = "delete"
  /// Changing repositories, the registry, and their policies; for lists of principals only.
  public static let administer: AccessOperation = "administer"

  /// The names of all operations of clients that a question takes.
  public static let names = AskAccess.Operation.names
}

/// What is known of a request in addition to who asks for what; the rest stays unknown.
public struct AccessContext: Sendable, Hashable {
  /// The context keys, such as `aws:SourceIp`, each with its values; one without values is known to be
  /// absent.
  public var keys: [String: [String]] = [:]
  /// The instant of the request.
  public var time: Timestamp?
  /// The region of repositories that are given by name.
  public var region: String?
  /// Account ID of the resource's owner, where nothing else names it.
  public var resourceAccount: String?
  /// The tags of the resource, when all of them are known.
  public var resourceTags: [String: String]?
  /// The tags that the request would give.
  public var requestTags: [String: String]?
  /// The tags of the caller, when all of them are known.
  public var principalTags: [String: String]?

  /// Makes a context of which the given keys are known.
  public init(_ keys: [String: [String]] = [:]) { self.keys = keys }
}
