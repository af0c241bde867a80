import ECRLifecycle
import ECRModel
import ECRReport
import ECRSimulator
import Texts

extension Comparison {
  /// Holds a preview against what is expected.
  mutating func compare(
    _ expectation: PreviewExpectation, _ outcome: PreviewLifecyclePolicy.RepositoryOutcome,
    _ repository: StoryRepository
  ) throws(InvalidEvent) {
    let places = ImagePlaces(repository)
    try compare("expire", expectation.expire, .expire, outcome, repository, places)
    try compare("archive", expectation.archive, .transition, outcome, repository, places)
    try compare("keep", expectation.keep, .keep, outcome, repository, places)
    // A story's images need no sizes, and lessons do not mention that they have none either.
    let notes = outcome.preview.notes().map(\.code).filter { $0 != "SIZES_MISSING" }
    compare("notes", expectation.notes, notes, ImageReasons.notes(of: outcome))
    compare(because: expectation.because, ImageReasons.notes(of: outcome))
  }

  private mutating func compare(
    _ key: String, _ expected: ExpectedList<ExpectedImage>?, _ kind: Outcome,
    _ outcome: PreviewLifecyclePolicy.RepositoryOutcome, _ repository: StoryRepository,
    _ indices: ImagePlaces
  ) throws(InvalidEvent) {
    guard let expected else { return }
    var places: [(image: ExpectedImage, index: Int)] = []
    for image in expected.elements {
      guard let index = indices[image.name.value] else {
        if repository.knownNames.contains(image.name.value) {
          fail(
            key, at: image.name.span, expected: image.name.value,
            actual: ["\(image.name.value) is no longer in \(repository.name)"])
          continue
        }
        throw InvalidEvent(
          "there is no image `\(image.name.value)` in \(repository.name) now",
          help: Spelling.nearest(to: image.name.value, among: repository.images.map(\.name))
            .map { Spelling.didYouMean($0) }, at: image.name.span)
      }
      places.append((image, index))
    }
    let actual = outcome.preview.order.filter { outcome.preview.outcome(of: $0) == kind }
    let wanted = Set(places.map(\.index))
    let wrong = wanted.symmetricDifference(actual)
    if !wrong.isEmpty {
      let lists = Self.lists(
        expected.elements.map(\.name.value), actual.map { repository.images[$0].name })
      fail(
        key, at: expected.span, expected: lists.expected, actual: [lists.actual],
        explanation: wrong.sorted().prefix(Self.most).map {
          explanation($0, outcome, repository, names)
        })
    }
    for (image, index) in places { compare(image, index, outcome, repository) }
  }

  private mutating func compare(
    _ expected: ExpectedImage, _ index: Int,
    _ outcome: PreviewLifecyclePolicy.RepositoryOutcome, _ repository: StoryRepository
  ) {
    let name = expected.name.value
    let result = outcome.preview.result(at: index)
    let names = self.names
    func why() -> [String] { [explanation(index, outcome, repository, names)] }
    compare("rule of \(name)", expected.rule, result.decidingRule?.rulePriority, why())
    compare("reason of \(name)", expected.reason, result.reason.name, why())
    compare("rank of \(name)", expected.rank, result.decidingRule?.rank, why())
    compare("eligibleAt of \(name)", expected.eligibleAt, result.eligibleAt, why())
    compare("mayGo of \(name)", expected.mayGo, result.mayGo, why())
    compare(
      "uncertain of \(name)", expected.uncertain, result.uncertainties.codes,
      result.uncertainties.codes.isEmpty
        ? why()
        : ImageReasons.uncertainties(index, in: outcome).map { "\($0.code): \($0.sentence)" })
    compare(because: expected.because, ImageReasons.sentences(index, in: outcome))
  }
}

/// The outcome of an image in a sentence.
private func explanation(
  _ index: Int, _ outcome: PreviewLifecyclePolicy.RepositoryOutcome,
  _ repository: StoryRepository, _ names: ImageNames
) -> String {
  let verb =
    switch outcome.preview.outcome(of: index) {
    case .expire: "expires"
    case .transition: "is archived"
    case .keep: "stays"
    }
  let sentence = names.named(ImageReasons.sentence(index, in: outcome))
  return "\(repository.images[index].name) \(verb): \(sentence)"
}

/// Where the images of a repository are, by all that they are called.
private struct ImagePlaces {
  private var places: [String: Int] = [:]

  init(_ repository: StoryRepository) {
    for (index, image) in repository.images.enumerated() {
      places[image.detail.imageDigest] = index
    }
    for (index, image) in repository.images.enumerated() {
      for tag in image.detail.imageTags { places[tag] = index }
    }
    for (index, image) in repository.images.enumerated() { places[image.name] = index }
  }

  subscript(name: String) -> Int? { places[name] }
}
