import ArgumentParser
import ECRAccess
import ECRModel
import ECRReport
import ECRSimulator
import Texts

struct Access: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say whether a principal may do something, and which statement says so.",
    subcommands: [AskAccessCommand.self, AccessMatrixCommand.self, AccessWhoCommand.self],
    defaultSubcommand: AskAccessCommand.self)
}

struct AskAccessCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ask",
    abstract: "Answer one question, or one a line with --batch.",
    discussion: """
      One question: --principal with --action or --actions and --repository or --resource. The \
      answer is on standard output; the exit code is 0 whether it is yes or no.

      --actions takes actions separated by commas, or one of: \
      \(AccessRecipe.allCases.map(\.rawValue).joined(separator: ", ")).

      --batch reads one question a line (JSON lines, policies included) and writes one answer a \
      line, in order. A line that cannot be read is answered by an error, and the exit code is 2.
      """)

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Who asks: an ARN, a service's name, or `anonymous`.", valueName: "arn"))
  var principal: String?

  @Option(name: .long, help: ArgumentHelp("One action.", valueName: "service:Action"))
  var action: String?

  @Option(
    name: .long,
    help: ArgumentHelp("All that something needs: pull, push, …", valueName: "what"))
  var actions: String?

  @Option(name: .long, help: ArgumentHelp("The repository.", valueName: "name|arn"))
  var repository: String?

  @Option(
    name: .long,
    help: ArgumentHelp("Another resource's ARN, or '*'.", valueName: "arn"))
  var resource: String?

  @Option(
    name: .long,
    help: ArgumentHelp("Questions, one a line; `-` for standard input.", valueName: "file"))
  var batch: String?

  @OptionGroup var options: AccessOptions

  @Option(name: .long, help: "How the answer is written. (default: text)")
  var format: Preview.Format?

  /// The options that are given and change nothing in a batch.
  private var givenBesideBatch: [String] {
    let own: [(String, Bool)] = [
      ("--principal", principal != nil), ("--action", action != nil),
      ("--actions", actions != nil), ("--repository", repository != nil),
      ("--resource", resource != nil), ("--format", format != nil),
    ]
    return own.filter(\.1).map(\.0) + options.givenBesideInstant
  }

  func validate() throws {
    if batch != nil {
      let others = givenBesideBatch
      guard others.isEmpty else {
        throw ValidationError(
          "--batch has questions, policies and circumstances in its lines: "
            + "\(others.joined(separator: ", ")) \(others.count == 1 ? "does" : "do") not go with it"
        )
      }
      return
    }
    guard principal != nil else {
      throw ValidationError("give --principal, or questions with --batch")
    }
    guard (action == nil) != (actions == nil) else {
      throw ValidationError("give either --action or --actions")
    }
    guard repository == nil || resource == nil else {
      throw ValidationError("give either --repository or --resource")
    }
    let isLogin = action?.lowercased() == "ecr:getauthorizationtoken"
    guard repository != nil || resource != nil || isLogin else {
      throw ValidationError("give --repository, or --resource for another resource")
    }
    _ = try undertaking()
  }

  func run() throws {
    if let batch { return try answer(batch) }
    var input = Input()
    var request = AskAccess.Request(
      principal: principal ?? "", undertaking: try undertaking(),
      inputs: try options.inputs(&input))
    request.repository = repository
    request.resource = resource
    let outcome = try AskAccess.run(request)
    AccessOptions.tell(outcome.findings, outcome.notices)
    switch format ?? .text {
    case .text: try Terminal.write(AccessText.text(outcome, Terminal.outputStyle))
    case .json: try Terminal.write(AccessReportJSON.json(outcome))
    }
  }

  private func undertaking() throws -> AskAccess.Undertaking {
    if let action { return .actions([action]) }
    let text = actions ?? ""
    if let recipe = AccessRecipe(rawValue: text) { return .recipe(recipe) }
    guard text.contains(":") else {
      let known = AccessRecipe.allCases.map(\.rawValue)
      throw ValidationError(
        "`\(text)` is none of \(known.joined(separator: ", ")), and no list of actions"
          + (Spelling.nearest(to: text, among: known).map { "; did you mean `\($0)`?" } ?? ""))
    }
    return .actions(text.split(separator: ",").map(String.init))
  }

  private func answer(_ path: String) throws {
    var lines = try LineInput(path)
    defer { lines.close() }
    let cache = PolicyCache()
    var unreadableCount = 0
    var first = lines.nextLine
    while let some = try lines.next() {
      let answers = AccessBatchJSON.answer(some, first: first, at: options.at, cache: cache)
      first = lines.nextLine
      unreadableCount += answers.unreadableCount
      try Terminal.write(answers.lines)
    }
    guard unreadableCount == 0 else {
      throw Failure(
        unreadableCount == 1
          ? "one line cannot be read" : "\(unreadableCount) lines cannot be read")
    }
  }
}
