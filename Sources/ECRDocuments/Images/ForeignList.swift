import Texts

/// A list whose elements are not images of `aws ecr describe-images`, by the members of one
/// element: another command's list, another registry's, or the result of a `--query`.
struct ForeignList {
  /// What is wrong with the list.
  let message: String
  let help: String

  /// The command that prints images with all that is needed.
  static let helpForQuery =
    "give the output of `aws ecr describe-images --repository-name NAME --filter imageStatus=ANY`, "
    + "without `--query`"

  /// Looks at the element of a list that a cursor is at; nil where it may be an image of ECR's.
  init?(at cursor: JSONCursor) throws(JSONCursor.Malformed) {
    var probe = cursor
    try probe.open()
    var isFirst = true
    var names: [String] = []
    var isImage = false
    while let name = try probe.nextMember(isFirst: &isFirst) {
      let field = ImageField.named(name, probe)
      names.append(probe.text(name))
      isImage = isImage || field != nil && field != .imageDigest
      try probe.skipValue()
    }
    guard !isImage, !names.isEmpty else { return nil }
    let spellings = names.map(\.inECRSpelling)
    let output = "not `aws ecr describe-images` output"
    if Set(spellings).isSubset(of: ["imageDigest", "imageTag"]) {
      message = "this is `aws ecr list-images` output, \(output)"
      help = "it has no push times: give the output of `aws ecr describe-images`"
    } else if let registry = Self.registries.first(where: { names.contains($0.member) })?.name {
      message = "this is a list of \(registry), \(output)"
      help = "Drydock previews policies of Amazon ECR: give the output of `aws ecr describe-images`"
    } else if spellings.contains("imageDigest") {
      return nil
    } else {
      let shown = names.prefix(5).map { "`\($0)`" }.joined(separator: ", ")
      message =
        "this is a list of objects with the members \(shown), as a `--query` makes it, \(output)"
      help = Self.helpForQuery
    }
  }

  /// Members that only other registries' lists have.
  private static let registries: [(member: String, name: String)] = [
    ("push_time", "Harbor"), ("package_html_url", "GitHub Packages"),
    ("timestamp", "Google's or Azure's registry"), ("package", "Google Artifact Registry"),
    ("timeCreatedMs", "Google's registry"), ("createdTime", "Azure's registry"),
    ("last_updated", "Docker Hub"), ("created_at", "another registry"),
  ]
}
