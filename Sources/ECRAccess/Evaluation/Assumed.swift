/// A value under each assumption about context keys without known values.
struct Assumed<Value> {
  /// Where such a key is absent.
  private(set) var absent: Value
  /// Under the other two assumptions, where the value may be another one.
  private var open: Open?

  private struct Open {
    var inFavor: Value
    var againstFavor: Value
  }

  /// Where each statement has the keys as access would have them.
  var inFavor: Value { open?.inFavor ?? absent }
  /// The opposite.
  var againstFavor: Value { open?.againstFavor ?? absent }
  /// Whether the assumptions make a difference.
  var isOpen: Bool { open != nil }

  /// The same value under every assumption.
  init(_ value: Value) { absent = value }

  /// A value that may depend on the assumption.
  init(absent: Value, inFavor: Value, againstFavor: Value) {
    self.absent = absent
    open = Open(inFavor: inFavor, againstFavor: againstFavor)
  }

  /// Changes each value by the other's under the same assumption.
  @inline(__always)
  mutating func merge<Other>(_ other: Assumed<Other>, _ change: (inout Value, Other) -> Void) {
    if open != nil || other.isOpen {
      var opened = open ?? Open(inFavor: absent, againstFavor: absent)
      change(&opened.inFavor, other.inFavor)
      change(&opened.againstFavor, other.againstFavor)
      open = opened
    }
    change(&absent, other.absent)
  }

  /// Each value made into another.
  @inline(__always)
  func map<Result>(_ transform: (Value) -> Result) -> Assumed<Result> {
    guard let open else { return Assumed<Result>(transform(absent)) }
    return Assumed<Result>(
      absent: transform(absent), inFavor: transform(open.inFavor),
      againstFavor: transform(open.againstFavor))
  }
}

extension PreparedRequest {
  /// An answer under each assumption, asked for once where none of what is asked is open.
  func assumed<Answer>(
    _ isOpen: Bool, _ answer: (PreparedRequest) -> Answer
  ) -> Assumed<Answer> {
    guard isOpen else { return Assumed(answer(self)) }
    return Assumed(
      absent: answer(self), inFavor: answer(assuming(.inFavor)),
      againstFavor: answer(assuming(.againstFavor)))
  }
}
