import ECRDocuments
import ECRPolicy
import ECRReport
import ECRSimulator
import Texts

/// Lists of images and manifests.
enum ImagesTarget {
  static func run(_ bytes: [UInt8]) async throws {
    let source = SourceText(name: "input", bytes: bytes)
    let (repositories, findings) = ReadDocuments.repositories([source])
    let again = ReadDocuments.repositories([source])
    try Laws.require(
      repositories == again.repositories && findings == again.findings,
      "reading twice gives the same")
    try Laws.findings(findings, in: ["input": bytes])
    try Laws.require(
      (repositories == nil) == findings.containsErrors, "images are refused for a reason")
    guard repositories != nil else { return }
    let request = PreviewLifecyclePolicy.Request(
      images: [source], policy: SmallWorld.lifecyclePolicy, settings: SmallWorld.settings())
    try await Laws.preview(try PreviewLifecyclePolicy.run(request))
  }
}

/// What runs.
enum InUseTarget {
  static func run(_ bytes: [UInt8]) async throws {
    let source = SourceText(name: "input", bytes: bytes)
    let reading = InUseReader.read(source)
    let again = InUseReader.read(source)
    try Laws.require(
      reading.references == again.references && reading.findings == again.findings,
      "reading twice gives the same")
    try Laws.findings(reading.findings, in: ["input": bytes])
    let settings = SmallWorld.settings(inUse: [source, SmallWorld.running])
    do {
      try await Laws.preview(
        try PreviewLifecyclePolicy.run(
          on: SmallWorld.repository, policy: SmallWorld.lifecyclePolicy, settings: settings))
      try Laws.require(!reading.findings.containsErrors, "a guard refuses what the reader refuses")
    } catch let error as InvalidInput {
      try Laws.require(
        reading.findings.containsErrors && error.findings.containsErrors,
        "a guard accepts what the reader accepts")
    }
  }
}

/// Lifecycle policies.
enum LifecyclePolicyTarget {
  static func run(_ bytes: [UInt8]) async throws {
    let source = SourceText(name: "input", bytes: bytes)
    let document = LifecyclePolicyDocument.read(source)
    try Laws.findings(document.findings, in: ["input": bytes])
    try Laws.validation(source, in: ["input": bytes])
    if let table = RuleTable.text(source, Laws.plain) { try Laws.text(table) }
    guard let text = document.policyText else {
      return try Laws.require(
        document.findings.containsErrors, "a document without a policy is refused for a reason")
    }
    let reading = LifecyclePolicy.read(text, isInForce: document.isInForce)
    try Laws.findings(reading.findings, in: ["input": bytes])
    try Laws.require(
      (reading.policy == nil) == reading.findings.containsErrors,
      "a policy is refused for a reason")
    let isAccepted = reading.policy != nil && !document.findings.containsErrors
    do {
      try await Laws.preview(
        try PreviewLifecyclePolicy.run(
          on: SmallWorld.repository, policy: source, settings: SmallWorld.settings()))
      try Laws.require(isAccepted, "a preview refuses what the reader refuses")
    } catch is InvalidInput {
      try Laws.require(!isAccepted, "a preview accepts what the reader accepts")
    }
  }
}
