import ECRAccess
import ECRDocuments
import ECRPolicy
import Synchronization
import Texts

/// The policies that the lines of a batch have had: most batches ask much of few policies.
package final class PolicyCache: Sendable {
  private struct Key: Hashable {
    var kind: PolicyKind
    var text: ArraySlice<UInt8>

    // WHY: an array hashes byte by byte, which takes longer than reading the JSON.
    func hash(into hasher: inout Hasher) {
      hasher.combine(kind)
      text.withUnsafeBytes { hasher.combine(bytes: $0) }
    }
  }

  /// The highest number of policies; then the cache starts again.
  private static let most = 4_096

  private let policies = Mutex<[Key: CompiledPolicy]>([:])

  /// Makes an empty cache.
  package init() {}

  /// The policy, if its very bytes have been read before.
  func policy(_ policy: NamedPolicy, _ kind: PolicyKind) -> CompiledPolicy? {
    guard let key = key(policy, kind) else { return nil }
    guard let known = policies.withLock({ $0[key] }) else { return nil }
    let fragment = policy.policy
    return CompiledPolicy(
      known, at: fragment.node.span.start, in: fragment.source, name: policy.name)
  }

  /// Keeps a policy in which nothing was found.
  func add(_ compiled: CompiledPolicy, _ policy: NamedPolicy, _ kind: PolicyKind) {
    guard let key = key(policy, kind) else { return }
    policies.withLock { policies in
      if policies.count >= Self.most { policies.removeAll(keepingCapacity: true) }
      policies[key] = compiled
    }
  }

  /// The policy's bytes; nil for one inside a string, whose places do not follow from its bytes.
  private func key(_ policy: NamedPolicy, _ kind: PolicyKind) -> Key? {
    let fragment = policy.policy
    guard fragment.node.members != nil else { return nil }
    let span = fragment.node.span
    return Key(kind: kind, text: fragment.source.bytes[span.start..<span.end])
  }
}
