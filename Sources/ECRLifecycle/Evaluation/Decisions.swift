import ECRModel
import ECRPolicy

/// What happens to each image: first by the rules, then by what refers to what.
struct Decisions: Sendable {
  /// The number of the rule that decides over each image, or -1 (E-20, E-21).
  private(set) var owners: [Int16]
  /// Why.
  private(set) var reasons: [Reason]
  /// What follows its subject, and what its subject's outcome is.
  private(set) var followed: [Int: LifecyclePolicy.Action] = [:]

  private let rules: [RuleEvaluation]
  private let graph: ManifestGraph

  init(_ rules: [RuleEvaluation], _ images: ImageTable, _ graph: ManifestGraph, at now: Int64) {
    self.rules = rules
    self.graph = graph
    owners = Array(repeating: -1, count: images.count)
    reasons = images.statuses.map { $0 == .activating ? .activating : .noRule }
    for (number, rule) in rules.enumerated() {
      for index in images.indices where owners[index] < 0 && rule.identifies(index) {
        owners[index] = Int16(number)
        reasons[index] = rule.wants(index, images, at: now) ? .pastLimit : .withinLimit
      }
    }
    hold()
    follow()
    deferChildren()
  }

  /// M-01 to M-03: the veto comes after the decision.
  private mutating func hold() {
    for child in graph.listsOfChild.keys
    where reasons[child] == .pastLimit && !graph.holders(of: child).isEmpty {
      reasons[child] = .heldByManifestList
    }
  }

  /// M-06: reference artifacts go with their subject, and what refers to them goes with them.
  private mutating func follow() {
    var settled: Set<Int> = []
    for start in graph.subjectOf.keys {
      // From the far end of the chain of subjects back to the image.
      var chain: [Int] = []
      var image = start
      while !settled.contains(image), let subject = graph.subjectOf[image] {
        chain.append(image)
        image = subject
      }
      for image in chain.reversed() {
        settled.insert(image)
        guard let subject = graph.subjectOf[image], let action = action(on: subject) else {
          continue
        }
        guard graph.holders(of: image).isEmpty else {
          reasons[image] = .heldByManifestList
          continue
        }
        reasons[image] = .followsSubject
        followed[image] = action
      }
    }
  }

  /// M-09, Q-2: a child whose lists all go in this run can go in the next.
  private mutating func deferChildren() {
    let held = graph.listsOfChild.keys.filter { reasons[$0] == .heldByManifestList }
    for child in held where graph.holders(of: child).allSatisfy({ action(on: $0) != nil }) {
      reasons[child] = .deferredByManifestList
    }
  }

  /// What is done to an image in this run, if anything is.
  func action(on index: Int) -> LifecyclePolicy.Action? {
    switch reasons[index] {
    case .pastLimit: rules[Int(owners[index])].rule.action
    case .followsSubject: followed[index]
    case .noRule, .withinLimit, .heldByManifestList, .deferredByManifestList, .activating: nil
    }
  }

  func outcome(of index: Int) -> Outcome {
    switch action(on: index) {
    case .expire: .expire
    case .transition: .transition
    case nil: .keep
    }
  }
}
