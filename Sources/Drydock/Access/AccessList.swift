import ECRAccess
import ECRReport
import ECRSimulator

/// The principals that can do something with repositories.
public struct AccessList: Sendable {
  let outcome: WhoMayAccess.Outcome

  /// The answer for one repository.
  public struct Entry: Sendable {
    let inner: WhoMayAccess.RepositoryAnswer

    /// The ARN of the repository.
    public var repository: String { inner.resource }
    /// The principals that can, whatever is not known.
    public var allowed: [String] { inner.certain.map(\.text) }
    /// The principals that can or cannot, depending on ``missingContextKeys`` or on what AWS does not
    /// document.
    public var uncertain: [String] { (inner.mayBeDenied + inner.possible).map(\.text) }
    /// The principals that the repository's policies allow and that are in no document, as the policies
    /// name them.
    ///
    /// `*` is everybody. The report has their conditions and exceptions.
    public var outside: [String] {
      var seen: Set<String> = []
      return inner.outside.map { $0.isNegated ? "everybody except \($0.principal)" : $0.principal }
        .filter { seen.insert($0).inserted }
    }
    /// The context keys that are not given and that the answer depends on.
    public var missingContextKeys: [String] { inner.missingContextKeys }
  }

  /// The repositories, in the order of the question.
  public var entries: [Entry] { outcome.repositories.map { Entry(inner: $0) } }
  /// Whether pages of an account's details are missing, whose principals are not in the list.
  public var isIncomplete: Bool { !outcome.missingPages.isEmpty }
  /// What was found in the documents; with errors, AWS would reject one of them.
  public var findings: [Finding] { outcome.findings.forUsers }
  /// What else to know, in sentences.
  public var notices: [String] { outcome.notices }

  /// The report that `drydock access who` prints.
  public func report(_ format: ReportFormat = .text) -> String {
    switch format {
    case .text: Report.text(AccessWhoText.text(outcome, Report.style))
    case .json: Report.json(AccessMatrixJSON.who(outcome))
    }
  }
}

/// What every principal can do with every repository.
public struct AccessMatrix: Sendable {
  let outcome: SurveyAccess.Outcome

  /// The actions of one principal on one repository.
  public struct Cell: Sendable, Hashable {
    /// The actions that are allowed, whatever is not known.
    public let allowed: [String]
    /// The actions that are allowed or denied depending on context keys that are not given, or on what
    /// AWS does not document.
    public let uncertain: [String]
  }

  /// The principals: users, roles, and the callers of the question.
  public var principals: [String] { outcome.matrix.principals.map(\.caller.text) }
  /// The ARNs of the repositories.
  public var repositories: [String] { outcome.matrix.targets.map(\.resource) }

  /// What a principal can do with a repository, by their places in ``principals`` and ``repositories``.
  public subscript(principal: Int, repository: Int) -> Cell {
    let cell = outcome.matrix[principal, repository]
    return Cell(
      allowed: Permission.names(cell.certain),
      uncertain: Permission.names((cell.allowed | cell.possible) & ~cell.certain))
  }

  /// Whether pages of an account's details are missing, whose principals are not in the matrix.
  public var isIncomplete: Bool { !outcome.missingPages.isEmpty }
  /// What was found in the documents; with errors, AWS would reject one of them.
  public var findings: [Finding] { outcome.findings.forUsers }
  /// What else to know, in sentences.
  public var notices: [String] { outcome.notices }

  /// The report that `drydock access matrix` prints.
  public func report(_ format: ReportFormat = .text) -> String {
    switch format {
    case .text: Report.text(AccessMatrixText.text(outcome, .groups, Report.style))
    case .json: Report.json(AccessMatrixJSON.json(outcome))
    }
  }
}
