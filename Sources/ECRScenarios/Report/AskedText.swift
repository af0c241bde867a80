import ECRAccess
import ECRReport
import ECRSimulator
import Texts

/// What a question brings along: its policies, and the circumstances that it asks under.
enum AskedText {
  /// The policies that belong to the question alone.
  static func policies(
    _ content: Question.Content, _ shownPolicies: inout ShownPolicies, _ style: Style
  ) -> String {
    switch content {
    case .preview(let question, _): shownPolicies.text([question.policy], style)
    case .access(let question, _): shownPolicies.text(question.vpcEndpointPolicies, style)
    // Findings point at lines: the document is shown as it is written.
    case .validate(let question, _): shownPolicies.lines(question.document, style)
    }
  }

  /// The caller, the action, and the rest of the request.
  static func circumstances(_ content: Question.Content, _ style: Style) -> String {
    if case .preview(let question, _) = content, !question.countsChildren {
      return style(.dim, "  child images of image indexes do not count") + "\n"
    }
    guard case .access(let question, _) = content else { return "" }
    var facts = [
      "\(question.principal.value) asks for \(operation(question.operation))"
        + (question.repository.map { " on \($0.value)" } ?? question.resource.map {
          " on \($0.value)"
        }
          ?? "")
    ]
    facts += question.context.map { "\($0.name) is \($0.values.joined(separator: ", "))" }
    if let tags = question.requestTags {
      let list = TagWords.list(tags)
      facts.append(list.isEmpty ? "the request has no tags" : "the request has the tags \(list)")
    }
    facts += question.vpcEndpointPolicies.map {
      "through the VPC endpoint with \($0.name ?? "a policy of the story")"
    }
    return facts.map { style(.dim, "  " + Prose.printable($0)) + "\n" }.joined()
  }

  private static func operation(_ operation: AskAccess.Operation) -> String {
    switch operation {
    case .actions(let actions): actions.map(\.value).joined(separator: ", ")
    case .recipe(let recipe): "the actions of \(recipe.summary)"
    }
  }
}
