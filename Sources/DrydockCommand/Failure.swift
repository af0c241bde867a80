import ArgumentParser
import ECRReport
import ECRSimulator
import Texts

/// Why a command could not give its answer.
struct Failure: Error {
  /// What was found in the documents.
  var findings: [Finding] = []
  /// The findings behind it.
  var message: String?
  /// The exit code: 2 for unusable input, 1 for guards.
  var code = ExitCode(2)

  init(_ message: String) { self.message = message }

  init(findings: [Finding]) { self.findings = findings }

  init(code: ExitCode) { self.code = code }

  init(_ error: InvalidInput) {
    findings = error.findings
    message = error.message
  }

  /// Reports the failure on standard error.
  func report() {
    // Advice on one document would hide what is wrong with another.
    let findings = findings.filter { $0.type != .suggestion }
    Terminal.writeError(FindingText.text(findings, Terminal.errorStyle))
    if let message { Terminal.notice(message) }
  }

  /// The message of an error.
  static func words(_ error: any Error) -> String {
    (error as? Failure)?.message ?? "\(error)"
  }
}
