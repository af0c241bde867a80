import ECRModel
import Texts

/// A tag on two images of one repository, which AWS's answers never show: there a tag names one.
struct TagClash {
  /// The tag.
  let tag: String
  /// The places of its two images in their table.
  let first: Int
  let second: Int
  /// The digests of the two.
  private let digests: (first: String, second: String)
  /// How many more tags are on two images.
  private let moreCount: Int

  /// Finds the first such tag; nil when there is none.
  init?(in images: ImageTable) {
    let clashes = DigestIndex(images.tags).duplicates.lazy.map { index, earlier in
      (tag: index, second: Self.image(of: index, images), first: Self.image(of: earlier, images))
    }.filter { images.digests[$0.first] != images.digests[$0.second] }
    guard let clash = clashes.first else { return nil }
    tag = images.tags[clash.tag]
    (first, second) = (clash.first, clash.second)
    digests = (images.digests[first], images.digests[second])
    moreCount = clashes.count { _ in true } - 1
  }

  /// The image that a tag of the table belongs to.
  private static func image(of tag: Int, _ images: ImageTable) -> Int {
    var (low, high) = (0, images.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if images.tagStarts[middle] <= tag { low = middle } else { high = middle }
    }
    return low
  }

  /// What there is to report.
  func finding(_ id: RepositoryID, at place: Location, first: Location) -> Finding {
    Finding(
      .error, "TAG_ON_TWO_IMAGES",
      "tag `\(tag)` of \(id) is on two images, \(digests.first) and \(digests.second)"
        + SnapshotReader.andMore(moreCount, "tag"),
      help: SnapshotReader.helpForTwoLists, at: place,
      related: [.init(message: "first here", location: first)])
  }
}
