// Details of two accounts, of which one is cut off: nothing about that account counts as whole.

import ECRAccess
import ECRReport
import ECRSimulator
import Foundation
import Testing
import Texts

struct IncompleteDetailsTests {
  private static let whole = "111122223333"
  private static let cut = "444455556666"

  private func page(_ account: String, isTruncated: Bool) -> SourceText {
    file(
      #"{"UserDetailList": [{"Arn": "arn:aws:iam::\#(account):user/ann", "UserName": "ann"}], "IsTruncated": \#(isTruncated)}"#,
      name: "details-\(account).json")
  }

  private func inputs() -> AccessInputs {
    let accounts = [Self.whole, Self.cut].map { #""arn:aws:iam::\#($0):root""# }
    var inputs = AccessInputs()
    inputs.documents = [
      page(Self.whole, isTruncated: false), page(Self.cut, isTruncated: true),
    ]
    inputs.repositoryPolicy = file(
      #"{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"AWS": [\#(accounts.joined(separator: ", "))]}, "Action": "ecr:*"}}"#
    )
    return inputs
  }

  private func request() -> SurveyAccess.Request {
    var request = SurveyAccess.Request(inputs: inputs())
    request.repositories = ["arn:aws:ecr:eu-central-1:\(Self.whole):repository/app"]
    return request
  }

  @Test func `the account that is cut off is named, and its people are not taken for all`() throws {
    let who = try WhoMayAccess.run(request(), .group(.pull))
    #expect(who.incompleteAccounts == [Self.cut])
    #expect(who.missingPages.count == 1)
    #expect(who.repositories[0].outside.map(\.principal) == ["arn:aws:iam::\(Self.cut):root"])
    let text = AccessWhoText.text(who, Style(isColored: false))
    #expect(
      text.hasSuffix(
        "Incomplete: pages of account \(Self.cut)'s details are missing: details-\(Self.cut).json:1 "
          + "says that more follow; the principals on them are not in this answer.\n"))
    let matrix = try SurveyAccess.run(request())
    #expect(matrix.incompleteAccounts == [Self.cut])
    #expect(matrix.outsideGrants[0].map(\.principal) == ["arn:aws:iam::\(Self.cut):root"])
    for bytes in [AccessMatrixJSON.json(matrix), AccessMatrixJSON.who(who)] {
      let object = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
      #expect(object?["isIncomplete"] as? Bool == true)
      #expect(object?["incompleteAccounts"] as? [String] == [Self.cut])
    }
  }

  @Test func `whoever is not on the pages of the account is not taken to have no policies`() throws
  {
    func ask(_ account: String) throws {
      var request = AskAccess.Request(
        principal: "arn:aws:iam::\(account):user/zoe", operation: .actions(["ecr:PutImage"]),
        inputs: inputs())
      request.repository = "arn:aws:ecr:eu-central-1:\(Self.whole):repository/app"
      _ = try AskAccess.run(request)
    }
    let error = #expect(throws: InvalidInput.self) { try ask(Self.cut) }
    #expect(error?.message?.contains("pages of account \(Self.cut)'s details are missing") == true)
    let other = #expect(throws: InvalidInput.self) { try ask(Self.whole) }
    #expect(other?.message?.contains("missing") == false)
  }

  @Test func `a principal that a policy names is missed only where all pages are given (A-09)`()
    throws
  {
    var inputs = self.inputs()
    let names = [Self.whole, Self.cut].map { #""arn:aws:iam::\#($0):role/gone""# }
    inputs.repositoryPolicy = file(
      #"{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"AWS": [\#(names.joined(separator: ", "))]}, "Action": "ecr:PutImage"}}"#
    )
    var request = self.request()
    request.inputs = inputs
    let missed = try SurveyAccess.run(request).findings.filter { $0.code == "PRINCIPAL_NOT_FOUND" }
    #expect(missed.count == 1)
    #expect(missed.first?.message.contains(Self.whole) == true)
  }
}
