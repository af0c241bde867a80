/// Finds the word that was probably meant.
package enum Spelling {
  /// The nearest of some words, if it is near enough to be what was meant.
  package static func nearest(to word: String, among words: [String]) -> String? {
    let lower = letters(word)
    guard lower.count < 80 else { return nil }
    let most = max(1, lower.count / 3)
    var best: (word: String, distance: Int)?
    for candidate in words {
      let other = letters(candidate)
      // At least this many letters have to be inserted or deleted.
      guard abs(other.count - lower.count) <= most else { continue }
      let distance = distance(lower, other)
      if distance <= most, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.word ?? only(lower, among: words)
  }

  /// The only one of some words that begins with a word of at least three letters.
  private static func only(_ lower: [Unicode.Scalar], among words: [String]) -> String? {
    guard lower.count >= 3 else { return nil }
    var found: String?
    for word in words where letters(word).starts(with: lower) {
      guard found == nil else { return nil }
      found = word
    }
    return found
  }

  private static func letters(_ word: String) -> [Unicode.Scalar] {
    Array(word.lowercased().unicodeScalars)
  }

  /// The nearest of some words as a help, if it is near enough to be what was meant.
  package static func suggestion(for word: String, among words: [String]) -> String? {
    nearest(to: word, among: words).map(didYouMean)
  }

  /// The help with a word that was probably meant.
  package static func didYouMean(_ word: String) -> String { "did you mean `\(word)`?" }

  /// The number of letters to insert, delete or replace, or of neighbors to swap (optimal string
  /// alignment).
  private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var before: [Int] = []
    var last = Array(0...b.count)
    for (i, letter) in a.enumerated() {
      var row = [i + 1]
      for (j, other) in b.enumerated() {
        var next = min(last[j] + (letter == other ? 0 : 1), row[j] + 1, last[j + 1] + 1)
        if i > 0, j > 0, letter == b[j - 1], other == a[i - 1] {
          next = min(next, before[j - 1] + 1)
        }
        row.append(next)
      }
      (before, last) = (last, row)
    }
    return last[b.count]
  }
}
