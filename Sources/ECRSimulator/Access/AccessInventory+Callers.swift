import ECRAccess
import ECRDocuments
import ECRModel
import ECRPolicy
import Texts

extension AccessInventory {
  /// A caller with its policies.
  struct Person {
    var caller: Caller
    var policies: CallerPolicies
    /// The tags of the user or role.
    var tags: [String: String]
    /// Where the account is in its organization.
    var organization: OrganizationPlace?
  }

  /// The caller of an ARN, a service's name or `anonymous`.
  mutating func person(_ text: QuestionText) throws(InvalidInput) -> Person {
    let caller = try QuestionChecks.caller(text)
    if let service = RoleBoundService.named(caller.text) {
      sources.add(service.finding(at: text.location))
    }
    var person = unknown(caller)
    guard let details, caller.hasPolicies else { return person }
    guard let identity = identity(of: caller, details) else {
      try rejectUnknown(caller, details)
      return person
    }
    add(identity, to: &person)
    return person
  }

  /// All callers of the account's details.
  mutating func everybody() -> [Person] {
    guard let details else { return [] }
    return (details.users + details.roles).compactMap { identity in
      guard let caller = Caller(identity.arn.value) else {
        sources.add(
          Finding(
            .error, "INVALID_PRINCIPAL", "`\(identity.arn.value)` is not a user or role",
            help: "give the unchanged output of `aws iam get-account-authorization-details`",
            at: identity.location, facts: ["A-20"]))
        return nil
      }
      var person = unknown(caller)
      add(identity, to: &person)
      return person
    }
  }

  /// A caller that is not in the details, with the policies of files that apply to every caller.
  private mutating func unknown(_ caller: Caller) -> Person {
    var policies = CallerPolicies()
    policies.identityPolicies = identityPolicies
    policies.areIdentityPoliciesComplete = inputs.identityPoliciesAreComplete
    policies.permissionsBoundary = permissionsBoundary
    policies.sessionPolicies = sessionPolicies
    policies.serviceControlPolicies = serviceControlPolicies(of: caller)
    return Person(
      caller: caller, policies: policies, tags: [:],
      organization: caller.account.flatMap { organization.place(of: $0) })
  }

  private func identity(
    of caller: Caller, _ details: AuthorizationDetails
  ) -> AuthorizationDetails.Identity? {
    switch caller.kind {
    case .user, .role:
      return (caller.kind == .user ? details.users : details.roles)
        .first { $0.arn.value == caller.text }
    case .roleSession, .federatedUser:
      // A session's ARN has the name alone; in an account a name is there once (A-23).
      return (caller.kind == .federatedUser ? details.users : details.roles).first {
        $0.name == caller.name && ARN($0.arn.value)?.account == caller.account
      }
    case .anonymous, .service, .root: return nil
    }
  }

  /// A caller of the account that the details describe has to be among them.
  private func rejectUnknown(
    _ caller: Caller, _ details: AuthorizationDetails
  ) throws(InvalidInput) {
    let known = (details.users + details.roles).map(\.arn.value)
    // Whose pages they are that are missing may not be known.
    let missing = details.missingPages.first { $0.account ?? caller.account == caller.account }
    guard missing != nil || known.contains(where: { ARN($0)?.account == caller.account }) else {
      return
    }
    // A federated user's policies may have been given by file alone.
    if caller.kind == .federatedUser { return }
    let meant = Self.nearest(to: caller, among: known.compactMap { ARN($0) })
    throw InvalidInput(
      "`\(caller.text)` is not in the account's details"
        + (meant.map { ": \(Spelling.didYouMean($0))" } ?? "")
        + (missing.map { " (\(Self.sentence($0)))" } ?? ""))
  }

  /// The user or role that is meant by one that is not there: the same name in another place, or a
  /// similar name of the same kind.
  private static func nearest(to caller: Caller, among known: [ARN]) -> String? {
    let known = known.filter { $0.account == caller.account }
    func name(_ arn: ARN) -> String {
      arn.resource.split(separator: "/").last.map(String.init) ?? ""
    }
    if let same = known.first(where: { name($0) == caller.name }) { return same.description }
    let kind = caller.kind == .user ? "user/" : "role/"
    let similar = known.filter { $0.resource.hasPrefix(kind) }
    let meant = Spelling.nearest(to: caller.name, among: similar.map(name))
    return similar.first { name($0) == meant }?.description
  }

