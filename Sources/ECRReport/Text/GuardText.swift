import ECRLifecycle
import ECRModel
import ECRPolicy
import ECRSimulator

/// How the guards fared: a line each, and of many repositories a line for each that fails one.
struct GuardText {
  /// How many images, or repositories, a guard names.
  private static let most = 5

  let style: Style
  /// Whether there are several repositories, so that each is named.
  let namesRepositories: Bool

  func text(_ guards: [GuardResult]) -> String {
    guard !guards.isEmpty else { return "" }
    let words = guards.map { GuardWords.status($0) == "undecided" ? 9 : 4 }.max() ?? 0
    let names = guards.map(name)
    let width = names.map(\.count).max() ?? 0
    let allFigures = guards.map(figures)
    // All of them on the lines of their guards, or all below.
    let isShort = allFigures.allSatisfy {
      2 + words + 2 + width + 3 + $0.count <= style.columns
    }
    return "\n"
      + guards.indices.map { place in
        let (result, name, figures) = (guards[place], names[place], allFigures[place])
        let word = word(result)
        let gap = String(repeating: " ", count: words - word.text.count)
        let space = String(repeating: " ", count: width - name.count)
        let head = "  \(style(word.paint, word.text))\(gap)  \(name)"
        return
          (isShort
          ? "\(head)\(space)   \(figures)\n"
          : "\(head)\n" + Prose.wrapped(figures, indent: "        ", width: style.width))
          + (namesRepositories ? repositories(result) : "")
      }.joined()
  }

  private func word(_ result: GuardResult) -> (text: String, paint: Style.Paint) {
    switch GuardWords.status(result) {
    case "passed": ("PASS", .green)
    case "failed": ("FAIL", .red)
    default: ("UNDECIDED", .yellow)
    }
  }

  /// The option with its argument, as a shell takes it; there is one `--in-use`, whose files are known.
  private func name(_ result: GuardResult) -> String {
    if case .references = result.evidence { return result.option }
    var argument = Prose.printable(result.argument)
    if case .expiring = result.evidence, argument.hasSuffix(".0") { argument.removeLast(2) }
    let isPlain = argument.allSatisfy { $0.isLetter || $0.isNumber || "-_./:".contains($0) }
    return result.option + " " + (isPlain ? argument : "'\(argument)'")
  }

  /// What the guard judged by, and of one repository which images go.
  private func figures(_ result: GuardResult) -> String {
    let images = result.violations.filter { $0.image != nil }
    guard !images.isEmpty else {
      return GuardWords.sentence(result) + (namesRepositories && isFailedBySome(result) ? ":" : "")
    }
    let more = GuardWords.gaps(result) + GuardWords.doubts(result)
    let failing = GuardWords.failing(result)
    guard !namesRepositories else {
      return (["\(failing) \(GuardWords.fate(result))"] + more).joined(separator: "; ") + ":"
    }
    return (["\(failing): \(summary(images, result))"] + more).joined(separator: "; ")
  }

  /// Whether lines follow for the repositories that fail it.
  private func isFailedBySome(_ result: GuardResult) -> Bool {
    result.violations.contains { $0.repository != nil }
  }

  /// A line for each repository that fails a guard.
  private func repositories(_ result: GuardResult) -> String {
    var order: [RepositoryID] = []
    var byRepository: [RepositoryID: [GuardResult.Violation]] = [:]
    for violation in result.violations {
      guard let id = violation.repository else { continue }
      if byRepository[id] == nil { order.append(id) }
      byRepository[id, default: []].append(violation)
    }
    let lines = order.prefix(2 * Self.most).map { id -> String in
      let all = byRepository[id] ?? []
      let images = all.filter { $0.image != nil }
      let what =
        images.isEmpty
        ? Prose.printable(all[0].message) : summary(images, result, isPart: true)
      return Prose.wrapped(
        "\(id.description): \(what)", indent: "        ", width: style.width)
    }
    let shown = order.prefix(2 * Self.most).reduce(0) { $0 + (byRepository[$1]?.count ?? 0) }
    let more = result.violationTotalCount - shown
    let hasImages = result.violations.contains { $0.image != nil }
    guard more > 0, !order.isEmpty else { return lines.joined() }
    let noun =
      hasImages
      ? Prose.count(more, "more image", "more images")
      : Prose.count(more, "more repository", "more repositories")
    return lines.joined() + "        and \(noun)\n"
  }

  /// Which images go, by what happens to them: `v1.0.0 expires; v1.4.0 and v1.5.0 are archived`.
  ///
  /// Of a part of all violations the others are counted elsewhere.
  private func summary(
    _ violations: [GuardResult.Violation], _ result: GuardResult, isPart: Bool = false
  ) -> String {
    let total = isPart ? violations.count : result.violationTotalCount
    let fates: [(Outcome, String, String)] = [
      (.expire, "expires", "expire"), (.transition, "is archived", "are archived"),
      (.keep, "might expire or be archived", "might expire or be archived"),
    ]
    var parts = fates.compactMap { outcome, one, many -> String? in
      let images = violations.filter { $0.outcome == outcome }.compactMap(\.image)
      guard !images.isEmpty else { return nil }
      var names = images.prefix(Self.most).map { name($0, result) }
      let more = images.count - names.count
      if more > 0 { names.append("\(Prose.grouped(more)) more") }
      return Prose.list(names) + " " + (images.count == 1 ? one : many)
    }
    if total > violations.count {
      parts.append("and \(Prose.count(total - violations.count, "more image", "more images"))")
    }
    return parts.joined(separator: "; ")
  }

  /// An image by the tag that is protected, by its first one, or by its digest.
  private func name(_ image: GuardResult.Image, _ result: GuardResult) -> String {
    guard case .taggedImages = result.evidence else {
      return image.tags.first.map { Prose.printable($0) } ?? Prose.short(image.digest)
    }
    let pattern = TagPattern(pattern: result.argument)
    let tag = image.tags.first { pattern.matches($0) }
    return (tag ?? image.tags.first).map { Prose.printable($0) } ?? Prose.short(image.digest)
  }
}
