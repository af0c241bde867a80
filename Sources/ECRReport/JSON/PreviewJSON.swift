import ECRLifecycle
import ECRModel
import ECRPolicy
package import ECRSimulator
import Texts

/// A preview as JSON, `drydock.preview.v1`.
///
/// Members that GetLifecyclePolicyPreview has keep AWS's names and values. Images stand from the
/// oldest effective push time to the youngest, those of equal times by descending digest, one a
/// line.
package enum PreviewJSON {
  /// The name and the version of the format.
  package static let schema = "drydock.preview.v1"

  /// Writes a preview, a piece at a time.
  package static func write(
    _ outcome: PreviewLifecyclePolicy.Outcome, jobs: Int = tasksAtOnce,
    to sink: ([UInt8]) throws -> Void
  ) async throws {
    var writer = Writer(outcome.settings, jobs: jobs)
    for repository in outcome.repositories { try await writer.add(repository, to: sink) }
    try writer.finish(outcome.conclusion, to: sink)
  }

  /// The whole preview, written by the core that asks.
  package static func json(_ outcome: PreviewLifecyclePolicy.Outcome) -> [UInt8] {
    var writer = Writer(outcome.settings, jobs: 1)
    for repository in outcome.repositories { writer.add(repository) }
    var bytes: [UInt8] = []
    writer.finish(outcome.conclusion) { bytes += $0 }
    return bytes
  }

  /// Writes a preview whose repositories come one after the other.
  package struct Writer {
    private let jobs: Int
    private var json = ByteBuffer()
    private var total = PreviewSummary()
    private var isEmpty = true

    /// Starts a document; the number of parallel jobs does not change it.
    package init(_ settings: PreviewSettings, jobs: Int) {
      self.jobs = jobs
      json.open("{")
      json.member("schema", indent: 2)
      json.string(PreviewJSON.schema)
      json.member("at", indent: 2)
      json.time(settings.at)
      json.member("manifestListChildren", indent: 2)
      json.string(settings.manifestListChildren.rawValue)
      json.member("repositories", indent: 2)
      json.open("[")
    }

    /// Writes one repository.
    package mutating func add(
      _ repository: PreviewLifecyclePolicy.RepositoryOutcome, to sink: ([UInt8]) throws -> Void
    ) async throws {
      isEmpty = false
      json.element(indent: 4)
      total.add(try await PreviewJSON.write(repository, &json, jobs: jobs, sink))
    }

    /// Writes one repository into the text of the next piece.
    fileprivate mutating func add(_ repository: PreviewLifecyclePolicy.RepositoryOutcome) {
      isEmpty = false
      json.element(indent: 4)
      total.add(PreviewJSON.open(repository, &json))
      for index in repository.preview.order {
        json.element(indent: 8)
        json.image(repository.preview.result(at: index), repository)
      }
      PreviewJSON.close(repository, &json)
    }

    /// Writes what there is to say of all repositories, and ends the document.
    package mutating func finish(
      _ conclusion: PreviewLifecyclePolicy.Conclusion, to sink: ([UInt8]) throws -> Void
    ) rethrows {
      if !isEmpty { json.newLine(2) }
      json.close("]")
      json.member("total", indent: 2)
      json.summary(total)
      json.member("repositoriesNotEvaluated", indent: 2)
      json.array(conclusion.notEvaluated, indent: 4) { json, repository in
        json.open("{")
        json.identity(repository.id)
        json.member("reason")
        json.string(repository.reason.rawValue)
        json.close("}")
      }
      json.guards(conclusion.guards)
      json.member("unmatchedReferences", indent: 2)
      json.array(conclusion.unmatchedReferences) { $0.string($1.text) }
      json.member("findings", indent: 2)
      json.findings(conclusion.findings, indent: 4)
      try end(sink)
    }

    /// Ends a document whose further repositories cannot be read.
    ///
    /// It then has an `error`, and nothing on all repositories together. A document of which nothing has
    /// been written stays unwritten.
    package mutating func fail(
      _ error: String, to sink: ([UInt8]) throws -> Void
    ) rethrows {
      guard !isEmpty else { return }
      json.newLine(2)
      json.close("]")
      json.member("error", indent: 2)
      json.string(error)
      try end(sink)
    }

    private mutating func end(_ sink: ([UInt8]) throws -> Void) rethrows {
      json.newLine(0)
      json.close("}")
      json.newLine(0)
      try sink(json.bytes)
      json.removeAll()
    }
  }

  private static func write(
    _ repository: PreviewLifecyclePolicy.RepositoryOutcome, _ json: inout ByteBuffer, jobs: Int,
    _ sink: ([UInt8]) throws -> Void
  ) async throws -> PreviewSummary {
    let summary = open(repository, &json)
    try await write(images: repository.preview.order, repository, &json, jobs: jobs, sink)
    close(repository, &json)
    return summary
  }

  /// Writes the members before the images.
  private static func open(
    _ repository: PreviewLifecyclePolicy.RepositoryOutcome, _ json: inout ByteBuffer
  ) -> PreviewSummary {
    let preview = repository.preview
    let summary = preview.summary()
    json.open("{")
    json.identity(preview.repository.id, indent: 6)
    json.member("hasLifecyclePolicy", indent: 6)
    json.bool(repository.hasPolicy)
    json.member("summary", indent: 6)
    json.summary(summary)
    json.member("rules", indent: 6)
    json.array(preview.tallies(), indent: 8) { $0.tally($1) }
    json.member("notes", indent: 6)
    json.array(preview.notes(), indent: 8) { $0.note($1) }
    json.member("images", indent: 6)
    json.open("[")
    return summary
  }

  private static func close(
    _ repository: PreviewLifecyclePolicy.RepositoryOutcome, _ json: inout ByteBuffer
  ) {
    if !repository.preview.order.isEmpty { json.newLine(6) }
    json.close("]")
    json.newLine(4)
    json.close("}")
  }

  /// How many images one task writes.
  private static let imagesPerTask = 512
  /// How many tasks are done before their text is handed on, on as many cores at the most.
  package static let tasksAtOnce = 16

  /// The images, written by some cores and handed on in order: how many there are changes no byte.
  private static func write(
    images: [Int], _ repository: PreviewLifecyclePolicy.RepositoryOutcome,
    _ json: inout ByteBuffer, jobs: Int, _ sink: ([UInt8]) throws -> Void
  ) async throws {
    let tasks = stride(from: 0, to: images.count, by: imagesPerTask).map {
      images[$0..<min($0 + imagesPerTask, images.count)]
    }
    var isFirst = true
    try await inOrder(
      tasks, workers: Array(repeating: (), count: max(1, jobs)), ahead: tasksAtOnce,
      { _, task in
        var text = ByteBuffer()
        for index in task {
          text.element(indent: 8)
          text.image(repository.preview.result(at: index), repository)
        }
        return text.bytes
      },
      { text in
        // A text of its own starts with a comma that the very first image has no need of.
        json.text(isFirst ? text.dropFirst() : text[...])
        isFirst = false
        try sink(json.bytes)
        json.removeAll()
      })
  }
}

