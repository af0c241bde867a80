import ArgumentParser
import ECRAccess
import ECRPolicy
import ECRReport
import ECRSimulator
import Texts

/// What `access matrix` and `access who` have in common.
struct SurveyOptions: ParsableArguments {
  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp(
      "The repositories; without any, all that the documents name.", valueName: "name|arn"))
  var repository: [String] = []

  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp(
      "The principals; without any, all users and roles of the account's details.",
      valueName: "arn"))
  var principal: [String] = []

  @OptionGroup var options: AccessOptions

  @Option(name: .long, help: "How the answer is written.")
  var format: Preview.Format = .text

  func run() throws -> SurveyAccess.Outcome {
    var input = Input()
    var request = SurveyAccess.Request(inputs: try options.inputs(&input))
    request.repositories = repository
    request.principals = principal
    let outcome = try SurveyAccess.run(request)
    AccessOptions.tell(outcome.findings, outcome.notices)
    return outcome
  }

  /// Refuses what is neither a group of actions, nor a recipe, nor an action of ECR.
  static func check(_ what: String) throws {
    guard AccessGroup(rawValue: what) == nil, AccessRecipe(rawValue: what) == nil,
      ECRAction.named(what) == nil
    else { return }
    let known =
      AccessGroup.allCases.map(\.rawValue) + AccessRecipe.allCases.map(\.rawValue)
      + ECRAction.all.map(\.text)
    throw ValidationError(
      "`\(what)` is no action of ECR and no undertaking"
        + (Spelling.nearest(to: what, among: known).map { "; did you mean `\($0)`?" } ?? ""))
  }
}

struct AccessMatrixCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "matrix",
    abstract: "Draw who may pull, push, delete and administer.",
    discussion: """
      A row a principal. The columns are pull, push, delete and administer; --actions puts some \
      actions there, --by-repository the repositories. `may` stands where context keys that nobody \
      gives decide.
      """)

  @OptionGroup var survey: SurveyOptions

  @Option(
    name: .long,
    help: ArgumentHelp("Columns: actions, separated by commas.", valueName: "actions"))
  var actions: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Columns: the repositories, for an action or for pull, push, delete, administer.",
      valueName: "what"))
  var byRepository: String?

  func validate() throws {
    guard actions == nil || byRepository == nil else {
      throw ValidationError("give either --actions or --by-repository")
    }
    for action in names { try SurveyOptions.check(action) }
    if let byRepository { try SurveyOptions.check(byRepository) }
  }

  private var names: [String] { (actions ?? "").split(separator: ",").map(String.init) }

  func run() throws {
    let outcome = try survey.run()
    guard !outcome.matrix.principals.isEmpty else {
      throw Failure(
        "there is nobody to ask about: give --principal, or `aws iam "
          + "get-account-authorization-details` output with --policies")
    }
    switch survey.format {
    case .json: try Terminal.write(AccessMatrixJSON.json(outcome))
    case .text:
      let columns: AccessMatrixText.Columns =
        byRepository.map { .repositories($0) } ?? (names.isEmpty ? .groups : .actions(names))
      try Terminal.write(AccessMatrixText.text(outcome, columns, Terminal.outputStyle))
    }
  }
}

struct AccessWhoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "who",
    abstract: "List everybody who may do something with a repository.",
    discussion: """
      Users and roles of the account's details, and whomever the policies of repository and \
      registry let in beside them.
      """)

  @Option(
    name: .long,
    help: ArgumentHelp(
      "An action, or pull, push, delete, administer, or another undertaking.", valueName: "what"))
  var action: String

  @OptionGroup var survey: SurveyOptions

  func validate() throws { try SurveyOptions.check(action) }

  func run() throws {
    let outcome = try survey.run()
    switch survey.format {
    case .text: try Terminal.write(AccessWhoText.text(outcome, action, Terminal.outputStyle))
    case .json: try Terminal.write(AccessMatrixJSON.who(outcome, action))
    }
  }
}
