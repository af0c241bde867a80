/// The names of scenarios: paths of folders or of files.
package enum ScenarioPath {
  /// The folder of a scenario: its chapter.
  package static func chapter(of id: String) -> String {
    let parts = id.split(separator: "/", omittingEmptySubsequences: false)
    return parts.count > 1 ? parts.dropLast().joined(separator: "/") : "."
  }

  /// The folder of a file with the slash behind it; nothing for a file without one.
  package static func folder(ofFile path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  /// Its name within its chapter.
  package static func name(of id: String) -> String {
    id.split(separator: "/").last.map(String.init) ?? id
  }

  /// Whether a file is a scenario by its name: `scenario.yaml`, or `NAME.scenario.yaml`.
  package static func isScenario(_ fileName: String) -> Bool {
    ["scenario.yaml", "scenario.yml"].contains { fileName == $0 || fileName.hasSuffix("." + $0) }
  }

  /// The name of an exercise's file, which is not a scenario: its draft is meant to fail.
  package static let exercise = "exercise.yaml"

  /// What to call the scenario of a file: its folder, or the file without its ending.
  package static func id(ofFile path: String) -> String {
    for ending in [
      "/scenario.yaml", "/scenario.yml", ".scenario.yaml", ".scenario.yml", "/" + exercise,
    ]
    where path.hasSuffix(ending) {
      return String(path.dropLast(ending.count))
    }
    return path == "scenario.yaml" || path == "scenario.yml" ? "." : path
  }
}
