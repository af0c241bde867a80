import ECRAccess
import ECRModel
import ECRReport
import ECRSimulator
import Foundation
import Testing
import Texts

/// What an answer says besides yes and no: conditions, other permissions, what was not asked.
struct AccessVerdictTests {
  private func pullThroughCache(_ actions: String) throws -> AskAccess.Outcome {
    var inputs = AccessInputs()
    inputs.identityPolicies = [
      SourceText(
        name: "p",
        text:
          #"{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": [\#(actions)], "Resource": "*"}}"#
      )
    ]
    inputs.requestTags = ["team": "payments"]
    var request = AskAccess.Request(
      principal: AccessReportTests.alice, operation: .recipe(.pullThroughCache), inputs: inputs)
    request.repository = QuestionText(
      AccessReportTests.repository, named: "repository")
    return try AskAccess.run(request)
  }

  @Test func `a step that is refused under a condition is in the headline (A-74)`() throws {
    let outcome = try pullThroughCache(
      #""ecr:Get*", "ecr:Batch*", "ecr:TagResource""#)
    let verdict =
      "allowed, unless the repository does not exist yet (step 3, ecr:CreateRepository, is denied)"
    let text = AccessText.text(outcome, Style(isColored: false))
    #expect(
      text.hasPrefix(
        "ALLOWED: first pull through the cache of "
          + "payments/api\(verdict.dropFirst("allowed".count))\n"
      ))
    // That step is the one told in full.
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(
      words.contains("because no identity-based policy allows the ecr:CreateRepository action"))
    let bytes = AccessReportJSON.json(outcome)
    #expect(try AccessReportTests.problems(bytes, "drydock.access.v1") == [])
    let json = try AccessReportTests.object(bytes)
    #expect(json["verdict"] as? String == verdict)
    let exceptions = try #require(json["allowedUnless"] as? [[String: Any]])
    #expect(exceptions.map { $0["step"] as? Int } == [2])
    #expect(exceptions.map { $0["condition"] as? String } == ["the repository does not exist yet"])
  }

  @Test func `what is allowed or refused in any case has no condition in its headline`() throws {
    let all = try AccessReportTests.object(AccessReportJSON.json(try pullThroughCache(#""ecr:*""#)))
    #expect(all["verdict"] as? String == "allowed")
    #expect((all["allowedUnless"] as? [Any])?.isEmpty == true)
    let none = try AccessReportTests.object(
      AccessReportJSON.json(try pullThroughCache(#""ecr:Get*""#)))
    #expect(
      none["verdict"] as? String == "denied, step 2 of 6 (ecr:BatchImportUpstreamImage)")
    #expect((none["allowedUnless"] as? [Any])?.isEmpty == true)
  }

  @Test func `the permission that AWS asks for beside an action is told with its answer (A-76)`()
    throws
  {
    let outcome = try pullThroughCache(#""ecr:Get*", "ecr:Batch*", "ecr:CreateRepository""#)
    let note = "ecr:CreateRepository also requires ecr:TagResource: implicit deny.\n"
    #expect(AccessText.text(outcome, Style(isColored: false)).contains(note))
    let bytes = AccessReportJSON.json(outcome)
    #expect(try AccessReportTests.problems(bytes, "drydock.access.v1") == [])
    let steps = try #require(try AccessReportTests.object(bytes)["steps"] as? [[String: Any]])
    let others = steps.compactMap { $0["dependentActions"] as? [[String: Any]] }
    #expect(others.count == 1)
    #expect(others.first?.first?["action"] as? String == "ecr:TagResource")
    #expect(others.first?.first?["decision"] as? String == "implicitDeny")
  }

  @Test
  func `an outsider who can do a part only is not let in, and what is not asked is told (A-73)`()
    throws
  {
    var request = SurveyAccess.Request(inputs: try AccessReportTests.shop())
    request.repositories = ["payments/api"]
    func outsiders(_ what: String) throws -> [String] {
      let bytes = AccessMatrixJSON.who(
        try WhoMayAccess.run(request, try Permission(what)))
      #expect(try AccessReportTests.problems(bytes, "drydock.access-who.v1") == [])
      let first = try #require(
        (try AccessReportTests.object(bytes)["repositories"] as? [[String: Any]])?.first)
      let outside = first["letInByResourcePolicies"] as? [[String: Any]] ?? []
      return outside.compactMap { $0["principal"] as? String }
    }
    // The partner may read, which a push begins with; it cannot push.
    #expect(try outsiders("push") == [])
    #expect(try outsiders("pull") == ["arn:aws:iam::444455556666:root", "*"])
    #expect(try outsiders("ecr:BatchGetImage") == ["arn:aws:iam::444455556666:root", "*"])
    // The registry's policy lets the staging account administer in part.
    #expect(try outsiders("administer") == ["arn:aws:iam::222233334444:root"])
    let text = AccessWhoText.text(
      try WhoMayAccess.run(request, .recipe(.replicate)), Style(isColored: false))
    #expect(
      text.hasSuffix(
        "Not checked\n  ecr:CreateRepository, if the repository does not exist yet\n"))
  }

  @Test func `an answer to a batch has its remarks, and what else AWS asks for (A-32, A-76)`()
    async throws
  {
    let (objects, _) = try await AccessReportTests.answers([
      AccessReportTests.line("registry", action: "ecr:DescribeRegistry"),
      AccessReportTests.line("tags", action: "ecr:CreateRepository").replacing(
        #""action""#, with: #""requestTags": {"a": "b"}, "action""#),
      AccessReportTests.line("plain"),
    ])
    let remarks = try #require(objects[0]["remarks"] as? [[String: Any]])
    #expect(remarks.map { $0["code"] as? String } == ["resourceIsEverything"])
    let others = try #require(objects[1]["dependentActions"] as? [[String: Any]])
    #expect(others.map { $0["decision"] as? String } == ["implicitDeny"])
    #expect(objects[2]["remarks"] == nil)
    #expect(objects[2]["dependentActions"] == nil)
  }

  @Test func `every answer to a batch is JSON, whatever the line has for an id`() async throws {
    let lines = [
      #"{"id": "a\q"}"#, #"{"id": "\ud800"}"#, "{\"id\": \"\u{1}\"}", #"{"id": 01}"#,
      #"{"id": "é\t"}"#,
    ]
    let (objects, unreadable) = try await AccessReportTests.answers(lines)
    #expect(unreadable == lines.count)
    #expect(objects.map { $0["id"] as? String } == [nil, nil, nil, nil, "é\t"])
  }
}
