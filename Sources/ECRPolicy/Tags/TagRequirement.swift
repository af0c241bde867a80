/// Which images a rule identifies, as far as their tags decide (E-07).
public enum TagRequirement: Sendable, Hashable {
  /// Images with a tag for every one of the entries; one tag may serve several (E-08, E-09).
  case tagged([TagPattern])
  /// Images without tags.
  case untagged
  /// All images.
  case any

  /// The value of `tagStatus`.
  public var tagStatus: String {
    switch self {
    case .tagged: "tagged"
    case .untagged: "untagged"
    case .any: "any"
    }
  }

  /// Whether an image with these tags meets the requirement.
  public func isMet(by tags: [String]) -> Bool {
    switch self {
    case .any: true
    case .untagged: tags.isEmpty
    case .tagged(let entries):
      entries.allSatisfy { entry in tags.contains { entry.matches($0) } }
    }
  }

  /// Whether every image that meets this requirement meets one of the others.
  ///
  /// An image escapes the others when each of them has an entry that none of the image's tags
  /// matches; so all ways to pick one entry from each are tried. nil when there are too many.
  func isCovered(by others: [TagRequirement]) -> Bool? {
    if others.contains(.any) { return true }
    let lists = others.compactMap { if case .tagged(let entries) = $0 { entries } else { nil } }
    switch self {
    case .untagged: return others.contains(.untagged)
    case .any:
      guard others.contains(.untagged) else { return false }
      return TagRequirement.tagged([TagPattern(pattern: "*")]).isCovered(by: others)
    case .tagged(let entries):
      guard !lists.isEmpty else { return false }
      guard lists.reduce(1, { min($0 * $1.count, 1_000) }) < 1_000 else { return nil }
      var choices: [[TagPattern]] = [[]]
      for list in lists { choices = choices.flatMap { choice in list.map { choice + [$0] } } }
      for choice in choices {
        let answers = entries.map { $0.isCovered(by: choice) }
        if answers.contains(true) { continue }
        return answers.contains(nil) ? nil : false
      }
      return true
    }
  }
}
