// swift-tools-version: 6.2
import PackageDescription

// Built by `.ci/fuzz`, which says with which sanitizers; see README.md.
let package = Package(
  name: "Fuzzing",
  dependencies: [.package(name: "drydock", path: "../../..")],
  targets: [
    .target(
      name: "FuzzEntry",
      dependencies: [.product(name: "DrydockUnsupported", package: "drydock")]),
    // In C, since libFuzzer has `main`, and SwiftPM gives an executable in Swift one of its own.
    .executableTarget(name: "fuzz", dependencies: ["FuzzEntry"]),
  ]
)
