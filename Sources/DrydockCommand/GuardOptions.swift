import ArgumentParser
import ECRSimulator

/// The guards of `preview`: what the policy must leave alone.
struct GuardOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Fail if an image with a matching tag might expire or be archived; repeatable.",
      valueName: "pattern"))
  var protect: [String] = []

  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp(
      "Mark the images in use, and fail if one might expire or be archived. Give output of "
        + "`kubectl get all -A -o json`, `aws ecs describe-tasks`, `aws ecs "
        + "describe-task-definition` or `aws lambda get-function`, a manifest, a Compose file, or "
        + "one reference per line.", valueName: "file"))
  var inUse: [String] = []

  @Flag(name: .long, help: "Accept --in-use files that name no images.")
  var allowEmptyGuards = false

  @Option(
    name: .long,
    help: ArgumentHelp("Fail if more images than this expire in total.", valueName: "n"))
  var maxExpire: Int?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Fail if more than this percentage of a repository's images expires.", valueName: "p"))
  var maxExpirePercent: Double?

  func validate() throws {
    if let maxExpire, maxExpire < 0 { throw ValidationError("--max-expire must be at least 0") }
    if let maxExpirePercent, !(0...100).contains(maxExpirePercent) {
      throw ValidationError("--max-expire-percent must be between 0 and 100")
    }
    if allowEmptyGuards, inUse.isEmpty {
      throw ValidationError("--allow-empty-guards needs --in-use")
    }
  }

  /// Reads what the options name.
  func guards(_ input: inout Input) throws -> Guards {
    var guards = Guards()
    for pattern in protect { try guards.protect(pattern) }
    guards.inUse = try input.read(inUse)
    guards.maxExpire = maxExpire
    guards.maxExpirePercent = maxExpirePercent
    guards.allowsEmptyGuards = allowEmptyGuards
    return guards
  }
}
