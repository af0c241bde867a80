import Dispatch
import ECRAccess
public import ECRModel
public import ECRSimulator
public import Texts

/// A batch of questions about access, answered line by line as JSON.
public enum AccessBatchJSON {
  /// The answers to some lines.
  public struct Answers: Sendable {
    /// One line a question, in the order of the questions.
    public var lines: [UInt8] = []
    /// How many lines cannot be read.
    public var unreadableCount = 0
  }

  /// How many lines one task answers.
  private static let linesPerTask = 64

  /// Answers lines, on all cores; how many there are changes no byte.
  ///
  /// `first` is the number of the first line, from 1; `instant` is that of the requests, if it matters.
  public static func answer(
    _ lines: [SourceText], first: Int, at instant: Timestamp?, cache: PolicyCache
  ) -> Answers {
    let tasks = stride(from: 0, to: lines.count, by: linesPerTask).map {
      $0..<min($0 + linesPerTask, lines.count)
    }
    var answers = [Answers](repeating: Answers(), count: tasks.count)
    answers.withUnsafeMutableBufferPointer { answers in
      // INVARIANT: each task writes its own element and nothing else.
      nonisolated(unsafe) let answers = answers
      DispatchQueue.concurrentPerform(iterations: tasks.count) { task in
        var json = ByteBuffer()
        var unreadable = 0
        for index in tasks[task] {
          let outcome = AnswerAccessQuestion.run(
            lines[index], number: first + index, at: instant, cache: cache)
          if outcome.result == nil { unreadable += 1 }
          json.answer(outcome)
          json.newLine(0)
        }
        answers[task] = Answers(lines: json.bytes, unreadableCount: unreadable)
      }
    }
    return answers.reduce(into: Answers()) { all, part in
      all.lines += part.lines
      all.unreadableCount += part.unreadableCount
    }
  }
}

extension ByteBuffer {
  /// The answer to one line: the decision, or what is wrong with the line.
  mutating func answer(_ outcome: AnswerAccessQuestion.Outcome) {
    open("{")
    member("id")
    outcome.id.map { text($0) } ?? null()
    if let result = outcome.result {
      evaluation(result)
      if !result.remarks.isEmpty { remarks(result.remarks) }
      dependentActions(result.dependentActions)
    } else {
      member("line")
      number(outcome.line)
      member("error")
      let error = outcome.findings.first { $0.type == .error }
      string(error?.message ?? "the line is no question")
    }
    if !outcome.findings.isEmpty {
      member("findings")
      findings(outcome.findings)
    }
    close("}")
  }
}
