/// What the form of an entry of `Resource` or `NotResource` decides, whatever request is asked about.
///
/// Sources: "IAM policy elements: Variables and tags",
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html, and "IAM JSON
/// policy elements: Resource",
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
///
package struct ResourceForm: Sendable, Hashable {
  /// The key of the first variable in front of the ARN's fifth colon; AWS replaces none there, so that
  /// the entry matches no resource.
  package let earlyVariable: String?
  /// Whether the service has a wildcard: AWS rejects such an ARN, and does not document what it
  /// would match.
  ///
  /// A `*` that ends an incomplete ARN replaces the missing parts and does not count.
  package let hasWildcardService: Bool

  /// Looks at an entry of a policy in some version of the language.
  package init(_ text: String, _ version: PolicyDocument.Version) {
    earlyVariable = version == .v2012 ? Self.earlyVariable(in: text) : nil
    let parts = PolicyVariable.masked(text).split(
      separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    hasWildcardService =
      parts.count > 2 && parts[0] == "arn" && parts[2].contains(where: \.isWildcard)
      && (parts[2] != "*" || parts.count == 6)
  }

  private static func earlyVariable(in text: String) -> String? {
    guard PolicyVariable.mayStand(in: text) else { return nil }
    var colons = 0
    for piece in PolicyVariable.pieces(of: text) {
      switch piece {
      case .text(let text): colons += text.utf8.count { $0 == UInt8(ascii: ":") }
      case .variable(let key, _) where colons < 5: return key
      case .variable, .literal: break
      }
    }
    return nil
  }
}
