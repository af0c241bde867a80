// What is found in policies that AWS keeps is told at every door, as far as they bear on the answer.

import ECRAccess
import ECRReport
import ECRSimulator
import Foundation
import Testing
import Texts

struct BearingFindingsTests {
  private static let account = "111122223333"

  /// A user for each name, each with a policy that names an image where a repository belongs.
  private func details(_ names: [String]) -> SourceText {
    let users = names.map { name in
      #"{"Arn": "arn:aws:iam::\#(Self.account):user/\#(name)", "UserName": "\#(name)", "UserPolicyList": [{"PolicyName": "images", "PolicyDocument": {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": "arn:aws:ecr:eu-central-1:\#(Self.account):repository/app:v1"}}}]}"#
    }
    return file(
      #"{"UserDetailList": [\#(users.joined(separator: ", "))]}"#, name: "details.json")
  }

  private func inputs(_ names: String...) -> AccessInputs {
    var inputs = AccessInputs()
    inputs.documents =
      [details(names)]
      + ["app", "other"].map { name in
        file(
          #"{"registryId": "\#(Self.account)", "repositoryName": "\#(name)", "policyText": "{\"Version\": \"2012-10-17\", \"Statement\": {\"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"ecr:BatchGetImage\"}}"}"#,
          name: "\(name).json")
      }
    return inputs
  }

  private static let app: QuestionText =
    "arn:aws:ecr:eu-central-1:\(account):repository/app"

  private func files(_ findings: [Finding]) -> Set<String> {
    #expect(Set(findings).count == findings.count)
    return Set(
      findings.filter { $0.type != .suggestion }.map {
        "\($0.location.file) \($0.code.rawValue)"
      })
  }

  @Test func `ask, who and matrix tell of the policies that bear on the answer, and no others`()
    throws
  {
    var question = AskAccess.Request(
      principal: "arn:aws:iam::\(Self.account):user/ann", operation: .actions(["ecr:PutImage"]),
      inputs: inputs("ann", "bob"))
    question.repository = Self.app
    let asked = files(try AskAccess.run(question).findings)
    #expect(asked.contains { $0.hasPrefix("details.json ") })
    #expect(asked.contains("app.json PRINCIPAL_IS_EVERYBODY"))
    #expect(!asked.contains { $0.hasPrefix("other.json ") })
    var survey = SurveyAccess.Request(inputs: inputs("ann"))
    survey.repositories = [Self.app]
    #expect(files(try SurveyAccess.run(survey).findings) == asked)
    #expect(files(try WhoMayAccess.run(survey, .group(.pull)).findings) == asked)
    survey.repositories = []
    #expect(
      files(try SurveyAccess.run(survey).findings)
        == asked.union(["other.json PRINCIPAL_IS_EVERYBODY"]))
  }

  @Test func `many warnings are counted, and security comes first`() throws {
    var survey = SurveyAccess.Request(inputs: inputs())
    survey.inputs.documents[0] = details((1...40).map { "user-\($0)" })
    survey.repositories = [Self.app]
    let findings = try SurveyAccess.run(survey).findings.filter { $0.type != .suggestion }
    #expect(findings.count > 40)
    let text = FindingText.digest(findings + findings, Style(isColored: false))
    #expect(text.contains("  PRINCIPAL_IS_EVERYBODY\n"))
    #expect(text.components(separatedBy: "warning  ").count == 11)
    #expect(
      text.hasSuffix(
        "\(findings.count - 10) more warnings; run `drydock validate details.json`\n\n"))
  }

  @Test func `errors are printed however many there are`() {
    let source = file("{}")
    let errors = (0..<30).map { number in
      Finding(.error, "E", "error \(number)", at: source.location(of: Span(0, 1)))
    }
    let text = FindingText.digest(errors, Style(isColored: false))
    #expect(text.components(separatedBy: "  error  ").count == 31)
  }
}
