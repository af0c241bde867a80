import ECRPolicy
import SourceText

/// The distinct policies of a matrix: the same text is the same policy, whoever has it.
struct PolicyTable {
  private(set) var policies: [CompiledPolicy] = []
  private(set) var asksAboutCaller: [Bool] = []
  private(set) var asksAboutResource: [Bool] = []
  private var numbers: [ArraySlice<UInt8>: Int] = [:]
  private var known: [ObjectIdentifier: Int] = [:]

  /// The number of a policy.
  mutating func number(_ policy: CompiledPolicy) -> Int {
    if let number = known[ObjectIdentifier(policy)] { return number }
    let document = policy.document
    let text = document.source.bytes[document.span.start..<document.span.end]
    let number = numbers[text] ?? policies.count
    if number == policies.count {
      numbers[text] = number
      policies.append(policy)
      asksAboutCaller.append(policy.asksAboutCaller)
      asksAboutResource.append(policy.asksAboutResource)
    }
    known[ObjectIdentifier(policy)] = number
    return number
  }

  /// The numbers of some policies.
  mutating func numbers(_ policies: [CompiledPolicy]) -> [Int] { policies.map { number($0) } }
}
