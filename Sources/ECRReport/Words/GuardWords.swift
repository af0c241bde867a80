public import ECRSimulator

/// What a guard judged by, and why it cannot be judged.
public enum GuardWords {
  /// `passed`, `failed`, or `undecided` where there is no violation and the guard cannot be
  /// checked.
  static func status(_ result: GuardResult) -> String {
    result.passes ? "passed" : result.violations.isEmpty ? "undecided" : "failed"
  }

  /// What the guard read, and what it lacks.
  package static func sentence(_ result: GuardResult) -> String {
    let doubts = result.doubts.filter { $0 != .nothingRead }
    return ([evidence(result.evidence)] + doubts.map(doubt)).joined(separator: "; ")
  }

  /// Why guards cannot be judged, and what to do about it, in one sentence for all of them; nil when
  /// all can be judged.
  ///
  /// A guard that fails for certain still fails.
  public static func sentence(_ conclusion: PreviewLifecyclePolicy.Conclusion) -> String? {
    var reasons = conclusion.guardDoubts.map { "\(doubt($0)); \(remedy($0))" }
    let count = conclusion.notEvaluated.count
    if count > 0, !conclusion.guards.isEmpty {
      reasons.append(
        "\(Prose.count(count, "repository", "repositories")) cannot be evaluated; import "
          + "\(count == 1 ? "its" : "their") images, or choose others with --repositories")
    }
    guard !reasons.isEmpty else { return nil }
    let outcome =
      conclusion.failsForCertain
      ? "a guard fails, and more may fail" : "the guards are undecided"
    return "\(outcome): \(reasons.joined(separator: "; "))"
  }

  private static func evidence(_ evidence: GuardResult.Evidence) -> String {
    switch evidence {
    case .taggedImages(0): "no tag of these images matches the pattern, which protects nothing"
    case .taggedImages(let count): Prose.count(count, "image matches", "images match")
    case .expiring(let count, let all):
      "\(Prose.grouped(count)) of \(Prose.count(all, "image expires", "images expire"))"
    case .references(let references): self.references(references)
    }
  }

  private static func references(_ references: GuardResult.References) -> String {
    guard references.count > 0 else {
      return "no reference read, so it protects nothing".followed(by: notDescribed(references))
    }
    var parts = [Prose.count(references.count, "reference", "references")]
    let place = references.repositoryCount == 1 ? "in this repository" : "in these repositories"
    if references.here == 0 {
      parts.append("none of them \(place)")
    } else {
      parts.append("\(Prose.grouped(references.here)) \(place)")
      if references.matched < references.here {
        parts.append(
          "\(Prose.grouped(references.here - references.matched)) of those not among the images")
      }
    }
    if references.codeDigestCount > 0 {
      parts.append(
        "\(Prose.grouped(references.codeDigestCount)) only by `CodeSha256`, which AWS does not document"
      )
    }
    let empty = references.emptyDocuments.map { "the list in `\(Prose.printable($0))` is empty" }
    return parts.joined(separator: ", ").followed(by: empty + notDescribed(references))
  }

  private static func notDescribed(_ references: GuardResult.References) -> [String] {
    let count = references.notDescribed.values.reduce(0, +)
    guard count > 0 else { return [] }
    let reasons = references.notDescribed.keys.sorted().map { Prose.printable($0) }
    return [
      "ECS did not describe \(Prose.count(count, "requested resource", "requested resources")) "
        + "(\(reasons.joined(separator: ", ")))"
    ]
  }

  private static func doubt(_ doubt: GuardResult.Doubt) -> String {
    switch doubt {
    case .nothingRead: "a file of --in-use, or a list in it, names no image"
    case .referencesIncomplete: "the list of running images is incomplete"
    case .imagesIncomplete: "the list of images is incomplete"
    }
  }

  private static func remedy(_ doubt: GuardResult.Doubt) -> String {
    switch doubt {
    case .nothingRead:
      "list the running images again, or give --allow-empty-guards if nothing runs"
    case .referencesIncomplete: "list all running images"
    case .imagesIncomplete: "give all pages of `aws ecr describe-images`"
    }
  }
}

extension String {
  /// The text with more of them behind it.
  fileprivate func followed(by more: [String]) -> String {
    ([self] + more).joined(separator: "; ")
  }
}
