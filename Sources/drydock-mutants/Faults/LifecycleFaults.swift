/// Faults of clocks, counts, the order of images, and of which rule decides.
enum LifecycleFaults {
  static let files = [clocks, evaluation, order, decisions, preview]

  private static let clocks = FaultyFile(
    path: "Sources/ECRLifecycle/Evaluation/Clocks.swift",
    faults: [
      .value(
        "restored-image-keeps-its-place",
        "A restored image is ranked by its first push.",
        "activated == ImageTable.absent ? images.pushedAt[index] : activated",
        becomes: "images.pushedAt[index]"),
      .value(
        "restoration-beats-later-pull",
        "The age since the last pull counts from the restoration, even when a pull came after it.",
        "pulled == ImageTable.absent || pulled < activated", becomes: "true"),
      .value(
        "old-pull-beats-restoration",
        "A pull from before the archive counts although the image was restored after it.",
        "pulled == ImageTable.absent || pulled < activated",
        becomes: "pulled == ImageTable.absent && pulled < activated"),
      .statement(
        "pulls-do-not-count",
        "The age since the last pull counts from the push.",
        """
        return pulled == ImageTable.absent
              ? (.imagePushedAt, images.pushedAt[index]) : (.lastRecordedPullTime, pulled)
        """, becomes: "return (.imagePushedAt, images.pushedAt[index])"),
      .statement(
        "age-ignores-restoration",
        "The age since the push counts from the first push of a restored image.",
        """
        return activated == ImageTable.absent
                ? (.imagePushedAt, images.pushedAt[index]) : (.lastActivatedAt, activated)
        """, becomes: "return (.imagePushedAt, images.pushedAt[index])"),
      .value(
        "archive-age-from-push",
        "The time in the archive counts from the push.",
        "images.archivedAt[index]", becomes: "images.pushedAt[index]"),
    ])

  private static let evaluation = FaultyFile(
    path: "Sources/ECRLifecycle/Evaluation/RuleEvaluation.swift",
    faults: [
      .value(
        "count-keeps-one-more", "A count rule keeps one image too many.",
        "Int(ranks[index]) > limit", becomes: "Int(ranks[index]) > limit + 1"),
      .value(
        "count-keeps-one-less", "A count rule keeps one image too few.",
        "Int(ranks[index]) > limit", becomes: "Int(ranks[index]) >= limit"),
      .value(
        "age-includes-the-limit", "An image of exactly so many days is too old.",
        "now - time > span", becomes: "now - time >= span"),
      .value(
        "age-in-days-begun", "A day that has begun counts as a whole one.",
        "now - time > span", becomes: "now - time > span - Timestamp.day"),
      .value(
        "unknown-archive-time-is-young",
        "An archived image of which nobody knows since when is never old enough.",
        "time == ImageTable.absent || now - time > span",
        becomes: "time != ImageTable.absent && now - time > span"),
      .value(
        "excluded-children-count",
        "Children of image indexes use up places also where they are left out.",
        "!countsChildren", becomes: "false"),
      .value(
        "restoring-images-of-any-tag-count",
        "Images on their way back are told of as if every rule were about them.",
        "images.statuses[$0] == .activating && meeting[$0]",
        becomes: "images.statuses[$0] == .activating"),
      .value(
        "tie-at-every-limit",
        "The image at the limit is told of as tied with the next one, whenever that was pushed.",
        "countedCount == limit + 1", becomes: "countedCount == limit"),
    ])

  private static let order = FaultyFile(
    path: "Sources/ECRLifecycle/Evaluation/YouthOrder.swift",
    faults: [
      .value(
        "oldest-images-stay", "Count rules keep the oldest images.",
        "times[a] > times[b]", becomes: "times[a] < times[b]"),
      .statement(
        "tie-goes-to-the-larger-digest",
        "Of two images pushed at the same time the one with the larger digest counts as younger.",
        """
        return bytes[images.digests.range(of: a)]
                  .lexicographicallyPrecedes(bytes[images.digests.range(of: b)])
        """,
        becomes: """
          return bytes[images.digests.range(of: b)]
            .lexicographicallyPrecedes(bytes[images.digests.range(of: a)])
          """),
    ])

  private static let decisions = FaultyFile(
    path: "Sources/ECRLifecycle/Evaluation/Decisions.swift",
    faults: [
      .value(
        "last-rule-decides", "The last rule that identifies an image decides its fate.",
        "owners[index] < 0 && rule.identifies(index)", becomes: "rule.identifies(index)"),
      .value(
        "spared-image-falls-through",
        "An image that a rule leaves alone is in reach of the rules after it.",
        "owners[index] < 0 && rule.identifies(index)",
        becomes:
          "reasons[index] != .pastLimit && rule.identifies(index)"),
      .value(
        "archiving-deletes", "A rule that archives deletes.",
        "rules[Int(owners[index])].rule.action", becomes: "LifecyclePolicy.Action.expire"),
      .value(
        "indexes-hold-nothing", "An image index does not hold back the images that it is made of.",
        "!graph.holders(of: child).isEmpty", becomes: "false"),
      .value(
        "one-index-that-goes-frees",
        "A child of several indexes can go in the next run as soon as one of them goes.",
        "graph.holders(of: child).allSatisfy({ action(on: $0) != nil })",
        becomes: "graph.holders(of: child).contains(where: { action(on: $0) != nil })"),
      .value(
        "held-referrer-follows",
        "A reference artifact follows its subject although an index holds it.",
        "graph.holders(of: image).isEmpty", becomes: "true"),
      .statement(
        "referrers-of-archived-images-are-deleted",
        "What refers to an image that is archived is deleted.",
        "followed[image] = action", becomes: "followed[image] = .expire"),
      .value(
        "only-direct-referrers-follow",
        "What refers to a reference artifact does not follow it.",
        "action(on: subject)", becomes: "reasons[subject] == .pastLimit ? action(on: subject) : nil"
      ),
    ])

  private static let preview = FaultyFile(
    path: "Sources/ECRLifecycle/LifecyclePolicyPreview.swift",
    faults: [
      .statement(
        "shielded-images-take-no-place",
        "The images of earlier rules do not use up the places of later ones.",
        """
        rules = policy.rules.map {
              RuleEvaluation(
                $0, images, order: byYouth, times: times, isChild: isChild, countsChildren: countsChildren)
            }
        """,
        becomes: """
          var seen: Set<Int> = []
          rules = policy.rules.map { rule in
            let evaluation = RuleEvaluation(
              rule, images, order: byYouth.filter { !seen.contains($0) }, times: times,
              isChild: isChild, countsChildren: countsChildren)
            seen.formUnion(images.indices.filter { evaluation.identifies($0) })
            return evaluation
          }
          """),
      .value(
        "children-of-archived-indexes-left-out",
        "Where children are left out of counts, those of archived indexes are left out too.",
        "!graph.holders(of: $0).isEmpty", becomes: "graph.listsOfChild[$0] != nil"),
    ])
}
