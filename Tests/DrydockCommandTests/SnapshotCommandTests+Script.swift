import Foundation
import Testing

extension SnapshotCommandTests {
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
    #expect(errors.contains("some calls failed, see above"))
    let imported = try run("snapshot", "import", "--into", path("s.sqlite"), path("collected"))
    #expect(imported.status == 0, "\(imported.errors)")
    let words = imported.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("\(list)`"), "\(words)")
    #expect(words.contains(" which failed: AccessDenied"), "\(words)")
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

  // MARK: Failed calls

  /// The lines under `Missing` of a snapshot, without their breaks.
  private func missing() throws -> String {
    let shown = try run("snapshot", "show", path("s.sqlite")).output
    guard let start = shown.range(of: "Missing\n") else { return "" }
    return shown[start.upperBound...].components(separatedBy: "\n\n")[0]
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private func expectMissing(_ words: String, _ isThere: Bool = true) throws {
    let text = try missing()
    #expect(text.contains(words) == isThere, "\(text)")
  }

  private func collectAndImport(denies: String?) throws -> CommandLineTests.Run {
    try? FileManager.default.removeItem(atPath: path("collected"))
    _ = try collect(["--region", "eu-central-1"], denies: denies)
    return try run("snapshot", "import", "--into", path("s.sqlite"), path("collected"))
  }

  private static let lifecycle =
    "111122223333 eu-central-1: the output of `aws ecr get-lifecycle-policy` for 4 repositories, which "
    + "failed, first for base/java: AccessDenied"

  @Test func `a call that failed stays missing until it is asked again`() throws {
    let imported = try collectAndImport(denies: "get-lifecycle-policy")
    #expect(imported.status == 0, "\(imported.errors)")
    let words = imported.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains(Self.lifecycle), "\(words)")
    try expectMissing(Self.lifecycle)

    // Without its policy, a repository would seem to lose nothing.
    let fleet = ["preview", "--snapshot", path("s.sqlite")] + Self.clock + ["--max-expire", "500"]
    let preview = try commands.run(fleet)
    #expect(preview.status == 2)
    #expect(preview.output.contains("reading its lifecycle policy failed"), "\(preview.output)")

    // Nothing about access failed.
    let matrix = try run(
      "access", "matrix", "--snapshot", path("s.sqlite"), "--by-repository", "push")
    #expect(!matrix.errors.contains("failed when"), "\(matrix.errors)")

    // What is exported and imported again is the same.
    #expect(try run("snapshot", "export", path("s.sqlite"), "--into", path("out")).status == 0)
    #expect(try run("snapshot", "import", "--into", path("t.sqlite"), path("out")).status == 0)
    let shown = try ["s.sqlite", "t.sqlite"].map {
      try run("snapshot", "show", path($0), "--format", "json").output
    }
    #expect(shown[0] == shown[1])

    // One document more is there, and is missing no more.
    let file = "Fixtures/company/111122223333/eu-central-1/repositories/base+java/"
    let one = try run(
      "snapshot", "import", "--into", path("s.sqlite"), file + "get-lifecycle-policy.json")
    #expect(one.status == 0, "\(one.errors)")
    try expectMissing("for 3 repositories, which failed")

    // web/shop has no policy, which no document says; the next collection has asked for it.
    let again = try collectAndImport(denies: nil)
    #expect(again.status == 0, "\(again.errors)")
    try expectMissing("which failed", false)
    #expect(try commands.run(fleet).status == 0)
  }

  @Test func `an error's text is quoted whatever is in it`() throws {
    let imported = try collectAndImport(
      denies: "get-registry-policy'*) printf 'a \"b\\\\\\tc\\n\\303\\251\\n' >&2; exit 3;; 'x")
    #expect(imported.status == 0, "\(imported.errors)")
    try expectMissing(#"`aws ecr get-registry-policy`, which failed: a "b\ c"#)
  }

  @Test func `answers about access say which calls failed`() throws {
    _ = try collectAndImport(denies: "get-repository-policy")
    let matrix = try run(
      "access", "matrix", "--snapshot", path("s.sqlite"), "--by-repository", "push")
    #expect(matrix.status == 0)
    #expect(
      matrix.errors.contains(
        "drydock: `aws ecr get-repository-policy` and 3 other calls failed when the documents were "
          + "collected; with what is missing, the answer can be another"), "\(matrix.errors)")
  }

  @Test func `a list of repositories that failed is a warning of every preview`() throws {
    _ = try collectAndImport(denies: "describe-repositories")
    let preview = try commands.run(["preview", "--snapshot", path("s.sqlite")] + Self.clock)
    #expect(preview.status == 2)
    #expect(preview.errors.contains("has no repositories"), "\(preview.errors)")
    #expect(
      try run("snapshot", "import", "--into", path("s.sqlite"), "Fixtures/company/222233334444")
        .status == 0)
    let other = try commands.run(["preview", "--snapshot", path("s.sqlite")] + Self.clock)
    #expect(other.status == 0)
    #expect(
      other.errors.contains("repositories of 111122223333 eu-central-1 may be missing"),
      "\(other.errors)")
  }

  @Test func `a collection that was stopped says so`() throws {
    let imported = try collectAndImport(
      denies: "describe-registry --region'*) kill $PPID; sleep 5 ;; 'x")
    #expect(imported.status == 0, "\(imported.errors)")
    try expectMissing("the output of `sh collect.sh`, which failed: it did not finish")
    _ = try collectAndImport(denies: nil)
    #expect(try !missing().contains("did not finish"))
  }
}
