/// A source file with places that are switched on at run time, all in one text.
public struct RewrittenFile: Sendable {
  /// A place in the rewritten text.
  public struct Switch: Sendable {
    /// The number that switches it on.
    public let number: Int
    /// The place.
    public let place: Place
    /// Where it is in the rewritten text, in lines from 1 and columns from 1, both ends in it.
    let start: (line: Int, column: Int)
    let end: (line: Int, column: Int)
  }

  /// The rewritten text.
  public private(set) var text: String
  /// The places in it.
  public private(set) var switches: [Switch] = []

  /// Rewrites a file; places have numbers.
  public init(_ source: SourceText, _ places: [(number: Int, place: Place)]) {
    // What is around something else comes first.
    let sorted = places.sorted { left, right in
      let (one, other) = (left.place.range, right.place.range)
      if one.lowerBound != other.lowerBound { return one.lowerBound < other.lowerBound }
      if one.upperBound != other.upperBound { return one.upperBound > other.upperBound }
      if left.place.isStatement != right.place.isStatement { return left.place.isStatement }
      return left.number < right.number
    }
    text = places.isEmpty ? "" : "import MutantSwitch; "
    var position = (line: 1, column: text.utf8.count + 1)
    var offset = 0
    var open: [(number: Int, place: Place, start: (line: Int, column: Int))] = []
    var output = text

    func write(_ more: String) {
      output += more
      for byte in more.utf8 {
        position =
          byte == UInt8(ascii: "\n") ? (position.line + 1, 1) : (position.line, position.column + 1)
      }
    }
    func copy(to end: Int) {
      write(source.text(offset..<end))
      offset = end
    }
    func close(before start: Int) {
      while let last = open.last, last.place.range.upperBound <= start {
        copy(to: last.place.range.upperBound)
        write(last.place.closing(last.number))
        open.removeLast()
        switches.append(
          Switch(number: last.number, place: last.place, start: last.start, end: position))
      }
    }

    for (number, place) in sorted {
      close(before: place.range.lowerBound)
      copy(to: place.range.lowerBound)
      open.append((number, place, position))
      write(place.opening(number))
    }
    close(before: source.bytes.count)
    copy(to: source.bytes.count)
    text = output
  }

  /// The places to leave out when the compiler reports an error: those around it, else those on its
  /// line, else those of the nearest function before it, else all.
  public func suspects(line: Int, column: Int) -> [Switch] {
    let around = switches.filter {
      ($0.start.line, $0.start.column) <= (line, column)
        && (line, column) <= ($0.end.line, $0.end.column)
    }
    // Statements and bodies are around everything in them, and are rarely to blame.
    let expressions = around.filter { !$0.place.isStatement }
    if !expressions.isEmpty { return expressions }
    if !around.isEmpty { return around }
    let onLine = switches.filter { $0.start.line <= line && line <= $0.end.line }
    if !onLine.isEmpty { return onLine }
    let before = switches.filter { $0.start.line <= line }.max { $0.start.line < $1.start.line }
    guard let function = before?.place.key.function else { return switches }
    return switches.filter { $0.place.key.function == function }
  }
}

extension Place {
  func opening(_ number: Int) -> String {
    opening.replacing("mutant(#)", with: "mutant(\(number))")
  }
  func closing(_ number: Int) -> String {
    closing.replacing("mutant(#)", with: "mutant(\(number))")
  }
}
