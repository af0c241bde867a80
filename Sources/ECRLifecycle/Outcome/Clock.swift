/// The field of an image from which a rule counts its age.
package enum Clock: String, Sendable, Hashable {
  /// When it was pushed.
  case imagePushedAt
  /// When ECR last recorded a pull.
  case lastRecordedPullTime
  /// When it was restored from the archive.
  case lastActivatedAt
  /// When it was archived.
  case lastArchivedAt
}
