import ECRModel
import Texts

/// Whether the members of one selection fit each other.
enum SelectionShape {
  static func check(_ draft: SelectionDraft, _ findings: inout FindingCollector) {
    tagLists(draft, &findings)
    countUnit(draft, &findings)
    storageClass(draft, &findings)
    archiveMinimum(draft, &findings)
  }

  /// J-11, X-11: `tagged` needs one list, the others none.
  private static func tagLists(_ draft: SelectionDraft, _ findings: inout FindingCollector) {
    guard let status = draft.tagStatus else { return }
    let lists = ["tagPatternList", "tagPrefixList"].filter(draft.present.contains)
    switch (status.value, lists.count) {
    case (.tagged, 0):
      findings.add(
        .error, "TAG_LIST_MISSING", "`tagged` needs a `tagPatternList` or a `tagPrefixList`",
        help: misspelledList(draft).map {
          "write `\($0)` as `tagPatternList` or `tagPrefixList`, with the same entries"
        } ?? "to mean every tagged image, add `\"tagPatternList\": [\"*\"]`", at: status.span,
        facts: ["J-11", "X-11", "T-09"], answer: ServiceAnswers.noTagList)
    case (.tagged, 2):
      findings.add(
        .error, "TAG_LISTS_BOTH",
        "a rule has either a `tagPatternList` or a `tagPrefixList`, not both",
        help:
          "to select images that match any entry, write one rule for each; in one list, where a "
          + "prefix `x` is the pattern `x*`, an image must match all of them",
        at: (draft.prefixList ?? draft.patternList)?.span ?? draft.span, facts: ["J-11"])
    case (.untagged, 1...), (.any, 1...):
      for (name, list) in [
        ("tagPatternList", draft.patternList), ("tagPrefixList", draft.prefixList),
      ] where draft.present.contains(name) {
        findings.add(
          .error, "TAG_LIST_NOT_ALLOWED",
          "`\(name)` is not allowed with `\(status.value.rawValue)`",
          help:
            "to select images by these tags, write `\"tagStatus\": \"tagged\"`; without the list "
            + "the rule selects "
            + (status.value == .any ? "every image" : "every untagged image"),
          at: list?.span ?? draft.span,
          facts: ["J-11"], answer: ServiceAnswers.selectionShape)
      }
    default: break
    }
  }

  /// A member that ECR does not know and that has the tags which the rule is for.
  private static func misspelledList(_ draft: SelectionDraft) -> String? {
    draft.present.sorted().first { name in
      guard !["tagPatternList", "tagPrefixList"].contains(name) else { return false }
      let name = name.lowercased()
      return !name.hasPrefix("tagstatus")
        && ["tag", "prefix", "pattern"].contains(where: name.contains)
    }
  }

  /// J-17: ages have a unit, counts have none.
  private static func countUnit(_ draft: SelectionDraft, _ findings: inout FindingCollector) {
    guard let type = draft.countType else { return }
    let isThere = draft.present.contains("countUnit")
    if type.value == .imageCountMoreThan, isThere {
      findings.add(
        .error, "COUNT_UNIT_NOT_ALLOWED", "`countUnit` is not allowed with `imageCountMoreThan`",
        help: "for a number of images, remove `countUnit`; for a number of days, write "
          + "`\"countType\": \"sinceImagePushed\"`",
        at: draft.countUnit?.span ?? type.span, facts: ["J-17", "T-15", "X-08"],
        answer: ServiceAnswers.selectionShape)
    }
    if type.value != .imageCountMoreThan, !isThere {
      findings.add(
        .error, "COUNT_UNIT_MISSING", "`\(type.value.rawValue)` needs a `countUnit`",
        help: "add `\"countUnit\": \"days\"`", at: type.span, facts: ["J-17", "X-08"],
        answer: ServiceAnswers.selectionShape)
    }
  }

  /// J-15: archived images are selected by the time since they were archived, and by nothing else.
  private static func storageClass(_ draft: SelectionDraft, _ findings: inout FindingCollector) {
    guard let type = draft.countType else { return }
    let isTransitioned = type.value == .sinceImageTransitioned
    if isTransitioned, !draft.present.contains("storageClass") {
      findings.add(
        .error, "STORAGE_CLASS_MISSING", "`sinceImageTransitioned` needs `storageClass`",
        help: "add `\"storageClass\": \"archive\"`", at: type.span, facts: ["J-15", "V-01"],
        answer: ServiceAnswers.selectionShape)
    }
    guard let storageClass = draft.storageClass else { return }
    if isTransitioned, storageClass.value == .standard {
      findings.add(
        .error, "STORAGE_CLASS_NOT_ALLOWED",
        "`sinceImageTransitioned` selects archived images only",
        help: "write `\"storageClass\": \"archive\"`", at: storageClass.span,
        facts: ["J-15", "V-01"], answer: ServiceAnswers.selectionShape)
    }
    if !isTransitioned, storageClass.value == .archive {
      findings.add(
        .error, "STORAGE_CLASS_NOT_ALLOWED",
        "`\(type.value.rawValue)` cannot select archived images",
        help: "write `\"countType\": \"sinceImageTransitioned\"`, or remove `storageClass`",
        at: storageClass.span, facts: ["J-15", "V-01"], answer: ServiceAnswers.selectionShape)
    }
  }

  /// J-18: nothing is deleted that has been archived for less than 90 days.
  private static func archiveMinimum(_ draft: SelectionDraft, _ findings: inout FindingCollector) {
    guard draft.countType?.value == .sinceImageTransitioned, let number = draft.countNumber,
      number.value < 90
    else { return }
    findings.add(
      .error, "COUNT_BELOW_ARCHIVE_MINIMUM",
      "`countNumber` is \(number.value); archived images stay for at least 90 days",
      help: "write 90 or more", at: number.span, facts: ["J-18", "T-12"])
  }
}
