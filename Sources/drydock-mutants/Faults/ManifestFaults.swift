/// Faults of which image indexes there are, and of what AWS leaves open.
enum ManifestFaults {
  static let files = [graph, doubts]

  private static let graph = FaultyFile(
    path: "Sources/ECRLifecycle/Evaluation/ManifestGraph.swift",
    faults: [
      .value(
        "archived-index-holds", "An archived image index holds its images back.",
        "statuses[$0] == .active", becomes: "statuses[$0] != .activating"),
      .value(
        "restoring-index-holds", "An image index on its way back holds its images back.",
        "statuses[$0] == .active", becomes: "statuses[$0] != .archived"),
      .value(
        "unread-index-holds-itself",
        "An index whose images nobody knows is said to be held back by itself, perhaps.",
        "$0 != image && statuses[$0] != .archived", becomes: "statuses[$0] != .archived"),
    ])

  private static let doubts = FaultyFile(
    path: "Sources/ECRLifecycle/Evaluation/Doubts.swift",
    faults: [
      .value(
        "orphan-of-one-index",
        "An image is told of as orphaned when one of its several indexes goes.",
        "holders.allSatisfy { decisions.action(on: $0) != nil }",
        becomes: "holders.contains { decisions.action(on: $0) != nil }"),
      .value(
        "one-doubtful-index-is-enough",
        "An image that several indexes hold may go as soon as one of them may.",
        "holders.allSatisfy({ mayGo($0, doubts[$0]) })",
        becomes: "holders.contains(where: { mayGo($0, doubts[$0]) })"),
      .value(
        "every-restoring-image-may-go",
        "An image on its way back may go also when no rule is about it.",
        "doubts.contains(.activating) && meetsAnyStandardRule(image)",
        becomes: "doubts.contains(.activating)"),
      .value(
        "tie-told-on-one-side",
        "Of images pushed at the same time only those that go are told of.",
        "evaluation.tiedTime == times[image]",
        becomes: "evaluation.tiedTime == times[image] && rank > limit"),
      .value(
        "children-counted-either-way",
        "Whether children of indexes count never makes an outcome uncertain.",
        "countsChildren ? rank - children : rank + children", becomes: "rank"),
      .value(
        "restoring-images-told-too-early",
        "Images on their way back are said to push out the one that would be last to stay.",
        "rank + evaluation.activatingCount > limit",
        becomes: "rank + evaluation.activatingCount >= limit"),
      .value(
        "near-the-limit-is-past-it",
        "Only images past the limit are said to be near it.",
        "abs(past.partialValue) <= Timestamp.day",
        becomes: "past.partialValue > 0 && past.partialValue <= Timestamp.day"),
      .value(
        "near-the-limit-is-two-days",
        "Ages two days away from the limit are said to be near it.",
        "abs(past.partialValue) <= Timestamp.day",
        becomes: "abs(past.partialValue) <= 2 * Timestamp.day"),
      .value(
        "coarse-pull-also-before-the-limit",
        "That pull times are coarse is told of images that are not past the limit.",
        "past.partialValue > 0", becomes: "true"),
      .value(
        "restored-clock-untold",
        "That an age may count from the first push of a restored image is never told.",
        "clock == .lastActivatedAt", becomes: "false"),
      .value(
        "pull-before-push-untold",
        "That a pull is older than its push is never told.",
        "time < images.pushedAt[image]", becomes: "false"),
      .value(
        "archived-index-untold",
        "That an archived index refers to an image that goes is never told.",
        "!graph.absentHolders(of: image).isEmpty", becomes: "false"),
      .value(
        "referrer-of-kept-image-untold",
        "That the image stays to which a deleted artifact refers is never told.",
        "graph.subjectOf[image] == nil ? [] : .referrerOfKeptSubject", becomes: "[]"),
      .value(
        "own-fate-untold",
        "That an artifact's own rule would do something else with it is never told.",
        "rules[owner].rule.action != decisions.followed[image]", becomes: "false"),
      .value(
        "doubts-end-at-the-subject",
        "What follows an uncertain image is said to be certain.",
        "doubts[subject].isEmpty ? [] : .subjectUncertain", becomes: "[]"),
    ])
}
