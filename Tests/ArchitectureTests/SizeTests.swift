import Testing

/// Files have one idea each, and functions can be read at a glance.
struct SizeTests {
  private static let mostLines = 400
  private static let mostLinesOfFunction = 50

  @Test(arguments: ArrowTests.allowed.keys.sorted())
  func `no file and no function is too long`(module: String) throws {
    let files = try SourceFile.all(of: module).filter { !$0.name.hasSuffix("+Generated.swift") }
    #expect(files.contains { !$0.functions.isEmpty })
    for file in files {
      #expect(file.lines.count <= Self.mostLines, "\(file.name): \(file.lines.count) lines")
      for function in file.functions where function.lineCount > Self.mostLinesOfFunction {
        Issue.record("\(file.name): \(function.lineCount) lines: \(function.name)")
      }
    }
  }
}
