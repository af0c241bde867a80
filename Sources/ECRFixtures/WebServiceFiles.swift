extension WebService {
  /// The fixture's files.
  mutating func files() -> [FixtureFile] {
    let answered = random.shuffled(images)
    let policy = Policies.webService
    let stored = JSON.object([
      ("registryId", .string(Registry.id)),
      ("repositoryName", .string(WebService.repository)),
      ("lifecyclePolicyText", .string(policy.compact)),
      ("lastEvaluatedAt", .string(Instant.daysAgo(1, seconds: 9_731).iso8601)),
    ])
    let documents: [(String, [UInt8])] = [
      (
        "describe-images.json",
        answered.describeImages(repository: WebService.repository).file()
      ),
      (
        "describe-images.v1.json",
        answered.describeImages(repository: WebService.repository, .v1).file()
      ),
      ("lifecycle-policy.json", policy.file(indent: 2)),
      ("get-lifecycle-policy.json", stored.file()),
      ("describe-tasks.json", describeTasks().file()),
      ("pods.json", pods().file()),
      ("running-images.txt", Array(runningImages().utf8)),
    ]
    return documents.map { FixtureFile(path: "web-service/" + $0, bytes: $1) }
  }
}

// MARK: - What runs

extension WebService {
  /// The repository with its registry's host.
  var name: String { "\(Registry.host)/\(WebService.repository)" }

  /// An image by its first tag, or else by its digest.
  func reference(_ image: ImageDetail) -> String {
    guard let tag = image.tags.first else { return "\(name)@\(image.digest)" }
    return "\(name):\(tag)"
  }

  /// The images that run on Amazon ECS: production, and a release without recent pulls.
  private mutating func describeTasks() -> JSON {
    let running = [releases[28], releases[28], releases[27], releases[11]].map { images[$0] }
    var tasks: [JSON] = []
    for image in running {
      tasks.append(task(of: image))
    }
    return .object([("tasks", .array(tasks)), ("failures", .array([]))])
  }

  private mutating func task(of image: ImageDetail) -> JSON {
    let prefix = "arn:aws:ecs:eu-central-1:\(Registry.id)"
    let arn = "\(prefix):task/payments/\(random.hex(32))"
    let sidecar = "public.ecr.aws/aws-observability/aws-otel-collector:v0.43.3"
    let containers = [
      container("web", reference(image), image.digest, arn),
      container("otel", sidecar, random.digest(), arn),
    ]
    return .object([
      ("clusterArn", .string("\(prefix):cluster/payments")),
      ("containers", .array(containers)),
      ("desiredStatus", .string("RUNNING")),
      ("lastStatus", .string("RUNNING")),
      ("launchType", .string("FARGATE")),
      (
        "startedAt",
        .string(
          Instant.daysAgo(random.number(in: 1...9), seconds: 37_000, milliseconds: 511).iso8601)
      ),
      ("taskArn", .string(arn)),
      ("taskDefinitionArn", .string("\(prefix):task-definition/web:217")),
    ])
  }

  private mutating func container(
    _ name: String, _ image: String, _ digest: String, _ task: String
  ) -> JSON {
    .object([
      ("taskArn", .string(task)),
      ("name", .string(name)),
      ("image", .string(image)),
      ("imageDigest", .string(digest)),
      ("runtimeId", .string("\(random.hex(32))-\(random.number(in: 100_000_000...999_999_999))")),
      ("lastStatus", .string("RUNNING")),
    ])
  }
}
