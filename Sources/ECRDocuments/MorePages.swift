import Texts

extension JSONNode {
  /// The member by which the answer of a service says that it is cut off; nil where it is whole.
  ///
  /// ECR and Organizations write a token, IAM a flag and a marker, and the CLI adds a `NextToken` of
  /// its own under `--max-items`. SDKs write null, or nothing in quotes, behind the last page.
  var morePages: JSONNode? {
    for member in members ?? [] where member.name.tellsMorePages {
      switch member.value.value {
      case .bool(true): return member.value
      case .string(let text) where !text.isEmpty && text.lowercased() != "false":
        return member.value
      default: continue
      }
    }
    return nil
  }
}

extension String {
  /// Whether a member of this name tells that more pages follow.
  var tellsMorePages: Bool {
    ["nextToken", "nextMarker", "paginationToken", "isTruncated"].contains(inECRSpelling)
  }
}
