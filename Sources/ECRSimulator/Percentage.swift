/// Shares of a repository's images in percent.
package enum Percentage {
  /// A share, rounded to as few decimals as show on which side of the limit it is: `62.5%`.
  package static func text(_ count: Int, of all: Int, limit: Double) -> String {
    guard all > 0 else { return "0%" }
    let isOver = exceeds(count, of: all, limit: limit)
    var scale = 10
    while scale < 1_000_000, (Double(rounded(count, all, scale)) / Double(scale) > limit) != isOver
    {
      scale *= 10
    }
    return text(of: rounded(count, all, scale), scale)
  }

  /// A limit as it was given, without a decimal that it does not need.
  package static func text(_ limit: String) -> String {
    (limit.hasSuffix(".0") ? String(limit.dropLast(2)) : limit) + "%"
  }

  /// Whether more than the limit are counted.
  static func exceeds(_ count: Int, of all: Int, limit: Double) -> Bool {
    Double(count) * 100 > limit * Double(all)
  }

  private static func rounded(_ count: Int, _ all: Int, _ scale: Int) -> Int {
    (count * 100 * scale + all / 2) / all
  }

  private static func text(of number: Int, _ scale: Int) -> String {
    // A leading 1 keeps the zeros behind the point.
    var decimals = String(String(scale + number % scale).dropFirst())
    while decimals.last == "0" { decimals.removeLast() }
    return "\(number / scale)\(decimals.isEmpty ? "" : ".")\(decimals)%"
  }
}
