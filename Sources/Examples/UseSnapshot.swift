import Drydock

/// Imports registries into a file, and prints what their own policies would do.
func useSnapshot(_ documents: [Document], path: String) async throws {
  let snapshot = Snapshot(path: path)
  try snapshot.importDocuments(documents)
  let preview = try await snapshot.preview(.init(at: "2026-11-01T00:00:00Z"))
  for entry in preview.entries where entry.summary.expiring.imageCount > 0 {
    print(entry.repositoryName, entry.summary.expiring.imageCount, "images expire")
  }
  let list = try snapshot.accessPolicies().principals(allowed: .push)
  print(list.entries.count, "repositories asked about")
}
