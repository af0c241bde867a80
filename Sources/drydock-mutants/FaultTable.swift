/// All faults, numbered from 1.
struct FaultTable: Sendable {
  /// The files with their faults.
  let files: [(file: FaultyFile, faults: [NumberedFault])]

  /// The faults of Drydock's engines.
  static let engines = FaultTable(
    LifecycleFaults.files + ManifestFaults.files + TagFaults.files
      + LifecyclePolicyFaults.files + DecisionFaults.files + PrincipalFaults.files
      + PatternFaults.files + ConditionFaults.files + AccessPolicyFaults.files
      + CircumstanceFaults.files + DocumentFaults.files)

  init(_ files: [FaultyFile]) {
    var next = 1
    var numbered: [(file: FaultyFile, faults: [NumberedFault])] = []
    for file in files {
      numbered.append(
        (file, file.faults.enumerated().map { NumberedFault(number: next + $0, fault: $1) }))
      next += file.faults.count
    }
    self.files = numbered
  }

  /// All faults in their order.
  var all: [NumberedFault] { files.flatMap(\.faults) }

  /// The faults of these names.
  ///
  /// - Throws: ``CheckError`` when there is no such fault.
  func named(_ slugs: [String]) throws -> [NumberedFault] {
    try slugs.map { slug in
      guard let fault = all.first(where: { $0.fault.slug == slug }) else {
        throw CheckError(description: "there is no fault `\(slug)`; --list names all")
      }
      return fault
    }
  }
}
