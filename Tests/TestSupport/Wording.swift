import Foundation

/// The words that Drydock does not use: British spellings, and phrases that read like a translation.
package enum Wording {
  /// The banned phrases, in lower case, each with what to write in its place.
  ///
  /// A phrase matches where a word begins, in any case; its end may be inside a word.
  package static let banned: [(phrase: String, instead: String)] = [
    ("is no ", "is not a"), ("are no ", "are not"), ("stands twice", "duplicate"),
    ("stands", "is"), ("for all that is known", "might"), ("let in ", "allow"),
    ("lets in ", "allows"), ("regret", "likely mistake"), ("shocked to lose", "important"),
    ("nobody's business", "private"), ("nobody knows", "unknown"), ("nobody says", "undocumented"),
    ("so many", "this many"), ("conscience", "tests"), ("beside", "with, next to, in addition to"),
    ("tells", "reports, names, shows"), ("told", "reported, named"), ("of whom", "whose"),
    ("all the same", "still, anyway"), ("has a say", "applies"), ("have a say", "apply"),
    ("nothing can be said", "could not be evaluated"), ("is taken for", "counts as"),
    ("its holder", "the principal that it is attached to"), ("never touches", "never acts on"),
    ("which changes nothing", "the outcome stays the same"), ("still readable", "not anonymized"),
    ("as aws works", "as AWS does"), ("left for last", "read last"), ("for exactness", "details"),
    ("and drydock says so", "and Drydock marks it"), ("for want of", "because … is missing"),
    ("is this the", "check that this is the"), ("is the file complete", "get the complete file"),
    ("json knows", "JSON allows only"), ("by itself is one", "is allowed alone"),
    ("all at once", "every entry of"), ("the other one", "name it"), ("names no ", "does not name"),
    ("name no ", "do not name"), ("is neither", "unknown …"), ("not asked", "does not apply"),
    ("was expected", "expected …, got"), ("iam's language", "the IAM policy language"),
    ("passes string", "is, matches"),
    ("undertaking", "operation"), ("shelf", "sources"), ("heed", "apply"), ("anew", "again"),
    ("organis", "organiz"), ("colour", "color"), ("anonymis", "anonymiz"),
    ("recognis", "recogniz"), ("behaviour", "behavior"), ("neighbour", "neighbor"),
    ("favour", "favor"), ("artefact", "artifact"), ("cancelled", "canceled"),
  ]

  /// Banned forms of reports and pages, as regular expressions: a number with the wrong noun, an age
  /// without its unit, a help that asks.
  package static let forms: [(expression: String, example: String)] = [
    (
      #"\b1 (characters|images|files|lines|steps|days|repositories|errors|warnings|rules)\b"#,
      "1 images"
    ),
    (#"\ball [12] "#, "all 2 steps"),
    (#"\bline \d+, column \d+, "#, "see line 1, column 2, rule 2"),
    (
      #"\b(push|pull|archive|restore)\b, limit \d[\d,]*(?!\s+day|[\d,])"#,
      "29 days since push, limit 7"
    ),
    (#"help: (is|are|do|does|has|have) "#, "help: is this the whole file?"),
  ]

  /// The banned forms of a report or a page, each with the words around it.
  package static func malformed(in text: String) -> [String] {
    forms.flatMap { form in
      var found: [String] = []
      var rest = text.startIndex..<text.endIndex
      while let range = text.range(of: form.expression, options: .regularExpression, range: rest) {
        rest = range.upperBound..<text.endIndex
        found.append("`\(text[range])` (\(form.expression))")
      }
      return found
    }
  }

  /// The texts that may have a banned phrase, each with the reason.
  package static let exceptions: [(text: String, reason: String)] = [
    ("there is no ", "plain English"),
    ("there are no ", "plain English"),
    ("is no longer ", "plain English"),
    ("are no longer ", "plain English"),
    ("customLong(\"anonymise\")", "the hidden alias of --anonymize"),
    ("\"artefact\", \"artefacts\"", "words that Drydock reads in descriptions of rules"),
    ("\"else\", \"besides\"", "a word that Drydock reads in descriptions of rules"),
  ]

  /// The banned phrases of a text, each with the words around it.
  package static func mistakes(in text: String) -> [String] {
    var text = text
    for exception in exceptions {
      text = text.replacingOccurrences(of: exception.text, with: "~", options: .caseInsensitive)
    }
    let lower = text.lowercased()
    var mistakes: [String] = []
    for (phrase, instead) in banned {
      var rest = lower.startIndex..<lower.endIndex
      while let found = lower.range(of: phrase, options: .literal, range: rest) {
        rest = found.upperBound..<lower.endIndex
        if let before = lower[..<found.lowerBound].last, before.isLetter { continue }
        let start = lower.index(found.lowerBound, offsetBy: -40, limitedBy: lower.startIndex)
        let end = lower.index(found.upperBound, offsetBy: 30, limitedBy: lower.endIndex)
        let around = lower[(start ?? lower.startIndex)..<(end ?? lower.endIndex)]
        mistakes.append("`\(phrase)` (write: \(instead)) in: …\(around)…")
      }
    }
    return mistakes
  }

  /// A Swift file with the parts of a sentence joined: lines of a comment, and parts of a string.
  package static func joined(_ swift: String) -> String {
    var lines: [Substring] = []
    var joined = ""
    for line in swift.split(separator: "\n", omittingEmptySubsequences: false) {
      let trimmed = line.drop { $0 == " " }
      if trimmed.hasPrefix("/// ") || trimmed.hasPrefix("// "), let last = lines.last,
        last.hasPrefix("//"), last.contains(" ")
      {
        joined += " " + trimmed.drop { $0 == "/" || $0 == " " }
      } else if trimmed.hasPrefix("+ \""), joined.hasSuffix("\"") {
        joined.removeLast()
        joined += trimmed.dropFirst(3)
      } else if joined.hasSuffix("\\") {
        joined.removeLast()
        joined += trimmed
      } else {
        joined += "\n" + trimmed
      }
      lines.append(trimmed)
    }
    return joined
  }
}
