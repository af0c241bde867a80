import ECRPolicy
import Texts

/// A value of a policy that is compared with text: fixed, or with policy variables.
struct TextPattern: Sendable {
  /// A pattern that is the same for every request, in each of the forms in which it is compared.
  struct Constant: Sendable {
    let whole: WildcardPattern
    let arn: ARNPattern
    let folded: [UInt8]

    init(_ pattern: WildcardPattern) {
      whole = pattern
      arn = ARNPattern(pattern)
      folded = pattern.foldedBytes
    }
  }

  /// The pattern without variables; nil when it has some.
  let constant: Constant?
  private let pieces: [PolicyVariable.Piece]
  private let hasWildcards: Bool
  /// Whether it has a variable whose key has several values: such a key has no value here, and only
  /// the variable's default counts.
  let hasMultivaluedVariable: Bool

  /// Reads a value; `hasWildcards` is whether `*` and `?` are special in its element.
  init(_ text: String, hasWildcards: Bool, hasVariables: Bool) {
    self.hasWildcards = hasWildcards
    let pieces = hasVariables ? PolicyVariable.pieces(of: text) : [.text(text)]
    hasMultivaluedVariable = pieces.contains { piece in
      if case .variable(let key, _) = piece { !PolicyVariable.mayBe(key) } else { false }
    }
    let isFixed = pieces.allSatisfy { piece in
      switch piece {
      case .text, .literal: true
      case .variable: false
      }
    }
    self.pieces = isFixed ? [] : pieces
    constant = isFixed ? Self.resolve(pieces, hasWildcards) { _ in nil }.map(Constant.init) : nil
  }

  /// The keys of its variables.
  var keys: [String] {
    pieces.compactMap { piece in
      if case .variable(let key, _) = piece, PolicyVariable.mayBe(key) { return key }
      return nil
    }
  }

  /// The pattern for one request; nil when a variable has no value, so that it matches nothing.
  func resolved(_ context: ContextStack) -> WildcardPattern? {
    if let constant { return constant.whole }
    return Self.resolve(pieces, hasWildcards) { key in
      // A variable has one value: a key with several cannot provide it.
      guard PolicyVariable.mayBe(key), let values = context.values(of: ContextKey(key)),
        values.count == 1
      else { return nil }
      return values[0].bytes
    }
  }

  private static func resolve(
    _ pieces: [PolicyVariable.Piece], _ hasWildcards: Bool, _ value: (String) -> [UInt8]?
  ) -> WildcardPattern? {
    var pattern = WildcardPattern()
    for piece in pieces {
      switch piece {
      case .text(let text) where hasWildcards: pattern.append(wild: text)
      case .text(let text), .literal(let text): pattern.append(literal: text.utf8)
      case .variable(let key, let fallback):
        guard let bytes = value(key) ?? fallback.map({ Array($0.utf8) }) else { return nil }
        pattern.append(literal: bytes)
      }
    }
    return pattern
  }
}

extension WildcardPattern {
  /// The text in lower case, for patterns without wildcards.
  var foldedBytes: [UInt8] {
    Array(String(decoding: symbols, as: UTF8.self).lowercased().utf8)
  }
}
