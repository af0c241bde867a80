/// A rule of a lifecycle policy, as text is made of it.
struct PolicyRule {
  /// Which images a rule selects.
  enum Selection {
    case patterns([String])
    case prefixes([String])
    case untagged
    /// All that lie in the archive.
    case archived
  }

  /// When a rule acts, and what it does then.
  enum Deed {
    case keep(Int)
    case expirePushed(days: Int)
    case archiveUnpulled(days: Int)
    case expireTransitioned(days: Int)
  }

  var description: String
  var selection: Selection
  var deed: Deed

  /// The rule as Amazon ECR takes it.
  func json(priority: Int) -> JSON {
    var members: [(String, JSON)] = []
    switch selection {
    case .patterns(let patterns):
      members.append(("tagStatus", .string("tagged")))
      members.append(("tagPatternList", .array(patterns.map { .string($0) })))
    case .prefixes(let prefixes):
      members.append(("tagStatus", .string("tagged")))
      members.append(("tagPrefixList", .array(prefixes.map { .string($0) })))
    case .untagged:
      members.append(("tagStatus", .string("untagged")))
    case .archived:
      members.append(("tagStatus", .string("any")))
      members.append(("storageClass", .string("archive")))
    }
    var action: [(String, JSON)] = [("type", .string("expire"))]
    switch deed {
    case .keep(let count):
      members.append(("countType", .string("imageCountMoreThan")))
      members.append(("countNumber", .integer(count)))
    case .expirePushed(let days):
      members += PolicyRule.count("sinceImagePushed", days)
    case .archiveUnpulled(let days):
      members += PolicyRule.count("sinceImagePulled", days)
      action = [("type", .string("transition")), ("targetStorageClass", .string("archive"))]
    case .expireTransitioned(let days):
      members += PolicyRule.count("sinceImageTransitioned", days)
    }
    return .object([
      ("rulePriority", .integer(priority)),
      ("description", .string(description)),
      ("selection", .object(members)),
      ("action", .object(action)),
    ])
  }

  private static func count(_ type: String, _ days: Int) -> [(String, JSON)] {
    [
      ("countType", .string(type)),
      ("countUnit", .string("days")),
      ("countNumber", .integer(days)),
    ]
  }
}
