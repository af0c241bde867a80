import ECRDocuments
import Texts

/// What the policies of an input belong to: AWS keeps one for each repository and each registry.
struct PolicyOwners {
  /// The first policy of each.
  private var first: [String: (text: String, place: Location)] = [:]

  /// What to call the policy of a registry.
  static func registryPolicy(account: String?, region: String?) -> String {
    let account = account.map { " of \($0)" } ?? ""
    return "the registry policy\(account)\(region.map { " in \($0)" } ?? "")"
  }

  /// Notes a policy; a finding for a second one that is different, since the input does not say which of
  /// them is in force.
  mutating func note(_ text: String, _ owner: String, at place: Location) -> Finding? {
    guard let known = first[owner] else {
      first[owner] = (text, place)
      return nil
    }
    guard !Self.isSame(text, known.text) else { return nil }
    return Self.conflict(
      owner, at: place, first: known.place,
      help: "give the one that is in force; if they are from two regions, put "
        + "`{\"drydock\": {\"region\": \"REGION\"}}` before each")
  }

  /// Notes a principal or managed policy of an account as JSON; a finding for a second one that is
  /// different.
  mutating func note(entity text: String, _ arn: String, at place: Location) -> Finding? {
    guard let known = first[arn] else {
      first[arn] = (text, place)
      return nil
    }
    guard !Self.isSame(text, known.text) else { return nil }
    return Self.conflict(entity: arn, at: place, first: known.place)
  }

  /// A finding for a principal or managed policy that an input has twice, with differences.
  static func conflict(entity arn: String, at place: Location, first: Location) -> Finding {
    conflict(
      "`\(arn)`", at: place, first: first,
      help: "give the output of one `aws iam get-account-authorization-details`, the newest")
  }

  private static func conflict(
    _ owner: String, at place: Location, first: Location, help: String
  ) -> Finding {
    Finding(
      .error, "CONFLICTING_POLICIES", "\(owner) is given twice, with differences", help: help,
      at: place, related: [.init(message: "first here", location: first)])
  }

  private static func isSame(_ a: String, _ b: String) -> Bool {
    if a == b { return true }
    guard let a = JSONReader.read(SourceText(name: "", text: a)).documents.first,
      let b = JSONReader.read(SourceText(name: "", text: b)).documents.first
    else { return false }
    return a.isSame(as: b, ignoring: AuthorizationDetails.membersOfUse)
  }
}
