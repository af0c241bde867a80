import Testing

/// Engines are functions of their arguments: they ask no clock, no environment, no chance and no
/// terminal.
struct PurityTests {
  static let pure = ["Texts", "ECRModel", "ECRPolicy", "ECRDocuments", "ECRAccess", "ECRLifecycle"]

  private static let refused = [
    "Date(", "Clock()", "ProcessInfo", "getenv", "Locale", "TimeZone", "time(nil)", ".random(",
    "SystemRandomNumberGenerator", "hashValue", "FileManager", "readLine(", "print(",
  ]

  @Test(arguments: pure)
  func `nothing outside its arguments decides what a module answers`(module: String) throws {
    let files = try SourceFile.all(of: module)
    #expect(!files.isEmpty)
    for file in files {
      #expect(!file.imports.contains { ["Foundation", "Dispatch", "Glibc"].contains($0) })
      for line in file.lines where !line.drop(while: { $0 == " " }).hasPrefix("//") {
        for word in Self.refused where line.contains(word) {
          Issue.record("\(file.name) has `\(word)`: \(line)")
        }
      }
    }
  }
}
