public import Texts

/// A policy with its name: the name given with it, or its place.
public struct NamedPolicy: Sendable {
  /// The name.
  public var name: String
  /// The document: an object, or a string with JSON in it.
  public var policy: JSONFragment

  /// Puts a name to a document.
  public init(name: String, policy: JSONFragment) {
    self.name = name
    self.policy = policy
  }
}
