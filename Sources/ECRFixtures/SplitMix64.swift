/// A small generator of numbers whose whole sequence follows from its seed.
struct SplitMix64 {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  /// The next 64 bits.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number of a closed range.
  mutating func number(in range: ClosedRange<Int>) -> Int {
    let width = UInt64(range.upperBound - range.lowerBound + 1)
    return range.lowerBound + Int(next() % width)
  }

  /// True with a probability in percent.
  mutating func chance(_ percent: Int) -> Bool {
    number(in: 0...99) < percent
  }

  /// That many hexadecimal digits.
  mutating func hex(_ count: Int) -> String {
    var digits: [UInt8] = []
    digits.reserveCapacity(count)
    while digits.count < count {
      var bits = next()
      for _ in 0..<min(16, count - digits.count) {
        let digit = UInt8(bits & 15)
        digits.append(digit < 10 ? 48 + digit : 87 + digit)
        bits >>= 4
      }
    }
    return String(decoding: digits, as: UTF8.self)
  }

  /// A new image digest.
  mutating func digest() -> String {
    "sha256:" + hex(64)
  }

  /// The elements in a random order, as from Amazon ECR.
  mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
    var result = elements
    for index in result.indices.dropFirst() {
      result.swapAt(index, number(in: 0...index))
    }
    return result
  }
}
