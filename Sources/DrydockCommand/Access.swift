import ArgumentParser
import ECRModel
import ECRReport
import ECRSimulator
import Texts

struct Access: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Decide whether a principal can do something, and why.",
    subcommands: [
      AskAccessCommand.self, AccessBatchCommand.self, AccessMatrixCommand.self,
      AccessWhoCommand.self,
    ],
    defaultSubcommand: AskAccessCommand.self)
}

struct AskAccessCommand: ParsableCommand, CheckedArguments {
  static let configuration = CommandConfiguration(
    commandName: "ask",
    abstract: "Answer one question about access.",
    usage: "drydock access ask --principal <arn> <options>",
    discussion: """
      Give --principal, --action, and --repository or --resource. The exit code is 0 whether the \
      request is allowed or denied, and 2 if the question cannot be answered or AWS would reject a \
      policy.

      The operations of --action are \
      \(AskAccess.Operation.names.joined(separator: ", ")).

      \(AccessOptions.moreOptions)
      """)

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The principal: an ARN, a service's name, or `anonymous`.", valueName: "arn"))
  var principal: String

  @Option(
    name: [.customLong("action"), .customLong("actions")],
    help: ArgumentHelp(
      "An action, several separated by commas, or an operation such as push.", valueName: "what"))
  var action: String

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The repository: its name, its ARN, or the address of an image.", valueName: "name|arn|image")
  )
  var repository: String?

  @Option(
    name: .long,
    help: ArgumentHelp("The ARN of another resource, or '*'.", valueName: "arn"))
  var resource: String?

  @OptionGroup var options: AccessOptions

  @Option(name: .long, help: "Format of the answer.")
  var format: Preview.Format = .text

  func check() throws {
    guard repository == nil || resource == nil else {
      throw ValidationError("give either --repository or --resource, not both")
    }
    let isLogin = action.lowercased() == "ecr:getauthorizationtoken"
    guard repository != nil || resource != nil || isLogin else {
      throw ValidationError("give --repository, or --resource for another resource")
    }
  }

  func run() throws {
    var input = Input()
    var request = AskAccess.Request(
      principal: QuestionText(principal, named: "--principal"),
      operation: try AskAccess.Operation(action, named: "--action"),
      inputs: try options.inputs(&input))
    request.repository = repository.map { QuestionText($0, named: "--repository") }
    request.resource = resource.map { QuestionText($0, named: "--resource") }
    let outcome = try AskAccess.run(request)
    var notices = outcome.notices
    switch format {
    case .text:
      try Terminal.show(AccessText.text(outcome, Terminal.outputStyle))
      // The report has them where they are read first.
      notices.removeAll(where: outcome.assumptions.contains)
    case .json: try Terminal.write(AccessReportJSON.json(outcome))
    }
    AccessOptions.report(outcome.findings, notices)
    try AccessOptions.check(outcome.findings)
  }
}

struct AccessBatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch",
    abstract: "Answer many questions about access, one per line.",
    discussion: """
      Each line is a JSON object with a question and its policies, such as {"request": {"principal": \
      ARN, "action": "ecr:PutImage", "resource": ARN}, "identityPolicies": [POLICY]}. Each answer is a \
      line of JSON, in the same order; the answer to an invalid line is an error. The exit code is 2 if \
      a line is invalid or AWS would reject one of its policies.
      """)

  @Argument(help: ArgumentHelp("Questions, one per line; `-` for standard input."))
  var file: String

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Time of the requests, for policies that compare it: 2026-01-31T12:00:00Z, 2026-01-31, or "
        + "seconds since 1970 (default: unknown).",
      valueName: "time"), transform: Timestamp.typed)
  var at: Timestamp?

  /// The answers to some of the lines.
  private struct Part: Sendable {
    var json = AccessBatchJSON()
    var answerCount = 0
    var unreadable = FailedLines()
    var rejected = FailedLines()

    mutating func add(_ answer: AnswerAccessQuestion.Outcome) {
      answerCount += 1
      json.add(answer)
      let error = answer.findings.first { $0.type == .error }
      if answer.result == nil {
        unreadable.add(error)
      } else if let error {
        rejected.add(error)
      }
    }
  }

  /// Lines that have no answer, or one that assumes something: how many, and the first of them.
  private struct FailedLines: Sendable {
    private static let most = 10

    private(set) var count = 0
    private var first: [String] = []

    mutating func add(_ error: Finding?) {
      count += 1
      if let error, first.count < Self.most { first.append(FindingText.line(error)) }
    }

    mutating func add(_ more: FailedLines) {
      count += more.count
      first += more.first.prefix(Self.most - first.count)
    }

    /// A line for each of the first, and what is wrong with all.
    func report(one: String, many: String) throws {
      guard count > 0 else { return }
      for line in first { Terminal.writeError(line + "\n") }
      if count > first.count { Terminal.writeError("and \((count - first.count).grouped) more\n") }
      throw Failure(count == 1 ? "1 line \(one)" : "\(count.grouped) lines \(many)")
    }
  }

  func run() async throws {
    var lines = try LineInput(file)
    defer { lines.close() }
    let batch = AnswerBatch(at: at, jobs: Terminal.coreCount)
    var first = lines.nextLine
    var answered = 0
    var (unreadable, rejected) = (FailedLines(), FailedLines())
    while let some = try lines.next() {
      try await batch.run(some, first: first, into: Part(), add: { $0.add($1) }) { part in
        try Terminal.write(part.json.lines)
        answered += part.answerCount
        unreadable.add(part.unreadable)
        rejected.add(part.rejected)
      }
      first = lines.nextLine
    }
    guard answered > 0 else {
      throw Failure("\(file == "-" ? "<stdin>" : file) has no question: expected one per line")
    }
    try unreadable.report(one: "is not a valid question", many: "are not valid questions")
    try rejected.report(
      one: "has a policy that AWS would reject; its answer assumes that it applies",
      many: "have policies that AWS would reject; their answers assume that they apply")
  }
}
