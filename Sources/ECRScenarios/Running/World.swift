import ECRModel
import ECRReport
import Texts

/// The situation at one moment of a story.
struct World: Sendable {
  var clock: Timestamp?
  var repositories: [StoryRepository]
  var principals: [StoryPrincipal]
  var accounts: [String: StoryAccount]
  let documents: [SourceText]
  /// The names of all images by digest, those that are gone too.
  private(set) var names: ImageNames

  init(_ situation: Situation) {
    clock = situation.clock
    repositories = situation.repositories
    principals = situation.principals
    accounts = situation.accounts
    documents = situation.documents
    names = ImageNames()
    for image in situation.repositories.flatMap(\.images) { names.add(image) }
    for index in repositories.indices {
      repositories[index].knownNames = Set(repositories[index].images.map(\.name))
    }
  }

  /// The place of a repository by the story's name; the reader has checked that it is there.
  func index(of repository: String) -> Int {
    repositories.firstIndex { $0.name == repository } ?? 0
  }

  subscript(repository name: String) -> StoryRepository {
    get { repositories[index(of: name)] }
    set { repositories[index(of: name)] = newValue }
  }

  mutating func add(_ image: StoryImage, to repository: String) {
    self[repository: repository].images.append(image)
    self[repository: repository].knownNames.insert(image.name)
    names.add(image)
  }
}

extension StoryRepository {
  /// The place of an image by its name, else by a tag, else by its digest.
  func index(of name: String) -> Int? {
    images.firstIndex { $0.name == name }
      ?? images.firstIndex { $0.detail.imageTags.contains(name) }
      ?? images.firstIndex { $0.detail.imageDigest == name }
  }

  /// The repository as the engine takes it.
  var repository: Repository {
    var manifests: [String: Manifest] = [:]
    for image in images { manifests[image.detail.imageDigest] = image.manifest }
    return Repository(id: id, images: ImageTable(images.map(\.detail)), manifests: manifests)
  }
}

/// The story's names of images, for sentences that have digests.
struct ImageNames: Sendable {
  private var names: [String: String] = [:]

  mutating func add(_ image: StoryImage) {
    let digest = image.detail.imageDigest
    guard image.name != digest else { return }
    names[digest] = image.name
    names[Prose.short(digest)] = image.name
  }

  /// A sentence with the names of images in place of their digests.
  func named(_ sentence: String) -> String {
    let mark = Array("sha256:".utf8)
    let bytes = Array(sentence.utf8)
    guard bytes.contains(mark: mark) else { return sentence }
    var text: [UInt8] = []
    var offset = 0
    while offset < bytes.count {
      guard bytes[offset] == mark[0], bytes[offset...].starts(with: mark) else {
        text.append(bytes[offset])
        offset += 1
        continue
      }
      let digits = bytes[(offset + mark.count)...].prefix {
        Character(Unicode.Scalar($0)).isHexDigit
      }
      let digest = String(decoding: bytes[offset..<digits.endIndex], as: UTF8.self)
      text += (names[digest].map { "`\($0)`" } ?? digest).utf8
      offset = digits.endIndex
    }
    return String(decoding: text, as: UTF8.self)
  }
}

extension [UInt8] {
  /// Whether some bytes occur anywhere in these.
  fileprivate func contains(mark: [UInt8]) -> Bool {
    guard count >= mark.count else { return false }
    return (0...(count - mark.count)).contains { start in
      self[start] == mark[0] && self[start..<start + mark.count].elementsEqual(mark)
    }
  }
}
