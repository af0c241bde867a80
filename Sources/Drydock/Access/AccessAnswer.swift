import ECRAccess
import ECRReport
import ECRSimulator
import Texts

/// Whether a principal can do something, and why.
public struct AccessAnswer: Sendable {
  let outcome: AskAccess.Outcome

  /// The caller, as the question has it.
  public var principal: String { outcome.principal }
  /// The ARN of the resource, or `*`.
  public var resource: String { outcome.resource }
  /// Whether every action that always takes place is allowed.
  public var isAllowed: Bool { outcome.isAllowed }
  /// The answer to each action, in the order in which a client asks.
  public var steps: [Step] { outcome.steps.map { Step(inner: $0) } }
  /// The first denied action of those that always take place; nil when the answer is yes.
  public var failingStep: Step? { outcome.failingStep.map { Step(inner: outcome.steps[$0]) } }
  /// What was found in the documents; with errors, AWS would reject one of them.
  public var findings: [Finding] { outcome.findings.forUsers }
  /// What else to know, in sentences.
  public var notices: [String] { outcome.notices }

  /// The report that `drydock access` prints.
  public func report(_ format: ReportFormat = .text) -> String {
    switch format {
    case .text: Report.text(AccessText.text(outcome, Report.style))
    case .json: Report.json(AccessReportJSON.json(outcome))
    }
  }
}

extension AccessAnswer {
  /// How a request is decided, in the words of IAM's policy simulator.
  public enum Decision: String, Sendable, Hashable, CaseIterable {
    /// It is allowed.
    case allowed
    /// A statement denies it.
    case explicitDeny
    /// Nothing denies it, and a policy that would have to allow it does not.
    case implicitDeny
  }

  /// One action with its answer.
  public struct Step: Sendable {
    let inner: AskAccess.Step

    /// The action, with its service's prefix.
    public var action: String { inner.result.request.action }
    /// What the client does there; nil for an action that is asked by itself.
    public var purpose: String? { inner.purpose }
    /// When it takes place, if it does not always.
    public var condition: String? { inner.condition }
    /// The decision.
    public var decision: Decision {
      switch inner.result.decision {
      case .allowed: .allowed
      case .explicitDeny: .explicitDeny
      case .implicitDeny: .implicitDeny
      }
    }
    /// What decided, in one sentence: `the repository policy allows it`.
    public var reason: String { AccessReasons.sentence(inner.result) }
    /// The statements that decide: those that deny, or else those that allow.
    public var decidingStatements: [PolicyStatement] {
      inner.result.matchedStatements.map { PolicyStatement(inner: $0) }
    }
    /// For a denied action, the statements that came closest to allowing it, the closest first.
    public var nearMisses: [NearMiss] { inner.result.nearMisses.map { NearMiss(inner: $0) } }
    /// The context keys that policies compare and the question does not give.
    public var missingContextKeys: [String] { inner.result.missingContextKeys }
    /// Whether the decision may change once those keys are known.
    public var mayChange: Bool { inner.result.decisionMayChange }
  }

  /// A statement that would have allowed an action but for one thing.
  public struct NearMiss: Sendable, Hashable, CustomStringConvertible {
    let inner: ECRAccess.NearMiss

    /// The statement.
    public var statement: PolicyStatement { PolicyStatement(inner: inner.statement) }
    /// What does not match, in a sentence.
    public var description: String { AccessReasons.sentence(inner) }
  }
}

/// A statement of a policy, with its place.
public struct PolicyStatement: Sendable, Hashable {
  let inner: StatementReference

  /// The kind of its policy, such as `identityPolicy` or `serviceControlPolicy`.
  public var policyType: String { inner.policyType.rawValue }
  /// The name of its policy.
  public var policy: String { inner.policy }
  /// Its `Sid`.
  public var sid: String? { inner.sid }
  /// Its number in the policy, from 1.
  public var number: Int { inner.number }
  /// Its `Effect`: `Allow` or `Deny`.
  public var effect: String { inner.effect }
  /// The name of its document.
  public var file: String { inner.file }
  /// The line on which it starts, from 1.
  public var line: Int { inner.position.line }
  /// The column at which it starts, from 1, in Unicode scalars.
  public var column: Int { inner.position.column }
}
