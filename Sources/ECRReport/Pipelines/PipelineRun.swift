/// What a format of a pipeline says about the run, apart from what was found.
package struct PipelineRun: Sendable {
  /// The version of Drydock.
  package var version: String
  /// The command, such as `validate`.
  package var command: String
  /// What sets these findings apart from those of other runs on one commit.
  package var category: String
  /// The outcome in one sentence.
  package var verdict: String
  /// What was checked, also what passes.
  package var checks: [Check]

  /// Makes the description of a run.
  package init(
    version: String, command: String, category: String, verdict: String, checks: [Check]
  ) {
    self.version = version
    self.command = command
    self.category = category
    self.verdict = verdict
    self.checks = checks
  }

  /// Something that passes unless there is an error about it.
  package struct Check: Sendable, Hashable {
    /// The file.
    package var file: AnnotatedFile
    /// What a reader calls it.
    package var name: String
    /// The policy in the file; nil for the file's only one, or for all that have no check.
    package var policy: String?
    /// Whether it fails, even if no error explains why.
    package var fails: Bool

    /// Makes a check.
    package init(file: AnnotatedFile, name: String, policy: String? = nil, fails: Bool) {
      self.file = file
      self.name = name
      self.policy = policy
      self.fails = fails
    }
  }
}
