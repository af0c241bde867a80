import ECRReport
import ECRSimulator
import Testing
import Texts

/// What a message quotes of a user's text is bounded; the answer is there all the same.
struct QuotationTests {
  private static let long = String(repeating: "x", count: 100_000)

  private func answer(_ statement: String) async throws -> [UInt8] {
    let line =
      #"{"id": "1", "request": {"principal": "arn:aws:iam::111122223333:user/alice", "action": "ecr:PutImage", "resource": "arn:aws:ecr:eu-central-1:111122223333:repository/app"}, "identityPolicies": [{"Version": "2012-10-17", "Statement": {"Effect": "Allow", \#(statement)}}]}"#
    let source = SourceText(name: "batch.jsonl", bytes: Array(line.utf8), line: 1, offset: 0)
    return try await AccessReportTests.answer([source]).lines
  }

  private static let statements = [
    #""Action": "ecr:PutImage", "Resource": "arn:aws:ecr:*:*:repository/\#(long)""#,
    #""Action": "ecr:\#(long)", "Resource": "*""#,
    #""Action": "ecr:*", "Resource": "*", "Condition": {"StringEquals": {"aws:PrincipalTag/t": "\#(long)"}}"#,
    #""Action": "ecr:*", "Resource": "*", "Condition": {"StringLike": {"aws:PrincipalTag/t": "${a:\#(long)}"}}"#,
  ]

  @Test(arguments: 0..<4)
  func `near misses and findings of a batch quote a bounded part`(index: Int) async throws {
    let line = try await answer(Self.statements[index])
    let object = try AccessReportTests.object(line)
    #expect(object["decision"] as? String == "implicitDeny")
    // The keys that are missing are data, and told whole.
    let keys = (object["missingContextKeys"] as? [String] ?? []).joined()
    let isBounded = line.count - 3 * keys.utf8.count < 8_000
    #expect(isBounded)
  }

  @Test func `short texts are quoted whole, and long ones say that they are cut`() {
    let arn =
      "arn:aws:ecr:eu-central-1:111122223333:repository/" + String(repeating: "r", count: 256)
    #expect(arn.shortened() == arn)
    #expect(Self.long.shortened() == String(repeating: "x", count: 320) + "…")
    #expect("`\(Self.long)` is long".withShortQuotations().hasSuffix("…` is long"))
    // One character to a reader, and any number of scalars.
    let heap = "a" + String(repeating: "\u{0301}", count: 100_000)
    #expect(heap.shortened().unicodeScalars.count == 321)
    let answer = Finding.ServiceAnswer(
      text: String(repeating: "w", count: 400) + " \"\(Self.long)\" is not found"
    ).text
    #expect(answer.hasPrefix(String(repeating: "w", count: 400) + " \"xx"))
    #expect(answer.hasSuffix("x…\" is not found"))
    #expect(answer.count < 800)
    let ticks = String(repeating: "`a", count: 100_000)
    #expect(ticks.withShortQuotations().count <= 2_001)
  }
}
