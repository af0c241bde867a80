import ECRAccess
import ECRFixtures
import ECRModel
import ECRPolicy
import Foundation
import Texts

/// An account of 200 roles with five policies each and 500 repositories with a policy each: single
/// decisions, the whole matrix, and the batch command end to end.
enum AccessBenchmark {
  private static let questionCount = 200_000
  private static let lineCount = 20_000

  /// Measures; a profiler needs the decisions alone.
  static func run(onlyDecisions: Bool = false) throws {
    print(
      "200 roles with five policies each, 500 repositories with a policy each; median of \(rounds)")
    let account = BulkAccount(
      roles: 200, policiesPerRole: 5, repositories: 500, distinctIdentityPolicies: 1000,
      distinctRepositoryPolicies: 500)
    decisions(Compiled(account))
    if onlyDecisions { return }
    for (identity, repository) in [(1000, 500), (100, 50), (10, 5)] {
      matrix(
        Compiled(
          BulkAccount(
            roles: 200, policiesPerRole: 5, repositories: 500, distinctIdentityPolicies: identity,
            distinctRepositoryPolicies: repository)), identity + repository)
    }
    try batch(account)
  }

  /// The account's policies, compiled.
  private struct Compiled {
    var callers: [(caller: Caller, policies: CallerPolicies)] = []
    var resources: [(arn: String, policies: ResourcePolicies)] = []

    init(_ account: BulkAccount) {
      for role in account.roles {
        var policies = CallerPolicies()
        policies.identityPolicies = role.policies.compactMap { compile($0, .identityPolicy) }
        guard let caller = Caller(role.arn) else { continue }
        callers.append((caller, policies))
      }
      for repository in account.repositories {
        var policies = ResourcePolicies()
        policies.resourcePolicy = compile(repository.policy, .repositoryPolicy)
        resources.append((repository.arn, policies))
      }
      precondition(callers.allSatisfy { $0.policies.identityPolicies.count == 5 })
      precondition(resources.allSatisfy { $0.policies.resourcePolicy != nil })
    }

    private func compile(_ text: String, _ kind: PolicyKind) -> CompiledPolicy? {
      PolicyDocument.read(SourceText(name: "policy", text: text), as: kind).document.map {
        CompiledPolicy($0, name: "policy")
      }
    }
  }

  /// Single decisions: each question is made and decided.
  private static func decisions(_ compiled: Compiled) {
    let actions = ECRAction.all.filter { $0.resourceType == .repository }.map(\.text)
    let asked = (0..<questionCount).map { number in
      (
        caller: number % compiled.callers.count,
        resource: number * 7919 % compiled.resources.count,
        action: actions[number * 31 % actions.count]
      )
    }
    let questions = asked.map { asked in
      PreparedRequest(
        AccessRequest(
          principal: compiled.callers[asked.caller].caller, action: asked.action,
          resource: compiled.resources[asked.resource].arn))
    }
    // Without the callers and their policies, which the loop would copy.
    let callers = compiled.callers.map(\.policies)
    let resources = compiled.resources.map(\.policies)
    var allowed = 0
    let time = Measure.median {
      allowed = 0
      var set = PolicySet()
      for (index, asked) in asked.enumerated() {
        set.caller = callers[asked.caller]
        set.resource = resources[asked.resource]
        if EvaluateAccess.decide(questions[index], set) == .allowed { allowed += 1 }
      }
    }
    precondition(allowed > 0 && allowed < questionCount)
    print(
      "decisions: \(thousandths(Double(questionCount) / time / 1_000_000)) million a second on one core "
        + "(\(allowed) of \(questionCount) allowed)")
  }

  private static func matrix(_ compiled: Compiled, _ distinct: Int) {
    let principals = compiled.callers.map {
      AccessMatrix.Principal(caller: $0.caller, policies: $0.policies)
    }
    let targets = compiled.resources.map {
      AccessMatrix.Target(resource: $0.arn, policies: $0.policies)
    }
    let cells = principals.count * targets.count * ECRAction.all.count
    let time = Measure.median {
      let matrix = AccessMatrix(principals: principals, targets: targets)
      precondition(matrix[0, 0].possible & matrix[0, 0].allowed == matrix[0, 0].allowed)
    }
    print(
      "matrix of 200 principals, \(ECRAction.all.count) actions, 500 repositories "
        + "(\(tenths(Double(cells) / 1_000_000)) million answers), \(distinct) distinct policies: "
        + "\(thousandths(time)) s")
  }

  private static func batch(_ account: BulkAccount) throws {
    let file = try Measure.file("questions.jsonl")
    let text = account.questions(lineCount)
    try Data(text.utf8).write(to: file)
    guard
      let whole = try Measure.command([Measure.drydock, "access", "batch", file.path])
    else {
      print("batch: cannot run \(Measure.drydock); build it with `swift build -c release`")
      return
    }
    let megabytes = Double(text.utf8.count) / 1_000_000
    print(
      "access batch, end to end: \(Int(Double(lineCount) / whole.seconds)) lines a second "
        + "(\(lineCount) lines, six policies each, \(tenths(megabytes)) MB; "
        + "\(thousandths(whole.seconds)) s on all cores, peak memory \(tenths(whole.megabytes)) MB)"
    )
  }
}
