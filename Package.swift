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
    .executable(name: "drydock", targets: ["DrydockCommand"]),
    .library(name: "Drydock", targets: ["Drydock"]),
    // Unsupported: what the packages below Tests/Packages need beyond the library. It may change or go
    // with any release, and nothing else should depend on it.
    .library(name: "DrydockUnsupported", targets: ["FuzzTargets"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // Floor 1: no AWS, no files; the ground.
    .target(name: "Texts"),
    .target(name: "ECRModel"),
    // Floor 2: policies and documents, read with positions.
    .target(name: "ECRPolicy", dependencies: ["ECRModel", "Texts"]),
    .target(name: "ECRDocuments", dependencies: ["ECRModel", "Texts"]),
    .target(name: "ECRStore", dependencies: ["ECRModel", "Texts", grdb, sqlite]),
    // Floor 3: the engines, strangers to each other.
    .target(name: "ECRAccess", dependencies: ["ECRModel", "ECRPolicy", "Texts"]),
    .target(name: "ECRLifecycle", dependencies: ["ECRModel", "ECRPolicy", "Texts"]),
    // Floor 4: the use cases.
    .target(
      name: "ECRSimulator",
      dependencies: [
        "ECRAccess", "ECRDocuments", "ECRLifecycle", "ECRModel", "ECRPolicy", "ECRStore",
        "Texts",
      ]),
    // Floor 5: outcomes as a reader sees them, and stories that are held against the use cases.
    .target(
      name: "ECRReport",
      dependencies: [
        "ECRAccess", "ECRLifecycle", "ECRModel", "ECRPolicy", "ECRSimulator", "ECRStore",
        "Texts",
      ],
      exclude: ["Schemas"]),
    .target(
      name: "ECRScenarios",
      dependencies: [
        "ECRAccess", "ECRLifecycle", "ECRModel", "ECRPolicy", "ECRReport", "ECRSimulator", "Texts",
        yams,
      ],
      exclude: ["Schemas"]),
    // Floor 6: the faces: the library for other packages, with its examples, and the command.
    .target(
      name: "Drydock",
      dependencies: [
        "ECRAccess", "ECRLifecycle", "ECRModel", "ECRPolicy", "ECRReport", "ECRSimulator",
        "ECRStore", "Texts",
      ]),
    .executableTarget(name: "Examples", dependencies: ["Drydock"]),
    .executableTarget(
      name: "DrydockCommand",
      dependencies: [
        "ECRModel", "ECRReport", "ECRScenarios", "ECRSimulator", "Texts", argumentParser,
        systemPackage,
      ]),

    // Beside the building: made inputs and the yardstick.
    .target(name: "ECRFixtures"),
    .executableTarget(
      name: "drydock-fixtures", dependencies: ["ECRFixtures", argumentParser, systemPackage]),
    .executableTarget(
      name: "drydock-bench",
      dependencies: [
        "ECRAccess", "ECRDocuments", "ECRFixtures", "ECRLifecycle", "ECRModel", "ECRPolicy",
        "ECRReport", "ECRScenarios", "ECRSimulator", "Texts", argumentParser,
      ],
      exclude: ["README.md"]),

    // Beside the tests: what several of them need, and the readers that made-up inputs are thrown at.
    .target(name: "TestSupport", path: "Tests/TestSupport"),
    .target(
      name: "FuzzTargets",
      dependencies: [
        "ECRDocuments", "ECRLifecycle", "ECRModel", "ECRPolicy", "ECRReport", "ECRScenarios",
        "ECRSimulator", "ECRStore", "TestSupport", "Texts", grdb,
      ], path: "Tests/FuzzTargets"),

    // One test target a module, and those that look at the whole.
    .testTarget(name: "TextsTests", dependencies: ["Texts"]),
    .testTarget(name: "ECRModelTests", dependencies: ["ECRModel"]),
    .testTarget(name: "ECRPolicyTests", dependencies: ["ECRModel", "ECRPolicy", "Texts"]),
    .testTarget(
      name: "ECRDocumentsTests", dependencies: ["ECRDocuments", "ECRModel", "Texts"]),
    .testTarget(name: "ECRStoreTests", dependencies: ["ECRModel", "ECRStore", grdb]),
    .testTarget(
      name: "ECRAccessTests", dependencies: ["ECRAccess", "ECRModel", "ECRPolicy", "Texts"]),
    .testTarget(
      name: "ECRLifecycleTests", dependencies: ["ECRLifecycle", "ECRModel", "ECRPolicy"]),
    .testTarget(
      name: "ECRSimulatorTests",
      dependencies: [
        "ECRAccess", "ECRFixtures", "ECRLifecycle", "ECRModel", "ECRPolicy", "ECRReport",
        "ECRSimulator", "ECRStore", "Texts", grdb,
      ]),
    .testTarget(
      name: "ECRReportTests",
      dependencies: [
        "ECRAccess", "ECRFixtures", "ECRLifecycle", "ECRModel", "ECRPolicy", "ECRReport",
        "ECRSimulator", "TestSupport",
        "Texts",
      ]),
    .testTarget(
      name: "ECRScenariosTests",
      dependencies: [
        "ECRAccess", "ECRLifecycle", "ECRModel", "ECRPolicy", "ECRReport", "ECRScenarios",
        "ECRSimulator", "TestSupport", "Texts",
      ]),
    .testTarget(
      name: "ScenarioTests", dependencies: ["ECRReport", "ECRScenarios", "Texts"]),
    .testTarget(
      name: "OracleTests",
      dependencies: [
        "ECRAccess", "ECRDocuments", "ECRLifecycle", "ECRModel", "ECRPolicy", "ECRReport",
        "ECRSimulator", "TestSupport", "Texts",
      ]),
    .testTarget(
      name: "FuzzTests", dependencies: ["FuzzTargets", "TestSupport"], exclude: ["Corpus"]),
    .testTarget(
      name: "DrydockCommandTests", dependencies: ["DrydockCommand", "TestSupport", grdb],
      exclude: ["Golden"]),
    .testTarget(name: "LibraryTests", dependencies: ["Drydock", "Examples"]),
    .testTarget(name: "ArchitectureTests", dependencies: ["TestSupport"]),
  ]
)

// What builds the documentation is declared only where it is asked for: nobody else needs it.
if Context.environment["DRYDOCK_PLUGINS"] != nil {
  package.dependencies.append(
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"))
}

// The tests compare the engines on thousands of worlds, which takes four times as long where the
// compiler does not optimize. As a dependency, the package has no flags of its own.
let isDependency = Context.packageDirectory.contains("/checkouts/")
let optimized: Set = [
  "Texts", "ECRModel", "ECRPolicy", "ECRDocuments", "ECRAccess", "ECRLifecycle", "ECRSimulator",
  "OracleTests",
]

for target in package.targets {
  target.swiftSettings = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
  ]
  if optimized.contains(target.name), !isDependency {
    target.swiftSettings?.append(.unsafeFlags(["-O"], .when(configuration: .debug)))
  }
}
