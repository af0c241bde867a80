import ECRDocuments
import Testing
import Texts

struct LifecyclePolicyDocumentTests {
  @Test func `the policy inside get-lifecycle-policy output is found, positions are the file's`()
    throws
  {
    let text = "{\"registryId\": \"1\",\n \"lifecyclePolicyText\": \"{\\\"rules\\\": []}\"}"
    let policy = try #require(
      LifecyclePolicyDocument.read(SourceText(name: "p", text: text)).policyText)
    #expect(String(decoding: policy.bytes, as: UTF8.self) == "{\"rules\": []}")
    // The text starts behind the opening quote: line 2, column 26.
    let place = policy.location(of: Span(0, 1)).start
    #expect(place.line == 2)
    #expect(place.column == 26)
  }

  @Test func `another document is named for what it is`() {
    let finding = LifecyclePolicyDocument.read(
      SourceText(name: "p", text: "{\"imageDetails\": []}")
    ).findings.first
    #expect(finding?.message == "this is `aws ecr describe-images` output, not a lifecycle policy")
    let object = LifecyclePolicyDocument.read(
      SourceText(name: "p", text: "{\"lifecyclePolicyText\": {}}")
    ).findings.first
    #expect(object?.code == "POLICY_TEXT_NOT_STRING")
  }
}
