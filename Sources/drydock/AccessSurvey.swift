import ArgumentParser
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

  /// What the options ask.
  func request() throws -> SurveyAccess.Request {
    var input = Input()
    var request = SurveyAccess.Request(inputs: try options.inputs(&input))
    request.repositories = repository.map { QuestionText($0, named: "--repository") }
    request.principals = principal.map { QuestionText($0, named: "--principal") }
    return request
  }
}

struct AccessMatrixCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "matrix",
    abstract: "Draw who may pull, push, delete and administer.",
    discussion: """
      A row a principal. The columns are pull, push, delete and administer; --actions puts some \
      actions there, --by-repository the repositories. `may` marks what depends on context keys that \
      are not given. Below the table are those whom the policies of repository and registry allow it \
      and whom no document describes.
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
  }

  private func columns() throws -> AccessMatrixText.Columns {
    if let byRepository { return .repositories(try Permission(byRepository)) }
    guard let actions else { return .groups }
    return .permissions(try actions.split(separator: ",").map { try Permission(String($0)) })
  }

  func run() throws {
    let columns = try columns()
    let outcome = try SurveyAccess.run(try survey.request())
    guard !outcome.hasNobody else {
      AccessOptions.report(outcome.findings, outcome.notices)
      throw Failure(
        "there is nobody to ask about: give --principal, or `aws iam "
          + "get-account-authorization-details` output with --policies")
    }
    switch survey.format {
    case .json: try Terminal.write(AccessMatrixJSON.json(outcome))
    case .text:
      try Terminal.write(AccessMatrixText.text(outcome, columns, Terminal.outputStyle))
    }
    AccessOptions.report(outcome.findings, outcome.notices)
    try AccessOptions.check(outcome.findings, missingPages: outcome.missingPages)
  }
}

struct AccessWhoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "who",
    abstract: "List everybody who may do something with a repository.",
    discussion: """
      Users and roles of the account's details, and everybody else whom the policies of repository \
      and registry allow it, with the statements that keep some of them out.
      """)

  @Option(
    name: .long,
    help: ArgumentHelp(
      "An action, or pull, push, delete, administer, or any client operation, such as `retag`.",
      valueName: "what"))
  var action: String

  @OptionGroup var survey: SurveyOptions

  func run() throws {
    let outcome = try WhoMayAccess.run(try survey.request(), try Permission(action))
    switch survey.format {
    case .text: try Terminal.write(AccessWhoText.text(outcome, Terminal.outputStyle))
    case .json: try Terminal.write(AccessMatrixJSON.who(outcome))
    }
    AccessOptions.report(outcome.findings, outcome.notices)
    try AccessOptions.check(outcome.findings, missingPages: outcome.missingPages)
  }
}
