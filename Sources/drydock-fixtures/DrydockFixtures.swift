import ArgumentParser
import ECRFixtures
import Glibc

/// The command; whatever goes wrong goes to standard error and ends it with 2.
@main
struct DrydockFixtures: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drydock-fixtures",
    abstract: "Make the repositories Drydock is tried on; the clock is 2026-11-01T00:00:00Z.",
    subcommands: [Write.self, Bulk.self, Fleet.self])

  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      guard exitCode(for: error) != .success else { exit(withError: error) }
      let message = Array((fullMessage(for: error) + "\n").utf8)
      _ = Glibc.write(STDERR_FILENO, message, message.count)
      Glibc.exit(2)
    }
  }
}

/// Writes the two small repositories.
struct Write: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write the repositories web-service and base-image.")

  @Option(help: "The directory to write into.")
  var into: String

  @Option(help: "The number everything follows from.")
  var seed: UInt64 = Fixtures.defaultSeed

  func run() throws {
    for file in Fixtures.webService(seed: seed) + Fixtures.baseImage(seed: seed) {
      let path = "\(into)/\(file.path)"
      let name = path.split(separator: "/").last ?? ""
      try OutputFile.makeDirectory(String(path.dropLast(name.count + 1)))
      try OutputFile.write(file.bytes, to: path)
    }
  }
}

/// Writes the large repository.
struct Bulk: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write describe-images of a repository of any size.")

  @Option(help: "The file to write.")
  var into: String

  @Option(help: "How many images.")
  var images = 100_000

  @Option(help: "The number everything follows from.")
  var seed: UInt64 = Fixtures.defaultSeed

  @Option(help: "Also write a policy of ten rules to this file.")
  var policy: String?

  func validate() throws {
    guard (0...10_000_000).contains(images) else {
      throw ValidationError("--images takes a number from 0 to 10000000.")
    }
  }

  func run() throws {
    let file = try OutputFile(path: into)
    try Fixtures.bulk(images: images, seed: seed) { try file.write($0) }
    try file.close()
    if let policy {
      try OutputFile.write(Array(Fixtures.bulkPolicy.utf8), to: policy)
    }
  }
}

/// Writes the documents of many repositories.
struct Fleet: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write what the AWS CLI prints of many repositories of four accounts and two regions."
  )

  @Option(help: "The directory to write into.")
  var into: String

  @Option(help: "How many repositories.")
  var repositories = 1_000

  @Option(help: "How many images in all.")
  var images = 1_000_000

  @Option(help: "The number everything follows from.")
  var seed: UInt64 = Fixtures.defaultSeed

  func validate() throws {
    guard (1...100_000).contains(repositories), (0...100_000_000).contains(images) else {
      throw ValidationError(
        "--repositories takes a number from 1 to 100000, --images one from 0 to 100000000.")
    }
  }

  func run() throws {
    let fleet = BulkFleet(repositories: repositories, images: images, seed: seed)
    var open: (path: String, file: OutputFile)?
    try fleet.writeAll { path, bytes in
      if open?.path != path {
        try open?.file.close()
        let whole = "\(into)/\(path)"
        let name = whole.split(separator: "/").last ?? ""
        try OutputFile.makeDirectory(String(whole.dropLast(name.count + 1)))
        open = (path, try OutputFile(path: whole))
      }
      try open?.file.write(bytes)
    }
    try open?.file.close()
  }
}
