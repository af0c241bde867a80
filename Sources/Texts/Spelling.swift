/// Finds the word that somebody meant.
public enum Spelling {
  /// The nearest of some words, if it is near enough to be what was meant.
  public static func nearest(to word: String, among words: [String]) -> String? {
    let lower = Array(word.lowercased())
    let ranked = words.map { ($0, distance(lower, Array($0.lowercased()))) }
    guard let best = ranked.min(by: { $0.1 < $1.1 }), best.1 <= max(1, lower.count / 3) else {
      return nil
    }
    return best.0
  }

  /// The nearest of some words as a help, if it is near enough to be what was meant.
  public static func suggestion(for word: String, among words: [String]) -> String? {
    nearest(to: word, among: words).map { "did you mean `\($0)`?" }
  }

  /// How many letters have to be put in, taken out or replaced (Levenshtein).
  private static func distance(_ a: [Character], _ b: [Character]) -> Int {
    guard a.count < 80 else { return .max }
    var row = Array(0...b.count)
    for (i, letter) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in b.enumerated() {
        let next = min(diagonal + (letter == other ? 0 : 1), row[j] + 1, row[j + 1] + 1)
        diagonal = row[j + 1]
        row[j + 1] = next
      }
    }
    return row[b.count]
  }
}
