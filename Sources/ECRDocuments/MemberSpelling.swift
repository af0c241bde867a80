import Texts

/// The spellings of ECR's members: the API's own is `imageDigest`; the SDKs for Go and .NET, and with
/// them PowerShell, write `ImageDigest`, and Ansible writes `image_digest`.
extension String {
  /// The name as ECR's API spells it.
  var inECRSpelling: String {
    guard let first, first.isUppercase || contains("_") else { return self }
    var spelling = ""
    for (number, part) in split(separator: "_").enumerated() {
      guard let letter = part.first else { continue }
      spelling += number == 0 ? letter.lowercased() : letter.uppercased()
      spelling += part.dropFirst()
    }
    return spelling
  }
}

extension JSONNode {
  /// The value of a member of ECR's API, however the member is spelled.
  func ecrMember(_ name: String) -> JSONNode? {
    self[name] ?? members?.first { $0.name.inECRSpelling == name }?.value
  }
}
