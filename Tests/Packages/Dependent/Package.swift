// swift-tools-version: 6.2
import PackageDescription

// A package that depends on Drydock as another one would, and imports the library alone.
let package = Package(
  name: "Dependent",
  dependencies: [.package(name: "drydock", path: "../../..")],
  targets: [
    .executableTarget(
      name: "Dependent", dependencies: [.product(name: "Drydock", package: "drydock")],
      swiftSettings: [
        .enableUpcomingFeature("MemberImportVisibility"), .treatAllWarnings(as: .error),
      ])
  ]
)
