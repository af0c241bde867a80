import Testing

@testable import drydock_mutants

/// How faults are put into a text.
struct FaultyTextTests {
  private func switched(_ text: String, _ faults: Fault...) throws -> String {
    let numbered = faults.enumerated().map { NumberedFault(number: $0 + 1, fault: $1) }
    return try FaultyText(text, "File.swift", numbered).switched
  }

  private func value(_ original: String, _ replacement: String, within: String? = nil) -> Fault {
    .value("slug", "It says.", original, becomes: replacement, within: within)
  }

  @Test func `a value is chosen at run time`() throws {
    let text = try switched("return a && b", value("a && b", "a || b"))
    #expect(text == "return (Mutant.isActive(1) ? (a || b) : (a && b))")
  }

  @Test func `a statement is chosen at run time`() throws {
    let text = try switched("x += 1\n", .statement("slug", "It says.", "x += 1", becomes: ""))
    #expect(text == "if Mutant.isActive(1) {\n\n} else {\nx += 1\n}\n")
  }

  @Test func `several faults of one text are nested`() throws {
    let text = try switched("a < b", value("a < b", "a > b"), value("a < b", "true"))
    #expect(text == "(Mutant.isActive(1) ? (a > b) : ((Mutant.isActive(2) ? (true) : (a < b))))")
  }

  @Test func `a fault may lie in another`() throws {
    let text = try switched("a < b + 1", value("b + 1", "b"), value("a < b + 1", "true"))
    #expect(
      text == "(Mutant.isActive(2) ? (true) : (a < (Mutant.isActive(1) ? (b) : (b + 1))))")
  }

  @Test func `a statement holds the value that has its place`() throws {
    let text = try switched(
      "a()", value("a()", "b()"), .statement("other", "It says.", "a()", becomes: "c()"))
    #expect(
      text == "if Mutant.isActive(2) {\nc()\n} else {\n(Mutant.isActive(1) ? (b()) : (a()))\n}")
  }

  @Test func `a context tells which of several is meant`() throws {
    let text = try switched("a; b; a; c", value("a", "x", within: "a; c"))
    #expect(text == "a; b; (Mutant.isActive(1) ? (x) : (a)); c")
  }

  @Test(arguments: ["b", "a a", ""])
  func `a text that is not there once is told by the fault's name`(text: String) {
    let error = #expect(throws: CheckError.self) { try switched(text, value("a", "x")) }
    #expect(error?.description.hasPrefix("slug: the original stands") == true)
  }

  @Test func `faults that overlap are told`() {
    let error = #expect(throws: CheckError.self) {
      try switched("a b c", value("a b", "x"), value("b c", "y"))
    }
    #expect(error?.description.contains("overlap in File.swift") == true)
  }
}
