import ArgumentParser
import ECRModel
import ECRReport
import ECRSimulator
import Texts

/// What every question about access has in common: the policies and the circumstances.
struct AccessOptions: ParsableArguments {
  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp(
      "Policies and inventories that tell by themselves what they are: identity, repository, "
        + "registry and trust policies; output of `aws iam get-account-authorization-details`, "
        + "`aws ecr get-repository-policy`, `get-registry-policy`, `describe-repositories`; ARNs of "
        + "AWS managed policies for ECR.", valueName: "file"))
  var policies: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A snapshot: everybody's policies, the repositories with theirs, and the organisation.",
      valueName: "file"))
  var snapshot: String?

  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp("Policies of the caller, or ARNs of AWS managed ones.", valueName: "file"))
  var identityPolicy: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp("The caller's permissions boundary.", valueName: "file"))
  var boundary: String?

  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp("Policies given along with the session.", valueName: "file"))
  var sessionPolicy: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "SCPs of one level, separated by commas; once a level, from the root down.",
      valueName: "files"))
  var scp: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "RCPs of one level, separated by commas; once a level, from the root down.",
      valueName: "files"))
  var rcp: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp("The repository's policy, bare or as AWS prints it.", valueName: "file"))
  var repositoryPolicy: String?

  @Option(
    name: .long,
    help: ArgumentHelp("The registry's policy, bare or as AWS prints it.", valueName: "file"))
  var registryPolicy: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The account setting REGISTRY_POLICY_SCOPE: V1 or V2 (default: V2).", valueName: "scope"))
  var registryPolicyScope = "V2"

  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp("The policy of the VPC endpoint in between.", valueName: "file"))
  var vpcEndpointPolicy: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp("The organisation's management account.", valueName: "account"),
    transform: AccessOptions.account)
  var managementAccount: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The account of repositories that are given by name, where no document tells.",
      valueName: "account"), transform: AccessOptions.account)
  var resourceAccount: String?

  @Option(
    name: .long,
    help: ArgumentHelp("The region of repositories that are given by name.", valueName: "region"))
  var region: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A context key with its value; repeat it for several values of one key.",
      valueName: "key=value"), transform: AccessOptions.pair)
  var context: [KeyValue] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A tag of the repository; with one given, it has no others.", valueName: "key=value"),
    transform: AccessOptions.pair)
  var resourceTag: [KeyValue] = []

  @Option(
    name: .long,
    help: ArgumentHelp("A tag that the request would give.", valueName: "key=value"),
    transform: AccessOptions.pair)
  var requestTag: [KeyValue] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A tag of the caller; with one given, it has no others.", valueName: "key=value"),
    transform: AccessOptions.pair)
  var principalTag: [KeyValue] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The instant of the request, for policies that ask for it. Without it, it is not known.",
      valueName: "time"), transform: Timestamp.typed)
  var at: Timestamp?

  /// A name with a value.
  struct KeyValue: Sendable {
    var key: String
    var value: String
  }

  private static func pair(_ text: String) throws -> KeyValue {
    guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
      throw ValidationError("expected KEY=VALUE, got `\(text)`")
    }
    return KeyValue(
      key: String(text[..<equals]), value: String(text[text.index(after: equals)...]))
  }

  private static func account(_ text: String) throws -> String {
    guard ARN.isAccountID(text) else {
      throw ValidationError("invalid account ID `\(text)`: must be 12 digits")
    }
    return text
  }

  /// Reads all that the options name.
  func inputs(_ input: inout Input) throws -> AccessInputs {
    var inputs = AccessInputs()
    inputs.documents = try Self.read(policies, &input)
    if let snapshot { inputs.documents += try SnapshotPolicies.access(snapshot) }
    inputs.identityPolicies = try Self.read(identityPolicy, &input)
    inputs.permissionsBoundary = try boundary.map { try Self.read($0, &input) }
    inputs.sessionPolicies = try Self.read(sessionPolicy, &input)
    inputs.serviceControlPolicies = try Self.levels(scp, &input)
    inputs.resourceControlPolicies = try Self.levels(rcp, &input)
    inputs.repositoryPolicy = try repositoryPolicy.map { try Self.read($0, &input) }
    inputs.registryPolicy = try registryPolicy.map { try Self.read($0, &input) }
    guard let scope = AccessInputs.registryPolicyScope(named: registryPolicyScope) else {
      throw Failure("invalid --registry-policy-scope `\(registryPolicyScope)`: write V1 or V2")
    }
    inputs.registryPolicyScope = scope
    inputs.vpcEndpointPolicies = try Self.read(vpcEndpointPolicy, &input)
    inputs.managementAccount = managementAccount
    inputs.resourceAccount = resourceAccount
    inputs.region = region
    inputs.context = Self.grouped(context)
    inputs.resourceTags = try Self.tags(resourceTag)
    inputs.requestTags = try Self.tags(requestTag)
    inputs.principalTags = try Self.tags(principalTag)
    inputs.at = at
    return inputs
  }

  private static func read(_ path: String, _ input: inout Input) throws -> SourceText {
    if let policy = AccessInputs.managedPolicy(named: path) { return policy }
    if path.hasPrefix("arn:"), path.contains(":policy/") {
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
        throw Failure("the tag `\(pair.key)` is given twice")
      }
    }
    return tags
  }

  /// Reports on standard error what there is to know beside the answer: errors, and as many warnings as a
  /// person reads.
  static func report(_ findings: [Finding], _ notices: [String]) {
    Terminal.writeError(FindingText.digest(findings, Terminal.errorStyle))
    for notice in notices { Terminal.say(notice) }
  }

  /// An answer about a policy that AWS would reject is no success, and none that leaves people out.
  static func check(_ findings: [Finding], missingPages: [String] = []) throws {
    if !missingPages.isEmpty {
      throw Failure(
        "the answer is incomplete: give all pages of `aws iam get-account-authorization-details`, "
          + "without --max-items")
    }
    guard findings.containsErrors else { return }
    throw Failure("AWS would reject a policy; the answer takes it as it stands")
  }
}
