package import ECRAccess
import ECRSimulator
import Texts

/// All sentences with which a decision about access is explained.
package enum AccessReasons {
  /// What decided, in one sentence.
  package static func sentence(_ result: EvaluationResult) -> String {
    let isECR = AccessWords.isECR(result)
    let names = result.decidedBy.map { AccessWords.name($0, isECR: isECR) }
    if result.decidedBy == [.builtIn] {
      return result.remarks.contains(.noPermissionNeeded)
        ? AccessWords.builtIn(result) : "the root user may do it in its own account"
    }
    switch result.decision {
    case .allowed:
      return Prose.list(names.map { "the \($0)" }) + (names.count == 1 ? " allows it" : " allow it")
    case .explicitDeny:
      return Prose.list(names.map { "the \($0)" }) + (names.count == 1 ? " denies it" : " deny it")
    case .implicitDeny where result.remarks.contains(.serviceMakesNoLogin):
      return "no policy can allow a service to log in"
    case .implicitDeny: return Prose.list(names.map { "no \($0)" }) + " allows it"
    }
  }

  /// What decided, what nearly allowed it, and what is particular about it.
  ///
  /// Files are named without `folder`, where they stand in it.
  package static func sentences(_ result: EvaluationResult, folder: String = "") -> [String] {
    [sentence(result)]
      + result.nearMisses.map { miss in
        "\(name(of: miss.statement, folder: folder)) does not allow it: \(AccessWords.sentence(miss))"
      }
      + result.missingPolicies.map { AccessWords.missing($0, result) }
      + result.remarks.map(AccessWords.sentence)
      + result.dependentActions.map {
        AccessWords.sentence($0, of: result.request.action)
      }
  }

  /// What to call a statement: by its Sid, else by its file, without `folder`, and its number, from 1.
  package static func name(of statement: StatementReference, folder: String = "") -> String {
    if let sid = statement.sid { return sid }
    let isInside = !folder.isEmpty && statement.file.hasPrefix(folder)
    let file = isInside ? String(statement.file.dropFirst(folder.count)) : statement.file
    return "\(file)#\(statement.number)"
  }

  /// What failed in a near miss: the element's name, or the context key of the condition.
  package static func failed(_ miss: NearMiss) -> String {
    if case .condition(_, let key, _, _) = miss.mismatch { return key }
    return AccessWords.element(miss.mismatch)
  }

  /// What failed in a near miss, in a sentence.
  package static func sentence(_ miss: NearMiss) -> String { AccessWords.sentence(miss) }

  /// AWS's error message for a denied request; nil for an allowed one.
  package static func refusal(_ result: EvaluationResult) -> String? { AccessWords.refusal(result) }
}
