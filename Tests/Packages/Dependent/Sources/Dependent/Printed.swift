import Synchronization

/// The lines that the sample has printed.
let printed = Mutex<[String]>([])

/// Prints, and keeps the line.
func print(_ items: String...) {
  let line = items.joined(separator: " ")
  printed.withLock { $0.append(line) }
  Swift.print(line)
}
