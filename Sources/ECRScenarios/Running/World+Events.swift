import ECRAccess
import ECRLifecycle
import ECRModel
import ECRPolicy
import ECRSimulator
import Texts

/// An event or question that is not possible in the current situation of the story.
struct InvalidEvent: Error {
  var message: String
  var help: String?
  /// The part of the story; nil for the entry as a whole.
  var span: Span?
  /// The mistakes in documents that cause it.
  var causes: [Finding] = []

  init(_ message: String, help: String? = nil, at span: Span? = nil) {
    self.message = message
    self.help = help
    self.span = span
  }

  /// A question that cannot be answered.
  init(_ error: InvalidInput, _ message: String, at span: Span) {
    self.init(error.message ?? message, at: span)
    causes = error.findings
  }
}

extension World {
  /// Lets something happen.
  mutating func take(_ event: Event) throws(InvalidEvent) {
    switch event {
    case .wait(let instant): clock = instant
    case .push(let image, let repository): push(image, to: repository)
    case .pull(let name, let repository): try pull(name, repository)
    case .tag(let name, let tags, let repository): try tag(name, tags, repository)
    case .untag(let tags, let repository): try untag(tags, repository)
    case .delete(let names, let repository): try delete(names, repository)
    case .archive(let name, let repository): try archive(name, repository)
    case .restore(let name, let repository): try restore(name, repository)
    case .applyLifecyclePolicy(let repository): try applyLifecyclePolicy(of: repository)
    case .changeRepository(let name, let change): self.change(name, change)
    case .changePrincipal(let name, let change): self.change(principal: name, change)
    case .changeAccount(let number, let change): self.change(account: number, change)
    }
  }

  // MARK: Images

  private func place(
    of name: Located<String>, _ repository: String
  ) throws(InvalidEvent) -> Int {
    let known = self[repository: repository]
    if let index = known.index(of: name.value) { return index }
    throw InvalidEvent(
      "there is no image `\(name.value)` in \(repository) now",
      help: Spelling.nearest(to: name.value, among: known.images.map(\.name))
        .map { Spelling.didYouMean($0) } ?? "it has been deleted, or not pushed yet", at: name.span)
  }

  /// A tag that is given to one image is taken from the one that had it.
  private mutating func take(_ tags: [String], _ repository: Int) {
    for index in repositories[repository].images.indices {
      repositories[repository].images[index].detail.imageTags.removeAll { tags.contains($0) }
    }
  }

  /// E-04: what is pushed again keeps the time of its first push; an archived image comes back.
  private mutating func push(_ image: StoryImage, to name: String) {
    let repository = index(of: name)
    take(image.detail.imageTags, repository)
    let digest = image.detail.imageDigest
    guard
      let known = repositories[repository].images.firstIndex(where: {
        $0.detail.imageDigest == digest
      })
    else { return add(image, to: name) }
    repositories[repository].images[known].detail.imageTags += image.detail.imageTags
    if repositories[repository].images[known].detail.imageStatus == .archived {
      repositories[repository].images[known].detail.imageStatus = .active
      repositories[repository].images[known].detail.lastActivatedAt = clock
    }
  }

  /// E-29: an archived image has to be restored before it can be pulled.
  private mutating func pull(_ name: Located<String>, _ repository: String) throws(InvalidEvent) {
    let place = try place(of: name, repository)
    guard self[repository: repository].images[place].detail.imageStatus == .active else {
      throw InvalidEvent(
        "`\(name.value)` is archived and cannot be pulled", help: "restore it first",
        at: name.span)
    }
    self[repository: repository].images[place].detail.lastRecordedPullTime = clock
  }

  private mutating func tag(
    _ name: Located<String>, _ tags: [Located<String>], _ repository: String
  ) throws(InvalidEvent) {
    let place = try place(of: name, repository)
    take(tags.map(\.value), index(of: repository))
    self[repository: repository].images[place].detail.imageTags += tags.map(\.value)
  }

  private mutating func untag(
    _ tags: [Located<String>], _ repository: String
  ) throws(InvalidEvent) {
    for tag in tags {
      guard
        self[repository: repository].images.contains(where: {
          $0.detail.imageTags.contains(tag.value)
        })
      else {
        throw InvalidEvent("no image has the tag `\(tag.value)` now", at: tag.span)
      }
    }
    take(tags.map(\.value), index(of: repository))
  }

