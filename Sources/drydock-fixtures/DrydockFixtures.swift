import ArgumentParser
import ECRFixtures
import Glibc

/// The command; whatever goes wrong goes to standard error and ends it with 2.
@main
struct DrydockFixtures: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drydock-fixtures",
    abstract: "Generate the repositories of Drydock's fixtures; their time is "
      + "2026-11-01T00:00:00Z.",
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

  @Option(help: "Folder to write into.")
  var into: String

  @Option(help: "Seed of the random numbers.")
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
    abstract: "Write the describe-images output of a repository of any size.")

  @Option(help: "File to write.")
  var into: String

  @Option(help: "Number of images.")
  var images = 100_000

  @Option(help: "Seed of the random numbers.")
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
    abstract: "Write AWS CLI output of many repositories in four accounts and two regions."
  )

  @Option(help: "Folder to write into.")
  var into: String

  @Option(help: "Number of repositories.")
  var repositories = 1_000

  @Option(help: "Number of images in total.")
  var images = 1_000_000

  @Option(help: "Seed of the random numbers.")
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
