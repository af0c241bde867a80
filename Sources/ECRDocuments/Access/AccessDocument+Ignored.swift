package import Texts

extension AccessDocument {
  /// What to call a text whose documents are known and not about access, such as a list of images; nil
  /// for any other text.
  package static func nameOfIgnored(_ source: SourceText) -> String? {
    let text = JSONReader.read(source, several: true)
    guard !text.findings.containsErrors else { return nil }
    let documents = text.documents.flatMap { $0.elements ?? [$0] }
      .filter { DocumentKind($0) != .context }
    guard let first = documents.first,
      documents.allSatisfy({ isIgnored($0, in: source) })
    else { return nil }
    return DocumentKind(first).name
  }

  private static func isIgnored(_ document: JSONNode, in source: SourceText) -> Bool {
    switch DocumentKind(document) {
    case .describeImages, .batchGetImage, .getLifecyclePolicy, .lifecyclePolicy, .describeRegistry,
      .describePullThroughCacheRules, .getRegistryScanningConfiguration,
      .describeRepositoryCreationTemplates:
      true
    case .other(let name) where others.contains(name):
      // Such a list can have anything in it.
      PolicySearch(JSONFragment(source: source, node: document)).policies
        .allSatisfy(\.isLifecyclePolicy)
    default: false
    }
  }

  private static let others: Set<String> = [
    DocumentKind.listOfImages, DocumentKind.lifecyclePolicyPreview, DocumentKind.tasks,
    DocumentKind.kubernetesList,
  ]
}
