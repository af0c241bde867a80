extension WebService {
  /// Archives some of the old releases, and restores a few of them.
  mutating func archive() {
    // One by hand, more than a year ago.
    let oldest = releases[0]
    images[oldest].pulledAt = images[oldest].pushedAt.later(
      seconds: 10 * Instant.secondsADay, milliseconds: 271)
    images[oldest].isArchived = true
    images[oldest].archivedAt = .daysAgo(377, seconds: 34_211, milliseconds: 87)

    for number in [2, 3, 5, 6] {
      images[releases[number]].isArchived = true
      images[releases[number]].archivedAt = archivedByRule(number)
    }

    // Restored and pulled; restored long ago and not pulled since; restored the other day.
    for (number, days) in [(1, 30), (4, 100), (7, 3)] {
      images[releases[number]].archivedAt = archivedByRule(number)
      images[releases[number]].activatedAt = .daysAgo(days, seconds: 41_007, milliseconds: 640)
    }
    images[releases[1]].pulledAt = .daysAgo(30, seconds: 41_390, milliseconds: 118)
  }

  /// When the rule for releases archived one: at night, when 180 days had gone by without a pull.
  private func archivedByRule(_ number: Int) -> Instant? {
    guard let pulled = images[releases[number]].pulledAt else { return nil }
    let day = pulled.milliseconds / 1000 / Instant.secondsADay + 182
    return Instant(milliseconds: (day * Instant.secondsADay + 3 * 3600 + number * 97) * 1000 + 402)
  }
}
