import Foundation
import Testing

/// What a lifecycle policy may do, whoever may do what.
struct LifecycleAccessTests {
  private let program = CommandLineTests()

  /// The preview of the web service out of a snapshot, and what the import says of that.
  private func preview(denying isDenied: Bool) throws -> (preview: String, snapshot: String) {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var documents = ["describe-images.json", "get-lifecycle-policy.json"].map {
      "Fixtures/repositories/web-service/" + $0
    }
    if isDenied {
      let file = folder.appending(path: "get-repository-policy.json")
      try Data(Self.deny.utf8).write(to: file)
      documents.append(file.path)
    }
    let snapshot = folder.appending(path: "registry.db").path
    let imported = try program.run(
      ["snapshot", "import", "--into", snapshot, "--region", "eu-central-1"] + documents)
    #expect(imported.status == 0)
    let run = try program.run([
      "preview", "--snapshot", snapshot, "--at", "2026-11-01T00:00:00Z", "--format", "json",
    ])
    return (run.output.replacing(snapshot, with: "snapshot"), imported.output)
  }

  private static let deny = #"""
    {
      "registryId": "123456789012",
      "repositoryName": "payments/web",
      "policyText": "{\"Version\": \"2012-10-17\", \"Statement\": {\"Effect\": \"Deny\", \"Principal\": \"*\", \"Action\": \"ecr:*\"}}"
    }
    """#

  @Test func `a repository policy's Deny does not stop its lifecycle policy (T-A20)`() throws {
    let open = try preview(denying: false)
    let denied = try preview(denying: true)
    #expect(denied.snapshot.contains("1 repository policy"))
    // It has something to expire, and what would stop a user does not stop the service.
    #expect(open.preview.contains(#""expiringImageTotalCount":"#))
    #expect(!open.preview.contains(#""expiringImageTotalCount":0,"#))
    #expect(open.preview == denied.preview)
  }
}
