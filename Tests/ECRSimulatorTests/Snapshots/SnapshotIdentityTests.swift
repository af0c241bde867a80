import ECRModel
import ECRSimulator
import ECRStore
import Foundation
import Testing
import Texts

/// What goes into a snapshot comes out of it.
struct SnapshotIdentityTests {
  private static let folders = [
    "Fixtures/company", "Fixtures/repositories/base-image", "Fixtures/access/shop",
    "Fixtures/examples/defang-preview", "Fixtures/examples/archive-then-expire",
  ]

  @Test(arguments: folders)
  func `what is exported and imported again is the same, byte for byte`(folder: String) throws {
    let first = try TestSnapshot(folders: folder)
    let exported = try first.exported()
    #expect(!exported.isEmpty)
    let second = try TestSnapshot(exported)
    #expect(try second.exported() == exported)
    let third = try TestSnapshot(try second.exported())
    #expect(try third.rows() == second.rows())
  }

  @Test func `an exported document says what the imported one said`() throws {
    let originals = try TestSnapshot.files(["Fixtures/company"])
    let exported = try Company.snapshot().exported()
    for (path, text) in originals {
      let name = path.replacing("Fixtures/company/", with: "")
        .replacing("batch-get-image-1", with: "batch-get-image")
      let back = try #require(exported[name], "\(name)")
      #expect(try Self.meaning(back) == Self.meaning(text), "\(name)")
    }
    #expect(exported.count == originals.count)
  }

  /// The documents of a text without their notes, in a form in which the order of members and of
  /// elements and the spelling of times do not matter.
  private static func meaning(_ text: String) throws -> [String] {
    let lines = text.split(separator: "\n", maxSplits: 1)
    let hasNote = lines[0].hasPrefix("{\"drydock\"")
    let document = hasNote ? String(lines[1]) : text
    return [canonical(try JSONSerialization.jsonObject(with: Data(document.utf8)))]
  }

  private static func canonical(_ value: Any) -> String {
    switch value {
    case let object as [String: Any]:
      let members = object.map { "\($0.key): \(canonical($0.value))" }.sorted()
      return "{\(members.joined(separator: ", "))}"
    case let array as [Any]:
      return "[\(array.map { canonical($0) }.sorted().joined(separator: ", "))]"
    case let text as String:
      return text.hasPrefix("20") ? text.replacing("+00:00", with: "Z") : text
    default: return "\(value)"
    }
  }

  @Test func `importing the same documents twice changes nothing`() throws {
    let snapshot = try Company.snapshot()
    let before = try snapshot.rows()
    let outcome = try snapshot.add(try TestSnapshot.files(["Fixtures/company"]))
    #expect(try snapshot.rows() == before)
    #expect(outcome.log.repositories.allSatisfy { $0.isUnchanged && $0.before == $0.after })
  }

  @Test func `what an image has beyond what decides its fate is kept as it was written`() throws {
    let more = #""imageScanStatus": {"status": "COMPLETE"},"x": [1, 2.50, "é\u00e9"]"#
    let snapshot = try TestSnapshot(["a": page(image("a", tags: ["t"], more: more))])
    let text = try #require(
      try snapshot.exported()["111122223333/unknown/repositories/a+b/describe-images.json"])
    #expect(text.contains(more))
  }

  @Test func `a repository without images is known to have none`() throws {
    let note = #"{"drydock": {"resourceArn": "arn:aws:ecr:eu-west-1:111122223333:repository/a/b"}}"#
    let snapshot = try TestSnapshot(["a": note + "\n" + page()])
    let shown = try ShowSnapshot.run(snapshot.path)
    #expect(shown.contents.registries[0].repositoryCount == 1)
    #expect(!shown.gaps.contains { $0.kind == .images })
    let again = try TestSnapshot(try snapshot.exported())
    #expect(try again.exported() == snapshot.exported())
  }

  @Test func `names that AWS would not give lead to no other folder`() throws {
    let odd = #"{"drydock": {"region": "../../etc/x"}}"# + page(image("a"))
    let names = try TestSnapshot(["a": odd]).exported().keys
    let parts = names.flatMap { $0.split(separator: "/", omittingEmptySubsequences: false) }
    #expect(parts.allSatisfy { !$0.isEmpty && !$0.hasPrefix(".") }, "\(names)")
    for odd in [image("a", account: "../.."), image("a", repository: "../../etc/x")] {
      #expect(throws: InvalidInput.self) { try TestSnapshot(["a": page(odd)]) }
    }
  }
}
