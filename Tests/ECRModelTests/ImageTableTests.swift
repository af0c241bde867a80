import ECRModel
import Testing

struct ImageTableTests {
  private func image(_ tags: [String]) -> ImageDetail {
    ImageDetail(
      imageDigest: "sha256:a", imageTags: tags, imagePushedAt: Timestamp(seconds: 0))
  }

  @Test(arguments: [
    (["b", "a"], ["a", "b"]), (["v10", "v9", "V9", "ä"], ["V9", "v10", "v9", "ä"]),
    (["a", "ab", "a"], ["a", "a", "ab"]), ([], []), (["x"], ["x"]),
  ])
  func `the tags of an image stand in the order of their bytes`(tags: [String], sorted: [String]) {
    let table = ImageTable([image(["z", "y"]), image(tags), image(["q"])])
    #expect(table.map(\.imageTags) == [["y", "z"], sorted, ["q"]])
  }

  @Test func `tags that are appended by their bytes stand in the same order`() {
    var table = ImageTable()
    for tag in ["c", "a", "b"] { Array(tag.utf8).withUnsafeBufferPointer { table.appendTag($0) } }
    Array("sha256:a".utf8).withUnsafeBufferPointer {
      table.append(ImageTable.RawImage(digest: $0, pushedAt: Timestamp(seconds: 0)))
    }
    #expect(table[0].imageTags == ["a", "b", "c"])
  }

  @Test func `the repositories of a snapshot are ordered by registry and name`() {
    let ids = [("222233334444", "a"), ("111122223333", "b"), ("111122223333", "a")].map {
      RepositoryID(registryID: $0.0, repositoryName: $0.1)
    }
    let snapshot = RegistrySnapshot(repositories: ids.map { Repository(id: $0) })
    #expect(snapshot.repositories.map(\.id) == ids.reversed())
  }
}
