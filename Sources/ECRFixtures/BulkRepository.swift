/// Writes a repository of any size, a piece at a time.
struct BulkRepository {
  /// The repository that is made where no other is named.
  static let monorepo = BulkRepository(repository: "bulk/monorepo", account: Registry.id)

  let repository: String
  let account: String

  private static let pieceSize = 1 << 16

  /// Hands the whole document to the sink.
  func write(
    images count: Int, seed: UInt64, to sink: ([UInt8]) throws -> Void
  ) rethrows {
    var random = SplitMix64(seed: seed ^ 0x6275_6C6B)
    var piece: [UInt8] = []
    piece.reserveCapacity(Self.pieceSize + 4_096)
    piece.append(contentsOf: "{\n    \"imageDetails\": [".utf8)
    for number in 0..<max(0, count) {
      piece.append(contentsOf: (number == 0 ? "\n        " : ",\n        ").utf8)
      Self.image(number, of: count, &random)
        .json(repository: repository, account: account, .v2)
        .write(to: &piece, indent: 4, level: 2)
      if piece.count >= Self.pieceSize {
        try sink(piece)
        piece.removeAll(keepingCapacity: true)
      }
    }
    piece.append(contentsOf: (count > 0 ? "\n    ]\n}\n" : "]\n}\n").utf8)
    try sink(piece)
  }

  private static func image(
    _ number: Int, of count: Int, _ random: inout SplitMix64
  ) -> ImageDetail {
    // Two years, oldest first, no two at the same second unless there are very many.
    let span = 730 * Instant.secondsADay
    let age = span - number * (span / count) - random.number(in: 0...max(0, span / count - 1))
    let pushed = Instant.clock.later(
      seconds: -age - 1, milliseconds: random.chance(70) ? 0 : random.number(in: 1...999))
    var image = ImageDetail(
      digest: random.digest(), tags: tags(number, &random),
      size: random.number(in: 10_000_000...900_000_000), pushedAt: pushed)
    if random.chance(50) {
      image.pulledAt = pushed.later(
        seconds: random.number(in: 0...max(0, age - 1)), milliseconds: random.number(in: 0...999))
    }
    if random.chance(3) {
      let since = image.pulledAt ?? pushed
      let seconds = (Instant.clock.milliseconds - since.milliseconds) / 1000
      image.isArchived = true
      image.archivedAt = since.later(seconds: random.number(in: 0...max(0, seconds - 1)))
    }
    return image
  }

  /// None to three tags, which no other image has.
  private static func tags(_ number: Int, _ random: inout SplitMix64) -> [String] {
    // An odd factor maps the numbers one to one onto seven hexadecimal digits.
    let mixed = (number &* 0x5BD_1E99) & 0xFFF_FFFF
    let hex = String(mixed, radix: 16)
    let commit = String(repeating: "0", count: 7 - hex.utf8.count) + hex
    let services = ["api", "web", "worker", "billing-worker", "search"]
    let service = services[random.number(in: 0...services.count - 1)]
    switch random.number(in: 0...99) {
    case 0..<20:
      return []
    case 20..<60:
      return ["\(service)-main-\(commit)"]
    case 60..<72:
      return ["pr-\(number + 1)"]
    case 72..<82:
      return ["feature-\(service)-\(commit)"]
    case 82..<88:
      return ["nightly-\(number)", "\(service)-main-\(commit)"]
    case 88..<97:
      return ["release-1.\(number)", "\(service)-main-\(commit)"]
    default:
      return ["prod-\(number)", "release-1.\(number)", "\(service)-main-\(commit)"]
    }
  }
}
