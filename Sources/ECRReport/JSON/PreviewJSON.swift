import Dispatch
import ECRLifecycle
import ECRModel
import ECRPolicy
public import ECRSimulator
import SourceText

/// A preview as JSON, `drydock.preview.v1`.
///
/// Members that GetLifecyclePolicyPreview has keep AWS's names and values. Images stand from the
/// oldest effective push time to the youngest, those of equal times by descending digest, one a
/// line.
public enum PreviewJSON {
  /// The name and the version of the format.
  public static let schema = "drydock.preview.v1"

  /// Writes a preview, a piece at a time.
  public static func write(
    _ outcome: PreviewLifecyclePolicy.Outcome, to sink: ([UInt8]) throws -> Void
  ) rethrows {
    var json = ByteBuffer()
    json.open("{")
    json.member("schema", indent: 2)
    json.string(schema)
    json.member("at", indent: 2)
    json.time(outcome.at)
    json.member("manifestListChildren", indent: 2)
    json.string(outcome.manifestListChildren.rawValue)
    json.member("repositories", indent: 2)
    json.open("[")
    for repository in outcome.repositories {
      json.element(indent: 4)
      try write(repository, &json, sink)
    }
    if !outcome.repositories.isEmpty { json.newLine(2) }
    json.close("]")
    write(outcome.guards, outcome, &json)
    json.member("unmatchedReferences", indent: 2)
    json.array(outcome.unmatchedReferences) { $0.string($1.text) }
    json.member("findings", indent: 2)
    json.findings(outcome.findings, indent: 4)
    json.newLine(0)
    json.close("}")
    json.newLine(0)
    try sink(json.bytes)
  }

  private static func write(
    _ repository: PreviewLifecyclePolicy.RepositoryOutcome, _ json: inout ByteBuffer,
    _ sink: ([UInt8]) throws -> Void
  ) rethrows {
    let preview = repository.preview
    json.open("{")
    json.member("registryId", indent: 6)
    json.string(preview.repository.id.registryID)
    json.member("repositoryName", indent: 6)
    json.string(preview.repository.id.repositoryName)
    json.member("summary", indent: 6)
    json.summary(preview.summary())
    json.member("rules", indent: 6)
    json.array(preview.tallies(), indent: 8) { $0.tally($1) }
    json.member("notes", indent: 6)
    json.array(preview.notes(), indent: 8) { $0.note($1) }
    json.member("images", indent: 6)
    json.open("[")
    try write(images: preview.order, repository, &json, sink)
    if !preview.order.isEmpty { json.newLine(6) }
    json.close("]")
    json.newLine(4)
    json.close("}")
  }

  /// How many images one task writes, and how many tasks are written before their text is handed on.
  private static let (imagesPerTask, tasksAtOnce) = (512, 16)

  /// The images, written by all cores and handed on in order: how many cores there are changes no
  /// byte.
  private static func write(
    images: [Int], _ repository: PreviewLifecyclePolicy.RepositoryOutcome,
    _ json: inout ByteBuffer, _ sink: ([UInt8]) throws -> Void
  ) rethrows {
    let tasks = stride(from: 0, to: images.count, by: imagesPerTask).map {
      images[$0..<min($0 + imagesPerTask, images.count)]
    }
    for start in stride(from: 0, to: tasks.count, by: tasksAtOnce) {
      let block = tasks[start..<min(start + tasksAtOnce, tasks.count)]
      var texts = [ByteBuffer](repeating: ByteBuffer(), count: block.count)
      texts.withUnsafeMutableBufferPointer { texts in
        // INVARIANT: each task writes its own element and nothing else.
        nonisolated(unsafe) let texts = texts
        DispatchQueue.concurrentPerform(iterations: block.count) { task in
          var text = ByteBuffer()
          for index in block[start + task] {
            text.element(indent: 8)
            text.image(repository.preview.result(at: index), repository)
          }
          texts[task] = text
        }
      }
      for (task, text) in texts.enumerated() {
        // A text of its own starts with a comma that the very first image has no need of.
        json.text(start + task == 0 ? text.bytes.dropFirst() : text.bytes[...])
        try sink(json.bytes)
        json.removeAll()
      }
    }
  }

  private static func write(
    _ guards: [GuardResult], _ outcome: PreviewLifecyclePolicy.Outcome, _ json: inout ByteBuffer
  ) {
    json.member("guards", indent: 2)
    json.array(guards, indent: 4) { json, result in
      json.open("{")
      json.member("option")
      json.string(result.option)
      json.member("argument")
      json.string(result.argument)
      json.member("passed")
      json.bool(result.violations.isEmpty)
      json.member("violations")
      json.array(result.violations) { json, violation in
        let repository = violation.repository.map { outcome.repositories[$0].preview.repository }
        json.open("{")
        json.member("registryId")
        json.string(repository?.id.registryID)
        json.member("repositoryName")
        json.string(repository?.id.repositoryName)
        json.member("imageDigest")
        json.string(violation.image.flatMap { repository?.images.digests[$0] })
        json.member("message")
        json.string(violation.message)
        json.close("}")
      }
      json.close("}")
    }
  }
}

extension ByteBuffer {
  /// An array, an element a line where an indentation is given.
  mutating func array<Element>(
    _ elements: [Element], indent: Int? = nil, _ write: (inout ByteBuffer, Element) -> Void
  ) {
    open("[")
    for value in elements {
      element(indent: indent)
      write(&self, value)
    }
    if let indent, !elements.isEmpty { newLine(indent - 2) }
    close("]")
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
