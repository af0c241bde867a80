import ECRModel

/// A Region's name as policies write it.
enum RegionName {
  /// Whether a text can be a Region, such as `eu-central-1` or `us-gov-west-1`.
  ///
  /// What is empty or has wildcards may be any.
  static func isPossible(_ text: some StringProtocol) -> Bool {
    if text.isEmpty || text.contains(where: \.isWildcard) { return true }
    let words = text.split(separator: "-", omittingEmptySubsequences: false)
    return words.count >= 3 && words.last?.allSatisfy(\.isNumber) == true
      && words.allSatisfy { !$0.isEmpty }
      && words.dropLast().allSatisfy { $0.utf8.allSatisfy(isLowerCaseLetter) }
      && directions.contains(String(words[words.count - 2]))
  }

  /// What is before the number in the names of all Regions.
  private static let directions: Set<String> = [
    "north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest", "central",
  ]

  private static func isLowerCaseLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")) ~= byte
  }

  /// The partition of a Region, where an ARN names both and they do not belong together.
  ///
  /// There are no findings about partitions whose Regions do not follow from their names.
  static func otherPartition(_ parts: [some StringProtocol]) -> String? {
    guard parts.count == 6, !parts[3].isEmpty, known.contains(String(parts[1])),
      !parts[3].contains(where: \.isWildcard), isPossible(parts[3]), !isIsolated(parts[3])
    else { return nil }
    let partition = ARN.partition(of: String(parts[3]))
    return partition == String(parts[1]) ? nil : partition
  }

  private static let known: Set<String> = ["aws", "aws-cn", "aws-us-gov"]

  /// Whether it is a Region of a partition that is apart, such as `us-iso-east-1`.
  private static func isIsolated(_ region: some StringProtocol) -> Bool {
    region.contains("-iso") || region.hasPrefix("eusc-")
  }
}
