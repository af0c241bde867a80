import ArgumentParser
import ECRFixtures
import SystemPackage

@main
struct FixturesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drydock-fixtures",
    abstract: "Makes the repositories that Drydock is tried on, from a seed.",
    subcommands: [Write.self, Bulk.self])
}

/// The repositories that stand in the project.
struct Write: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write the repositories that stand in the project.")

  @Option(help: ArgumentHelp("The folder to write into.", valueName: "folder"))
  var into: String

  @Option(help: "Where the random numbers start.")
  var seed: UInt64 = Fixtures.seed

  func run() throws {
    for file in Fixtures.webService(seed: seed) + Fixtures.baseImage(seed: seed) {
      let path = FilePath(into).pushing(FilePath(file.path))
      let output = try FileDescriptor.open(
        path, .writeOnly, options: [.create, .truncate], permissions: [.ownerReadWrite, .groupRead, .otherRead])
      try output.closeAfter { _ = try output.writeAll(Array(file.text.utf8)) }
    }
  }
}

/// The large repository.
struct Bulk: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write one large repository, as `aws ecr describe-images` prints it.")

  @Option(help: ArgumentHelp("The file to write.", valueName: "file"))
  var into: String

  @Option(help: "How many images it has.")
  var images = 100_000

  @Option(help: "Where the random numbers start.")
  var seed: UInt64 = Fixtures.seed

  @Option(help: ArgumentHelp("Where to write a policy of ten rules for it.", valueName: "file"))
  var policy: String?

  func run() throws {
    if let policy { try write(policy) { try $0(Fixtures.bulkPolicy) } }
    try write(into) { try Fixtures.bulk(images: images, seed: seed, to: $0) }
  }

  private func write(_ path: String, _ make: ((String) throws -> Void) throws -> Void) throws {
    let output = try FileDescriptor.open(
      FilePath(path), .writeOnly, options: [.create, .truncate],
      permissions: [.ownerReadWrite, .groupRead, .otherRead])
    try output.closeAfter {
      var pending: [UInt8] = []
      try make { text in
        pending += text.utf8
        guard pending.count > 1 << 20 else { return }
        _ = try output.writeAll(pending)
        pending.removeAll(keepingCapacity: true)
      }
      _ = try output.writeAll(pending)
    }
  }
}
