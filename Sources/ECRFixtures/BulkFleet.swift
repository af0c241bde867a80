/// The repositories of a company, of any number and size: a few large ones, many small ones.
package struct BulkFleet: Sendable {
  /// The documents, by the paths that `drydock snapshot script` gives them.
  package var paths: [String] { documents.map(\.path) }
  /// How many images there are in all.
  package let imageCount: Int

  private let documents: [Document]
  private let seed: UInt64

  private struct Document: Sendable {
    var path: String
    var content: Content
  }

  private enum Content: Sendable {
    case repositories([Repository])
    case images(Repository)
    case policy(Repository)
  }

  private struct Repository: Sendable {
    var number: Int
    var account: String
    var region: String
    var name: String
    var imageCount: Int

    var arn: String { "arn:aws:ecr:\(region):\(account):repository/\(name)" }
    var folder: String {
      "\(account)/\(region)/repositories/\(name.replacing("/", with: "+"))"
    }
    /// One in twenty has no lifecycle policy, every fourth of the others one of ten rules.
    var policy: JSON? {
      if number % 20 == 7 { return nil }
      return number % 4 == 0 ? Policies.bulk : Policies.team
    }
  }

  /// Makes a fleet; everything follows from the seed.
  ///
  /// The repository of rank n has about n^-0.6 of the images of the first one.
  package init(repositories count: Int, images: Int, seed: UInt64 = Fixtures.defaultSeed) {
    self.seed = seed
    let registries = (0..<4).flatMap { account in
      ["eu-central-1", "us-east-1"].map { (String(repeating: "\(account + 3)", count: 12), $0) }
    }
    let weights = (0..<count).map { Self.power(Double($0 + 1), -3, 5) }
    let all = weights.reduce(0, +)
    var left = images
    let repositories = (0..<count).map { number in
      let share = number == count - 1 ? left : Int(Double(images) * weights[number] / all)
      left -= share
      let (account, region) = registries[number % registries.count]
      return Repository(
        number: number, account: account, region: region,
        name: "team-\(number % 40)/service-\(number)", imageCount: share)
    }
    imageCount = images
    var documents: [Document] = []
    for (account, region) in registries {
      let inside = repositories.filter { $0.account == account && $0.region == region }
      documents.append(
        Document(
          path: "\(account)/\(region)/describe-repositories.json", content: .repositories(inside)))
      for repository in inside {
        documents.append(
          Document(
            path: repository.folder + "/describe-images.json", content: .images(repository)))
        guard repository.policy != nil else { continue }
        documents.append(
          Document(
            path: repository.folder + "/get-lifecycle-policy.json", content: .policy(repository)))
      }
    }
    self.documents = documents
  }

  /// `x` to the power of `n / d`, from multiplications alone: the same on every machine.
  private static func power(_ x: Double, _ n: Int, _ d: Int) -> Double {
    let base = (0..<abs(n)).reduce(1.0) { product, _ in product * x }
    // Newton's method for the root of order d.
    var root = 1 + (base - 1) / Double(d)
    for _ in 0..<60 {
      let power = (1..<d).reduce(1.0) { product, _ in product * root }
      root -= (root * power - base) / (Double(d) * power)
    }
    return n < 0 ? 1 / root : root
  }

  /// Hands a document to a sink, a piece at a time.
  package func write(_ path: String, to sink: ([UInt8]) throws -> Void) rethrows {
    guard let document = documents.first(where: { $0.path == path }) else { return }
    try write(document.content, to: sink)
  }

  /// Hands all documents to a sink, a piece at a time.
  package func writeAll(to sink: (_ path: String, _ bytes: [UInt8]) throws -> Void) rethrows {
    for document in documents {
      try write(document.content) { try sink(document.path, $0) }
    }
  }

  /// The first bytes of a document, enough to detect its type.
  package func head(_ path: String) -> [UInt8] {
    guard var document = documents.first(where: { $0.path == path }) else { return [] }
    if case .images(var repository) = document.content {
      repository.imageCount = min(1, repository.imageCount)
      document.content = .images(repository)
    }
    var bytes: [UInt8] = []
    write(document.content) { bytes += $0 }
    return bytes
  }

  private func write(_ content: Content, to sink: ([UInt8]) throws -> Void) rethrows {
    switch content {
    case .repositories(let repositories):
      let elements = repositories.map { repository in
        JSON.object([
          ("repositoryArn", .string(repository.arn)), ("registryId", .string(repository.account)),
          ("repositoryName", .string(repository.name)), ("imageTagMutability", .string("MUTABLE")),
        ])
      }
      try sink(JSON.object([("repositories", .array(elements))]).file())
    case .images(let repository):
      try sink(note(repository))
      try BulkRepository(repository: repository.name, account: repository.account).write(
        images: repository.imageCount, seed: seed &+ UInt64(repository.number), to: sink)
    case .policy(let repository):
      guard let policy = repository.policy else { return }
      try sink(note(repository))
      try sink(
        JSON.object([
          ("registryId", .string(repository.account)),
          ("repositoryName", .string(repository.name)),
          ("lifecyclePolicyText", .string(policy.compact)),
        ]).file())
    }
  }

  private func note(_ repository: Repository) -> [UInt8] {
    let members = [
      ("account", repository.account), ("region", repository.region),
      ("resourceArn", repository.arn),
    ].map { "\"\($0)\": \"\($1)\"" }
    return Array("{\"drydock\": {\(members.joined(separator: ", "))}}\n".utf8)
  }
}
