import ECRAccess
import ECRSimulator
import Testing
import Texts

/// Two outputs of one account, of which only one can be true.
struct ConflictingDetailsTests {
  private static func details(_ actions: String, lastUsed: String, file name: String) -> SourceText
  {
    file(
      #"{"RoleDetailList": [{"Arn": "arn:aws:iam::111122223333:role/ci", "RoleName": "ci", "RoleLastUsed": {"LastUsedDate": "\#(lastUsed)"}, "RolePolicyList": [{"PolicyName": "p", "PolicyDocument": {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "\#(actions)", "Resource": "*"}}}]}]}"#,
      name: name)
  }

  private func survey(_ documents: [SourceText]) throws(InvalidInput) -> SurveyAccess.Outcome {
    var inputs = AccessInputs()
    inputs.documents = documents
    var request = SurveyAccess.Request(inputs: inputs)
    request.repositories = ["arn:aws:ecr:eu-central-1:111122223333:repository/app"]
    return try SurveyAccess.run(request)
  }

  @Test func `a role with two policies has no answer`() throws {
    do {
      _ = try survey([
        Self.details("ecr:*", lastUsed: "a", file: "1.json"),
        Self.details("s3:*", lastUsed: "a", file: "2.json"),
      ])
      Issue.record("one of the two was taken")
    } catch {
      #expect(error.findings.map(\.code.rawValue) == ["CONFLICTING_POLICIES"])
      #expect(error.findings.first?.location.file == "2.json")
      #expect(error.findings.first?.related.first?.location.file == "1.json")
    }
  }

  @Test func `a role that is given twice is one row, whenever it was used last`() throws {
    let outcome = try survey([
      Self.details("ecr:*", lastUsed: "a", file: "1.json"),
      Self.details("ecr:*", lastUsed: "b", file: "2.json"),
    ])
    #expect(outcome.matrix.principals.count == 1)
  }

  @Test func `the ARN of a managed policy with a slip in it`() {
    let name = "AmazonECSTaskExecutionRolePolicy"
    #expect(
      AccessInputs.managedPolicy(meantBy: "arn:aws:iam::aws:policy/\(name)")
        == "arn:aws:iam::aws:policy/service-role/\(name)")
    #expect(
      AccessInputs.managedPolicy(
        meantBy: "arn:aws:iam::aws:policy/amazonEC2containerRegistryReadonly")
        == "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly")
    #expect(AccessInputs.managedPolicy(meantBy: "arn:aws:iam::aws:policy/Nothing") == nil)
  }
}
