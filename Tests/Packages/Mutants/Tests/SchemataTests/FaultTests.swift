import Testing

@testable import Schemata

/// Which faults each piece of syntax has, on small snippets.
struct FaultTests {
  /// The faults of a snippet, each as `fault: original → mutated`.
  private func faults(_ text: String) -> [String] {
    SourceText(text, path: "Sources/A/B.swift").places.map {
      "\($0.key.fault.rawValue): \($0.key.original) → \($0.key.mutated)"
    }
  }

  private static let snippets: [(String, [String])] = [
    (
      "let a = b && c",
      ["swap-logic: b && c → b || c", "drop-operand: b && c → b", "drop-operand: b && c → c"]
    ),
    ("let a = b <= c", ["shift-boundary: b <= c → b < c"]),
    ("let a = b != c", ["swap-equality: b != c → b == c"]),
    ("let a = b + c", ["swap-arithmetic: b + c → b - c"]),
    ("let a = \"b\" + c + d", []),
    ("let a = 1_000", ["off-by-one: 1_000 → 1001"]),
    ("let a = true", ["flip-boolean: true → false"]),
    ("let a = b ?? c", ["take-default: b ?? c → c"]),
    ("let a = b?.c.first", ["swap-member: b?.c.first → b?.c.last"]),
    ("let a = b.filter { $0 }.count", ["drop-call: b.filter { $0 }.count → b.count"]),
    ("let a = b ? c : d", ["negate: b → !(b)"]),
    (
      "func f() { while !a { g() } }",
      [
        "return-early: {…} → return", "negate: !a → a", "always-true: !a → true",
        "always-false: !a → false", "drop-statement: g() → ",
      ]
    ),
    (
      "func f() -> Int? { guard let a, b else { return nil }; return h }",
      [
        "return-early: {…} → return nil", "negate: b → !(b)", "always-true: b → true",
      ]
    ),
    (
      "var a: Bool { b }",
      [
        "return-early: {…} → return true", "return-early: {…} → return false",
        "negate: b → !(b)",
      ]
    ),
    (
      "func f() -> A { if let a = b { a } else { c } }", ["bind-nothing: b → nil"]
    ),
    (
      "func f() -> A { switch a { case .b where c: d; case .e: g; default: h } }",
      [
        "drop-case: .b where c → ", "next-case: d → g", "drop-case: .e → ", "next-case: g → h",
        "negate: c → !(c)", "always-true: c → true",
      ]
    ),
    (
      "func f() -> A { a += b; c = d; return e }",
      ["drop-statement: a += b → ", "swap-arithmetic: a += b → a -= b", "drop-statement: c = d → "]
    ),
    ("init() { a = b; c() }", ["drop-statement: c() → "]),
    ("enum A: Int { case b = 1 }", []),
    ("@available(macOS 15, *) func f() -> A { \"\\(b < c)\" }", []),
    ("func f() -> A { #expect(b < c); return d }", []),
  ]

  @Test(arguments: snippets)
  func `a snippet has the faults of its syntax`(text: String, expected: [String]) {
    #expect(faults(text) == expected)
  }

  @Test func `a place is found by its function and its text, not by its line`() throws {
    let text = "struct S { func f(_ a: Int) -> T { g(a < b, a < b) } }"
    let places = SourceText(text, path: "F.swift").places
    let moved = SourceText("\n\n// Moved.\n" + text, path: "F.swift").places
    #expect(places.map(\.key) == moved.map(\.key))
    #expect(places.map(\.key.function) == ["S.f(_:)", "S.f(_:)"])
    #expect(places.map(\.key.number) == [1, 2])
    #expect(Place.Key(columns: places[1].key.columns) == places[1].key)
  }
}
