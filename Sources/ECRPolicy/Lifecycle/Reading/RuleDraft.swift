import ECRModel
import Texts

/// A rule as far as it could be read: what is missing or wrong is nil and has been reported.
struct RuleDraft {
  var span: Span
  var priority: Located<Int>?
  var description: Located<String>?
  var selection: SelectionDraft?
  var action: ActionDraft?

  /// What to call the rule in a message.
  var name: String { priority.map { "rule \($0.value)" } ?? "this rule" }
}

/// A `selection` as far as it could be read.
struct SelectionDraft {
  var span: Span
  var tagStatus: Located<TagStatus>?
  var patternList: Located<[Located<String>]>?
  var prefixList: Located<[Located<String>]>?
  var storageClass: Located<StorageClass>?
  var countType: Located<CountType>?
  var countUnit: Located<CountUnit>?
  var countNumber: Located<Int>?
  /// The names of the members that are there, readable or not.
  var present: Set<String> = []

  enum TagStatus: String, CaseIterable {
    case tagged, untagged, any
  }

  enum CountType: String, CaseIterable {
    case imageCountMoreThan, sinceImagePushed, sinceImagePulled, sinceImageTransitioned
  }

  enum CountUnit: String, CaseIterable {
    case days
  }

  /// The storage class whose images the rule selects, if it could be read.
  var effectiveStorageClass: StorageClass? {
    present.contains("storageClass") ? storageClass?.value : .standard
  }

  /// The list that goes with `tagged`, and whether its entries are prefixes.
  var tagList: (list: Located<[Located<String>]>, isPrefix: Bool)? {
    patternList.map { ($0, false) } ?? prefixList.map { ($0, true) }
  }
}

/// An `action` as far as it could be read.
struct ActionDraft {
  var span: Span
  var type: Located<ActionType>?
  var targetStorageClass: Located<TargetStorageClass>?
  var present: Set<String> = []

  enum ActionType: String, CaseIterable {
    case expire, transition
  }

  enum TargetStorageClass: String, CaseIterable {
    case archive
  }
}

extension LifecyclePolicy.Rule {
  /// The rule that a draft without mistakes describes.
  init?(_ draft: RuleDraft, in source: SourceText) {
    guard let priority = draft.priority?.value, let selection = draft.selection,
      let status = selection.tagStatus?.value, let storageClass = selection.effectiveStorageClass,
      let countType = selection.countType?.value, let number = selection.countNumber?.value,
      let action = draft.action?.type?.value
    else { return nil }
    self.init(
      rulePriority: priority, description: draft.description?.value,
      tags: TagRequirement(status, selection), storageClass: storageClass,
      limit: LifecyclePolicy.Limit(countType, number),
      action: action == .expire ? .expire : .transition,
      location: source.location(of: draft.span))
  }
}

extension TagRequirement {
  init(_ status: SelectionDraft.TagStatus, _ selection: SelectionDraft) {
    switch status {
    case .any: self = .any
    case .untagged: self = .untagged
    case .tagged:
      let entries = selection.tagList.map { list, isPrefix in
        list.value.map {
          isPrefix ? TagPattern(prefix: $0.value) : TagPattern(pattern: $0.value)
        }
      }
      // Only a policy in force comes so far without a list; every tag is then taken to be meant.
      self = .tagged(entries ?? [TagPattern(pattern: "*")])
    }
  }
}

extension LifecyclePolicy.Limit {
  init(_ type: SelectionDraft.CountType, _ number: Int) {
    switch type {
    case .imageCountMoreThan: self = .imageCountMoreThan(number)
    case .sinceImagePushed: self = .sinceImagePushed(days: number)
    case .sinceImagePulled: self = .sinceImagePulled(days: number)
    case .sinceImageTransitioned: self = .sinceImageTransitioned(days: number)
    }
  }
}
