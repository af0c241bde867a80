// swift-tools-version: 6.2
import PackageDescription

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let systemPackage = Target.Dependency.product(name: "SystemPackage", package: "swift-system")

let package = Package(
  name: "drydock",
  products: [
    .executable(name: "drydock", targets: ["drydock"]),
    .library(name: "ECRSimulator", targets: ["ECRSimulator", "ECRReport"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // Floor 1: no AWS, no files; the ground.
    .target(name: "SourceText"),
    .target(name: "ECRModel"),
    // Floor 2: policies and documents, read with positions.
    .target(name: "ECRPolicy", dependencies: ["ECRModel", "SourceText"]),
    .target(name: "ECRDocuments", dependencies: ["ECRModel", "SourceText"]),
    .target(name: "ECRStore", dependencies: ["ECRModel", grdb, sqlite]),
    // Floor 3: the engines, strangers to each other.
    .target(name: "ECRAccess", dependencies: ["ECRModel", "ECRPolicy", "SourceText"]),
    .target(name: "ECRLifecycle", dependencies: ["ECRModel", "ECRPolicy", "SourceText"]),
    // Floor 4: use cases, and what a reader sees of their outcomes.
    .target(
      name: "ECRSimulator",
      dependencies: [
        "ECRAccess", "ECRDocuments", "ECRLifecycle", "ECRModel", "ECRPolicy", "ECRStore",
        "SourceText",
      ]),
    .target(
      name: "ECRReport",
      dependencies: [
        "ECRAccess", "ECRLifecycle", "ECRModel", "ECRPolicy", "ECRSimulator", "ECRStore",
        "SourceText",
      ],
      exclude: ["Schemas"]),
    // Floor 5: stories of what AWS does, read from files and held against the use cases.
    .target(
      name: "ECRScenarios",
      dependencies: [
        "ECRAccess", "ECRDocuments", "ECRLifecycle", "ECRModel", "ECRPolicy", "ECRReport",
        "ECRSimulator", "SourceText", yams,
      ],
      exclude: ["Schemas"]),
    // Floor 6: the faces.
    .executableTarget(
      name: "drydock",
      dependencies: [
        "ECRAccess", "ECRLifecycle", "ECRModel", "ECRPolicy", "ECRReport", "ECRScenarios",
        "ECRSimulator", "ECRStore", "SourceText", argumentParser, systemPackage,
      ]),

    // Beside the building: made inputs, the yardstick, and the check of the scenarios.
    .target(name: "ECRFixtures"),
    .executableTarget(
      name: "drydock-fixtures", dependencies: ["ECRFixtures", argumentParser, systemPackage]),
    .executableTarget(
      name: "drydock-bench",
      dependencies: [
        "ECRAccess", "ECRDocuments", "ECRFixtures", "ECRLifecycle", "ECRModel", "ECRPolicy",
        "ECRReport", "ECRScenarios", "ECRSimulator", "SourceText", argumentParser,
      ]),
    .executableTarget(
      name: "drydock-mutants", dependencies: [argumentParser], exclude: ["README.md"]),

    // One test target a module, and those that look at the whole.
    .testTarget(name: "SourceTextTests", dependencies: ["SourceText"]),
    .testTarget(name: "ECRModelTests", dependencies: ["ECRModel"]),
    .testTarget(name: "ECRPolicyTests", dependencies: ["ECRModel", "ECRPolicy", "SourceText"]),
    .testTarget(
      name: "ECRDocumentsTests", dependencies: ["ECRDocuments", "ECRModel", "SourceText"]),
    .testTarget(name: "ECRStoreTests", dependencies: ["ECRModel", "ECRStore", grdb]),
    .testTarget(
      name: "ECRAccessTests", dependencies: ["ECRAccess", "ECRModel", "ECRPolicy", "SourceText"]),
    .testTarget(
      name: "ECRLifecycleTests", dependencies: ["ECRLifecycle", "ECRModel", "ECRPolicy"]),
    .testTarget(
      name: "ECRSimulatorTests",
      dependencies: [
        "ECRAccess", "ECRFixtures", "ECRLifecycle", "ECRModel", "ECRPolicy", "ECRReport",
        "ECRSimulator", "ECRStore", "SourceText", grdb,
      ]),
    .testTarget(
      name: "ECRReportTests",
      dependencies: [
        "ECRAccess", "ECRFixtures", "ECRLifecycle", "ECRModel", "ECRPolicy", "ECRReport",
        "ECRSimulator",
        "SourceText",
      ]),
    .testTarget(
      name: "ECRScenariosTests",
      dependencies: [
        "ECRAccess", "ECRLifecycle", "ECRModel", "ECRPolicy", "ECRReport", "ECRScenarios",
        "ECRSimulator", "SourceText",
      ]),
    .testTarget(
      name: "ScenarioTests", dependencies: ["ECRReport", "ECRScenarios", "SourceText"]),
    .testTarget(
      name: "OracleTests",
      dependencies: [
        "ECRAccess", "ECRDocuments", "ECRLifecycle", "ECRModel", "ECRPolicy", "ECRReport",
        "ECRSimulator",
        "SourceText",
      ]),
    .testTarget(name: "drydockTests", dependencies: ["drydock", grdb]),
    .testTarget(name: "drydock-mutantsTests", dependencies: ["drydock-mutants"]),
    .testTarget(name: "ArchitectureTests"),
  ]
)

for target in package.targets {
  target.swiftSettings = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
  ]
}
