import Texts

extension ECRAction {
  /// The name of the action that was most likely meant by a name that ECR does not have.
  ///
  /// A wish to read is never answered with an action that writes.
  static func meant(by name: String) -> String? {
    let lower = name.lowercased()
    if lower.contains("pull") && !lower.contains("pullthrough") && !lower.contains("pulltime") {
      return "BatchGetImage"
    }
    if pulls.contains(lower) { return "BatchGetImage" }
    let isRead = readingVerbs.contains { lower.hasPrefix($0) }
    let names = all.filter { !isRead || $0.accessLevel == .list || $0.accessLevel == .read }
    return Spelling.nearest(to: name, among: names.map(\.name))
  }

  /// How people call the reading of an image.
  private static let pulls: Set<String> = [
    "getimage", "getimages", "readimage", "readimages", "downloadimage", "downloadimages",
    "fetchimage", "getmanifest", "getimagemanifest",
  ]

  /// What the names of actions that change nothing begin with.
  private static let readingVerbs = [
    "get", "list", "describe", "batchget", "batchcheck", "check", "read", "view", "download",
    "fetch", "search", "validate",
  ]

  /// The action that is meant by a text with another service in front: one that only ECR has, or any
  /// behind a misspelled `ecr`.
  static func misplaced(_ text: String) -> ECRAction? {
    guard let colon = text.firstIndex(of: ":") else { return nil }
    let service = text[..<colon].lowercased()
    guard service != "ecr", service != "ecr-public",
      let action = named("ecr:" + text[text.index(after: colon)...])
    else { return nil }
    return slips.contains(service) || ownNames.contains(action.name) ? action : nil
  }

  /// Names of no service that are slips of the pen for `ecr`.
  private static let slips: Set<String> = [
    "erc", "cer", "rec", "ecrr", "eccr", "eecr", "er", "cr", "ec", "exr", "ect", "ece", "edr",
    "evr",
    "wcr", "rcr", "ecrs", "aws-ecr", "amazon-ecr", "ecr-private", "ecrpublic",
  ]

  /// The actions that no other service of IAM's has but Amazon ECR Public.
  private static let ownNames: Set<String> = [
    "BatchCheckLayerAvailability", "BatchGetImage", "CompleteLayerUpload", "GetDownloadUrlForLayer",
    "InitiateLayerUpload", "PutImage", "UploadLayerPart", "PutLifecyclePolicy",
    "SetRepositoryPolicy", "ReplicateImage", "BatchImportUpstreamImage",
  ]

  /// The action that a text without a colon means, such as `ecr.BatchGetImage`.
  static func withoutColon(_ text: String) -> String? {
    let name =
      text.firstIndex { ".-_/ ;,".contains($0) }.map { text[text.index(after: $0)...] }
      ?? text[...]
    if let action = named("ecr:" + text) ?? named("ecr:" + name) { return action.text }
    return text.lowercased().hasPrefix("ecr") && name.count < text.count && !name.isEmpty
      ? "ecr:\(name)" : nil
  }
}