  /// M-01: ECR deletes no image that a manifest list in the repository refers to.
  private mutating func delete(
    _ names: [Located<String>], _ repository: String
  ) throws(InvalidEvent) {
    var digests: Set<String> = []
    for name in names {
      let place = try place(of: name, repository)
      digests.insert(self[repository: repository].images[place].detail.imageDigest)
    }
    for name in names {
      let image = self[repository: repository].images[try place(of: name, repository)]
      let list = self[repository: repository].images.first {
        !digests.contains($0.detail.imageDigest)
          && $0.manifest?.children.contains(image.detail.imageDigest) == true
      }
      if let list {
        throw InvalidEvent(
          "`\(name.value)` cannot be deleted: the image index `\(list.name)` refers to it",
          help: "delete the index first", at: name.span)
      }
    }
    self[repository: repository].images.removeAll { digests.contains($0.detail.imageDigest) }
  }

  private mutating func archive(
    _ name: Located<String>, _ repository: String
  ) throws(InvalidEvent) {
    let place = try place(of: name, repository)
    guard self[repository: repository].images[place].detail.imageStatus == .active else {
      throw InvalidEvent("`\(name.value)` is not in standard storage", at: name.span)
    }
    self[repository: repository].images[place].detail.imageStatus = .archived
    self[repository: repository].images[place].detail.lastArchivedAt = clock
  }

  private mutating func restore(
    _ name: Located<String>, _ repository: String
  ) throws(InvalidEvent) {
    let place = try place(of: name, repository)
    guard self[repository: repository].images[place].detail.imageStatus != .active else {
      throw InvalidEvent("`\(name.value)` is not archived", at: name.span)
    }
    self[repository: repository].images[place].detail.imageStatus = .active
    self[repository: repository].images[place].detail.lastActivatedAt = clock
  }

  // MARK: The policy runs

  private mutating func applyLifecyclePolicy(
    of name: String
  ) throws(InvalidEvent) {
    guard let policy = self[repository: name].lifecyclePolicy, let clock else {
      throw InvalidEvent(
        "\(name) has no lifecycle policy to run",
        help: "add `lifecyclePolicy` to the repository")
    }
    let outcome: PreviewLifecyclePolicy.RepositoryOutcome
    do throws(InvalidInput) {
      outcome = try PreviewLifecyclePolicy.run(
        on: self[repository: name].repository, policy: policy.text,
        settings: PreviewSettings(at: clock)
      ).repositories[0]
    } catch {
      var impossible = InvalidEvent(
        "the lifecycle policy of \(name) is invalid: ECR would reject it")
      impossible.causes = error.findings
      throw impossible
    }
    let images = self[repository: name].images
    self[repository: name].images = images.indices.compactMap { index in
      var image = images[index]
      switch outcome.preview.outcome(of: index) {
      case .keep: return image
      case .expire: return nil
      case .transition:
        image.detail.imageStatus = .archived
        image.detail.lastArchivedAt = clock
        return image
      }
    }
  }

  // MARK: Policies change

  private mutating func change(_ name: String, _ change: RepositoryChange) {
    if let policy = change.lifecyclePolicy {
      self[repository: name].lifecyclePolicy = policy.policy
    }
    if let policy = change.repositoryPolicy {
      self[repository: name].repositoryPolicy = policy.policy
    }
    if let tags = change.tags { self[repository: name].tags = tags }
  }

  private mutating func change(principal name: String, _ change: PrincipalChange) {
    guard let index = principals.firstIndex(where: { $0.name == name }) else { return }
    if let policies = change.identityPolicies { principals[index].identityPolicies = policies }
    if let boundary = change.permissionsBoundary {
      principals[index].permissionsBoundary = boundary.policy
    }
    if let policies = change.sessionPolicies { principals[index].sessionPolicies = policies }
    if let tags = change.tags { principals[index].tags = tags }
  }

  private mutating func change(account number: String, _ change: AccountChange) {
    var account = accounts[number] ?? StoryAccount()
    if let policy = change.registryPolicy { account.registryPolicy = policy.policy }
    if let scope = change.registryPolicyScope.flatMap({ RegistryPolicyScope(rawValue: $0) }) {
      account.registryPolicyScope = scope
    }
    if let levels = change.serviceControlPolicies { account.serviceControlPolicies = levels }
    if let levels = change.resourceControlPolicies { account.resourceControlPolicies = levels }
    accounts[number] = account
  }
}
