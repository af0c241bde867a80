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
    guard known.text != text else { return nil }
    return Finding(
      .error, "CONFLICTING_POLICIES", "\(owner) is given twice, with differences",
      help: "give the one that is in force; if they are from two regions, put "
        + "`{\"drydock\": {\"region\": \"REGION\"}}` before each",
      at: place, related: [.init(message: "first here", location: known.place)])
  }
}
