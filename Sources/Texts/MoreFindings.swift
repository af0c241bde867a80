/// A file can have as many mistakes as it has bytes: a reader is shown the first, and how many more.
extension Collection<Finding> {
  /// How many findings of one file are shown.
  package static var mostShown: Int { 100 }

  /// The findings as they are shown, in the same order: of each file the gravest, up to a number, and
  /// behind its last one how many more there are.
  ///
  /// An error is never left out while a warning or a suggestion is shown, so that a reader always
  /// sees whether a document is rejected.
  package func shown() -> [Finding] {
    guard count > Self.mostShown else { return Array(self) }
    var files: [String: FileFindings] = [:]
    for (place, finding) in enumerated() {
      files[finding.location.file, default: FileFindings()].add(finding, at: place)
    }
    WorkMeter.add(count)
    var isShown = [Bool](repeating: false, count: count)
    var notices: [Int: Finding] = [:]
    for file in files.values {
      let places = file.shown(Self.mostShown)
      for place in places { isShown[place] = true }
      if let last = places.max(), let notice = file.notice(after: places.count) {
        notices[last] = notice
      }
    }
    var all: [Finding] = []
    for (place, finding) in enumerated() where isShown[place] {
      all.append(finding)
      if let notice = notices[place] { all.append(notice) }
    }
    return all
  }
}

/// The findings of one file, by their places in a list.
private struct FileFindings {
  private var places: [FindingType: [Int]] = [:]
  private var last: Finding?

  mutating func add(_ finding: Finding, at place: Int) {
    places[finding.type, default: []].append(place)
    last = finding
  }

  /// The places of the most severe findings, at most this many.
  func shown(_ most: Int) -> [Int] {
    Array(FindingType.allCases.flatMap { places[$0] ?? [] }.prefix(most))
  }

  /// The sentence about findings that are not shown.
  func notice(after shown: Int) -> Finding? {
    var rest = shown
    var omitted: [(type: FindingType, count: Int)] = []
    for type in FindingType.allCases {
      let all = places[type]?.count ?? 0
      if all > rest { omitted.append((type, all - rest)) }
      rest = Swift.max(0, rest - all)
    }
    guard let gravest = omitted.first, let last else { return nil }
    let sum = omitted.reduce(0) { $0 + $1.count }
    let counts = omitted.map { "\($0.count.grouped) \($0.type.word)\($0.count == 1 ? "" : "s")" }
    return Finding(
      gravest.type, "MORE_FINDINGS",
      "this file has \(sum.grouped) more finding\(sum == 1 ? "" : "s") than are shown: "
        + counts.joined(separator: ", "),
      help: "correct those that are shown, and run the command again", at: last.location)
  }
}
