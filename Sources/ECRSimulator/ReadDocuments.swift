import ECRDocuments
package import ECRModel
package import Texts

/// Reads documents without evaluating them.
package enum ReadDocuments {
  /// The repositories of what `aws ecr describe-images` and `batch-get-image` print; nil when a
  /// document has mistakes, which are among the findings.
  package static func repositories(
    _ sources: [SourceText]
  ) -> (repositories: [Repository]?, findings: [Finding]) {
    var reader = SnapshotReader()
    for source in sources { reader.read(source) }
    let (snapshot, findings) = reader.finish()
    return (snapshot?.repositories, findings)
  }

  /// The text of a lifecycle policy, bare or as `aws ecr get-lifecycle-policy` prints it; nil when the
  /// document has none.
  package static func lifecyclePolicyText(_ source: SourceText) -> SourceText? {
    LifecyclePolicyDocument.read(source).policyText
  }
}
