/// One place of a source file with one fault that can be switched on there.
public struct Place: Sendable, Hashable {
  /// How the place is found again in other versions of the file: by its syntax, not by its line.
  public struct Key: Sendable, Hashable, Comparable {
    /// The path of the file in the repository.
    public let file: String
    /// The function or the property, after the types that it is in: `Doubts.ofRank(_:_:_:)`.
    public let function: String
    /// The fault.
    public let fault: Fault
    /// The text of the place, its white space made single spaces.
    public let original: String
    /// The text with the fault.
    public let mutated: String
    /// Which one it is of several places of the function that have all this in common, from 1.
    public let number: Int

    /// Makes a key of what it consists of.
    public init(
      file: String, function: String, fault: Fault, original: String, mutated: String, number: Int
    ) {
      self.file = file
      self.function = function
      self.fault = fault
      self.original = original
      self.mutated = mutated
      self.number = number
    }

    /// In the order of the columns.
    public static func < (left: Key, right: Key) -> Bool { left.columns < right.columns }

    /// The key in the columns of a table.
    public var columns: [String] {
      [file, function, fault.rawValue, original, mutated, String(number)]
    }

    /// Reads the columns of a table.
    public init?(columns: [String]) {
      guard columns.count == 6, let fault = Fault(rawValue: columns[2]),
        let number = Int(columns[5])
      else { return nil }
      self.init(
        file: columns[0], function: columns[1], fault: fault, original: columns[3],
        mutated: columns[4], number: number)
    }
  }

  /// How the place is found again.
  public let key: Key
  /// The line on which it begins, from 1.
  public let line: Int
  /// Where its text is in the file, in bytes.
  let range: Range<Int>
  /// Whether the place is a statement or several, which the rewritten text must not put in the
  /// parentheses of an expression with the same range.
  let isStatement: Bool
  /// What is written before and after the text; `mutant(#)` stands for the number of the place.
  let opening: String
  let closing: String
}

extension [String] {
  fileprivate static func < (left: [String], right: [String]) -> Bool {
    left.lexicographicallyPrecedes(right)
  }
}
