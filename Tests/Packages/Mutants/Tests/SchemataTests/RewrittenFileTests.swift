import SwiftParser
import SwiftSyntax
import Testing

@testable import Schemata

/// All faults of a file in one text.
struct RewrittenFileTests {
  private func rewritten(_ text: String, _ faults: Fault...) -> String {
    let source = SourceText(text, path: "F.swift")
    let places = source.places.filter { faults.contains($0.key.fault) }
    return RewrittenFile(source, Array(zip(1..., places))).text
  }

  @Test func `an expression has its fault beside it, and what is in it keeps its own`() {
    #expect(
      rewritten("let a = b < 1 && c", .swapLogic, .shiftBoundary)
        == "import MutantSwitch; let a = (mutant(1) ? (b < 1 || c) : "
        + "((mutant(2) ? (b <= 1) : (b < 1)) && c))")
  }

  @Test func `a statement is left out`() {
    #expect(
      rewritten("func f() {\n  a.append(1)\n}", .dropStatement, .offByOne)
        == "import MutantSwitch; func f() {\n  if !mutant(1) { a.append((mutant(2) ? (2) : (1))) }\n}"
    )
  }

  @Test func `a body begins with a return, and its only expression stays its result`() {
    #expect(
      rewritten("var a: Int? { b }", .returnEarly)
        == "import MutantSwitch; var a: Int? { if mutant(1) { return nil }; return b }")
  }

  @Test func `a case passes to the next one`() {
    #expect(
      rewritten("func f() { switch a { case .b, .c where d: g(); default: h() } }", .dropCase)
        == "import MutantSwitch; func f() { switch a { case .b where !mutant(1), "
        + ".c where !mutant(2) && (d): g(); default: h() } }")
  }

  @Test func `a file without places stays as it is`() {
    #expect(rewritten("// A\nimport B\n") == "// A\nimport B\n")
  }

  /// The faults of this package's own sources: whatever is chosen together must be Swift.
  @Test func `what is rewritten has the grammar of Swift`() throws {
    let text = """
      struct S {
        func f(_ a: [Int], _ b: Int?) -> Bool {
          guard let b, b > 0 || a.isEmpty else { return false }
          for c in a where c < b + 1 && !a.contains(c) { g(c); h += c }
          switch a.first ?? b {
          case 1...3 where b == 2: return true
          case 4, 5: return a.filter { $0 > 1 }.count == b
          default: break
          }
          return a.last(where: { $0 < b })?.isMultiple(of: 2) == true
        }
      }
      """
    let source = SourceText(text, path: "F.swift")
    let file = RewrittenFile(source, Array(zip(1..., source.places)))
    #expect(source.places.count > 30)
    #expect(file.switches.count == source.places.count)
    #expect(!Parser.parse(source: file.text).hasError)
  }

  @Test func `an error of the compiler points to the smallest cause`() throws {
    let source = SourceText("func f() {\n  g(a < b)\n  h()\n}", path: "F.swift")
    let places = source.places.filter { $0.key.fault != .returnEarly }
    let file = RewrittenFile(source, Array(zip(1..., places)))
    #expect(file.text.contains("\n  if !mutant(1) { g((mutant(2) ? (a <= b) : (a < b))) }\n"))
    func numbers(_ line: Int, _ column: Int) -> [Int] {
      file.suspects(line: line, column: column).map(\.number).sorted()
    }
    #expect(numbers(2, 35) == [2])
    #expect(numbers(2, 20) == [1])
    #expect(numbers(3, 1) == [3])
    #expect(numbers(4, 1) == [1, 2, 3])
  }
}
