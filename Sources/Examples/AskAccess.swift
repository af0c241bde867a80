import Drydock

/// Prints whether a role may push, and which statements decide.
func askAccess(_ documents: [Document], role: String, repository: String) throws {
  let policies = AccessPolicies(documents)
  let answer = try policies.answer(
    AccessQuestion(principal: role, operation: .push, repository: repository))
  print(answer.isAllowed ? "may push" : "may not push")
  for step in answer.steps {
    print(step.action, step.decision, "-", step.reason)
    for statement in step.decidingStatements {
      print("  \(statement.file):\(statement.line): \(statement.sid ?? "no Sid")")
    }
  }
}

/// Prints who may delete images of which repository.
func listPrincipals(_ documents: [Document]) throws {
  let list = try AccessPolicies(documents).principals(allowed: .delete)
  for entry in list.entries {
    print(entry.repository, "allowed:", entry.allowed, "uncertain:", entry.uncertain)
  }
}
