import Texts

/// The calls that failed when documents were collected, as the script of `drydock snapshot script` lists
/// them.
package struct FailedCalls: Sendable {
  /// The calls.
  package var calls: [Call] = []
  /// What was collected, if the list names it: what failed there before has been asked again.
  package var collected: Collected?

  /// A call that failed.
  package struct Call: Sendable {
    /// The account.
    package var account: String
    /// The region; empty for a call to no region.
    package var region: String
    /// What it asked about; empty for the whole.
    package var resource: String
    /// The command, without its options.
    package var command: String
    /// The message.
    package var error: String
  }

  /// What a collection asked.
  package struct Collected: Sendable {
    /// The account.
    package var account: String
    /// The regions.
    package var regions: [String]
    /// Whether it asked the organization too.
    package var hasOrganization: Bool
  }

  /// Reads a list.
  static func read(_ root: JSONNode, _ json: inout ObjectReader) -> FailedCalls {
    var list = FailedCalls()
    for node in json.optionalArray("failedCalls", in: root) {
      guard let command = json.printed("command", in: node),
        let error = json.printed("error", in: node)
      else { continue }
      let resource = ["resourceArn", "policyId", "childId"].lazy.compactMap { node[$0]?.string }
      list.calls.append(
        Call(
          account: node["account"]?.string ?? "", region: node["region"]?.string ?? "",
          resource: resource.first ?? "", command: command,
          error: error.isEmpty ? "no message" : error))
    }
    guard let collected = root["collected"], let account = json.printed("account", in: collected)
    else { return list }
    list.collected = Collected(
      account: account,
      regions: json.optionalArray("regions", in: collected).compactMap(\.string),
      hasOrganization: collected["organization"]?.value == .bool(true))
    return list
  }
}
