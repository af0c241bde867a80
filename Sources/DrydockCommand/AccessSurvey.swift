import ArgumentParser
import ECRReport
import ECRSimulator
import Texts

/// The options that `access matrix` and `access who` share.
struct SurveyOptions: ParsableArguments {
  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp(
      "Repositories (default: all in the files).", valueName: "name|arn ..."))
  var repository: [String] = []

  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp(
      "Principals (default: all users and roles in the files).",
      valueName: "arn ..."))
  var principal: [String] = []

  @OptionGroup var options: AccessOptions

  @Option(name: .long, help: "Format of the answer.")
  var format: Preview.Format = .text

  /// That there is nobody to ask about.
  static let nobody = Failure(
    "no principals found: give --principal, or `aws iam get-account-authorization-details` output with "
      + "--policies")

  /// Reads the files of the options.
  func request() throws -> SurveyAccess.Request {
    var input = Input()
    var request = SurveyAccess.Request(inputs: try options.inputs(&input))
    request.repositories = repository.map { QuestionText($0, named: "--repository") }
    request.principals = principal.map { QuestionText($0, named: "--principal") }
    return request
  }
}

struct AccessMatrixCommand: ParsableCommand, CheckedArguments {
  static let configuration = CommandConfiguration(
    commandName: "matrix",
    abstract: "Print who can pull, push, delete, and administer.",
    usage: "drydock access matrix <options>",
    discussion: """
      One row per principal; one column each for pull, push, delete, and administer. `may` marks \
      what depends on context keys that you did not give. Below the table are principals that \
      resource-based policies allow but that are not in your files.

      \(AccessOptions.moreOptions)
      """)

  @OptionGroup var survey: SurveyOptions

  @Option(
    name: [.customLong("actions"), .customLong("action")],
    help: ArgumentHelp("Actions to use as columns, separated by commas.", valueName: "actions"))
  var actions: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Use repositories as columns, for an action or for pull, push, delete, administer.",
      valueName: "what"))
  var byRepository: String?

  func check() throws {
    guard actions == nil || byRepository == nil else {
      throw ValidationError("give either --actions or --by-repository, not both")
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
      throw SurveyOptions.nobody
    }
    switch survey.format {
    case .json: try Terminal.write(AccessMatrixJSON.json(outcome))
    case .text:
      try Terminal.show(AccessMatrixText.text(outcome, columns, Terminal.outputStyle))
    }
    AccessOptions.report(outcome.findings, outcome.notices)
    try AccessOptions.check(outcome.findings, missingPages: outcome.missingPages)
  }
}

struct AccessWhoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "who",
    abstract: "List every principal that can do something with a repository.",
    usage: "drydock access who --action <what> <options>",
    discussion: """
      The list has the users and roles in your files that can do it, and below them other principals \
      that resource-based policies allow, each with the statements that exclude some of them. \
      `drydock access` shows why somebody is not in the list.

      \(AccessOptions.moreOptions)
      """)

  @Option(
    name: [.customLong("action"), .customLong("actions")],
    help: ArgumentHelp(
      "An action, or pull, push, delete, administer, or a client operation such as `retag`.",
      valueName: "what"))
  var action: String

  @OptionGroup var survey: SurveyOptions

  func run() throws {
    let outcome = try WhoMayAccess.run(try survey.request(), try Permission(action))
    var notices = outcome.notices
    // The report has it, and so has the failure.
    if survey.format == .text || outcome.hasNobody {
      notices.removeAll { $0 == WhoMayAccess.noPrincipals }
    }
    guard !outcome.hasNobody else {
      AccessOptions.report(outcome.findings, notices)
      throw SurveyOptions.nobody
    }
    switch survey.format {
    case .text: try Terminal.show(AccessWhoText.text(outcome, Terminal.outputStyle))
    case .json: try Terminal.write(AccessMatrixJSON.who(outcome))
    }
    AccessOptions.report(outcome.findings, notices)
    try AccessOptions.check(outcome.findings, missingPages: outcome.missingPages)
  }
}
