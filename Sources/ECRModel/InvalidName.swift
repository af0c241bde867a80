/// What is wrong with a name that AWS does not accept, and what is expected: the same sentences
/// wherever a name is read.
package struct InvalidName: Error, Equatable {
  /// What is wrong, with the offending text.
  package var message: String
  /// How to fix it.
  package var help: String

  /// A text that is not an account ID.
  package static func accountID(_ text: some StringProtocol) -> InvalidName {
    InvalidName(
      message: "invalid account ID `\(text)`: must be 12 digits",
      help: "write the number without spaces or dashes")
  }

  /// A text that is not the name of a Region.
  package static func region(_ text: some StringProtocol) -> InvalidName {
    InvalidName(
      message: "`\(text)` is not a region",
      help: "write the name as AWS does, such as `eu-central-1`")
  }

  /// A text that is not a repository name.
  package static func repository(_ text: some StringProtocol) -> InvalidName {
    InvalidName(
      message: "`\(text)` is not a valid repository name",
      help: "use 2 to 256 lowercase letters and digits, with `.`, `-`, `_` and `/` between them")
  }

  /// A text that is not the ARN of a repository.
  package static func repositoryARN(_ text: some StringProtocol) -> InvalidName {
    InvalidName(
      message: "`\(text)` is not a repository ARN",
      help: "write arn:aws:ecr:REGION:ACCOUNT:repository/NAME")
  }

  /// A text that is not a tag (E-11, Q-11).
  package static func tag(_ text: some StringProtocol) -> InvalidName {
    InvalidName(
      message: "`\(text)` is not a valid tag",
      help: "use 1 to \(TagRule.maximumLength) letters, digits, `_`, `.` and `-`; begin with a "
        + "letter, a digit or `_`")
  }

  /// A text that is not a principal that can call AWS.
  package static func caller(_ text: some StringProtocol) -> InvalidName {
    InvalidName(
      message: "`\(text)` is not a valid principal",
      help: "write the ARN of a user, role, session, federated user or root user, a service's name "
        + "such as codebuild.amazonaws.com, or `anonymous`")
  }

  /// A text that is not a time.
  package static func time(_ text: some StringProtocol) -> InvalidName {
    InvalidName(
      message: "invalid time `\(text)`"
        + (Timestamp.flaw(inTyped: String(text)).map { ": \($0)" } ?? ""),
      help:
        "write 2026-01-31T12:00:00Z (Z or an offset is required), 2026-01-31, or seconds since 1970, from "
        + "\(Timestamp.first) to \(Timestamp(seconds: 253_402_300_799))")
  }
}
