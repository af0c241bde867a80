import ArgumentParser
import ECRModel

/// The policies of a request, each under an option of its own.
struct SinglePolicyOptions: ParsableArguments {
  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp(
      "Identity-based policies of the caller, or ARNs of AWS managed policies.",
      valueName: "file ..."))
  var identityPolicy: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Permissions boundary of the caller.", valueName: "file"))
  var boundary: String?

  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp(
      "Session policies of the caller.", valueName: "file ..."))
  var sessionPolicy: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "SCPs of one level, separated by commas; repeat it for each level, from the root down.",
      valueName: "files"))
  var scp: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "RCPs of one level, separated by commas; repeat it for each level, from the root down.",
      valueName: "files"))
  var rcp: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Policy of the repository: the document, or AWS CLI output.", valueName: "file"))
  var repositoryPolicy: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Policy of the registry: the document, or AWS CLI output.", valueName: "file"))
  var registryPolicy: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Account setting REGISTRY_POLICY_SCOPE: V1 or V2.", valueName: "scope"))
  var registryPolicyScope = "V2"

  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp(
      "Policy of the VPC endpoint that the request passes.", valueName: "file ..."))
  var vpcEndpointPolicy: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Account ID of the organization's management account.", valueName: "account"),
    transform: AccessOptions.account)
  var managementAccount: String?
}

/// The less common parts of a request: its time, its tags, and the owner of a repository.
struct AccessRequestOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Time of the request, for policies that compare it: 2026-01-31T12:00:00Z, 2026-01-31, or "
        + "seconds since 1970 (default: unknown).", valueName: "time"),
    transform: Timestamp.typed)
  var at: Timestamp?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Account ID of repositories given by name.", valueName: "account"),
    transform: AccessOptions.account)
  var resourceAccount: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A tag of the repository; replaces all tags in the files.", valueName: "key=value"),
    transform: AccessOptions.pair)
  var resourceTag: [AccessOptions.KeyValue] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A tag in the request.", valueName: "key=value"), transform: AccessOptions.pair)
  var requestTag: [AccessOptions.KeyValue] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A tag of the caller; replaces all tags in the files.", valueName: "key=value"),
    transform: AccessOptions.pair)
  var principalTag: [AccessOptions.KeyValue] = []
}
