/// Which places a run looks at when there are more than wanted.
///
/// The choice depends on a seed and on the places of the same file alone, so that a change of one
/// file leaves the choice in the others as it is.
public struct Sample: Sendable {
  /// How many of a hundred places of each file are chosen, at least one a file.
  public let percent: Int
  /// Another seed, other places.
  public let seed: UInt64

  /// Describes a choice.
  public init(percent: Int, seed: UInt64) {
    self.percent = percent
    self.seed = seed
  }

  /// Chooses places of one file: a fault after the other in turn, so that no kind crowds out another.
  public func choose(_ places: [Place]) -> [Place] {
    let count = (places.count * percent + 99) / 100
    let byFault = Dictionary(grouping: places, by: \.key.fault)
      .mapValues { $0.sorted { rank($0) < rank($1) } }
    // The faults themselves in an order of the seed, or the first ones would win in small files.
    let faults = byFault.keys.sorted {
      hash($0.rawValue + (places.first?.key.file ?? ""))
        < hash($1.rawValue + (places.first?.key.file ?? ""))
    }
    var chosen: [Place] = []
    var round = 0
    while chosen.count < count {
      for fault in faults {
        guard chosen.count < count, let ranked = byFault[fault], round < ranked.count else {
          continue
        }
        chosen.append(ranked[round])
      }
      round += 1
    }
    return chosen.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  private func rank(_ place: Place) -> UInt64 { hash(place.key.columns.joined(separator: "\t")) }

  /// FNV-1a, with a last stir.
  private func hash(_ text: String) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325 ^ (seed &* 0x9e37_79b9_7f4a_7c15)
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    hash = (hash ^ (hash >> 33)) &* 0xff51_afd7_ed55_8ccd
    return hash ^ (hash >> 33)
  }
}
