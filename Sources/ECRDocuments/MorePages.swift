import Texts

extension JSONNode {
  /// The member by which the answer of a service announces more pages; nil where it is complete.
  ///
  /// ECR and Organizations write a token, IAM a flag and a marker, and the CLI adds a `NextToken` of
  /// its own under `--max-items`. SDKs write null, or nothing in quotes, behind the last page.
  var morePages: JSONNode? {
    for member in members ?? [] where member.name.announcesMorePages {
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
  /// Whether a member of this name announces more pages.
  var announcesMorePages: Bool {
    ["nextToken", "nextMarker", "paginationToken", "isTruncated"].contains(inECRSpelling)
  }
}

/// What to do about pages that were not given.
package enum MissingPages {
  package static let help =
    "let the CLI fetch all pages (no --max-items, no --limit), or give the other pages too"
}
