package import ECRModel
package import Texts

/// A tag on two images of one repository, which AWS's answers never show: there a tag names one.
package struct TagClash {
  /// The tag.
  private let tag: String
  /// The place of the tag's first image among the images of its repository.
  package let first: Int
  /// The place of its second image.
  package let second: Int
  /// The digests of the two.
  private let digests: (first: String, second: String)
  /// How many more tags are on two images.
  private let moreCount: Int

  /// Makes the clash of a tag that is on two images; `moreCount` more tags are.
  package init(
    tag: String, first: (place: Int, digest: String), second: (place: Int, digest: String),
    moreCount: Int
  ) {
    self.tag = tag
    (self.first, self.second) = (first.place, second.place)
    digests = (first.digest, second.digest)
    self.moreCount = moreCount
  }

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
  package func finding(_ id: RepositoryID, at place: Location, first: Location) -> Finding {
    Finding(
      .error, "TAG_ON_TWO_IMAGES",
      "tag `\(tag)` of \(id) is on two images, \(digests.first) and \(digests.second)"
        + SnapshotReader.andMore(moreCount, "tag"),
      help: SnapshotReader.helpForTwoLists, at: place,
      related: [.init(message: "first here", location: first)])
  }
}
