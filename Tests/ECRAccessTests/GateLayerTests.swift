// What the truth table of GateTests leaves out: the registry's policy beside the repository's, several
// levels of SCPs and RCPs, the management account, and a NotPrincipal that exempts the caller.

import ECRAccess
import ECRModel
import ECRPolicy
import Testing

struct GateLayerTests {
  /// What a policy says to the request.
  enum Answer: CaseIterable, Sendable {
    case allows, silent, denies
  }

  private static let callers: [GateRow.CallerKind] = GateRow.CallerKind.allCases

  private func ask(_ row: GateRow, _ change: (inout Ask) -> Void) -> Decision {
    var ask = Ask()
    ask.principal = row.principal
    if row.session == .allows { ask.session = [policy(allow())] }
    change(&ask)
    return ask.decision
  }

  /// A caller whose session policies, where it needs one (A-56), allow everything.
  private static func row(
    _ caller: GateRow.CallerKind, _ naming: GateRow.Naming, isCrossAccount: Bool
  ) -> GateRow {
    var row = GateRow(caller: caller, naming: naming, isCrossAccount: isCrossAccount)
    if caller == .federatedUser { row.session = .allows }
    return row
  }

  // MARK: The registry's policy

  /// A policy of a repository or a registry that names a caller as a row says; nil where it cannot.
  private func text(_ row: GateRow, _ answer: Answer, resource: String) -> String? {
    guard let element = row.element else { return nil }
    let (effect, action) =
      switch answer {
      case .allows: ("Allow", "ecr:BatchGetImage")
      case .silent: ("Allow", "ecr:PutImage")
      case .denies: ("Deny", "ecr:BatchGetImage")
      }
    return policy(#"{"Effect": "\#(effect)", \#(element), \#(resource)"Action": "\#(action)"}"#)
  }

  @Test(arguments: callers)
  func
    `a registry policy counts as the repository's does, one beside the other (A-70, A-72, QA-15)`(
      caller: GateRow.CallerKind
    )
  {
    for isCrossAccount in [false, true] {
      for (registryNaming, repositoryNaming) in Self.namings {
        var registry = Self.row(caller, registryNaming, isCrossAccount: isCrossAccount)
        var repository = registry
        repository.naming = repositoryNaming
        for (registryAnswer, repositoryAnswer, identity) in Self.answers {
          guard let registryText = text(registry, registryAnswer, resource: #""Resource": "*", "#),
            let repositoryText = text(repository, repositoryAnswer, resource: "")
          else { continue }
          registry.resource = Self.row(registryAnswer)
          repository.resource = Self.row(repositoryAnswer)
          // QA-3: a Deny for the user behind does not count, and nothing else allows.
          if registry.isOfUserBehind, registryAnswer == .denies { registry.resource = .silent }
          if repository.isOfUserBehind, repositoryAnswer == .denies {
            repository.resource = .silent
          }
          registry.identity = identity ? .allows : .silent
          repository.identity = registry.identity
          let decision = ask(registry) {
            $0.registryPolicy = registryText
            $0.resourcePolicy = repositoryText
            $0.identity = identity ? [policy(allow())] : []
          }
          // A-50, A-72: a Deny of either decides, and else an Allow of either counts: whichever of
          // the two lets in by itself does.
          let alone = [registry.expected, repository.expected]
          let expected: Decision =
            alone.contains(.explicitDeny)
            ? .explicitDeny : alone.contains(.allowed) ? .allowed : .implicitDeny
          #expect(decision == expected, "\(registry) \(repository)")
        }
      }
    }
  }

  private static let namings = GateRow.Naming.allCases.flatMap { one in
    GateRow.Naming.allCases.map { (one, $0) }
  }

  private static let answers = Answer.allCases.flatMap { one in
    Answer.allCases.flatMap { other in [true, false].map { (one, other, $0) } }
  }

  private static func row(_ answer: Answer) -> GateRow.Answer {
    switch answer {
    case .allows: .allows
    case .silent: .silent
    case .denies: .denies
    }
  }

  @Test func `in scope V1 the registry policy is as good as none for a pull (A-72, T-A14)`() {
    for caller in Self.callers {
      for answer in Answer.allCases {
        let row = Self.row(caller, .everybody, isCrossAccount: true)
        let with = ask(row) {
          $0.identity = [policy(allow())]
          $0.registryPolicy = text(row, answer, resource: #""Resource": "*", "#)
          $0.scope = .v1
        }
        #expect(with == ask(row) { $0.identity = [policy(allow())] })
      }
    }
  }

  // MARK: Levels

  /// Three levels, each with every answer, and in one level several policies.
  private static let levels: [[Answer]] = Answer.allCases.flatMap { one in
    Answer.allCases.flatMap { two in Answer.allCases.map { [one, two, $0] } }
  }

  /// A-50, A-51, A-52: a Deny at any level decides, and else each level has to allow.
  private static func expected(_ levels: [Answer]) -> Decision {
    if levels.contains(.denies) { return .explicitDeny }
    return levels.contains(.silent) ? .implicitDeny : .allowed
  }

  @Test(arguments: levels)
  func `each of several levels of SCPs has to allow, for accounts' principals (A-52, T-A12)`(
    answers: [Answer]
  ) {
    let levels = answers.map { answer in
      switch answer {
      case .allows: [policy(allow("s3:*")), policy(allow("ecr:*"))]
      case .silent: [policy(allow("s3:*")), policy(allow("ecr:Put*"))]
      case .denies: [policy(allow()), policy(deny("ecr:BatchGet*"))]
      }
    }
    for caller in Self.callers {
      var row = Self.row(caller, .itself, isCrossAccount: false)
      row.identity = .allows
      let decision = ask(row) {
        $0.identity = [policy(allow())]
        $0.serviceControl = levels
      }
      // Services, strangers and service-linked roles are under none.
      let isBound = ![.service, .anonymous, .serviceLinkedRole].contains(caller)
      #expect(decision == (isBound ? Self.expected(answers) : row.expected), "\(caller)")
    }
  }

  @Test(arguments: levels)
  func `each of several levels of RCPs has to allow, for whoever comes (A-51, QA-17)`(
    answers: [Answer]
  ) {
    let levels = answers.map { answer in
      switch answer {
      case .allows: [everythingControlled, policy(deny("s3:*", to: #""*""#, on: "*"))]
      case .silent: [policy(deny("s3:*", to: #""*""#, on: "*"))]
      case .denies: [everythingControlled, policy(deny("ecr:BatchGet*", to: #""*""#, on: "*"))]
      }
    }
    for caller in Self.callers {
      let row = Self.row(caller, .everybody, isCrossAccount: false)
      let decision = ask(row) {
        $0.identity = [policy(allow())]
        $0.resourcePolicy = policy(allow(to: #""*""#))
        $0.resourceControl = levels
      }
      // ECR lets no stranger in (A-24), and a Deny stands all the same.
      let open: Decision = caller == .anonymous ? .implicitDeny : .allowed
      let expected = Self.expected(answers)
      let isBound = caller != .serviceLinkedRole
      #expect(
        decision == (isBound && expected != .allowed ? expected : open), "\(caller) \(answers)")
    }
  }

  // MARK: The management account

  @Test(arguments: callers)
  func
    `the management account's principals are under no SCP, its resources under no RCP (A-51, A-52)`(
      caller: GateRow.CallerKind
    )
  {
    let denied = policy(deny("*", to: #""*""#, on: "*"))
    for isCrossAccount in [false, true] {
      for management in [home, abroad, "777788889999"] {
        let row = Self.row(caller, .everybody, isCrossAccount: isCrossAccount)
        func decision(_ change: (inout Ask) -> Void) -> Decision {
          ask(row) {
            $0.identity = [policy(allow())]
            $0.resourcePolicy = policy(allow(to: #""*""#))
            $0.managementAccount = management
            change(&$0)
          }
        }
        let open = decision { _ in }
        let own = isCrossAccount ? abroad : home
        let isPrincipal = ![.service, .anonymous, .serviceLinkedRole].contains(caller)
        #expect(
          decision { $0.serviceControl = [[policy(deny())]] }
            == (isPrincipal && own != management ? .explicitDeny : open))
        #expect(
          decision { $0.resourceControl = [[everythingControlled, denied]] }
            == (caller != .serviceLinkedRole && home != management ? .explicitDeny : open))
      }
    }
  }

  // MARK: Exemptions

  /// All that a caller is, as a NotPrincipal has to name it (A-25); nil for whom none can exempt.
  private func names(_ row: GateRow) -> [String]? {
    let account = row.isCrossAccount ? abroad : home
    switch row.caller {
    case .user, .federatedUser: return [account, row.principal]
    case .role, .serviceLinkedRole: return [account, row.principal]  // QA-2
    case .roleSession: return [account, "arn:aws:iam::\(account):role/deployer", row.principal]
    case .root: return [account]
    case .service, .anonymous: return nil
    }
  }

  private func statement(_ effect: String, except names: [String]) -> String {
    let list = names.map { "\"\($0)\"" }.joined(separator: ", ")
    return
      #"{"Effect": "\#(effect)", "NotPrincipal": {"AWS": [\#(list)]}, "Action": "ecr:BatchGetImage"}"#
  }

  @Test(arguments: callers)
  func `a NotPrincipal exempts who is named whole, but nobody with a boundary (A-25, QA-16, T-A19)`(
    caller: GateRow.CallerKind
  ) throws {
    for isCrossAccount in [false, true] {
      let row = Self.row(caller, .nobody, isCrossAccount: isCrossAccount)
      guard let names = names(row) else { continue }
      func decision(_ effect: String, _ names: [String], boundary: Bool = false) -> Decision {
        ask(row) {
          $0.identity = [policy(allow())]
          $0.boundary = boundary ? policy(allow()) : nil
          // Others let the caller in, so that only the statement in question keeps it out.
          $0.resourcePolicy =
            effect == "Deny"
            ? policy(allow(to: #""*""#), statement(effect, except: names))
            : policy(statement(effect, except: names))
        }
      }
      #expect(decision("Deny", names) == .allowed)
      // The root user has no boundary.
      #expect(
        decision("Deny", names, boundary: true) == (caller == .root ? .allowed : .explicitDeny))
      for index in names.indices {
        var fewer = names
        fewer.remove(at: index)
        if !fewer.isEmpty { #expect(decision("Deny", fewer) == .explicitDeny) }
      }
      // An Allow lets in whom it does not exempt; at home the identity policy allows as well.
      #expect(decision("Allow", names) == (isCrossAccount ? .implicitDeny : .allowed))
      #expect(decision("Allow", ["arn:aws:iam::777788889999:user/stranger"]) == .allowed)
    }
  }
}
