import ECRDocuments
import ECRPolicy
import Synchronization
import Texts

/// The lifecycle policies of a registry, each text read once: most repositories share one of few.
final class LifecyclePolicyReadings: Sendable {
  private struct Key: Hashable {
    var text: String
    var isInForce: Bool
  }

  /// A reading, with where its text starts.
  private struct Known {
    var reading: LifecyclePolicy.Reading
    var start: Location
  }

  /// The highest number of texts; then it starts again.
  private static let most = 4_096

  private let known = Mutex<[Key: Known]>([:])

  /// Reads a policy in a document of a snapshot; nil when it has mistakes, which are added to the
  /// findings.
  func policy(
    _ text: String, in document: SourceText, _ findings: inout [Finding]
  ) -> LifecyclePolicy? {
    let envelope = LifecyclePolicyDocument.read(document)
    findings += envelope.findings
    guard let source = envelope.policyText else { return nil }
    let start = source.location(of: Span(0, 0))
    let key = Key(text: text, isInForce: envelope.isInForce)
    let reading: LifecyclePolicy.Reading
    if let known = known.withLock({ $0[key] }) {
      reading = known.reading.moved(from: known.start, to: start)
    } else {
      reading = LifecyclePolicy.read(source, isInForce: envelope.isInForce)
      known.withLock { known in
        if known.count >= Self.most { known.removeAll(keepingCapacity: true) }
        known[key] = Known(reading: reading, start: start)
      }
    }
    findings += reading.findings
    return reading.policy
  }
}
