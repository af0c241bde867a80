import ECRLifecycle
package import ECRSimulator

/// What a guard judged by, and why it cannot be judged.
package enum GuardWords {
  /// `passed`, `failed`, or `undecided` where there is no violation and the guard cannot be
  /// checked.
  static func status(_ result: GuardResult) -> String {
    result.passes ? "passed" : result.violations.isEmpty ? "undecided" : "failed"
  }

  /// What the guard read, and what it lacks.
  package static func sentence(_ result: GuardResult) -> String {
    ([evidence(result)] + doubts(result)).joined(separator: "; ")
  }

  /// What the guard lacks; that nothing was read the evidence shows.
  static func doubts(_ result: GuardResult) -> [String] {
    result.doubts.filter { $0 != .nothingRead }.map(doubt)
  }

  /// How many of which images fail the guard: the beginning of a sentence that names them.
  static func failing(_ result: GuardResult) -> String {
    let count = result.violationTotalCount
    return switch result.evidence {
    case .taggedImages(1): "the only matching image"
    case .taggedImages(let all): "\(Prose.grouped(count)) of \(Prose.grouped(all)) matching images"
    case .references: Prose.count(count, "running image", "running images")
    case .expiring: evidence(result)
    }
  }

  /// What happens to the images that fail the guard, of which not all may be known.
  static func fate(_ result: GuardResult) -> String {
    let isOne = result.violationTotalCount == 1
    var outcomes = Set(result.violations.map(\.outcome))
    if result.violations.count < result.violationTotalCount { outcomes = [.keep, .transition] }
    if outcomes.contains(.transition) {
      return isOne ? "expires, is archived, or might be" : "expire, are archived, or might be"
    }
    let expires = isOne ? "expires" : "expire"
    return outcomes == [.expire] ? expires : "\(expires) or might expire"
  }

  /// What the documents of running images lack.
  static func gaps(_ result: GuardResult) -> [String] {
    guard case .references(let references) = result.evidence else { return [] }
    return emptyDocuments(references) + notDescribed(references)
  }

  /// Why guards cannot be judged, and what to do about it, in one sentence for all of them; nil when
  /// all can be judged.
  ///
  /// A guard that fails for certain still fails.
  package static func sentence(_ conclusion: PreviewLifecyclePolicy.Conclusion) -> String? {
    var reasons = conclusion.guardDoubts.map { "\(doubt($0)); \(remedy($0))" }
    let count = conclusion.notEvaluated.count
    if count > 0, !conclusion.guards.isEmpty {
      reasons.append(
        "\(Prose.count(count, "repository", "repositories")) cannot be evaluated; import "
          + "what \(count == 1 ? "it lacks" : "they lack"), or choose others with --repositories")
    }
    guard !reasons.isEmpty else { return nil }
    let outcome =
      conclusion.failsForCertain
      ? "a guard fails, and more may fail" : "the guards are undecided"
    return "\(outcome): \(reasons.joined(separator: "; "))"
  }

  private static func evidence(_ result: GuardResult) -> String {
    switch result.evidence {
    case .taggedImages(0): "no image matches, so it protects nothing; check the pattern"
    case .taggedImages(let count):
      Prose.count(count, "image matches", "images match")
        + (!result.violations.isEmpty ? "" : count == 1 ? "; it is kept" : "; all are kept")
    case .expiring(let count, let all): expiring(count, all, result)
    case .references(let references):
      self.references(references, isUndecided: result.doubts.contains(.nothingRead))
    }
  }

  /// How many images expire, and the limit; of several repositories, how many exceed a percentage.
  private static func expiring(_ count: Int, _ all: Int, _ result: GuardResult) -> String {
    let images = "\(Prose.grouped(count)) of \(Prose.count(all, "image expires", "images expire"))"
    guard result.option == "--max-expire-percent", let limit = Double(result.argument) else {
      return "\(images), limit \(result.argument)"
    }
    let most = Percentage.text(result.argument)
    guard result.repositoryCount > 1 else {
      return "\(images) (\(Percentage.text(count, of: all, limit: limit))), limit \(most)"
    }
    let over = result.violationTotalCount
    guard over > 0 else { return "at most \(most) of the images expire in every repository" }
    return "more than \(most) of the images expire in \(Prose.grouped(over)) of "
      + "\(Prose.grouped(result.repositoryCount)) repositories"
  }

  private static func references(
    _ references: GuardResult.References, isUndecided: Bool
  ) -> String {
    guard references.count > 0 else {
      return nothingNamed(references, isUndecided: isUndecided).followed(
        by: notDescribed(references))
    }
    var parts = [
      Prose.count(references.count, "reference to a running image", "references to running images")
    ]
    let place = references.repositoryCount == 1 ? "in this repository" : "in these repositories"
    if references.here == references.count {
      parts.append(references.count == 1 ? place : "all \(place)")
    } else if references.here == 0 {
      parts.append(references.count == 1 ? "not \(place)" : "none of them \(place)")
    } else {
      parts.append("\(Prose.grouped(references.here)) of them \(place)")
    }
    let missing = references.here - references.matched
    if missing > 0 {
      parts.append(
        missing == references.here
          ? (missing == 1 ? "to an image that is not listed" : "all to images that are not listed")
          : "\(Prose.grouped(missing)) of those to images that are not listed")
    }
    if references.codeDigestCount > 0 {
      parts.append(
        "\(Prose.grouped(references.codeDigestCount)) only by `CodeSha256`, which AWS does not document"
      )
    }
    return parts.joined(separator: ", ").followed(
      by: emptyDocuments(references) + notDescribed(references))
  }

  /// That no document names an image, and what to do about it.
  private static func nothingNamed(
    _ references: GuardResult.References, isUndecided: Bool
  ) -> String {
    let names = Prose.list(references.emptyDocuments.map { "`\(Prose.printable($0))`" })
    let isOne = references.emptyDocuments.count == 1
    let what =
      isOne ? "\(names) does not name a running image" : "\(names) do not name a running image"
    return "\(what), so \(isOne ? "it protects" : "they protect") nothing"
      + (isUndecided
        ? "; check the \(isOne ? "command" : "commands") that wrote \(isOne ? "it" : "them"), or add "
          + "--allow-empty-guards if nothing runs" : "")
  }

  private static func emptyDocuments(_ references: GuardResult.References) -> [String] {
    references.emptyDocuments.map { "the list in `\(Prose.printable($0))` is empty" }
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
    case .noImages: "the input has no images"
    case .nothingRead: "a file of --in-use, or a list in it, does not name any image"
    case .referencesIncomplete: "the list of running images is incomplete"
    case .imagesIncomplete: "the list of images is incomplete"
    }
  }

  private static func remedy(_ doubt: GuardResult.Doubt) -> String {
    switch doubt {
    case .noImages:
      "check the repository's name and region, or give --allow-empty-guards if it is empty"
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
