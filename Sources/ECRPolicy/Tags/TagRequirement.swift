import Texts

/// Which images a rule identifies, as far as their tags decide (E-07).
package enum TagRequirement: Sendable, Hashable {
  /// Images with a tag for every one of the entries; one tag may serve several (E-08, E-09).
  case tagged([TagPattern])
  /// Images without tags.
  case untagged
  /// All images.
  case any

  /// The value of `tagStatus`.
  package var tagStatus: String {
    switch self {
    case .tagged: "tagged"
    case .untagged: "untagged"
    case .any: "any"
    }
  }

  /// Whether an image with these tags meets the requirement.
  package func isMet(by tags: [String]) -> Bool {
    switch self {
    case .any: true
    case .untagged: tags.isEmpty
    case .tagged(let entries):
      entries.allSatisfy { entry in tags.contains { entry.matches($0) } }
    }
  }

  /// Whether every image that meets this requirement meets one of the others.
  ///
  /// An image with one tag per entry, each with a letter that no entry contains in place of every
  /// `*`, meets as few others as an image can; so it represents all of them.
  func isCovered(by others: [TagRequirement]) -> Bool {
    others.contains { other in
      switch (self, other) {
      case (_, .any), (.untagged, .untagged): true
      case (.tagged(let own), .tagged(let entries)):
        entries.allSatisfy { entry in
          WorkMeter.add(own.count)
          return own.contains { entry.pattern.covers($0.pattern) }
        }
      case (.any, .tagged), (.any, .untagged), (.tagged, .untagged), (.untagged, .tagged): false
      }
    } || (self == .any && TagRequirement.everyImage.allSatisfy { $0.isCovered(by: others) })
  }

  /// What together is every image: those without tags, and those with any.
  private static let everyImage: [TagRequirement] = [
    .untagged, .tagged([TagPattern(pattern: "*")]),
  ]
}
