import ECRAccess
import ECRDocuments
import ECRModel
import ECRPolicy
import Texts

/// Reads and compiles the policies of questions, and keeps what is found in them.
struct PolicySources {
  private(set) var findings: [Finding] = []
  /// Whether everything has a meaning.
  ///
  /// A policy that AWS would reject, but whose meaning is plain, still counts, with the finding in
  /// the answer.
  private(set) var isReadable = true
  /// Whether to report likely mistakes in drafts.
  var wantsAdvice = true
  /// The policies that other questions have had.
  var cache: PolicyCache?
  /// Those of this one that AWS keeps, each compiled once.
  private var stored: [Location: CompiledPolicy] = [:]
  /// What is found in policies that have not been asked yet.
  private var aside: [ObjectIdentifier: [Finding]] = [:]

  /// Where a policy comes from; it decides which findings are reported.
  enum Origin {
    /// A user's file, perhaps not applied yet: every finding is reported.
    case draft
    /// Likewise, and what it serves as was guessed from its elements.
    case guessed
    /// AWS keeps it, so it cannot be rejected any more.
    case stored
  }

  init(wantsAdvice: Bool = true, cache: PolicyCache? = nil) {
    self.wantsAdvice = wantsAdvice
    self.cache = cache
  }

  /// A policy of a file, or of a policy that AWS keeps.
  mutating func compile(_ source: SourceText, _ kind: PolicyKind) -> CompiledPolicy? {
    let reading = AccessDocument.read(source)
    add(reading.findings)
    guard !reading.findings.containsErrors else { return nil }
    guard case .policy(let fragment, let name)? = reading.documents.first,
      reading.documents.count == 1
    else {
      add(
        Finding(
          .error, "NOT_A_POLICY", "this is not \(kind.nameWithArticle)",
          help: "give the policy's JSON",
          at: source.location(of: Span(0, 1))))
      return nil
    }
    return compile(NamedPolicy(name: name ?? source.name, policy: fragment), kind, .draft)
  }

  /// A policy inside a document.
  mutating func compile(
    _ policy: NamedPolicy, _ kind: PolicyKind, _ origin: Origin
  ) -> CompiledPolicy? {
    if let known = cache?.policy(policy, kind) { return known }
    if origin == .stored, let known = stored[policy.policy.location], known.document.kind == kind {
      return known
    }
    let reading = PolicyDocument.read(
      policy.policy, as: kind, withAdvice: wantsAdvice,
      // Who gives an identity-based policy may mean an inline one, whose quota is higher.
      kindIsGuessed: origin == .guessed || kind == .identityPolicy,
      origin: origin == .stored ? .ofPolicy(named: policy.name) : .draft)
    findings += origin == .stored ? Self.aboutStored(reading) : reading.findings
    guard let document = reading.document else {
      isReadable = false
      return nil
    }
    let compiled = CompiledPolicy(document, name: policy.name)
    if origin == .stored { stored[policy.policy.location] = compiled }
    if reading.findings.isEmpty { cache?.add(compiled, policy, kind) }
    return compiled
  }

  /// A policy from AWS that may or may not matter to the answer: its findings
  /// are held back until ``use(_:)``, unless nothing can be read.
  mutating func compileAside(_ policy: NamedPolicy, _ kind: PolicyKind) -> CompiledPolicy? {
    let before = findings.count
    guard let compiled = compile(policy, kind, .stored) else { return nil }
    aside[ObjectIdentifier(compiled), default: []] += findings[before...]
    findings.removeSubrange(before...)
    return compiled
  }

  /// Marks a policy as relevant to the answer, and reports its findings.
  mutating func use(_ policy: CompiledPolicy?) {
    guard let policy, let found = aside.removeValue(forKey: ObjectIdentifier(policy)) else {
      return
    }
    findings += found
  }

  /// AWS has accepted the policy: what it would reject today is a warning, unless nothing can be read.
  private static func aboutStored(_ reading: PolicyDocument.Reading) -> [Finding] {
    guard reading.document != nil else { return reading.findings }
    return reading.findings.filter { $0.type != .suggestion }
      .map { finding in
        var finding = finding
        if finding.type == .error { finding.type = .warning }
        return finding
      }
  }

  /// Keeps what is found in a document around policies; with errors it has no meaning.
  mutating func add(_ more: [Finding]) {
    findings += more
    if more.containsErrors { isReadable = false }
  }

  /// Likewise.
  mutating func add(_ finding: Finding) { add([finding]) }
}

extension PolicyOrigin {
  /// The origin of a policy that AWS keeps, by its name: managed policies are called by their ARNs.
  static func ofPolicy(named name: String) -> PolicyOrigin {
    ARN(name)?.account == "aws" ? .managedByAWS : .inForce
  }
}
