import ECRPolicy
import Texts

/// The distinct policies of a matrix, and the distinct lists of them: equal texts are the same
/// policy.
struct PolicyTable {
  private(set) var policies: [CompiledPolicy] = []
  /// The lists, each of the numbers of its policies.
  private(set) var lists: [[Int]] = []
  private var policyNumbers: [ArraySlice<UInt8>: Int] = [:]
  private var listNumbers: [[Int]: Int] = [:]
  private var known: [ObjectIdentifier: Int] = [:]

  /// The number of a policy.
  mutating func number(_ policy: CompiledPolicy) -> Int {
    if let number = known[ObjectIdentifier(policy)] { return number }
    let document = policy.document
    let text = document.source.bytes[document.span.start..<document.span.end]
    let number = policyNumbers[text] ?? policies.count
    if number == policies.count {
      policyNumbers[text] = number
      policies.append(policy)
    }
    known[ObjectIdentifier(policy)] = number
    return number
  }

  /// The number of a list of policies.
  mutating func list(_ policies: [CompiledPolicy]) -> Int {
    let numbers = policies.map { number($0) }
    if let list = listNumbers[numbers] { return list }
    listNumbers[numbers] = lists.count
    lists.append(numbers)
    return lists.count - 1
  }

  /// The policies of a list.
  func policies(ofList list: Int) -> [CompiledPolicy] { lists[list].map { policies[$0] } }
}
