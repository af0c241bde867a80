import Foundation

/// A file of the product, as the tests of its architecture read it.
struct SourceFile {
  let name: String
  let lines: [Substring]

  private static let sources = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Sources")

  static func modules() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: sources.path).filter { !$0.hasPrefix(".") }
  }

  static func all(of module: String) throws -> [SourceFile] {
    let files = FileManager.default.enumerator(
      at: sources.appending(path: module), includingPropertiesForKeys: nil)
    var all: [SourceFile] = []
    while let file = files?.nextObject() as? URL {
      guard file.pathExtension == "swift" else { continue }
      let text = try String(contentsOf: file, encoding: .utf8)
      all.append(
        SourceFile(
          name: "\(module)/\(file.lastPathComponent)",
          lines: text.split(separator: "\n", omittingEmptySubsequences: false)))
    }
    return all
  }

  /// The modules that the file imports.
  var imports: [String] {
    lines.compactMap { line in
      let words = line.split(separator: " ")
      guard let keyword = words.firstIndex(of: "import"), keyword <= 1, keyword + 1 < words.count
      else { return nil }
      return String(words[keyword + 1])
    }
  }

  /// The names of the types that it declares, and of aliases.
  var types: [String] {
    let keywords: Set<Substring> = ["struct", "enum", "class", "actor", "protocol", "typealias"]
    return lines.compactMap { line in
      let code = line.drop { $0 == " " }
      guard !code.hasPrefix("//") else { return nil }
      let words = code.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
      guard let keyword = words.firstIndex(where: keywords.contains), keyword + 1 < words.count
      else { return nil }
      return String(words[keyword + 1])
    }
  }

  /// Each function and initializer, with how many lines it has.
  var functions: [(name: String, lineCount: Int)] {
    var functions: [(name: String, lineCount: Int)] = []
    for (start, line) in lines.enumerated() where Self.startsFunction(line) {
      // The formatter puts the closing brace under the first letter of the declaration.
      let indent = line.prefix { $0 == " " }
      let end = lines[start...].firstIndex { $0 == indent + "}" }
      guard let end, !line.hasSuffix("}") else { continue }
      functions.append((line.trimmingCharacters(in: .whitespaces), end - start + 1))
    }
    return functions
  }

  private static func startsFunction(_ line: Substring) -> Bool {
    let words = line.split(separator: " ")
    let modifiers: Set<Substring> = [
      "public", "package", "private", "fileprivate", "static", "mutating", "override",
      "convenience",
    ]
    guard let first = words.first(where: { !modifiers.contains($0) }) else { return false }
    return first == "func" || first.hasPrefix("init(") || first.hasPrefix("init?(")
  }
}
