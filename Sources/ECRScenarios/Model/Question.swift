import ECRAccess
import ECRPolicy
import ECRSimulator
import Texts

/// A question of a story, with the answer that is expected.
struct Question: Sendable {
  /// The question as people ask it.
  var text: String
  var content: Content
  /// What people expect, and is not so.
  var belief: Belief?

  /// What is asked, with what is expected of the answer.
  enum Content: Sendable {
    case preview(Preview, PreviewExpectation)
    case access(Access, AccessExpectation)
    case validate(Validation, ValidationExpectation)
  }

  /// What people expect.
  struct Belief: Sendable {
    var span: Span
    /// The belief as a sentence.
    var says: String
    /// What would hold if it were true.
    var content: Content
  }
}

extension Question {
  /// The question what a lifecycle policy does to a repository.
  struct Preview: Sendable {
    var repository: Located<String>
    /// A policy to try in place of the repository's own.
    var policy: StoryPolicy?
    var countsChildren = true
  }

  /// The question whether a principal can do something.
  struct Access: Sendable {
    /// Its place.
    var span: Span
    var principal: Located<String>
    var operation: AskAccess.Operation
    var repository: Located<String>?
    var resource: QuestionText?
    var context: [(name: String, values: [String])] = []
    var requestTags: [String: String]?
    var vpcEndpointPolicies: [StoryPolicy] = []
  }

  /// The question whether AWS would take a document.
  struct Validation: Sendable {
    var document: StoryPolicy
    /// The kind of the policy, where it does not follow from its elements.
    var kind: PolicyKind?
  }
}
