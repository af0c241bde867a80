// Asks the engine a question whose policies are written as JSON text.

import ECRAccess
import ECRModel
import ECRPolicy
import Synchronization
import Testing
import Texts

/// The account that owns the repositories of these tests, and another one.
let home = "111122223333"
let abroad = "444455556666"
let repository = "arn:aws:ecr:eu-central-1:\(home):repository/payments/api"

/// A policy of some statements, in the current version of the language.
func policy(_ statements: String..., version: String = "2012-10-17") -> String {
  "{\"Version\": \"\(version)\", \"Statement\": [\(statements.joined(separator: ", "))]}"
}

/// Allows some actions on a resource.
func allow(_ action: String = "*", on resource: String = "*", if condition: String = "") -> String {
  statement("Allow", action, #""Resource": "\#(resource)""#, condition)
}

/// Denies some actions on a resource.
func deny(_ action: String = "*", on resource: String = "*", if condition: String = "") -> String {
  statement("Deny", action, #""Resource": "\#(resource)""#, condition)
}

/// Allows somebody some actions, as a repository's policy writes it.
func allow(_ action: String = "ecr:*", to principal: String, if condition: String = "") -> String {
  statement("Allow", action, #""Principal": \#(principal)"#, condition)
}

/// Denies somebody some actions, as a repository's policy writes it.
func deny(_ action: String = "ecr:*", to principal: String, if condition: String = "") -> String {
  statement("Deny", action, #""Principal": \#(principal)"#, condition)
}

/// Allows somebody some actions on a resource, as a registry's policy writes it.
func allow(
  _ action: String = "ecr:*", to principal: String, on resource: String, if condition: String = ""
) -> String {
  statement(
    "Allow", action, #""Principal": \#(principal), "Resource": "\#(resource)""#, condition)
}

/// Denies somebody some actions on a resource, as a registry's policy or an RCP writes it.
func deny(
  _ action: String = "ecr:*", to principal: String, on resource: String, if condition: String = ""
) -> String {
  statement("Deny", action, #""Principal": \#(principal), "Resource": "\#(resource)""#, condition)
}

/// The RCP that AWS attaches everywhere.
let everythingControlled = policy(allow("*", to: #""*""#, on: "*"))

/// Names an AWS principal.
func aws(_ principal: String) -> String { #"{"AWS": "\#(principal)"}"# }

private func statement(
  _ effect: String, _ action: String, _ element: String, _ condition: String
) -> String {
  let condition = condition.isEmpty ? "" : #", "Condition": \#(condition)"#
  return #"{"Effect": "\#(effect)", "Action": "\#(action)", \#(element)\#(condition)}"#
}

/// What AWS rejects in new policies although their meaning is plain; policies that are in force may
/// have it, and are answered for (A-06, A-25).
private let rejectedAndPlain: Set<IssueCode> = [
  "ALLOW_WITH_NOT_PRINCIPAL", "UNSUPPORTED_WILDCARD_IN_ACTION",
]

/// Policies without a mistake, by kind and text: the truth tables ask each of theirs a thousand times.
private let compiled = Mutex<[PolicyKind: [String: CompiledPolicy]]>([:])

/// Compiles a policy; one with a mistake fails the test.
func compile(
  _ text: String, _ kind: PolicyKind, sourceLocation: Testing.SourceLocation = #_sourceLocation
) -> CompiledPolicy? {
  if let known = compiled.withLock({ $0[kind]?[text] }) { return known }
  let reading = PolicyDocument.read(SourceText(name: "policy.json", text: text), as: kind)
  let errors = reading.findings.filter {
    $0.type == .error && !rejectedAndPlain.contains($0.code)
  }
  #expect(errors.isEmpty, "\(errors.map(\.message)) in \(text)", sourceLocation: sourceLocation)
  let policy = reading.document.map { CompiledPolicy($0, name: "policy.json") }
  if errors.isEmpty, let policy { compiled.withLock { $0[kind, default: [:]][text] = policy } }
  return policy
}

/// One question with everything that may bear on it.
struct Ask {
  var principal = "arn:aws:iam::\(home):user/alice"
  var action = "ecr:BatchGetImage"
  var resource = repository
  var resourceAccount: String?
  var context: [String: [String]] = [:]
  var resourceTags: [String: String]?
  var requestTags: [String: String]?
  var principalTags: [String: String]?
  var at: Timestamp?
  var identity: [String] = []
  var boundary: String?
  var session: [String] = []
  var serviceControl: [[String]] = []
  var resourceControl: [[String]] = []
  var resourcePolicy: String?
  var registryPolicy: String?
  var scope = RegistryPolicyScope.v2
  var endpoint: [String] = []
  var managementAccount: String?

  var decision: Decision { result.decision }

  var result: EvaluationResult {
    var request = AccessRequest(
      principal: Caller(principal) ?? Self.nobody, action: action, resource: resource)
    request.resourceAccount = resourceAccount
    for (key, values) in context.sorted(by: { $0.key < $1.key }) {
      request.context.set(key, values)
    }
    request.resourceTags = resourceTags
    request.requestTags = requestTags
    request.principalTags = principalTags
    request.at = at
    let result = EvaluateAccess.run(request, policies)
    #expect(EvaluateAccess.decide(PreparedRequest(request), policies) == result.decision)
    #expect(Self.needsAreMet(result) == (result.decision == .allowed), "\(result.gates)")
    return result
  }

  /// Whether each kind of policy says what the evidence says that the request needs of it: what must
  /// allow does, one of several that give does, and nothing denies (A-50, A-53, A-60).
  private static func needsAreMet(_ result: EvaluationResult) -> Bool {
    let gates = result.gates
    let givers = gates.filter { $0.need == .oneOfSeveral }
    return gates.allSatisfy { $0.answer != .denies }
      && gates.allSatisfy { $0.need != .allow || $0.answer == .allows && !$0.allowsAccountOnly }
      && (givers.isEmpty || givers.contains { $0.answer == .allows && !$0.allowsAccountOnly })
  }

  private static let nobody: Caller = {
    guard let caller = Caller("anonymous") else { preconditionFailure("anonymous is a caller") }
    return caller
  }()

  private var policies: PolicySet {
    let isECR = action.lowercased().hasPrefix("ecr:")
    var set = PolicySet()
    set.caller.identityPolicies = identity.compactMap { compile($0, .identityPolicy) }
    set.caller.permissionsBoundary = boundary.flatMap { compile($0, .permissionsBoundary) }
    set.caller.sessionPolicies = session.compactMap { compile($0, .sessionPolicy) }
    set.caller.serviceControlPolicies = serviceControl.map { level in
      level.compactMap { compile($0, .serviceControlPolicy) }
    }
    set.resource.resourceControlPolicies = resourceControl.map { level in
      level.compactMap { compile($0, .resourceControlPolicy) }
    }
    set.resource.resourcePolicy = resourcePolicy.flatMap {
      compile($0, isECR ? .repositoryPolicy : .resourcePolicy)
    }
    set.resource.registryPolicy = registryPolicy.flatMap { compile($0, .registryPolicy) }
    set.resource.registryPolicyScope = scope
    set.vpcEndpointPolicies = endpoint.compactMap { compile($0, .vpcEndpointPolicy) }
    set.managementAccount = managementAccount
    return set
  }
}
