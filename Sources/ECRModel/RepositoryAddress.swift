/// A repository as a person writes it: its name, the address of an image in it, or `ACCOUNT/NAME
/// (REGION)`, as reports print it.
package enum RepositoryAddress: Sendable, Hashable {
  /// A repository, with the parts of its registry that the text contains.
  case repository(RepositoryID)
  /// The address of a registry of Amazon ECR, without a repository.
  case registry
  /// A repository of a registry that is not a private one of Amazon ECR's.
  case foreign(host: String)

  /// Reads a text; one that is nothing else is a name.
  ///
  /// A name that begins with twelve digits is legal too: who knows the repositories asks for the
  /// whole text first.
  package init(_ text: String) {
    var rest = text
    var region: String?
    if text.hasSuffix(")"), let open = text.lastIndex(of: "("), text[..<open].hasSuffix(" ") {
      region = String(text[text.index(after: open)...].dropLast())
      rest = String(text[..<open].dropLast())
    }
    if !rest.contains("/"), ImageReference(rest + "/x")?.registryID != nil {
      self = .registry
      return
    }
    guard let reference = ImageReference(rest), let name = reference.repositoryName else {
      self = .repository(RepositoryID(registryID: nil, repositoryName: text))
      return
    }
    if let host = reference.foreignRegistry {
      // `my.team/app` may be a name of Amazon ECR's.
      let isName = ARN.isRepositoryName(rest) && !Self.otherRegistries.contains(host)
      self =
        isName
        ? .repository(RepositoryID(registryID: nil, region: region, repositoryName: rest))
        : .foreign(host: host)
      return
    }
    var id = RepositoryID(
      registryID: reference.registryID, region: reference.region ?? region, repositoryName: name)
    if id.registryID == nil, let slash = name.firstIndex(of: "/"),
      ARN.isAccountID(String(name[..<slash]))
    {
      id.registryID = String(name[..<slash])
      id.repositoryName = String(name[name.index(after: slash)...])
    }
    self = .repository(id)
  }

  private static let otherRegistries: Set<String> = [
    "docker.io", "index.docker.io", "public.ecr.aws", "ghcr.io", "quay.io", "gcr.io",
    "registry.k8s.io", "mcr.microsoft.com",
  ]
}
