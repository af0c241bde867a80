// Whom resource-based policies allow something, and of whom no document tells: judged by the whole
// evaluation of the resource's side.

import ECRAccess
import ECRReport
import ECRSimulator
import Testing
import Texts

struct OutsideGrantTests {
  private static let partner = "arn:aws:iam::\(Shop.partner):root"
  private static let puller = "arn:aws:iam::\(Shop.partner):role/puller"
  private static let home = "arn:aws:iam::\(Shop.account):root"

  private func statement(
    _ effect: String, _ principal: String, _ condition: String = "", isNegated: Bool = false
  ) -> String {
    let element = isNegated ? "NotPrincipal" : "Principal"
    let condition = condition.isEmpty ? "" : #", "Condition": \#(condition)"#
    return
      #"{"Effect": "\#(effect)", "\#(element)": \#(principal), "Action": "ecr:*"\#(condition)}"#
  }

  private func aws(_ names: String...) -> String {
    let list = names.map { "\"\($0)\"" }.joined(separator: ", ")
    return #"{"AWS": [\#(list)]}"#
  }

  private func request(
    _ statements: [String], _ change: (inout AccessInputs) -> Void = { _ in }
  ) throws -> SurveyAccess.Request {
    var inputs = AccessInputs()
    inputs.documents = [try Shop.source("authorization-details.json")]
    inputs.repositoryPolicy = file(
      #"{"Version": "2012-10-17", "Statement": [\#(statements.joined(separator: ", "))]}"#)
    change(&inputs)
    var request = SurveyAccess.Request(inputs: inputs)
    request.repositories = ["arn:aws:ecr:eu-central-1:\(Shop.account):repository/base/java"]
    return request
  }

  /// Each grant with its doubt, and whom a statement keeps out.
  private func outside(
    _ statements: String..., change: (inout AccessInputs) -> Void = { _ in }
  ) throws -> [String] {
    let who = try WhoMayAccess.run(try request(statements, change), .group(.pull))
    return who.repositories[0].outside.map { grant in
      (grant.isCertain ? "" : "perhaps ") + grant.principal
        + grant.exceptions.map { exception in
          let names = exception.principals.joined(separator: " ")
          return " unless " + (exception.isNegated ? "not " : "") + names
            + (exception.conditions.isEmpty
              ? "" : " if " + exception.conditions.map(\.text).joined())
        }.joined()
    }
  }

  @Test func `whom a Deny covers wholly is not listed (A-25, A-50)`() throws {
    let all = statement("Allow", #""*""#)
    #expect(try outside(all) == ["*"])
    #expect(try outside(all, statement("Deny", #""*""#)) == [])
    // Those who are exempt are all in the details.
    #expect(
      try outside(
        all,
        statement(
          "Deny", aws(Self.home, "arn:aws:iam::\(Shop.account):role/payments-task"),
          isNegated: true))
        == [])
    #expect(
      try outside(
        all,
        statement(
          "Deny", #""*""#,
          #"{"StringNotEquals": {"aws:PrincipalAccount": "\#(Shop.account)"}}"#)) == [])
    #expect(
      try outside(
        statement("Allow", aws(Self.puller)), statement("Deny", aws(Self.partner))) == [])
  }

  @Test func `whom a Deny covers in part is listed, with what keeps whom out (A-25, A-42)`() throws
  {
    let all = statement("Allow", #""*""#)
    #expect(
      try outside(
        all, statement("Deny", aws(Self.partner, Self.puller), isNegated: true))
        == ["perhaps * unless not \(Self.partner) \(Self.puller)"])
    #expect(
      try outside(
        all,
        statement("Deny", #""*""#, #"{"StringNotEquals": {"aws:PrincipalOrgID": "o-shop123456"}}"#))
        == ["perhaps * unless * if StringNotEquals aws:PrincipalOrgID: o-shop123456"])
    #expect(
      try outside(
        all,
        statement(
          "Deny", #""*""#, #"{"StringNotEquals": {"aws:PrincipalAccount": "\#(Shop.partner)"}}"#))
        == ["perhaps * unless * if StringNotEquals aws:PrincipalAccount: \(Shop.partner)"]
    )
    // All others are allowed it for certain.
    #expect(
      try outside(all, statement("Deny", aws(Self.partner))) == ["* unless \(Self.partner)"])
    #expect(
      try outside(
        statement("Allow", aws(Self.partner)), statement("Deny", aws(Self.puller)))
        == ["\(Self.partner) unless \(Self.puller)"])
  }

  @Test func `a Deny for callers of the details keeps no outsider out`() throws {
    #expect(
      try outside(statement("Allow", #""*""#), statement("Deny", aws(Shop.alice))) == ["*"])
  }

  @Test func `what is not known of an account's people makes the grant doubtful (A-29)`() throws {
    let role = #"{"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::\#(Shop.partner):role/ci-*"}}"#
    #expect(
      try outside(statement("Allow", aws(Self.partner), role)) == ["perhaps \(Self.partner)"])
  }

  @Test func `what is not known of the request makes it doubtful, and what is known decides`()
    throws
  {
    let office = #"{"NotIpAddress": {"aws:SourceIp": "203.0.113.0/24"}}"#
    let policy = [
      statement("Allow", aws(Self.partner)), statement("Deny", #""*""#, office),
    ]
    #expect(
      try outside(policy[0], policy[1])
        == [
          "perhaps \(Self.partner) unless * if NotIpAddress aws:SourceIp: 203.0.113.0/24"
        ])
    func from(_ address: String) throws -> [String] {
      try outside(policy[0], policy[1]) { $0.context = [("aws:SourceIp", [address])] }
    }
    #expect(try from("203.0.113.7") == [Self.partner])
    #expect(try from("192.0.2.1") == [])
  }

  @Test func `RCPs and endpoint policies keep outsiders out as well (A-51, A-58)`() throws {
    let members = #"{"StringNotEqualsIfExists": {"aws:PrincipalOrgID": "o-shop123456"}}"#
    let rcp = file(
      #"{"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Principal": "*", "Action": "ecr:*", "Resource": "*", "Condition": \#(members)}}"#
    )
    let all = statement("Allow", #""*""#)
    #expect(
      try outside(all) { $0.resourceControlPolicies = [[rcp]] }
        == [
          "perhaps * unless * if StringNotEqualsIfExists aws:PrincipalOrgID: o-shop123456"
        ])
    let endpoint = file(
      #"{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"AWS": "\#(Self.partner)"}, "Action": "*", "Resource": "*"}}"#
    )
    #expect(try outside(all) { $0.vpcEndpointPolicies = [endpoint] } == ["perhaps *"])
    #expect(
      try outside(statement("Allow", aws("arn:aws:iam::999900001111:root"))) {
        $0.vpcEndpointPolicies = [endpoint]
      } == [])
  }

  @Test func `a role of the account that the details lack is outside (A-10)`() throws {
    let ghost = "arn:aws:iam::\(Shop.account):role/ghost"
    #expect(try outside(statement("Allow", aws(ghost))) == [ghost])
  }

  @Test func `an Allow with NotPrincipal is a grant to everybody else (A-25)`() throws {
    let survey = try SurveyAccess.run(
      try request([statement("Allow", aws(Self.partner), isNegated: true)]))
    let grants = survey.outsideGrants(.group(.pull), target: 0)
    #expect(grants.map(\.principal) == [Self.partner])
    #expect(grants.map(\.isNegated) == [true])
  }

  @Test func `what is denied to one account is no exception of another one's grant`() throws {
    let other = "arn:aws:iam::999900001111:root"
    #expect(
      try outside(
        statement("Allow", aws(other)), statement("Allow", aws(Self.partner)),
        statement("Deny", aws(Self.puller)))
        == [other, "\(Self.partner) unless \(Self.puller)"])
  }

  @Test func `a grant of some actions is certain only if the others are (A-42)`() throws {
    func allow(_ actions: String, _ condition: String = "") -> String {
      #"{"Effect": "Allow", "Principal": \#(aws(Self.partner)), "Action": [\#(actions)]\#(condition)}"#
    }
    let first = allow(#""ecr:BatchGetImage", "ecr:BatchCheckLayerAvailability""#)
    #expect(
      try outside(first, allow(#""ecr:GetDownloadUrlForLayer""#)) == [Self.partner, Self.partner])
    // Without the key the condition holds, and with another value it does not.
    #expect(
      try outside(
        first,
        allow(
          #""ecr:GetDownloadUrlForLayer""#,
          #", "Condition": {"StringNotEquals": {"app:Name": "x"}}"#))
        == ["perhaps \(Self.partner)", "perhaps \(Self.partner)"])
  }

  @Test func `both layouts of the matrix and the list have the same outsiders`() throws {
    let request = try self.request([
      statement("Allow", #""*""#),
      statement("Deny", #""*""#, #"{"StringNotEquals": {"aws:PrincipalOrgID": "o-shop123456"}}"#),
    ])
    let style = Style(isColored: false)
    let survey = try SurveyAccess.run(request)
    let byRepository = AccessMatrixText.text(survey, .repositories(.group(.pull)), style)
    let byAction = AccessMatrixText.text(survey, .groups, style)
    let who = AccessWhoText.text(try WhoMayAccess.run(request, .group(.pull)), style)
    let grant = "\n  everyone in every account"
    let exception =
      "    unless denied to everyone, if `aws:PrincipalOrgID` is not `o-shop123456`"
    for text in [byRepository, byAction, who] {
      #expect(text.contains(grant))
      #expect(text.contains(exception))
    }
    #expect(
      byRepository.contains(
        "May also be allowed by resource-based policies of base/java, if the principals' own "))
    #expect(byAction.contains(grant + ": may pull, may push, may delete, may administer "))
    #expect(
      who.contains(
        "May also be allowed by resource-based policies, if the principals' own policies allow it too"
          + grant + " ("))
  }
}
