import ECRModel

/// The context keys of a request, with their values.
public struct RequestContext: Sendable {
  /// One key with its values.
  struct Entry: Sendable {
    let name: String
    let key: ContextKey
    let values: [ContextValue]
  }

  private(set) var entries: [Entry] = []
  /// The beginnings of keys of which every one is given: another one is known to be absent.
  private var complete: [String] = []

  /// Makes a context without keys.
  public init() {}

  /// Gives a key its values; an empty list is the same as no key (A-42).
  public mutating func set(_ name: String, _ values: [String]) {
    let entry = Entry(name: name, key: ContextKey(name), values: values.map(ContextValue.init))
    entries.removeAll { $0.key == entry.key }
    entries.append(entry)
  }

  /// Gives a key one value, if there is one.
  public mutating func set(_ name: String, _ value: String?) {
    if let value { set(name, [value]) }
  }

  /// Adds another context, which overrides this one.
  mutating func merge(_ other: RequestContext) {
    for entry in other.entries {
      entries.removeAll { $0.key == entry.key }
      entries.append(entry)
    }
    complete += other.complete
  }

  /// Says that all keys with this beginning are given, such as `aws:ResourceTag/`.
  public mutating func setComplete(_ prefix: String) { complete.append(prefix.lowercased()) }

  /// The keys that are given, as they were written.
  public var names: [String] { entries.map(\.name) }

  /// The values of a key; nil when it is not given.
  func values(of key: ContextKey) -> [ContextValue]? {
    for index in entries.indices where entries[index].key == key { return entries[index].values }
    return nil
  }

  /// Whether a key that is not given is known to be absent.
  func isKnownAbsent(_ key: ContextKey) -> Bool { complete.contains { key.lower.hasPrefix($0) } }
}

/// The context of one evaluation, in layers: what the question gives overrides the rest (A-49).
public struct ContextStack: Sendable {
  /// What the question gives.
  public var given = RequestContext()
  /// What follows from the caller.
  public var caller = RequestContext()
  /// What follows from the resource.
  public var resource = RequestContext()
  /// What the request itself says: the tags that it gives.
  public var request = RequestContext()
  /// What follows from the instant and the connection.
  public var environment = RequestContext()
  /// The tags that the request carries; others are absent, unless the question gives them (A-76).
  var carried = TagKeys.all

  /// Makes a stack of empty layers.
  public init() {}

  /// The values of a key; nil when it is absent, or has none.
  func values(of key: ContextKey) -> [ContextValue]? {
    let values = given.values(of: key) ?? following(key)
    return values?.isEmpty == true ? nil : values
  }

  /// The values of a key that is not given, as far as they follow from the question.
  private func following(_ key: ContextKey) -> [ContextValue]? {
    guard key.tags.isSubset(of: carried) else { return nil }
    return caller.values(of: key) ?? resource.values(of: key) ?? request.values(of: key)
      ?? environment.values(of: key)
  }

  /// Whether nobody knows if a key has a value: it is not given, and nothing says that it is absent.
  func isUnknown(_ key: ContextKey) -> Bool {
    key.tags.isSubset(of: carried) && values(of: key) == nil && given.values(of: key) == nil
      && !given.isKnownAbsent(key) && !caller.isKnownAbsent(key) && !resource.isKnownAbsent(key)
      && !request.isKnownAbsent(key) && !environment.isKnownAbsent(key)
  }
}

extension Caller {
  /// The context keys that follow from who calls (A-49).
  ///
  /// Source: "AWS global condition context keys: Properties of the principal",
  /// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
  public var context: RequestContext {
    var context = RequestContext()
    context.set("aws:PrincipalAccount", account)
    switch kind {
    case .anonymous: context.set("aws:PrincipalType", "Anonymous")
    case .service:
      context.set("aws:PrincipalIsAWSService", "true")
      context.set("aws:PrincipalServiceName", text)
      context.setComplete("aws:principaltag/")
    case .root:
      context.set("aws:PrincipalArn", text)
      context.set("aws:PrincipalType", "Account")
      context.set("aws:userid", account)
    case .user:
      context.set("aws:PrincipalArn", text)
      context.set("aws:PrincipalType", "User")
      context.set("aws:username", name)
      context.set("aws:userid", uniqueID)
    case .role, .roleSession:
      // T-A08: the role's ARN, never the session's.
      context.set("aws:PrincipalArn", roleARN?.description)
      context.set("aws:PrincipalType", "AssumedRole")
    case .federatedUser:
      context.set("aws:PrincipalArn", text)
      context.set("aws:PrincipalType", "FederatedUser")
      context.set("aws:userid", account.map { "\($0):\(name)" })
    }
    if arn != nil {
      context.set("aws:PrincipalIsAWSService", "false")
      context.setComplete("aws:principalservicename")
    }
    if kind != .user { context.setComplete("aws:username") }
    if kind == .roleSession, let uniqueID, let arn {
      context.set("aws:userid", "\(uniqueID):\(arn.resource.split(separator: "/").last ?? "")")
    }
    return context
  }
}
