import ECRDocuments
import ECRModel
import ECRPolicy
import Texts

extension AccessInventory {
  /// Checks what is said about the request itself, which no document contains, and that the documents
  /// have a meaning.
  ///
  /// - Throws: ``InvalidInput`` when the region cannot be one, or a document cannot be read.
  mutating func checkRequest() throws(InvalidInput) {
    if let region = inputs.region, !ARN.isRegion(region) {
      throw InvalidInput("invalid region `\(region)`: write a region such as eu-central-1")
    }
    for (name, values) in inputs.context {
      warnAboutKey(name)
      guard ["aws:sourceip", "aws:vpcsourceip"].contains(name.lowercased()) else { continue }
      for value in values where AddressRange(value) == nil {
        notice(
          "\(name) is not an IP address: `\(value)`; write one, such as 203.0.113.7, or no condition "
            + "on it can match")
      }
    }
    guard sources.isReadable else {
      throw InvalidInput(findings: sources.findings.inReadingOrder())
    }
    if inputs.policyCount == 0 {
      notice("no policies given, so nothing but AWS's own rules decides; add --policies FILE")
    }
  }

  /// What calls would have printed that failed when the documents were collected is not among them.
  mutating func warn(about list: FailedCalls) {
    let commands = list.calls.map(\.command).filter { !Self.isUnrelated($0) }
    guard let first = commands.first else { return }
    let others = commands.count - 1
    let calls =
      others == 0
      ? "`\(first)`"
      : "`\(first)` and \(others == 1 ? "another call" : "\(others.grouped) other calls")"
    assume(
      "\(calls) failed when the documents were collected; with what is missing, the answer can be another: "
        + "collect again, or see `drydock snapshot show`")
  }

  /// Whether a call prints nothing that decides about access.
  private static func isUnrelated(_ command: String) -> Bool {
    [
      "get-lifecycle-policy", "describe-images", "batch-get-image", "describe-registry",
      "get-registry-scanning-configuration", "describe-pull-through-cache-rules",
      "describe-repository-creation-templates",
    ].contains { command == "aws ecr " + $0 }
  }

  /// A misspelled key would change nothing, and look as if it did.
  private mutating func warnAboutKey(_ name: String) {
    let hasPrefix = name.contains(":")
    guard !hasPrefix || GlobalContextKey.isUnknown(name) else { return }
    let full = hasPrefix ? name : "aws:" + name
    let meant = Spelling.suggestion(for: full, among: GlobalContextKey.all)
    notice("IAM has no context key `\(name)`" + (meant.map { "; \($0)" } ?? ""))
  }
}

extension AccessInputs {
  /// How many documents and policies there are.
  var policyCount: Int {
    let lists = [documents, identityPolicies, sessionPolicies, vpcEndpointPolicies]
    let levels = serviceControlPolicies + resourceControlPolicies
    let others = [permissionsBoundary, repositoryPolicy, registryPolicy]
    return (lists + levels).reduce(0) { $0 + $1.count } + others.count { $0 != nil }
  }
}
