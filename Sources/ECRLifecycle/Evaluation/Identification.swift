import ECRModel
import ECRPolicy

/// Which images a rule identifies: the right storage class, and tags that meet the requirement.
///
/// E-05, E-06: neither counts nor ages play a part, nor does any other rule.
enum Identification {
  /// For each image, whether the rule identifies it.
  static func identified(by rule: LifecyclePolicy.Rule, in images: ImageTable) -> [Bool] {
    var result = meeting(rule.tags, in: images)
    for index in result.indices where images.statuses[index].storageClass != rule.storageClass {
      result[index] = false
    }
    return result
  }

  /// For each image, whether its tags meet the requirement (E-07, E-08).
  static func meeting(_ requirement: TagRequirement, in images: ImageTable) -> [Bool] {
    switch requirement {
    case .any: return Array(repeating: true, count: images.count)
    case .untagged:
      return images.indices.map { images.tagStarts[$0] == images.tagStarts[$0 + 1] }
    case .tagged(let entries):
      return images.tags.bytes.withUnsafeBufferPointer { bytes in
        let matched = entries.map { matching($0, images.tags, bytes) }
        return images.indices.map { index in
          let tags = images.tagStarts[index]..<images.tagStarts[index + 1]
          return matched.allSatisfy { column in tags.contains { column[$0] } }
        }
      }
    }
  }

  /// For each tag of the table, whether the entry matches it.
  private static func matching(
    _ entry: TagPattern, _ tags: PackedStrings, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> [Bool] {
    (0..<tags.count).map { entry.matches(UnsafeBufferPointer(rebasing: bytes[tags.range(of: $0)])) }
  }
}
