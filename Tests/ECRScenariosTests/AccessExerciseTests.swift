import ECRReport
import Testing
import Texts

@testable import ECRScenarios

/// What an exercise about access reports: wishes, outcomes, and the statements with their lines.
struct AccessExerciseTests {
  /// A repository policy to write: the partner reads, and nobody else.
  private func report(_ policy: String) throws -> String {
    var tale = Tale(
      story: """
        - question: The partner can pull.
          access: {principal: partner, actions: pull, repository: base}
          answer: {fails: nothing}
        - question: The partner cannot put images.
          access: {principal: partner, action: "ecr:PutImage", repository: base}
          answer: {decision: denied}
        - question: A guest cannot read images, because a Deny says so.
          access: {principal: guest, action: "ecr:BatchGetImage", repository: base}
          answer: {decision: explicitDeny, decidedBy: [resourcePolicy]}
        """)
    tale.head += "\nwrites: mine.json\nhints: [Think.]"
    tale.situation = """
      repositories: {base: {repositoryPolicy: mine.json}}
      principals:
        partner: {arn: "arn:aws:iam::444455556666:role/partner", identityPolicies: all.json}
        guest: {arn: "arn:aws:iam::999988887777:role/guest", identityPolicies: all.json}
      """
    tale.files["mine.json"] = policy
    tale.files["all.json"] = Policies.access("ecr:*", sid: "All")
    let (read, findings) = tale.read()
    let scenario = try #require(read, "\(findings.map(\.told))")
    // Wide, so that a sentence is a line.
    var style = Style(isColored: false)
    style.width = 400
    return ExerciseText(scenario, style).report(CheckExercise.run(scenario))
  }

  private func policy(_ statements: String...) -> String {
    """
    {"Version": "2012-10-17", "Statement": [
    \(statements.joined(separator: ",\n"))
    ]}
    """
  }

  private static let deny =
    #"{"Sid": "NoGuests", "Effect": "Deny", "Principal": {"AWS": "999988887777"}, "Action": "ecr:*"}"#

  private func allow(_ sid: String, _ principal: String, _ actions: String) -> String {
    #"{\#(sid)"Effect": "Allow", "Principal": \#(principal), "Action": [\#(actions)]}"#
  }

  private static let read = #""ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer""#
  private static let partner = #"{"AWS": "444455556666"}"#

  @Test func `all that is wanted passes`() throws {
    let text = try report(
      policy(allow(#""Sid": "Reads", "#, Self.partner, Self.read), Self.deny))
    #expect(text == "3 of 3 checks pass: done\n")
  }

  @Test func `what is wrongly allowed names each statement that allows it, with its line`() throws {
    let text = try report(
      policy(Self.deny, allow("", Self.partner, #""ecr:*""#)))
    #expect(text.hasPrefix("2 of 3 checks pass\n"))
    #expect(text.contains("  fails   2  The partner cannot put images.\n"))
    #expect(text.contains("             Wanted: denied. It is allowed.\n"))
    #expect(
      text.contains(
        "ecr:PutImage is allowed by the statement in line 3 of your policy and statement All in line 1 of "
          + "all.json.\n"), "\(text)")
  }

  @Test func `where a Deny is wanted, its lack is said`() throws {
    let text = try report(policy(allow(#""Sid": "Open", "#, #""*""#, Self.read)))
    #expect(text.contains("Wanted: denied by a Deny. It is allowed.\n"))
    #expect(text.contains("No statement of your policy denies it.\n"))
    #expect(
      text.contains(
        "ecr:BatchGetImage is allowed by statement Open in line 2 of your policy and statement All in "
      ), "\(text)")
    // The kinds of policies that allow it are those of the statements.
    #expect(!text.contains("the decision should come from"))
  }

  @Test func `what is wrongly denied names the Deny, or what comes closest to allowing it`() throws
  {
    let denied = try report(
      policy(
        allow("", Self.partner, Self.read),
        Self.deny.replacing(#"{"AWS": "999988887777"}"#, with: #""*""#)))
    #expect(
      denied.contains(
        "ecr:BatchGetImage is denied by statement NoGuests in line 3 of your policy.\n"),
      "\(denied)")
    let missing = try report(
      policy(allow(#""Sid": "Reads", "#, Self.partner, #""ecr:BatchGetImage""#), Self.deny))
    #expect(
      missing.contains("Wanted: every action is allowed. ecr:GetDownloadUrlForLayer is denied.\n"))
    #expect(
      missing.contains(
        "No statement of your policy allows ecr:GetDownloadUrlForLayer to this caller.\n"))
    #expect(
      missing.contains("The closest is statement Reads in line 2 of your policy: its Action is "),
      "\(missing)")
    // What the learner cannot write does not help.
    #expect(!missing.contains("no registry policy is given"))
  }

  /// StringEquals has no wildcards (A-43, T-A25).
  @Test func `a wildcard that is compared as a character is pointed out`() throws {
    func text(_ comparison: String) throws -> String {
      let condition =
        #"{"\#(comparison)": {"aws:PrincipalArn": "arn:aws:iam::444455556666:role/x*"}}"#
      return try report(
        policy(
          allow(#""Condition": \#(condition), "#, Self.partner, Self.read), Self.deny))
    }
    let note =
      "StringEquals compares `*` as a character; in StringLike and ArnLike it is a wildcard.\n"
    #expect(try text("StringEquals").contains(note))
    #expect(try !text("StringLike").contains(note))
  }
}
