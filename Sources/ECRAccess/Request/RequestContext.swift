import ECRModel

/// The context keys of a request, with their values.
package struct RequestContext: Sendable {
  /// One key with its values.
  struct Entry: Sendable {
    let name: String
    let key: ContextKey
    let values: [ContextValue]
  }

  private(set) var entries: [Entry] = []
  /// The beginnings of keys that are given completely: any other such key is known to be absent.
  private var complete: [String] = []

  /// Makes a context without keys.
  package init() {}

  /// Gives a key its values; an empty list is the same as no key.
  package mutating func set(_ name: String, _ values: [String]) {
    add(Entry(name: name, key: ContextKey(name), values: values.map(ContextValue.init)))
  }

  /// Gives a key one value, if there is one.
  package mutating func set(_ name: String, _ value: String?) {
    if let value { set(name, [value]) }
  }

  /// Gives a key its values.
  mutating func set(_ filled: FilledKey, _ values: [ContextValue]) {
    add(Entry(name: filled.name, key: filled.key, values: values))
  }

  private mutating func add(_ entry: Entry) {
    entries.removeAll { $0.key == entry.key }
    entries.append(entry)
  }

  /// Sets one value of a key; without a value the key is present, and its value is unknown.
  mutating func setPresent(_ filled: FilledKey, _ value: String?) {
    if let value {
      set(filled, [ContextValue(value)])
    } else {
      add(filled.withoutValue)
    }
  }

  /// Adds another context, which overrides this one.
  mutating func merge(_ other: RequestContext) {
    for entry in other.entries { add(entry) }
    complete += other.complete
  }

  /// Marks all keys with this beginning, such as `aws:ResourceTag/`, as given.
  package mutating func setComplete(_ prefix: String) { complete.append(prefix.lowercased()) }

  /// Marks several beginnings, in lower case.
  mutating func setComplete(_ prefixes: [String]) { complete += prefixes }

  /// The keys that are given, as they were written.
  package var names: [String] { entries.map(\.name) }

  /// The values of a key; nil when it is not given.
  func values(of key: ContextKey) -> [ContextValue]? {
    for index in entries.indices where entries[index].key == key { return entries[index].values }
    return nil
  }

  /// Whether a key has a value, be it an unknown one.
  func has(_ filled: FilledKey) -> Bool { values(of: filled.key)?.isEmpty == false }

  /// Whether a key that is not given is known to be absent.
  func isKnownAbsent(_ key: ContextKey) -> Bool { complete.contains { key.lower.hasPrefix($0) } }
}

/// The context of one evaluation, in layers: what the question gives overrides the rest.
package struct ContextStack: Sendable {
  /// What the question gives.
  package var given = RequestContext()
  /// What follows from the caller.
  package var caller = RequestContext()
  /// What follows from the resource.
  package var resource = RequestContext()
  /// The keys of the request itself: its tags.
  package var request = RequestContext()
  /// What follows from the instant and the connection.
  package var environment = RequestContext()
  /// The tags that the request carries; others are absent, unless the question gives them.
  var carried = TagKeys.all

  /// Makes a stack of empty layers.
  package init() {}

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

  /// Whether the value of a key is unknown: it is not given, and not known to be absent.
  func isUnknown(_ key: ContextKey) -> Bool {
    guard given.values(of: key) == nil else { return false }
    guard key.tags.isSubset(of: carried) else { return mayBeTagOfNewResource(key) }
    if let values = values(of: key) { return values.contains { !$0.isKnown } }
    return isUnknownWhetherPresent(key)
  }

  /// Whether a key is `aws:ResourceTag/…` in a request that creates a resource and gives it this tag:
  /// IAM says that such a request may have the key, and ECR does not say whether its requests do
  /// (T-A17).
  private func mayBeTagOfNewResource(_ key: ContextKey) -> Bool {
    let prefix = "aws:resourcetag/"
    guard carried.contains(.tagsOfNewResource), key.lower.hasPrefix(prefix),
      !given.isKnownAbsent(key)
    else { return false }
    let requested = ContextKey("aws:requesttag/" + key.lower.dropFirst(prefix.utf8.count))
    return values(of: requested) != nil || isUnknownWhetherPresent(requested)
  }

  /// Whether it is unknown if a key without a value is in the request.
  private func isUnknownWhetherPresent(_ key: ContextKey) -> Bool {
    !given.isKnownAbsent(key) && !caller.isKnownAbsent(key) && !resource.isKnownAbsent(key)
      && !request.isKnownAbsent(key) && !environment.isKnownAbsent(key)
  }

  /// Whether a key is in the request, whatever its value.
  func isPresent(_ key: ContextKey) -> Bool { values(of: key) != nil }
}
