import ArgumentParser
import ECRModel
import ECRReport
import ECRSimulator
import Texts

/// The options that every question about access shares: policies, and the context of the request.
struct AccessOptions: ParsableArguments {
  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp(
      "Policy and inventory files, in any order; Drydock detects their types.",
      valueName: "file ..."))
  var policies: [String] = []

  @Option(
    name: .long, help: ArgumentHelp("A snapshot, in place of --policies.", valueName: "file"))
  var snapshot: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A context key and its value; repeat it for more keys or values.", valueName: "key=value"),
    transform: AccessOptions.pair)
  var context: [KeyValue] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Region of repositories given by name.", valueName: "region"))
  var region: String?

  @OptionGroup(title: "Request", visibility: .hidden) var request: AccessRequestOptions

  @OptionGroup(title: "Single policies", visibility: .hidden) var single: SinglePolicyOptions

  /// The sentence about the options that `--help` omits.
  static let moreOptions =
    "--help-hidden lists more options, for tags, times, and policies one by one."

  /// A name with a value.
  struct KeyValue: Sendable {
    var key: String
    var value: String
  }

  static func pair(_ text: String) throws -> KeyValue {
    guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
      throw ValidationError("expected KEY=VALUE, got `\(text)`")
    }
    return KeyValue(
      key: String(text[..<equals]), value: String(text[text.index(after: equals)...]))
  }

  static func account(_ text: String) throws -> String {
    guard ARN.isAccountID(text) else {
      throw ValidationError(InvalidName.accountID(text).message)
    }
    return text
  }

  /// Reads what the options name.
  func inputs(_ input: inout Input) throws -> AccessInputs {
    var inputs = AccessInputs()
    inputs.documents = try Self.read(policies, &input)
    if let snapshot { inputs.documents += try SnapshotPolicies.access(snapshot) }
    inputs.identityPolicies = try Self.read(single.identityPolicy, &input)
    inputs.permissionsBoundary = try single.boundary.map { try Self.read($0, &input) }
    inputs.sessionPolicies = try Self.read(single.sessionPolicy, &input)
    inputs.serviceControlPolicies = try Self.levels(single.scp, &input)
    inputs.resourceControlPolicies = try Self.levels(single.rcp, &input)
    inputs.repositoryPolicy = try single.repositoryPolicy.map { try Self.read($0, &input) }
    inputs.registryPolicy = try single.registryPolicy.map { try Self.read($0, &input) }
    guard let scope = AccessInputs.registryPolicyScope(named: single.registryPolicyScope) else {
      throw Failure(
        "invalid --registry-policy-scope `\(single.registryPolicyScope)`: write V1 or V2")
    }
    inputs.registryPolicyScope = scope
    inputs.vpcEndpointPolicies = try Self.read(single.vpcEndpointPolicy, &input)
    inputs.managementAccount = single.managementAccount
    inputs.resourceAccount = request.resourceAccount
    inputs.region = region
    inputs.context = Self.grouped(context)
    inputs.resourceTags = try Self.tags(request.resourceTag)
    inputs.requestTags = try Self.tags(request.requestTag)
    inputs.principalTags = try Self.tags(request.principalTag)
    inputs.at = request.at
    return inputs
  }

  private static func read(_ path: String, _ input: inout Input) throws -> SourceText {
    if let policy = AccessInputs.managedPolicy(named: path) { return policy }
    if path.hasPrefix("arn:"), path.contains(":policy/") {
      if let meant = AccessInputs.managedPolicy(meantBy: path) {
        throw Failure(
          "AWS managed policy `\(path)` is not built in: \(Spelling.didYouMean(meant)) If not, give "
            + "its document as a file")
      }
      throw Failure(
        "AWS managed policy `\(path)` is not built in: give its document as a file. Built in: "
          + AccessInputs.managedPolicies.joined(separator: ", "))
    }
    return try input.read(path)
  }

  private static func read(_ paths: [String], _ input: inout Input) throws -> [SourceText] {
    try paths.map { try read($0, &input) }
  }

  private static func levels(_ levels: [String], _ input: inout Input) throws -> [[SourceText]] {
    try levels.map { try read($0.split(separator: ",").map(String.init), &input) }
  }

  /// The values of each key together, in the order of the command line.
  private static func grouped(_ pairs: [KeyValue]) -> [(name: String, values: [String])] {
    var grouped: [(name: String, values: [String])] = []
    for pair in pairs {
      if let index = grouped.firstIndex(where: {
        $0.name.lowercased() == pair.key.lowercased()
      }) {
        grouped[index].values.append(pair.value)
      } else {
        grouped.append((pair.key, [pair.value]))
      }
    }
    return grouped
  }

  private static func tags(_ pairs: [KeyValue]) throws -> [String: String]? {
    guard !pairs.isEmpty else { return nil }
    var tags: [String: String] = [:]
    for pair in pairs {
      guard tags.updateValue(pair.value, forKey: pair.key) == nil else {
        throw Failure("duplicate tag `\(pair.key)`")
      }
    }
    return tags
  }

  /// Reports errors, the most important warnings, and notices on standard error.
  static func report(_ findings: [Finding], _ notices: [String]) {
    Terminal.writeError(FindingText.digest(findings, Terminal.errorStyle))
    for notice in notices { Terminal.notice(notice) }
  }

  /// Fails if AWS would reject a policy, or if principals are missing.
  static func check(_ findings: [Finding], missingPages: [String] = []) throws {
    if !missingPages.isEmpty {
      throw Failure(
        "the answer is incomplete: give all pages of `aws iam get-account-authorization-details`, "
          + "without --max-items")
    }
    guard findings.containsErrors else { return }
    throw Failure("AWS would reject a policy; the answer assumes that it applies")
  }
}
