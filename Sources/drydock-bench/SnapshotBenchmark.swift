import ECRFixtures
import ECRModel
import ECRSimulator
import Foundation
import Texts

/// Snapshots: importing a registry, and previewing a fleet.
enum SnapshotBenchmark {
  private static let at = Timestamp(seconds: 1_793_491_200)  // 2026-11-01T00:00:00Z
  private static let importedCount = 1_000_000
  private static let imagesPerRepository = 10_000

  /// Measures; the fleet of the last figures has this many images.
  static func run(fleetImages: Int) async throws {
    try importing()
    var fleet = ""
    var count = imagesPerRepository
    while count <= fleetImages {
      remove(fleet)
      fleet = try snapshot(count)
      try await perImage(fleet, count)
      count *= 10
    }
    try preview(fleet, count / 10)
  }

  // MARK: Importing

  /// The whole command, from the CLI's JSON, compared with the `sqlite3` shell, from CSV of the
  /// same rows.
  private static func importing() throws {
    let folder = try Measure.file("fleet").path
    let snapshot = try Measure.file("imported.sqlite").path
    let fixtures = URL(filePath: Measure.drydock).deletingLastPathComponent()
      .appending(path: "drydock-fixtures").path
    try? FileManager.default.removeItem(atPath: folder)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let made = try Measure.command(
      [fixtures, "fleet", "--into", folder, "--images", "\(importedCount)"], rounds: 1)
    let script = #"rm -f "$0" && exec "$1" snapshot import --into "$0" "$2""#
    guard made != nil,
      let whole = try Measure.command(
        ["sh", "-c", script, snapshot, Measure.drydock, folder], rounds: fewRounds)
    else {
      print("import: cannot run \(Measure.drydock); build it with `swift build -c release`")
      return
    }
    let rate = Double(importedCount) / whole.seconds / 1_000
    print(
      "import of \(importedCount) images in 1000 repositories from JSON: \(tenths(whole.seconds)) s, "
        + "\(tenths(rate)) thousand images a second, peak memory \(tenths(whole.megabytes)) MB; "
        + "median of \(fewRounds)")
    guard let shell = try csv(snapshot) else {
      print("the sqlite3 shell is not here: no ratio")
      return
    }
    print("the sqlite3 shell, importing the same rows from CSV: \(tenths(shell)) s")
    print("speed, Drydock to sqlite3: \(String(format: "%.2f", shell / whole.seconds))")
  }

  private static let fewRounds = 3

  /// How long the shell takes for the same images and tags, into the same columns and keys.
  private static func csv(_ snapshot: String) throws -> Double? {
    let (images, tags) = (try Measure.file("image.csv").path, try Measure.file("tag.csv").path)
    let export = """
      .mode csv
      .once \(images)
      SELECT image_id, repository_id, lower(hex(digest)), status, size, pushed_at, pulled_at,
        archived_at, activated_at, manifest_media_type_id, artifact_media_type_id,
        lower(hex(subject)), other FROM image ORDER BY image_id;
      .once \(tags)
      SELECT image_id, position, tag FROM image_tag ORDER BY image_id, position;
      """
    // CSV has no blobs: the digest is a text here.
    let schema = """
      PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -64000;
      CREATE TABLE image (image_id INTEGER PRIMARY KEY, repository_id INTEGER NOT NULL,
        digest TEXT NOT NULL, status TEXT NOT NULL, size INTEGER, pushed_at INTEGER NOT NULL,
        pulled_at INTEGER, archived_at INTEGER, activated_at INTEGER,
        manifest_media_type_id INTEGER, artifact_media_type_id INTEGER, subject TEXT, other TEXT,
        UNIQUE (repository_id, digest));
      CREATE TABLE image_tag (image_id INTEGER NOT NULL, position INTEGER NOT NULL,
        tag TEXT NOT NULL, PRIMARY KEY (image_id, position)) WITHOUT ROWID;
      .mode csv
      .import \(images) image
      .import \(tags) image_tag
      """
    let target = try Measure.file("csv.sqlite").path
    guard
      try Measure.command(
        ["sh", "-c", #"printf '%s\n' "$1" | sqlite3 "$0""#, snapshot, export], rounds: 1) != nil
    else { return nil }
    defer {
      for path in [images, tags, target] { unlink(path) }
      remove(snapshot)
    }
    let script = #"rm -f "$0" && printf '%s\n' "$1" | sqlite3 "$0""#
    return try Measure.command(["sh", "-c", script, target, schema], rounds: fewRounds)?.seconds
  }

  // MARK: Previewing

  private static func remove(_ snapshot: String) {
    for suffix in ["", "-wal", "-shm"] { unlink(snapshot + suffix) }
  }

  /// A snapshot of a number of images, 10,000 per repository.
  private static func snapshot(_ count: Int) throws -> String {
    let path = try Measure.file("fleet-\(count).sqlite").path
    remove(path)
    let fleet = BulkFleet(repositories: count / imagesPerRepository, images: count)
    _ = try ImportSnapshot.run(ImportSnapshot.Request(into: path, files: fleet.paths)) {
      name, limit in
      guard limit == nil else { return SourceText(name: name, bytes: fleet.head(name)) }
      var bytes: [UInt8] = []
      fleet.write(name) { bytes += $0 }
      return SourceText(name: name, bytes: bytes)
    }
    return path
  }

  /// What an image costs, without the start of a process.
  private static func perImage(_ snapshot: String, _ count: Int) async throws {
    let request = PreviewSnapshot.Request(
      snapshot: snapshot, settings: PreviewSettings(at: at))
    let clock = ContinuousClock()
    var times: [Double] = []
    for _ in 0..<fewRounds {
      let start = clock.now
      var goingCount = 0
      _ = try await PreviewSnapshot.run(
        request, each: { outcome, _ in FleetLine(outcome) },
        visit: { line, _ in goingCount += line.goingCount })
      precondition(goingCount > 0)
      times.append(Measure.seconds(clock.now - start))
    }
    let time = times.sorted()[fewRounds / 2]
    print(
      "preview of \(count) images in \(count / imagesPerRepository) "
        + "\(count == imagesPerRepository ? "repository" : "repositories"), one job: "
        + "\(thousandths(time)) s, \(tenths(time / Double(count) * 1e9)) ns an image")
  }

  /// The whole command on the whole fleet, with one job and with two.
  private static func preview(_ snapshot: String, _ count: Int) throws {
    defer { remove(snapshot) }
    var seconds: [Double] = []
    for jobs in [1, 2] {
      let command = [
        Measure.drydock, "preview", "--snapshot", snapshot, "--at", at.description, "--jobs",
        "\(jobs)",
      ]
      guard let whole = try Measure.command(command, rounds: fewRounds) else {
        print("preview --snapshot: cannot run \(Measure.drydock)")
        return
      }
      seconds.append(whole.seconds)
      print(
        "preview --snapshot of \(count) images, end to end, --jobs \(jobs): "
          + "\(tenths(whole.seconds)) s, peak memory \(tenths(whole.megabytes)) MB")
    }
    print("speed, two jobs to one: \(String(format: "%.2f", seconds[0] / seconds[1]))")
  }
}
