/// A file of a fixture.
public struct FixtureFile: Sendable, Hashable {
  /// Where it lies below the fixtures' directory, with `/` between the components.
  public let path: String
  /// What it holds.
  public let bytes: [UInt8]

  /// Makes a file of a fixture.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}
