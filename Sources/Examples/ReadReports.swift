import Drydock

/// Prints the reports that the command prints.
func printReports(_ preview: Preview, _ answer: AccessAnswer) {
  print(preview.report())
  print(preview.report(.json))
  print(answer.report(.json))
}
