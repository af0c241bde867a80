/// Where an image is stored, by `imageStatus` of DescribeImages.
package enum ImageStatus: String, Sendable, Hashable, CaseIterable {
  /// In standard storage: it can be pulled.
  case active = "ACTIVE"
  /// In archive storage: it is described, and has to be restored before it can be pulled.
  case archived = "ARCHIVED"
  /// On its way back from archive storage.
  case activating = "ACTIVATING"

  /// The storage class whose rules can select the image.
  ///
  /// E-02; an image that is being restored belongs to neither class.
  package var storageClass: StorageClass? {
    switch self {
    case .active: .standard
    case .archived: .archive
    case .activating: nil
    }
  }
}

/// The storage class that a lifecycle rule looks at, and that an image is in.
package enum StorageClass: String, Sendable, Hashable, CaseIterable {
  /// Images that can be pulled.
  case standard = "STANDARD"
  /// Images that have to be restored first.
  case archive = "ARCHIVE"

  /// The spelling in a policy's text.
  package var policyName: String { rawValue.lowercased() }
}
