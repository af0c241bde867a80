import ArgumentParser
import ECRSimulator

/// The guards of `preview`: what the policy must leave alone.
struct GuardOptions: ParsableArguments, CheckedArguments {
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
        + "one reference per line.", valueName: "file ..."))
  var inUse: [String] = []

  @Flag(
    name: .long,
    help: "Accept guards that have nothing to check: no images, or empty --in-use files.")
  var allowEmptyGuards = false

  @Option(
    name: .long,
    help: ArgumentHelp("Fail if more images than this expire in total.", valueName: "n"),
    transform: GuardOptions.count)
  var maxExpire: Int?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Fail if more than this percentage of a repository's images expires.", valueName: "p"),
    transform: GuardOptions.percent)
  var maxExpirePercent: Double?

  private static func count(_ text: String) throws -> Int {
    guard let count = Int(text), count >= 0 else {
      throw ValidationError("write a whole number, at least 0")
    }
    return count
  }

  private static func percent(_ text: String) throws -> Double {
    guard let percent = Double(text), (0...100).contains(percent) else {
      throw ValidationError("write a number from 0 to 100, without `%`")
    }
    return percent
  }

  func check() throws {
    if allowEmptyGuards, inUse.isEmpty, protect.isEmpty, maxExpire == nil, maxExpirePercent == nil {
      throw ValidationError("--allow-empty-guards needs a guard")
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
