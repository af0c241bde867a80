package import Texts

/// A policy with its name: the name given with it, or its place.
package struct NamedPolicy: Sendable {
  /// The name.
  package var name: String
  /// The document: an object, or a string with JSON in it.
  package var policy: JSONFragment

  /// Puts a name to a document.
  package init(name: String, policy: JSONFragment) {
    self.name = name
    self.policy = policy
  }
}
