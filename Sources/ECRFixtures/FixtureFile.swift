/// A file of a fixture.
package struct FixtureFile: Sendable, Hashable {
  /// Where it lies below the fixtures' directory, with `/` between the components.
  package let path: String
  /// What it holds.
  package let bytes: [UInt8]

  /// Makes a file of a fixture.
  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}
