/// How one kind of document reports the mistakes that every JSON object can have.
package struct ObjectDialect: Sendable {
  /// What replaces the general help of a mistake, the facts that support it in addition to those of
  /// the value, and AWS's own error message.
  package typealias Amendment = (help: String?, facts: [String], answer: String?)

  let wrongType: IssueCode
  let unknown: IssueCode
  let losesMeaning: Bool
  let amend: @Sendable (Mistake) -> Amendment

  /// A mistake that every JSON object can have.
  package enum Mistake {
    /// A value is of another type than expected; `what` is what messages call it.
    case wrongType(JSONNode, what: String, expected: String)
    /// Required members are missing.
    case missing([String])
    /// A member is unknown; the names are those of all unknown members of its object.
    case unknown([String])
  }

  /// Makes a dialect from the codes of its mistakes and from what it adds to them.
  ///
  /// With `losesMeaning` an error leaves the document without a meaning.
  package init(
    wrongType: IssueCode = "WRONG_TYPE", unknown: IssueCode = "UNKNOWN_PROPERTY",
    losesMeaning: Bool = false,
    amend: @escaping @Sendable (Mistake) -> Amendment = { _ in (nil, [], nil) }
  ) {
    self.wrongType = wrongType
    self.unknown = unknown
    self.losesMeaning = losesMeaning
    self.amend = amend
  }
}
