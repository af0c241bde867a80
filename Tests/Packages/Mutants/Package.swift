// swift-tools-version: 6.2
import PackageDescription

// See README.md. Nothing of Drydock is built here: its sources are read, and rewritten in a copy.
let package = Package(
  name: "Mutants",
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/swiftlang/swift-syntax", from: "603.0.1"),
  ],
  targets: [
    .target(
      name: "Schemata",
      dependencies: [
        .product(name: "SwiftOperators", package: "swift-syntax"),
        .product(name: "SwiftParser", package: "swift-syntax"),
        .product(name: "SwiftSyntax", package: "swift-syntax"),
      ]),
    .executableTarget(
      name: "mutants",
      dependencies: [
        "Schemata", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .testTarget(name: "SchemataTests", dependencies: ["Schemata"]),
    .testTarget(
      name: "MutantsTests",
      dependencies: [
        "Schemata", "mutants", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
  ]
)

for target in package.targets {
  target.swiftSettings = [
    .swiftLanguageMode(.v6), .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
  ]
}
