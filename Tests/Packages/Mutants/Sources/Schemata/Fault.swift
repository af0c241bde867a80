/// The kinds of small faults that can be made at a place.
public enum Fault: String, Sendable, CaseIterable, Comparable {
  /// `&&` is `||`, or the other way around.
  case swapLogic = "swap-logic"
  /// One side of `&&` or `||` is left out.
  case dropOperand = "drop-operand"
  /// `<` is `<=`, `>` is `>=`, or the other way around.
  case shiftBoundary = "shift-boundary"
  /// `==` is `!=`, or the other way around.
  case swapEquality = "swap-equality"
  /// `+` is `-`, `&` is `|`, or the other way around; also where they are assigned.
  case swapArithmetic = "swap-arithmetic"
  /// An integer is one larger.
  case offByOne = "off-by-one"
  /// `true` is `false`, or the other way around.
  case flipBoolean = "flip-boolean"
  /// A condition, or a result that is a `Bool`, is the opposite.
  case negate = "negate"
  /// A condition always holds: a `guard` lets everything pass, a `where` is dropped.
  case alwaysTrue = "always-true"
  /// A condition never holds: a branch is dropped.
  case alwaysFalse = "always-false"
  /// What an `if let` or a `guard let` binds is `nil`.
  case bindNothing = "bind-nothing"
  /// A case of a switch goes on to the ones after it, in the end to `default`.
  case dropCase = "drop-case"
  /// A case of a switch has the value of the next case.
  case nextCase = "next-case"
  /// A call or an assignment is left out.
  case dropStatement = "drop-statement"
  /// A function returns at once: nothing, an empty or a fixed value.
  case returnEarly = "return-early"
  /// `a ?? b` is `b`.
  case takeDefault = "take-default"
  /// `first` is `last`, `min` is `max`, `hasPrefix` is `hasSuffix`, and so on.
  case swapMember = "swap-member"
  /// `filter`, `lowercased` and the like are left out.
  case dropCall = "drop-call"

  /// In the order of the names.
  public static func < (left: Fault, right: Fault) -> Bool { left.rawValue < right.rawValue }
}
