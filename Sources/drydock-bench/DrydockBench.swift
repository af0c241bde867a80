// Measures both engines, scenarios and snapshots; each prints what it measures.
//
// Arguments select: lifecycle, access, scenarios, snapshots; without any, all. `decisions` is a
// part of access, and `growth` is how the time of every command grows with its input. A number is
// how many images the largest snapshot has (default: ten million).

import Foundation

let arguments = CommandLine.arguments.dropFirst()
let parts = arguments.filter { Int($0) == nil }
let fleetImages = arguments.compactMap { Int($0) }.first ?? 10_000_000

func isWanted(_ part: String) -> Bool { parts.isEmpty || parts.contains(part) }

do {
  if isWanted("lifecycle") { try LifecycleBenchmark.run() }
  if isWanted("access") {
    print("")
    try AccessBenchmark.run()
  }
  if parts.contains("decisions") { try AccessBenchmark.run(onlyDecisions: true) }
  if parts.contains("growth") { try GrowthBenchmark.run() }
  if isWanted("scenarios") {
    print("")
    try ScenarioBenchmark.run()
  }
  if isWanted("snapshots") {
    print("")
    try await SnapshotBenchmark.run(fleetImages: fleetImages)
  }
} catch {
  print("drydock-bench: \(error)")
  exit(2)
}
