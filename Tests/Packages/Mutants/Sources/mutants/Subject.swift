import Foundation
import Schemata

/// A part of Drydock whose faults must be noticed: a row of the table.
struct Subject {
  let name: String
  /// Files and folders, with what is left out of them.
  let paths: [String]
  var except: [String] = []

  static let all = [
    Subject(name: "Lifecycle engine", paths: ["Sources/ECRLifecycle"]),
    Subject(name: "Access engine", paths: ["Sources/ECRAccess"]),
    // Tables of data, and advice, which decides nothing.
    Subject(
      name: "Policies", paths: ["Sources/ECRPolicy"],
      except: ["/Lints/", "/Managed/", "+Generated.swift", "ServiceWords.swift"]),
    Subject(
      name: "Guards and alerts",
      paths: [
        "Sources/ECRSimulator/Alerts.swift", "Sources/ECRSimulator/Guards.swift",
        "Sources/ECRSimulator/GuardViolations.swift", "Sources/ECRSimulator/Usage.swift",
        "Sources/ECRSimulator/ReleaseTag.swift", "Sources/ECRSimulator/TagKinds.swift",
      ]),
    Subject(name: "Documents", paths: ["Sources/ECRDocuments"]),
    Subject(name: "Model", paths: ["Sources/ECRModel"]),
    // What counts the work of tests is no part of the program.
    Subject(name: "Texts", paths: ["Sources/Texts"], except: ["WorkMeter.swift"]),
    Subject(
      name: "Scenarios", paths: ["Sources/ECRScenarios/Reading", "Sources/ECRScenarios/Running"]),
  ]

  func has(_ path: String) -> Bool {
    paths.contains { path == $0 || path.hasPrefix($0 + "/") }
      && !except.contains { path.contains($0) }
  }
}

extension Place {
  /// The place for a reader.
  var lines: String {
    "\(key.file):\(line): \(key.fault.rawValue) in \(key.function)\n"
      + "    \(key.original)\n" + (key.mutated.isEmpty ? "" : "  → \(key.mutated)\n")
  }
}
