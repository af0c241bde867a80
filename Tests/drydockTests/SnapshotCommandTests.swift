import Foundation
import GRDB
import Testing

/// `drydock snapshot` and what takes a snapshot, as a user runs them.
struct SnapshotCommandTests {
  private let folder: URL
  private let commands = CommandLineTests()

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "drydock-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private func path(_ name: String) -> String { folder.appending(path: name).path }

  private func run(_ arguments: String...) throws -> CommandLineTests.Run {
    try commands.run(arguments)
  }

  private func company() throws -> String {
    let path = path("company.sqlite")
    let run = try run("snapshot", "import", "--into", path, "Fixtures/company")
    #expect(run.status == 0, "\(run.errors)")
    return path
  }

  private static let clock = ["--at", "2026-11-01T00:00:00Z"]

  // MARK: Import, export, show

  @Test func `the README's commands: import, show, export, preview, access, validate`() throws {
    let snapshot = try company()
    let shown = try run("snapshot", "show", snapshot)
    #expect(shown.status == 0)
    #expect(shown.output.contains("111122223333  eu-central-1             4      98"))
    #expect(shown.output.contains("the manifests of 1 image index"))

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
      access.output.hasPrefix("explicitDeny: a statement denies it: service control policy\n"))

    let matrix = try run("access", "matrix", "--snapshot", snapshot, "--by-repository", "pull")
    #expect(matrix.output.contains("payments/api (us-east-1)"))

