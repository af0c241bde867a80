/// Where an account is in an organization.
///
/// Source: "AWS global condition context keys: aws:PrincipalOrgPaths",
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
package struct OrganizationPlace: Sendable, Hashable {
  /// The organization's id: `o-…`.
  package var organizationID: String
  /// The path of ids that leads to the account: `o-…/r-…/ou-…/`; nil where it is not known.
  package var path: String?

  /// Makes a place.
  package init(organizationID: String, path: String?) {
    self.organizationID = organizationID
    self.path = path
  }
}

extension RequestContext {
  /// Gives the keys that follow from an account's place; `prefix` is `aws:Principal` or
  /// `aws:Resource`.
  mutating func set(_ prefix: String, _ place: OrganizationPlace?) {
    guard let place else { return }
    set(prefix + "OrgID", place.organizationID)
    set(prefix + "OrgPaths", place.path)
  }
}
