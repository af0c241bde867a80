/// One line on standard error with the progress of the work: on a terminal only, and only when it
/// takes more than a second or two.
final class ProgressLine {
  private let start = ContinuousClock.now
  private var last: ContinuousClock.Instant?
  private let isShown = Terminal.isErrorTerminal

  /// Shows how far the work is, a few times a second at the most.
  func show(_ text: @autoclosure () -> String) {
    guard isShown else { return }
    let now = ContinuousClock.now
    guard now - start > .milliseconds(1500),
      last.map({ now - $0 > .milliseconds(200) }) ?? true
    else { return }
    last = now
    Terminal.showLine(text())
  }

  /// Takes the line away.
  func clear() {
    if last != nil { Terminal.showLine("") }
    last = nil
  }
}
