import Testing

@testable import Schemata

struct SampleTests {
  private static let places = SourceText(
    (0..<40).map { "func f\($0)() -> A { a\($0) < b || c\($0) == 7 }" }.joined(separator: "\n"),
    path: "F.swift"
  ).places

  @Test(arguments: [1, 7, 50, 100])
  func `a share is chosen, rounded up, in the order of the text`(percent: Int) {
    let chosen = Sample(percent: percent, seed: 1).choose(Self.places)
    #expect(chosen.count == (Self.places.count * percent + 99) / 100)
    #expect(chosen.map(\.line) == chosen.map(\.line).sorted())
    #expect(Set(chosen).count == chosen.count)
  }

  @Test func `the same seed chooses the same, another one does not`() {
    let one = Sample(percent: 10, seed: 1).choose(Self.places)
    #expect(one == Sample(percent: 10, seed: 1).choose(Self.places))
    #expect(one != Sample(percent: 10, seed: 2).choose(Self.places))
  }

  @Test func `every kind of fault has its turn`() {
    let chosen = Sample(percent: 10, seed: 3).choose(Self.places)
    #expect(Set(chosen.map(\.key.fault)) == Set(Self.places.map(\.key.fault)))
  }

  @Test func `a file without places has none chosen`() {
    #expect(Sample(percent: 7, seed: 1).choose([]).isEmpty)
  }
}
