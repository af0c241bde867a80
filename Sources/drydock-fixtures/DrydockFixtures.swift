import ArgumentParser
import ECRFixtures
import Glibc

/// The command; whatever goes wrong goes to standard error and ends it with 2.
@main
struct DrydockFixtures: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drydock-fixtures",
    abstract: "Make the repositories Drydock is tried on; the clock is 2026-11-01T00:00:00Z.",
    subcommands: [Write.self, Bulk.self])

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
