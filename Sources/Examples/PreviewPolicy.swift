import Drydock

/// Prints the images that a lifecycle policy expires.
func previewPolicy(json: String, policy: String) throws {
  let repository = try Repository(describeImages: json)
  let preview = try LifecyclePolicy(json: policy).preview(repository, at: "2026-11-01T00:00:00Z")
  for image in preview.images where image.outcome == .expire { print(image.digest, image.reason) }
}

/// Prints why a policy cannot be deployed.
func guardPolicy(json: String, policy: String, running: String) throws {
  let repository = try Repository(describeImages: json)
  let guards = Guards(
    protectedTags: ["prod*"], inUse: [Document(running, name: "running.json")],
    maximumExpiringPercent: 30)
  let preview = try LifecyclePolicy(json: policy)
    .preview(repository, at: "2026-11-01T00:00:00Z", guards: guards)
  for result in preview.guards where !result.passes {
    print(result)
    for violation in result.violations { print("  \(violation)") }
  }
}

/// Prints what happens to one image, rule by rule.
func explainImage(named name: String, in preview: Preview) {
  for image in preview.images(named: name) {
    print(image.explanation)
    if image.mayGo, !image.alerts.isEmpty {
      print("do not lose it:", image.alerts.joined(separator: "; "))
    }
  }
}
