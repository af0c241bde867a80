// Answers to lines of a batch that are out of the ordinary.

import ECRAccess
import ECRModel
import ECRSimulator
import Testing
import Texts

struct BatchAnswerTests {
  @Test func `the key of an object may have a star in it, and its ARN no account`() {
    let outcome = MarkedLine(
      #"{"request": {"principal": "arn:aws:iam::111122223333:user/alice", "action": "s3:GetObject", "resource": "arn:aws:s3:::shop/a*", "resourceAccount": "444455556666"}}"#
    ).answer
    #expect(outcome.result?.decision == .implicitDeny)
    #expect(outcome.result?.gates.first?.policyType == .resourcePolicy)
  }

  @Test func `an action that ECR's table does not have is answered, and that is told (A-30)`() {
    func remarks(_ action: String) -> [EvaluationResult.Remark]? {
      MarkedLine(
        #"{"request": {"principal": "arn:aws:iam::111122223333:user/alice", "action": "\#(action)", "resource": "arn:aws:ecr:eu-central-1:111122223333:repository/payments"}}"#
      ).answer.result?.remarks
    }
    #expect(remarks("ecr:BatchGetImages") == [.unknownAction])
    #expect(remarks("ecr:batchgetimage") == [])
    #expect(remarks("s3:GetObjects") == [])
  }

  @Test(arguments: [
    (#""a""#, #""a""#), (#""\u0061\n""#, #""a\n""#), ("7", "7"), ("-1.50e3", "-1.50e3"),
    (#""a\q""#, nil), (#""\ud800""#, nil), ("\"a\u{1}\"", nil), ("{}", nil), ("007", nil),
    ("true", nil),
  ])
  func `an id is given back as JSON, or not at all`(written: String, given: String?) {
    #expect(MarkedLine(#"{"id": \#(written), "request": 7}"#).answer.id == given)
  }
}