  /// What is missing of an account's details, and where that is written.
  static func sentence(_ pages: AuthorizationDetails.MissingPages) -> String {
    "pages of \(pages.account.map { "account \($0)'s" } ?? "an account's") details are missing: "
      + "\(pages.place.file):\(pages.place.start.line) says that more follow"
  }

  private mutating func add(
    _ identity: AuthorizationDetails.Identity, to person: inout Person
  ) {
    let isRole = person.caller.kind == .role || person.caller.kind == .roleSession
    // The details have the path that a session's ARN lacks (A-23).
    if let arn = ARN(identity.arn.value) { person.caller.setRole(arn) }
    if person.caller.kind != .federatedUser { person.caller.uniqueID = identity.uniqueID }
    person.tags = identity.tags
    var policies = identity.inlinePolicies.compactMap {
      sources.compile($0, isRole ? .rolePolicy : .userPolicy, .stored)
    }
    policies += identity.attachedPolicies.compactMap { managed($0, .identityPolicy) }
    for name in identity.groupNames {
      guard let group = details?.group(name.value, ofUser: identity.arn.value) else {
        sources.add(
          Finding(
            .error, "UNKNOWN_GROUP", "the account details do not contain the group `\(name.value)`",
            help: Self.helpForIncompleteDetails,
            at: identity.location, facts: ["A-54"]))
        continue
      }
      policies += group.inlinePolicies.compactMap { sources.compile($0, .groupPolicy, .stored) }
      policies += group.attachedPolicies.compactMap { managed($0, .identityPolicy) }
    }
    person.policies.identityPolicies = policies + person.policies.identityPolicies
    person.policies.areIdentityPoliciesComplete = true
    if let boundary = identity.permissionsBoundary, person.policies.permissionsBoundary == nil {
      person.policies.permissionsBoundary = managed(boundary, .permissionsBoundary)
    }
  }

  /// A managed policy: the details have it, or AWS keeps it for ECR.
  private mutating func managed(
    _ reference: AuthorizationDetails.PolicyReference, _ kind: PolicyKind
  ) -> CompiledPolicy? {
    if let policy = details?.managedPolicies[reference.arn] {
      return sources.compile(policy, kind, .stored)
    }
    if let known = AWSManagedPolicy.named(reference.arn) {
      noteExcerpt(known)
      return sources.compile(known.source, kind)
    }
    sources.add(
      Finding(
        .error, "UNKNOWN_MANAGED_POLICY",
        "the account details do not contain the policy `\(reference.arn)`, and Drydock has no copy of it",
        help: Self.helpForIncompleteDetails,
        at: reference.location, facts: ["A-54"]))
    return nil
  }

  /// Warns of callers whose identity-based policies no document has: with them, the answers can be others.
  ///
  /// `results` are the answers to the one question, if there is one.
  mutating func warnAboutUnknownPolicies(of people: [Person], _ results: [EvaluationResult] = []) {
    // Without any policies, there is another notice.
    guard inputs.policyCount > 0 else { return }
    func isOpen(_ result: EvaluationResult) -> Bool {
      result.decision != .explicitDeny
        && result.gates.contains { $0.policyType == .identityPolicy && $0.presence == .notGiven }
    }
    guard results.isEmpty || results.contains(where: isOpen) else { return }
    let unknown = people.filter {
      $0.caller.hasPolicies && $0.policies.identityPolicies.isEmpty
        && !$0.policies.areIdentityPoliciesComplete
    }
    guard !unknown.isEmpty else { return }
    let names = unknown.prefix(Self.mostNames).map {
      "`\($0.caller.arn?.resource ?? $0.caller.text)`"
    }
    let more = unknown.count - names.count
    let all = names + (more > 0 ? ["\(more.grouped) more"] : [])
    assume(
      "no identity-based policies of \(all.joined(separator: ", ")) were given, and they can change the "
        + "answer: add `aws iam get-account-authorization-details` output to --policies")
  }

  /// How many names a notice has.
  static let mostNames = 3

  private static let helpForIncompleteDetails =
    "give all pages of `aws iam get-account-authorization-details`, without --filter"
}
