/// The text of a source file in which each fault can be switched on at run time.
///
/// One build serves all faults: `a && b` becomes `(Mutant.isActive(3) ? (a || b) : (a && b))`.
struct FaultyText {
  private struct Place {
    let number: Int
    let fault: Fault
    let range: Range<Int>
  }

  private let bytes: [UInt8]
  private let places: [Place]

  /// Finds the places of a file's faults.
  ///
  /// - Throws: ``CheckError`` when a text is not there exactly once, or two overlap without one lying
  ///   in the other.
  init(_ text: String, _ file: String, _ faults: [NumberedFault]) throws {
    let bytes = Array(text.utf8)
    self.bytes = bytes
    places = try faults.map { numbered in
      Place(
        number: numbered.number, fault: numbered.fault,
        range: try Self.range(of: numbered.fault, in: bytes, file))
    }.sorted { Self.comesBefore($0, $1) }
    try checkNesting(file)
  }

  /// The outer one first; of equal ones statements, in which values may stand.
  private static func comesBefore(_ a: Place, _ b: Place) -> Bool {
    let (x, y) = (a.range, b.range)
    if x.lowerBound != y.lowerBound { return x.lowerBound < y.lowerBound }
    if x.upperBound != y.upperBound { return x.upperBound > y.upperBound }
    if a.fault.form != b.fault.form { return a.fault.form == .statement }
    return a.number < b.number
  }

  private static func range(
    of fault: Fault, in bytes: [UInt8], _ file: String
  ) throws -> Range<Int> {
    let context = try fault.context.map {
      try once($0, in: bytes, 0..<bytes.count, fault, "the context", file)
    }
    return try once(
      fault.original, in: bytes, context ?? 0..<bytes.count, fault, "the original", file)
  }

  /// The one place of a text.
  private static func once(
    _ text: String, in bytes: [UInt8], _ range: Range<Int>, _ fault: Fault, _ what: String,
    _ file: String
  ) throws -> Range<Int> {
    let wanted = Array(text.utf8)
    let last = range.upperBound - wanted.count
    let starts =
      wanted.isEmpty || last < range.lowerBound
      ? []
      : (range.lowerBound...last).filter { start in
        bytes[start..<start + wanted.count].elementsEqual(wanted)
      }
    guard starts.count == 1 else {
      throw CheckError(
        description: "\(fault.slug): \(what) stands \(starts.count) times in \(file), and has to "
          + "stand there once:\n\(text)")
    }
    return starts[0]..<starts[0] + wanted.count
  }

  private func checkNesting(_ file: String) throws {
    for (index, outer) in places.enumerated() {
      for inner in places[(index + 1)...]
      where inner.range.lowerBound < outer.range.upperBound
        && inner.range.upperBound > outer.range.upperBound
      {
        throw CheckError(
          description: "\(outer.fault.slug) and \(inner.fault.slug) overlap in \(file): let one of "
            + "the texts hold the other, or take them apart")
      }
    }
  }

  /// The text with all its switches.
  var switched: String {
    String(decoding: switched(0..<bytes.count, places[...]), as: UTF8.self)
  }

  private func switched(_ range: Range<Int>, _ places: ArraySlice<Place>) -> [UInt8] {
    var text: [UInt8] = []
    var position = range.lowerBound
    var rest = places
    while let outer = rest.popFirst() {
      let inner = rest.prefix { $0.range.lowerBound < outer.range.upperBound }
      rest = rest.dropFirst(inner.count)
      text += bytes[position..<outer.range.lowerBound]
      text += Self.choice(outer, switched(outer.range, inner))
      position = outer.range.upperBound
    }
    return text + bytes[position..<range.upperBound]
  }

  /// The fault or what it replaces.
  private static func choice(_ place: Place, _ original: [UInt8]) -> [UInt8] {
    let (condition, fault) = ("Mutant.isActive(\(place.number))", place.fault.replacement)
    switch place.fault.form {
    case .value: return Array("(\(condition) ? (\(fault)) : (".utf8) + original + Array("))".utf8)
    case .statement:
      return Array("if \(condition) {\n\(fault)\n} else {\n".utf8) + original + Array("\n}".utf8)
    }
  }

  /// The file that every module with faults gets beside its own.
  static let switchFile = """
    #if canImport(Glibc)
      import Glibc
    #elseif canImport(Musl)
      import Musl
    #else
      import Darwin
    #endif

    /// Which fault is active; the environment tells.
    enum Mutant {
      private static let active = getenv("DRYDOCK_MUTANT").flatMap { Int(String(cString: $0)) }

      static func isActive(_ number: Int) -> Bool { active == number }
    }

    """
}
