import Drydock

/// Prints whether AWS accepts a policy, and what is wrong with it.
func validatePolicy(_ document: Document) {
  let validation = Validation(document)
  print(document.name, validation.isValid ? "is valid" : "is invalid")
  for finding in validation.findings {
    print("\(finding.file):\(finding.line):\(finding.column): \(finding.message)")
    if let help = finding.help { print("  help: \(help)") }
  }
}
