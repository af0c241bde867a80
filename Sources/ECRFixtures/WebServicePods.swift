extension WebService {
  /// What runs on Kubernetes: staging, latest, an old build of main and an old feature.
  mutating func pods() -> JSON {
    let feature = images.last { $0.tags.first?.hasPrefix("feature-") == true }
    var running = [releases[29], mainBuilds[0], mainBuilds[26]].map { images[$0] }
    if let feature {
      running.append(feature)
    }
    var items: [JSON] = []
    for (number, image) in running.enumerated() {
      items.append(pod(of: image, namespace: ["staging", "dev", "load-test", "demo"][number % 4]))
    }
    return .object([
      ("apiVersion", .string("v1")),
      ("items", .array(items)),
      ("kind", .string("List")),
      ("metadata", .object([("resourceVersion", .string(""))])),
    ])
  }

  private mutating func pod(of image: ImageDetail, namespace: String) -> JSON {
    let started = Instant.daysAgo(random.number(in: 1...12), seconds: random.number(in: 0...80_000))
    let status = JSON.object([
      ("containerID", .string("containerd://" + random.hex(64))),
      ("image", .string(reference(image))),
      ("imageID", .string("\(name)@\(image.digest)")),
      ("name", .string("web")),
      ("ready", .literal("true")),
      ("restartCount", .integer(random.number(in: 0...2))),
      ("state", .object([("running", .object([("startedAt", .string(started.kubernetes))]))])),
    ])
    let container = JSON.object([
      ("image", .string(reference(image))), ("name", .string("web")),
    ])
    return .object([
      ("apiVersion", .string("v1")),
      ("kind", .string("Pod")),
      (
        "metadata",
        .object([
          ("name", .string("web-\(random.hex(10))-\(random.hex(5))")),
          ("namespace", .string(namespace)),
        ])
      ),
      ("spec", .object([("containers", .array([container]))])),
      (
        "status",
        .object([("containerStatuses", .array([status])), ("phase", .string("Running"))])
      ),
    ])
  }

  /// A list someone keeps by hand.
  func runningImages() -> String {
    let untagged = images.last { $0.tags.isEmpty }
    var lines = [
      "# What runs on the edge hosts; they are not part of any cluster.",
      "\(name):prod",
      reference(images[releases[26]]),
      reference(images[mainBuilds[23]]),
    ]
    if let untagged {
      lines.append(reference(untagged))
    }
    lines.append("docker.io/library/nginx:1.29")
    return lines.joined(separator: "\n") + "\n"
  }
}
