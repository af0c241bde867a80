import SwiftOperators
import SwiftParser
import SwiftSyntax

/// A source file with its syntax.
public struct SourceText {
  /// The path of the file in the repository.
  public let path: String
  let bytes: [UInt8]
  /// The syntax, with operators by their precedence.
  let syntax: Syntax
  private let lineStarts: [Int]

  /// Parses a file.
  public init(_ text: String, path: String) {
    self.path = path
    let bytes = Array(text.utf8)
    self.bytes = bytes
    syntax = OperatorTable.standardOperators.foldAll(Parser.parse(source: text)) { _ in }
    lineStarts = [0] + bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
  }

  /// The places where a fault can be made, in the order of the text.
  public var places: [Place] {
    let finder = PlaceFinder(self)
    finder.walk(syntax)
    return finder.places
  }

  /// Where a node is, without the white space and the comments around it.
  static func range(of node: some SyntaxProtocol) -> Range<Int> {
    let start = node.positionAfterSkippingLeadingTrivia.utf8Offset
    return start..<max(start, node.endPositionBeforeTrailingTrivia.utf8Offset)
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  func text(of node: some SyntaxProtocol) -> String { text(Self.range(of: node)) }

  /// The text of a node where something else stands in place of a part of it.
  func text(
    of node: some SyntaxProtocol, replacing part: some SyntaxProtocol, by replacement: String
  ) -> String {
    let (whole, part) = (Self.range(of: node), Self.range(of: part))
    return text(whole.lowerBound..<part.lowerBound) + replacement
      + text(part.upperBound..<whole.upperBound)
  }

  /// The line of an offset, from 1.
  func line(at offset: Int) -> Int {
    lineStarts.partitioningIndex { $0 > offset }
  }
}

extension [Int] {
  /// The first index whose element satisfies a condition that all later elements satisfy too.
  fileprivate func partitioningIndex(_ isAfter: (Int) -> Bool) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = low + (high - low) / 2
      if isAfter(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