extension ByteBuffer {
  /// The members that name a repository.
  mutating func identity(_ id: RepositoryID?, indent: Int? = nil) {
    member("registryId", indent: indent)
    string(id?.registryID)
    member("region", indent: indent)
    string(id?.region)
    member("repositoryName", indent: indent)
    string(id?.repositoryName)
  }

  fileprivate mutating func guards(_ guards: [GuardResult]) {
    member("guards", indent: 2)
    array(guards, indent: 4) { json, result in
      json.open("{")
      json.member("option")
      json.string(result.option)
      json.member("argument")
      json.string(result.argument)
      json.member("passed")
      json.bool(result.passes)
      json.member("status")
      json.string(GuardWords.status(result))
      json.member("message")
      json.string(GuardWords.sentence(result))
      json.member("undecidedBecause")
      json.array(result.doubts) { $0.string($1.rawValue) }
      json.member("violationTotalCount")
      json.number(result.violationTotalCount)
      json.member("violations")
      json.array(result.violations) { json, violation in
        json.open("{")
        json.identity(violation.repository)
        json.member("imageDigest")
        json.string(violation.image?.digest)
        json.member("message")
        json.string(violation.message)
        json.close("}")
      }
      json.close("}")
    }
  }

  fileprivate mutating func summary(_ summary: PreviewSummary) {
    open("{")
    member("imageTotalCount")
    number(summary.all.imageTotalCount)
    member("expiringImageTotalCount")
    number(summary.expiring.imageTotalCount)
    member("transitioningImageTotalCounts")
    let counts = summary.transitioning.imageTotalCount
    array(counts == 0 ? [] : [counts]) { json, count in
      json.text("{\"targetStorageClass\":\"ARCHIVE\",\"imageTotalCount\":")
      json.number(count)
      json.close("}")
    }
    member("keptImageTotalCount")
    number(summary.kept.imageTotalCount)
    member("deferredImageTotalCount")
    number(summary.deferred.imageTotalCount)
    member("uncertainImageTotalCount")
    number(summary.uncertain.imageTotalCount)
    member("keptButMayGoImageTotalCount")
    number(summary.keptButMayGo.imageTotalCount)
    member("imageSizeInBytes")
    number(Int(summary.all.sizeInBytes))
    member("expiringSizeInBytes")
    number(Int(summary.expiring.sizeInBytes))
    member("transitioningSizeInBytes")
    number(Int(summary.transitioning.sizeInBytes))
    member("unknownSizeImageTotalCount")
    number(summary.all.unknownSizeCount)
    close("}")
  }