    let validated = try run("validate", "--snapshot", snapshot)
    #expect(validated.status == 0, "\(validated.errors)")
    #expect(validated.output.contains("/repositories/base+java/get-lifecycle-policy.json: "))
  }

  @Test func `a fleet's report leads with the total, then what to look at first, then all`() throws
  {
    let run = try commands.run(["preview", "--snapshot", try company()] + Self.clock)
    #expect(run.status == 0, "\(run.errors)")
    let order = [
      "Lifecycle preview at 2026-11-01T00:00:00Z", "6 repositories  174 images",
      "54  images expire", "Look at these first",
      "1  111122223333/payments/api (us-east-1)     11 of 16 expire, 11 with release tags",
      "All repositories", "111122223333/web/shop (eu-central-1)          31       0    31",
      "no lifecycle policy",
    ].map { run.output.range(of: $0)?.lowerBound }
    #expect(!order.contains(nil), "\(run.output)")
    #expect(order.compactMap(\.self) == order.compactMap(\.self).sorted())
  }

  @Test func `one repository of a snapshot is reported image by image, and explained`() throws {
    let snapshot = try company()
    let one = try commands.run(
      ["preview", "--snapshot", snapshot, "--repositories", "data/*"] + Self.clock)
    #expect(one.output.contains("222233334444/data/etl (eu-central-1)  60 images"))
    #expect(one.output.contains("Images that go, oldest first"))
    let story = try commands.run(
      ["explain", "build-441", "--snapshot", snapshot] + Self.clock)
    #expect(story.status == 0)
    #expect(story.output.contains("in repository 222233334444/data/etl (eu-central-1)"))
    #expect(story.output.contains("It expires"))
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
    #expect(guarded.output.hasSuffix("FAILED --max-expire 53\n    54 images expire\n"))
    let policy = path("policy.json")
    try
      #"{"registryId": "222233334444", "repositoryName": "data/etl", "lifecyclePolicyText": "{}"}"#
      .write(toFile: policy, atomically: true, encoding: .utf8)
    #expect(try run("snapshot", "import", "--into", snapshot, policy).status == 0)
    let broken = try commands.run(["preview", "--snapshot", snapshot] + Self.clock)
    #expect(broken.status == 2)
    #expect(broken.errors.contains("/repositories/data+etl/get-lifecycle-policy.json:2:"))
    #expect(broken.output.contains("its lifecycle policy has mistakes"))
    #expect(broken.output.contains("54  images expire") == false)
  }

  @Test func `guards are not judged where nothing can be said of a repository`() throws {
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
    #expect(guarded.errors.contains("the guards are not judged"))
  }

  @Test func `all images are listed of one repository, not of many`() throws {
    let snapshot = try company()
    let many = try commands.run(["preview", "--snapshot", snapshot, "--all"] + Self.clock)
    #expect(many.status == 2)
    #expect(many.errors.contains("--all lists the images of one repository"))
    let one = try commands.run(
      ["preview", "--snapshot", snapshot, "--all", "--repositories", "web/shop"] + Self.clock)
    #expect(one.output.contains("Images that stay, oldest first"))
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

  // MARK: The README

  private func readme() throws -> String {
    try String(contentsOf: CommandLineTests.root.appending(path: "README.md"), encoding: .utf8)
  }

  @Test func `the README shows the report that the command prints`() throws {
    let run = try commands.run(["preview", "--snapshot", try company()] + Self.clock)
    #expect(try readme().contains("```\n\(run.output)```\n"))
  }

  @Test func `the README's three questions in SQL have answers`() throws {
    let queries = try readme().components(separatedBy: "sqlite3 /tmp/company.sqlite \"").dropFirst()
      .compactMap { $0.components(separatedBy: "\"\n```").first }
    #expect(queries.count == 3)
    let database = try DatabaseQueue(path: try company())
    for query in queries {
      let rows = try database.inDatabase { try Row.fetchAll($0, sql: query) }
      #expect(!rows.isEmpty, "\(query)")
    }
  }

  // MARK: Bad input

  @Test(arguments: [
    (["snapshot", "import", "--into", "x.sqlite"], "Missing expected argument"),
    (["snapshot", "import", "--into", "x.sqlite", "nowhere.json"], "cannot read nowhere.json"),
    (
      ["snapshot", "import", "--into", "Fixtures/README.md", "Fixtures/company"],
      "Fixtures/README.md is no SQLite database"
    ),
    (
      ["snapshot", "import", "--into", "nowhere/x.sqlite", "Fixtures/company"],
      "cannot write nowhere/x.sqlite"
    ),
    (["snapshot", "show", "nowhere.sqlite"], "cannot read nowhere.sqlite"),
    (["snapshot", "show", "Fixtures"], "cannot read Fixtures"),
    (["snapshot", "export", "nowhere.sqlite", "--into", "Fixtures"], "Fixtures is there already"),
    (["snapshot", "script", "--region", "x; rm -rf /"], "is no name of a region or profile"),
    (["preview", "--snapshot", "nowhere.sqlite"], "cannot read nowhere.sqlite"),
    (["preview", "--snapshot", "x", "--images", "y"], "give either --images or --snapshot"),
    (["preview"], "give either --images or --snapshot"),
    (["preview", "--images", "x"], "give --policy with --images"),
    (
      ["preview", "--images", "x", "--policy", "y", "--repositories", "z"],
      "--repositories goes with --snapshot"
    ),
    (["preview", "--snapshot", "x", "--manifests", "y"], "--manifests goes with --images"),
    (["preview", "--snapshot", "x", "--jobs", "0"], "--jobs is between 1 and 256"),
    (["validate"], "give policies, or a snapshot with --snapshot"),
  ])
  func `bad input is told, and ends with 2`(arguments: [String], message: String) throws {
    let run = try commands.run(arguments)
    #expect(run.status == 2)
    #expect(run.errors.contains(message), "\(run.errors)")
  }

  @Test func `a folder that cannot be made whole is not there`() throws {
    let notThere = path("out")
    let run = try run("snapshot", "export", path("nowhere.sqlite"), "--into", notThere)
    #expect(run.status == 2)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
  }

  // MARK: Interrupted, and without room

  /// Runs a shell command in the project's folder.
  private func shell(_ command: String) throws -> (status: Int32, errors: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", command]
    process.currentDirectoryURL = CommandLineTests.root
    // Outside the folder, which may be read-only.
    let errors = folder.path + ".err"
    defer { try? FileManager.default.removeItem(atPath: errors) }
    try Data().write(to: URL(filePath: errors))
    process.standardError = FileHandle(forWritingAtPath: errors)
    process.standardOutput = FileHandle(forWritingAtPath: "/dev/null")
    try process.run()
    process.waitUntilExit()
    return (process.terminationStatus, try String(contentsOfFile: errors, encoding: .utf8))
  }

  private func show(_ snapshot: String) throws -> String {
    let run = try run("snapshot", "show", snapshot, "--format", "json")
    #expect(run.status == 0, "\(run.errors)")
    return run.output
  }

  private func integrity(_ snapshot: String) throws -> String? {
    try DatabaseQueue(path: snapshot).inDatabase {
      try String.fetchOne($0, sql: "PRAGMA integrity_check")
    }
  }

  @Test func `an import that is killed at 50 points leaves the state before or after`() throws {
    let tool = CommandLineTests.program.path
    let snapshot = path("s.sqlite")
    let small = "Fixtures/repositories/web-service/describe-images.json"
    #expect(try run("snapshot", "import", "--into", snapshot, small).status == 0)
    let before = try show(snapshot)
    let kept = path("kept.sqlite")
    try FileManager.default.copyItem(atPath: snapshot, toPath: kept)
    let start = ContinuousClock.now
    #expect(try run("snapshot", "import", "--into", snapshot, "Fixtures/company").status == 0)
    let length = Double((ContinuousClock.now - start).components.attoseconds) / 1e18
    let after = try show(snapshot)
    #expect(before != after)

    // Seeded: the same fractions of the length each time, from the start to a bit past the end.
    var states: [String: Int] = [:]
    for number in 0..<50 {
      for suffix in ["", "-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: snapshot + suffix)
      }
      let isNew = number % 2 == 1
      if !isNew { try FileManager.default.copyItem(atPath: kept, toPath: snapshot) }
      let fraction = Double((number * 7_919 + 13) % 1_000) / 1_000 * 1.2
      let delay = String(format: "%.4f", fraction * length)
      _ = try shell(
        "'\(tool)' snapshot import --into '\(snapshot)' Fixtures/company & p=$!; sleep \(delay); "
          + "kill -9 $p 2>/dev/null; wait $p 2>/dev/null; true")
      guard FileManager.default.fileExists(atPath: snapshot) else {
        #expect(isNew)
        states["no file", default: 0] += 1
        continue
      }
      let state = try show(snapshot)
      if isNew {
        // Nothing of a new file is there before all of it is.
        #expect(state.contains("\"imageCount\":98"))
      } else {
        #expect(state == before || state == after)
      }
      states[isNew ? "new" : state == before ? "before" : "after", default: 0] += 1
      #expect(try integrity(snapshot) == "ok")
    }
    #expect(states.values.reduce(0, +) == 50)
    #expect(states["before", default: 0] > 0 && states["no file", default: 0] > 0, "\(states)")
    // What was left behind does not stand in the way of the next one.
    try? FileManager.default.removeItem(atPath: snapshot)
    #expect(try run("snapshot", "import", "--into", snapshot, "Fixtures/company").status == 0)
    #expect(!FileManager.default.fileExists(atPath: snapshot + ".drydock-unfinished"))
  }

  @Test func `a file that may not grow is told, and what was there stays`() throws {
    let tool = CommandLineTests.program.path
    let snapshot = path("s.sqlite")
    let small = "Fixtures/examples/age-basic/describe-images.json"
    #expect(try run("snapshot", "import", "--into", snapshot, small).status == 0)
    let before = try show(snapshot)
    for target in [snapshot, path("new.sqlite")] {
      let result = try shell(
        "trap '' XFSZ; ulimit -f 100; '\(tool)' snapshot import --into '\(target)' "
          + "Fixtures/repositories/web-service/describe-images.json")
      #expect(result.status == 2, "\(result.errors)")
      #expect(result.errors.hasPrefix("drydock: \(target) "), "\(result.errors)")
    }
    #expect(try show(snapshot) == before)
    #expect(!FileManager.default.fileExists(atPath: path("new.sqlite")))
    #expect(!FileManager.default.fileExists(atPath: path("new.sqlite.drydock-unfinished")))
  }

  @Test func `a file that may only be read is read, and an import into it is refused`() throws {
    let snapshot = try company()
    let before = try show(snapshot)
    // Who runs the tests as root may write everything, so that somebody else has to try.
    try FileManager.default.copyItem(
      at: CommandLineTests.program, to: folder.appending(path: "tool"))
    let somebody = "[ $(id -u) -ne 0 ] || as='setpriv --reuid=65534 --regid=65534 --clear-groups'"
    let result = try shell(
      "\(somebody); cd '\(folder.path)'; chmod 444 company.sqlite; chmod 555 .; "
        + "${as:-} ./tool snapshot show company.sqlite --format json > /dev/null || exit 9; "
        + "${as:-} ./tool snapshot import --into company.sqlite "
        + "'\(CommandLineTests.root.path)/Fixtures/examples/age-basic/describe-images.json'; "
        + "code=$?; chmod 755 .; exit $code")
    #expect(result.status == 2, "\(result.errors)")
    #expect(
      result.errors
        == "drydock: company.sqlite cannot be written: the file or its folder is read-only\n")
    #expect(try show(snapshot) == before)
  }

  // MARK: The collecting script

  /// An `aws` that answers from Fixtures/company, and writes down what it is asked.
  private static let aws = #"""
    #!/bin/sh
    echo "$*" >> "$LOG"
    for last in "$@"; do case $last in --profile) shift 2 ;; esac; break; done
    service=$1; command=$2; shift 2
    while [ $# -gt 0 ]; do
      case $1 in
        --region) region=$2 ;; --repository-name) name=$2 ;; --resource-arn) name=${2##*repository/} ;;
        --child-id) child=$2 ;; --policy-id) policy=$2 ;; --filter) filter=$2 ;; --query) query=$2 ;;
        --parent-id) parent=$2 ;;
      esac
      shift
    done
    here=$COMPANY/111122223333/$region
    body() { if [ -e "$1" ]; then sed '1{/^{"drydock"/d;}' "$1"; else
      echo "An error occurred (RepositoryPolicyNotFoundException)" >&2; exit 254; fi; }
    case "$service $command" in
      'sts get-caller-identity') echo 111122223333 ;;
      'ec2 describe-regions') printf 'eu-central-1\tus-east-1\n' ;;
      'iam get-account-authorization-details') body "$COMPANY/iam/111122223333/$command.json" ;;
      'organizations describe-organization') body "$COMPANY/organizations/$command.json" ;;
      'organizations list-accounts') printf '111122223333\t222233334444\t999988887777\n' ;;
      'organizations list-roots') echo r-ab12 ;;
      'organizations list-organizational-units-for-parent')
        if [ "$parent" = r-ab12 ]; then echo ou-ab12-prod0001; else echo None; fi ;;
      'organizations list-parents') body "$COMPANY/organizations/parents/$child.json" ;;
      'organizations list-policies') if [ "$filter" = SERVICE_CONTROL_POLICY ]
        then printf 'p-FullAWSAccess\tp-keepimages\n'; else printf 'p-RCPFullAWSAccess\tp-onlyours\n'; fi ;;
      organizations*) body "$COMPANY/organizations/policies/$policy/$command.json" ;;
      'ecr describe-repositories') if [ -n "${query:-}" ]
        then sed -n 's/.*"repositoryArn": "\(.*repository\/\(.*\)\)",/\2\t\1/p' "$here/$command.json"
        else body "$here/$command.json"; fi ;;
      'ecr describe-images') folder=$here/repositories/$(echo "$name" | tr / +)
        if [ -n "${query:-}" ]; then
          grep -B9 'image.index' "$folder/$command.json" | sed -n 's/.*"imageDigest": "\(.*\)",/\1/p'
        else body "$folder/$command.json"; fi ;;
      'ecr batch-get-image') body "$here/repositories/$(echo "$name" | tr / +)/batch-get-image-1.json" ;;
      'ecr get-lifecycle-policy' | 'ecr get-repository-policy' | 'ecr list-tags-for-resource')
        body "$here/repositories/$(echo "$name" | tr / +)/$command.json" ;;
      *) body "$here/$command.json" ;;
    esac
    """#

  private func collect(_ options: [String], denies: String? = nil) throws -> (Int32, String) {
    let bin = folder.appending(path: "bin")
    try FileManager.default.createDirectory(at: bin, withIntermediateDirectories: true)
    let denial = denies.map {
      "case \"$*\" in *'\($0)'*) echo AccessDenied >&2; exit 255 ;; esac\n"
    }
    let lines = Self.aws.split(separator: "\n", maxSplits: 2, omittingEmptySubsequences: false)
    try (lines[0] + "\n" + lines[1] + "\n" + (denial ?? "") + lines[2] + "\n")
      .write(to: bin.appending(path: "aws"), atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: bin.appending(path: "aws").path)
    let script = try commands.run(["snapshot", "script"] + options)
    #expect(script.status == 0)
    try script.output.write(toFile: path("collect.sh"), atomically: true, encoding: .utf8)
    let result = try shell(
      "export PATH='\(bin.path)':$PATH LOG='\(path("log"))' COMPANY=\"$PWD/Fixtures/company\"; "
        + "sh '\(path("collect.sh"))' '\(path("collected"))'")
    return (result.status, result.errors)
  }

  @Test func `the script collects what an import takes, asking only`() throws {
    let (status, errors) = try collect(["--organization"])
    #expect(status == 0, "\(errors)")
    let calls = try String(contentsOfFile: path("log"), encoding: .utf8).split(separator: "\n")
    #expect(calls.count > 40)
    let verbs = ["describe-", "list-", "get-", "batch-get-"]
    for call in calls {
      let command = call.split(separator: " ")[1]
      #expect(verbs.contains { command.hasPrefix($0) }, "\(call)")
    }
    let imported = try run("snapshot", "import", "--into", path("s.sqlite"), path("collected"))
    #expect(imported.status == 0, "\(imported.errors)")
    #expect(imported.output.contains("114 images in 5 repositories"))
    let shown = try run("snapshot", "show", path("s.sqlite")).output
    #expect(shown.contains("111122223333  us-east-1                1      16"))
    #expect(shown.contains("described, 4 policies"))
  }

  @Test(arguments: [
    "list-accounts", "list-roots", "list-policies", "list-organizational-units-for-parent",
    "describe-repositories", "describe-regions",
  ])
  func `a list that AWS refuses fails the script, after all that it can collect`(list: String)
    throws
  {
    let (status, errors) = try collect(["--organization"], denies: list)
    #expect(status == 1)
    #expect(errors.contains("AccessDenied"))
    #expect(errors.contains("some of it could not be read"))
    #expect(
      FileManager.default.fileExists(
        atPath: path("collected/iam/111122223333/get-account-authorization-details.json")))
  }

  @Test func `what AWS refuses is told, and the rest is collected`() throws {
    let (status, errors) = try collect(
      ["--region", "us-east-1", "--profile", "audit"], denies: "get-registry-policy")
    #expect(status == 1)
    #expect(errors.contains("aws ecr get-registry-policy --region us-east-1: AccessDenied"))
    let calls = try String(contentsOfFile: path("log"), encoding: .utf8).split(separator: "\n")
    #expect(calls.allSatisfy { $0.hasPrefix("--profile audit ") })
    let imported = try run("snapshot", "import", "--into", path("s.sqlite"), path("collected"))
    #expect(imported.output.contains("16 images in 1 repository"), "\(imported.errors)")
  }
}
