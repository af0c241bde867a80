import Foundation
import GRDB
import Testing

/// `drydock snapshot` and what takes a snapshot, as a user runs them.
struct SnapshotCommandTests: CommandFolder {
  let folder: URL
  let commands = CommandLineTests()

  init() throws { folder = try Self.newFolder() }

  func run(_ arguments: String...) throws -> CommandLineTests.Run {
    try commands.run(arguments)
  }

  /// A snapshot of a company, as an import makes it.
  func company() throws -> String {
    let path = path("company.sqlite")
    try Self.imported.get().write(to: URL(filePath: path))
    return path
  }

  private static let imported = Result {
    let folder = try newFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "company.sqlite").path
    let run = try CommandLineTests().run([
      "snapshot", "import", "--into", path, "Fixtures/company",
    ])
    #expect(run.status == 0, "\(run.errors)")
    return try Data(contentsOf: URL(filePath: path))
  }

  static let clock = ["--at", "2026-11-01T00:00:00Z"]

  // MARK: Import, export, show

  @Test
  func `of a folder, files in JSON are read whatever their name's case, and the others are named`()
    throws
  {
    let collected = path("collected")
    try FileManager.default.createDirectory(
      atPath: collected, withIntermediateDirectories: true)
    for (name, text) in [
      (
        "list.JSON",
        #"{"repositories": [{"registryId": "111122223333", "repositoryName": "app", "repositoryArn": "arn:aws:ecr:eu-central-1:111122223333:repository/app"}]}"#
      ), ("images.json.gz", "x"), ("more.ndjson", "{}"),
      (".hidden", ""),
    ] {
      try Data(text.utf8).write(to: URL(filePath: "\(collected)/\(name)"))
    }
    let run = try run("snapshot", "import", "--into", path("c.sqlite"), collected)
    #expect(run.errors.contains("images.json.gz"))
    #expect(run.errors.contains("more.ndjson: of a folder only `.json` files are read"))
    #expect(!run.errors.contains("list.JSON") && !run.errors.contains(".hidden"))
    #expect(run.status == 0 && run.output.contains("Read"), "\(run.output)")
  }

  @Test func `the README's commands: import, show, export, preview, access, validate`() throws {
    let snapshot = try company()
    let shown = try run("snapshot", "show", snapshot)
    #expect(shown.status == 0)
    #expect(shown.output.contains("111122223333  eu-central-1             4      98"))
    #expect(shown.output.contains("the manifest of 1 image index"))

    let exported = try run("snapshot", "export", snapshot, "--into", path("out"))
    #expect(exported.status == 0, "\(exported.errors)")
    let again = try run("snapshot", "import", "--into", path("again.sqlite"), path("out"))
    #expect(again.status == 0)
    let json = try [snapshot, path("again.sqlite")].map {
      try run("snapshot", "show", $0, "--format", "json").output
    }
    #expect(json[0] == json[1])
    #expect(json[0].hasPrefix("{\n  \"schema\": \"drydock.snapshot.v1\","))

    let access = try run(
      "access", "--snapshot", snapshot, "--principal", "arn:aws:iam::111122223333:role/janitor",
      "--action", "ecr:BatchDeleteImage", "--repository", "base/java")
    #expect(access.status == 0)
    #expect(
      access.output.contains("the service control policy denies it (explicit deny)\n"))

    let matrix = try run("access", "matrix", "--snapshot", snapshot, "--by-repository", "pull")
    #expect(matrix.output.contains("payments/api (us-east-1)"))

    let validated = try run("validate", "--snapshot", snapshot)
    #expect(validated.status == 0, "\(validated.errors)")
    #expect(validated.output.contains("/repositories/base+java/get-lifecycle-policy.json: "))
  }

  @Test func `warnings about many policies are counted, about the one that is given told`() throws {
    let snapshot = try company()
    let own = try commands.run(["preview", "--snapshot", snapshot] + Self.clock)
    #expect(own.errors.hasSuffix("run `drydock validate --snapshot \(snapshot)`\n"))
    let policy = path("five.json")
    try """
    {"rules": [{"rulePriority": 1, "selection": {"tagStatus": "any",
      "countType": "sinceImagePushed", "countUnit": "days", "countNumber": 5},
      "action": {"type": "expire"}}]}
    """.write(toFile: policy, atomically: true, encoding: .utf8)
    let given = try commands.run(
      ["preview", "--snapshot", snapshot, "--policy", policy] + Self.clock)
    #expect(given.errors.hasPrefix("\(policy):2:"), "\(given.errors)")
    #expect(!given.errors.contains("about policies"))
  }

  @Test func `one repository of a snapshot is reported image by image, and explained`() throws {
    let snapshot = try company()
    let one = try commands.run(
      ["preview", "--snapshot", snapshot, "--repositories", "data/*"] + Self.clock)
    #expect(
      one.output.contains(
        "222233334444/data/etl (eu-central-1), evaluated at 2026-11-01T00:00:00Z\n60 images"))
    #expect(one.output.contains("Expiring images, oldest first"))
    let story = try commands.run(
      ["explain", "build-441", "--snapshot", snapshot] + Self.clock)
    #expect(story.status == 0)
    #expect(story.output.contains("222233334444/data/etl (eu-central-1), at most "))
    #expect(story.output.hasPrefix("build-441 expires under rule 1: 60th newest of 60"))
  }

  @Test func `the number of jobs changes no byte of what the command prints`() throws {
    let snapshot = try company()
    for format in ["text", "json"] {
      let outputs = try ["1", "2", "8"].map { jobs in
        try commands.run(
          ["preview", "--snapshot", snapshot, "--format", format, "--jobs", jobs] + Self.clock
        ).output
      }
      #expect(Set(outputs).count == 1)
      #expect(outputs[0].count > 1_000)
    }
  }

  @Test func `guards and policies with mistakes decide the exit code`() throws {
    let snapshot = try company()
    let guarded = try commands.run(
      ["preview", "--snapshot", snapshot, "--max-expire", "53"] + Self.clock)
    #expect(guarded.status == 1)
    #expect(
      guarded.output.contains("  FAIL  --max-expire 53   54 of 174 images expire, limit 53\n"))
    let policy = path("policy.json")
    try
      #"{"registryId": "222233334444", "repositoryName": "data/etl", "lifecyclePolicyText": "{}"}"#
      .write(toFile: policy, atomically: true, encoding: .utf8)
    #expect(try run("snapshot", "import", "--into", snapshot, policy).status == 0)
    let broken = try commands.run(["preview", "--snapshot", snapshot] + Self.clock)
    #expect(broken.status == 2)
    #expect(broken.errors.contains("/repositories/data+etl/get-lifecycle-policy.json:2:"))
    #expect(broken.output.contains("its lifecycle policy is invalid"))
    #expect(broken.output.contains("expires   54  images") == false)
  }

  @Test func `a guard that fails for certain fails whatever else cannot be evaluated`() throws {
    let snapshot = try company()
    let list = path("list.json")
    try
      #"{"repositories": [{"repositoryArn": "arn:aws:ecr:eu-west-1:111122223333:repository/a/b"}]}"#
      .write(toFile: list, atomically: true, encoding: .utf8)
    #expect(try run("snapshot", "import", "--into", snapshot, list).status == 0)
    for (limit, status, words) in [
      ("53", 1, "a guard fails, and more may fail: 1 repository cannot be"),
      ("54", 2, "the guards are undecided: 1 repository cannot be evaluated"),
    ] as [(String, Int32, String)] {
      let run = try commands.run(
        ["preview", "--snapshot", snapshot, "--max-expire", limit] + Self.clock)
      #expect(run.status == status)
      #expect(run.errors.contains(words), "\(run.errors)")
    }
  }

  @Test func `guards are undecided where nothing can be said of a repository`() throws {
    let list = path("list.json")
    try
      #"{"repositories": [{"repositoryArn": "arn:aws:ecr:eu-west-1:111122223333:repository/a/b"}]}"#
      .write(toFile: list, atomically: true, encoding: .utf8)
    let snapshot = path("s.sqlite")
    #expect(try run("snapshot", "import", "--into", snapshot, list).status == 0)
    #expect(try commands.run(["preview", "--snapshot", snapshot] + Self.clock).status == 0)
    let guarded = try commands.run(
      ["preview", "--snapshot", snapshot, "--max-expire", "0"] + Self.clock)
    #expect(guarded.status == 2)
    #expect(guarded.errors.contains("the guards are undecided: 1 repository"))
  }

  @Test func `all images are listed of one repository, not of many`() throws {
    let snapshot = try company()
    let many = try commands.run(["preview", "--snapshot", snapshot, "--all"] + Self.clock)
    #expect(many.status == 2)
    #expect(many.errors.contains("--all lists the images of one repository"))
    let one = try commands.run(
      ["preview", "--snapshot", snapshot, "--all", "--repositories", "web/shop"] + Self.clock)
    #expect(one.output.contains("Kept images, oldest first"))
  }

  @Test func `pipes, standard input and links are read like files`() throws {
    let images = "Fixtures/examples/age-basic/describe-images.json"
    let tool = CommandLineTests.program.path
    let link = path("link")
    try FileManager.default.createSymbolicLink(
      atPath: link, withDestinationPath: CommandLineTests.root.path + "/Fixtures/examples/age-basic"
    )
    let ways = [
      "cat \(images) | '\(tool)' snapshot import --into '\(path("1"))' -",
      "cat \(images) | '\(tool)' snapshot import --into '\(path("2"))' /dev/stdin",
      "'\(tool)' snapshot import --into '\(path("3"))' '\(link)'",
      "mkdir '\(path("in"))'; ln -s \"$PWD/\(images)\" '\(path("in"))/a.json'; "
        + "'\(tool)' snapshot import --into '\(path("4"))' '\(path("in"))'",
    ]
    for (number, way) in ways.enumerated() {
      let result = try shell(way)
      #expect(result.status == 0 || number == 2, "\(way): \(result.errors)")
      if number != 2 {
        #expect(try show(path("\(number + 1)")).contains("\"imageCount\":"))
      } else {
        // The folder holds a policy and the expected outcome too, which are told and not kept.
        #expect(!result.errors.contains("there is no file"), "\(result.errors)")
      }
    }
  }

  // MARK: The guide

  private func guide() throws -> String {
    try CommandLineTests.page("Sources/Drydock/Documentation.docc/Snapshots.md")
  }

  @Test func `the guide's three questions in SQL have answers`() throws {
    let queries = try guide().components(separatedBy: "sqlite3 /tmp/company.sqlite \"").dropFirst()
      .compactMap { $0.components(separatedBy: "\"\n```").first }
    #expect(queries.count == 3)
    let database = try DatabaseQueue(path: try company())
    for query in queries {
      let rows = try database.inDatabase { try Row.fetchAll($0, sql: query) }
      #expect(!rows.isEmpty, "\(query)")
    }
  }

  // MARK: Bad input

  @Test func `a file whose name is not UTF-8 is read from its folder`() throws {
    let mixed = path("mixed")
    try FileManager.default.createDirectory(atPath: mixed, withIntermediateDirectories: true)
    let name = Array(mixed.utf8) + Array("/im".utf8) + [0xFF] + Array(".json".utf8) + [0]
    let descriptor = name.withUnsafeBytes {
      open($0.bindMemory(to: CChar.self).baseAddress!, O_CREAT | O_WRONLY, 0o600)
    }
    #expect(close(descriptor) == 0)
    let empty = try run("snapshot", "import", "--into", path("x.sqlite"), mixed)
    #expect(empty.status == 2)
    #expect(empty.errors.contains("mixed/im\\xFF.json:1:1  error  JSON_EMPTY"), "\(empty.errors)")
    let images = CommandLineTests.root.path + "/Fixtures/examples/age-basic/describe-images.json"
    let whole = try name.withUnsafeBytes {
      let file = open($0.bindMemory(to: CChar.self).baseAddress!, O_WRONLY)
      defer { close(file) }
      let bytes = Array(try Data(contentsOf: URL(filePath: images)))
      return write(file, bytes, bytes.count) == bytes.count
    }
    #expect(whole)
    #expect(try run("snapshot", "import", "--into", path("x.sqlite"), mixed).status == 0)
    #expect(try show(path("x.sqlite")).contains("123456789012"))
  }

  @Test func `an instant before the year 1 is refused with its place`() throws {
    let snapshot = try company()
    try DatabaseQueue(path: snapshot).write { database in
      try database.execute(
        sql: """
          PRAGMA ignore_check_constraints = 1;
          UPDATE image SET pushed_at = -62167219200000001
            WHERE image_id = (SELECT min(image_id) FROM image)
          """)
    }
    for arguments in [
      ["preview", "--snapshot", snapshot, "--format", "json"] + Self.clock,
      ["snapshot", "show", snapshot], ["snapshot", "export", snapshot, "--into", path("out")],
    ] {
      let result = try commands.run(arguments)
      #expect(result.status == 2, "\(arguments)")
      #expect(result.errors.contains("pushed_at"), "\(result.errors)")
    }
  }

  @Test(arguments: [
    (["snapshot", "import", "--into", "x.sqlite"], "Missing expected argument"),
    (["snapshot", "import", "--into", "x.sqlite", "nowhere.json"], "cannot read nowhere.json"),
    (
      ["snapshot", "import", "--into", "Fixtures/README.md", "Fixtures/company"],
      "Fixtures/README.md is not a SQLite database"
    ),
    (
      ["snapshot", "import", "--into", "nowhere/x.sqlite", "Fixtures/company"],
      "cannot create nowhere/x.sqlite: there is no folder nowhere; create it first"
    ),
    (["snapshot", "show", "nowhere.sqlite"], "cannot read nowhere.sqlite"),
    (["snapshot", "show", "Fixtures"], "cannot read Fixtures"),
    (["snapshot", "export", "nowhere.sqlite", "--into", "Fixtures"], "Fixtures already exists"),
    (
      ["snapshot", "script", "--region", "x; rm -rf /"],
      "is not a valid name of a region or profile"
    ),
    (["preview", "--snapshot", "nowhere.sqlite"], "cannot read nowhere.sqlite"),
    (["preview", "--snapshot", "x", "--images", "y"], "give either --images or --snapshot"),
    (["preview"], "no images: give --images and --policy, or --snapshot"),
    (["preview", "--images", "x"], "give --policy with --images"),
    (
      ["preview", "--images", "x", "--policy", "y", "--repositories", "z"],
      "--repositories needs --snapshot"
    ),
    (["preview", "--snapshot", "x", "--manifests", "y"], "--manifests needs --images"),
    (["preview", "--snapshot", "x", "--jobs", "0"], "--jobs must be between 1 and 256"),
    (["validate"], "give policies, or a snapshot with --snapshot"),
  ])
  func `bad input is told, and ends with 2`(arguments: [String], message: String) throws {
    let run = try commands.run(arguments)
    #expect(run.status == 2)
    #expect(run.errors.contains(message), "\(run.errors)")
  }

  @Test func `an import says first what it changes in a snapshot that is there`() throws {
    let snapshot = try company()
    func head(_ document: String) throws -> String {
      let run = try run("snapshot", "import", "--into", snapshot, document)
      #expect(run.status == 0, "\(run.errors)")
      return String(run.output.prefix { $0 != "\n" })
    }
    #expect(
      try head("Fixtures/company") == "Nothing changed: \(snapshot) already had all that was read.")
    let policy = path("policy.json")
    try #"""
    {"registryId": "222233334444", "repositoryName": "data/etl", "lifecyclePolicyText":
      "{\"rules\":[{\"rulePriority\":1,\"selection\":{\"tagStatus\":\"any\",\"countType\":\"imageCountMoreThan\",\"countNumber\":5},\"action\":{\"type\":\"expire\"}}]}"}
    """#.write(toFile: policy, atomically: true, encoding: .utf8)
    #expect(try head(policy) == "Changed in \(snapshot): 1 lifecycle policy.")
    #expect(try head(policy).hasPrefix("Nothing changed: "))
    let images = path("images.json")
    try #"""
    {"imageDetails": [{"registryId": "222233334444", "repositoryName": "data/etl", "imageDigest":
      "sha256:\#(String(repeating: "a", count: 64))", "imagePushedAt": "2026-01-01T00:00:00Z"}]}
    """#.write(toFile: images, atomically: true, encoding: .utf8)
    #expect(try head(images) == "Changed in \(snapshot): the images of 1 repository.")
  }

  @Test func `a folder that cannot be made whole is not there`() throws {
    let notThere = path("out")
    let run = try run("snapshot", "export", path("nowhere.sqlite"), "--into", notThere)
    #expect(run.status == 2)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
  }
}
