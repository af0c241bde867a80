import ECRDocuments
import ECRPolicy
import ECRReport
import ECRSimulator
import Texts

/// IAM policies.
enum AccessPolicyTarget {
  static func run(_ bytes: [UInt8]) throws {
    let source = SourceText(name: "input", bytes: bytes)
    try Laws.validation(source, in: ["input": bytes])
    let document = AccessDocument.read(source)
    try Laws.findings(document.findings, in: ["input": bytes])
    let kinds = PolicyKind.allCases
    // Each input as some of the kinds, which its length chooses.
    for number in 0..<3 {
      let kind = kinds[(bytes.count * 3 + number) % kinds.count]
      let reading = PolicyDocument.read(source, as: kind)
      try Laws.require(
        reading.document != nil || reading.findings.containsErrors,
        "a policy without a meaning is refused for a reason")
      try Laws.findings(reading.findings, in: ["input": bytes])
    }
    guard !document.findings.containsErrors else { return }
    try ask(source, bytes)
  }

  private static func ask(_ source: SourceText, _ bytes: [UInt8]) throws {
    var inputs = AccessInputs()
    inputs.documents = [source, SmallWorld.repositories]
    try AccessQuestions.ask(inputs, bytes)
    inputs.documents = [SmallWorld.repositories]
    inputs.identityPolicies = [source]
    inputs.sessionPolicies = [source]
    inputs.permissionsBoundary = source
    inputs.serviceControlPolicies = [[source], [source]]
    inputs.vpcEndpointPolicies = [source]
    inputs.resourceControlPolicies = [[source]]
    inputs.repositoryPolicy = source
    inputs.registryPolicy = source
    try AccessQuestions.ask(inputs, bytes)
  }
}

/// An account's users, groups and roles.
enum AccountDetailsTarget {
  static func run(_ bytes: [UInt8]) throws {
    let source = SourceText(name: "input", bytes: bytes)
    try Laws.validation(source, in: ["input": bytes])
    let document = AccessDocument.read(source)
    try Laws.findings(document.findings, in: ["input": bytes])
    guard !document.findings.containsErrors else { return }
    var inputs = AccessInputs()
    inputs.documents = [source, SmallWorld.repositories]
    try AccessQuestions.ask(inputs, bytes)
    try AccessQuestions.refusable(bytes) {
      try Laws.survey(SurveyAccess.Request(inputs: inputs))
    }
  }
}

/// The questions that are asked under an input.
enum AccessQuestions {
  static func ask(_ inputs: AccessInputs, _ bytes: [UInt8]) throws {
    for operation in ["pull", "push", "ecr:DeleteRepository"] {
      try refusable(bytes) {
        var request = AskAccess.Request(
          principal: SmallWorld.principal,
          operation: try AskAccess.Operation(operation, named: "--actions"), inputs: inputs)
        request.repository = QuestionText(SmallWorld.repositoryName, named: "--repository")
        let outcome = try AskAccess.run(request)
        try Laws.access(outcome)
        try Laws.require(
          AccessReportJSON.json(outcome) == AccessReportJSON.json(try AskAccess.run(request)),
          "asking twice has the same answer")
      }
    }
  }

  /// Asks something that may be refused, then with findings that lie in the input.
  static func refusable(_ bytes: [UInt8], _ ask: () throws -> Void) throws {
    do {
      try ask()
    } catch let error as InvalidInput {
      try Laws.require(
        error.message != nil || error.findings.containsErrors, "a question is refused for a reason")
      try Laws.findings(error.findings, in: ["input": bytes])
      if let message = error.message {
        try Laws.require(!message.isEmpty, "an error has a message")
      }
    }
  }
}

/// Lines of a batch.
enum BatchTarget {
  static func run(_ bytes: [UInt8]) async throws {
    var lines: [SourceText] = []
    var offset = 0
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      lines.append(
        SourceText(name: "input", bytes: Array(line), line: lines.count + 1, offset: offset))
      offset += line.count + 1
    }
    var one = AccessBatchJSON()
    for (index, line) in lines.enumerated() {
      let answer = AnswerAccessQuestion.run(line, number: index + 1, at: SmallWorld.at)
      try Laws.require(
        answer.result != nil || answer.findings.containsErrors, "a line is refused for a reason")
      // A byte-order mark in front of a line is no start of a file: columns are not counted.
      let isMarked = line.formFindings.contains { $0.code == "JSON_BYTE_ORDER_MARK" }
      try Laws.findings(answer.findings, in: isMarked ? [:] : ["input": bytes])
      one.add(answer)
    }
    for line in one.lines.split(separator: UInt8(ascii: "\n")) { try Laws.json(Array(line)) }
    var many: [UInt8] = []
    try await AnswerBatch(at: SmallWorld.at, jobs: 2).run(
      lines, first: 1, into: AccessBatchJSON(), add: { $0.add($1) }, visit: { many += $0.lines })
    try Laws.require(many == one.lines, "a line has the same answer in a batch and by itself")
  }
}