  fileprivate mutating func note(_ note: PreviewNote) {
    open("{")
    member("code")
    string(note.code)
    member("count")
    NoteWords.count(note).map { number($0) } ?? null()
    member("message")
    string(NoteWords.sentence(note))
    close("}")
  }

  fileprivate mutating func tally(_ tally: RuleTally) {
    let rule = tally.rule
    open("{")
    member("rulePriority")
    number(rule.rulePriority)
    member("description")
    string(rule.description)
    member("storageClass")
    string(rule.storageClass.rawValue)
    member("tagStatus")
    string(rule.tags.tagStatus.uppercased())
    if case .tagged(let entries) = rule.tags {
      entries.first?.isPrefix == true ? member("tagPrefixList") : member("tagPatternList")
      array(entries) { $0.string($1.text) }
    }
    member("countType")
    string(rule.limit.countType)
    member("countNumber")
    number(rule.limit.countNumber)
    member("action")
    action(rule.action)
    member("matchedImageTotalCount")
    number(tally.matched.imageTotalCount)
    member("decidedImageTotalCount")
    number(tally.decided.imageTotalCount)
    member("actedImageTotalCount")
    number(tally.acted.imageTotalCount)
    member("keptImageTotalCount")
    number(tally.kept.imageTotalCount)
    member("heldImageTotalCount")
    number(tally.held.imageTotalCount)
    member("actedSizeInBytes")
    number(Int(tally.acted.sizeInBytes))
    member("location")
    string(rule.location.map { "\($0.file):\($0.start.line):\($0.start.column)" })
    close("}")
  }

  /// AWS's `LifecyclePolicyRuleAction`.
  mutating func action(_ action: LifecyclePolicy.Action) {
    switch action {
    case .expire: text("{\"type\":\"EXPIRE\"}")
    case .transition: text("{\"type\":\"TRANSITION\",\"targetStorageClass\":\"ARCHIVE\"}")
    }
  }
}
