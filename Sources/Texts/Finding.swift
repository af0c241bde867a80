/// How grave a finding is, in the words of IAM Access Analyzer's policy validation.
package enum FindingType: String, Sendable, Hashable, CaseIterable {
  /// The document is rejected.
  case error = "ERROR"
  /// AWS accepts the document, but it allows more than its author may know.
  case securityWarning = "SECURITY_WARNING"
  /// AWS accepts the document, but it probably does something unwanted.
  case warning = "WARNING"
  /// The document is accepted, and a reader may like to know this.
  case suggestion = "SUGGESTION"
}

extension FindingType {
  /// What to call it in a report.
  package var word: String {
    switch self {
    case .error: "error"
    case .securityWarning: "security warning"
    case .warning: "warning"
    case .suggestion: "suggestion"
    }
  }
}

/// The stable name of one kind of finding, in capitals with underscores.
///
/// A code is never renamed and never used for something else.
package struct IssueCode: RawRepresentable, Sendable, Hashable, ExpressibleByStringLiteral {
  /// The name itself.
  package var rawValue: String

  /// Makes a code from its name.
  package init(rawValue: String) { self.rawValue = rawValue }

  /// Makes a code from its name.
  package init(stringLiteral value: String) { self.rawValue = value }
}

/// A problem in a user's document.
///
/// Findings are collected, never thrown: a reader reports all of them at once.
package struct Finding: Sendable, Hashable {
  /// How grave it is.
  package var type: FindingType
  /// The stable name of its kind.
  package var code: IssueCode
  /// What is wrong: one sentence, lower case, no full stop, the user's words in backticks.
  package var message: String
  /// How to fix it, as a sentence that names what to write.
  package var help: String?
  /// Its place in the document.
  package var location: Location
  /// Other places that belong to it, each with what to look at there.
  package var related: [Related]
  /// The numbers of the facts it rests on, as the documentation lists them.
  package var facts: [String]
  /// What the service itself would answer, word for word, where that is public.
  package var serviceAnswer: ServiceAnswer?
  /// What following the help does; nil where that has not been worked out.
  package var remedy: Remedy?
  /// The edits of the remedy, as edits of the file that the document comes from.
  package var edits: [FileEdit] = []

  /// Another place that belongs to a finding.
  package struct Related: Sendable, Hashable {
    /// What to look at there.
    package var message: String
    /// Where it is.
    package var location: Location

    /// Makes a related place.
    package init(message: String, location: Location) {
      self.message = message.withShortQuotations()
      self.location = location
    }
  }

  /// The message with which the service would reject the document.
  package struct ServiceAnswer: Sendable, Hashable {
    /// The message, word for word.
    package var text: String
    /// Whether this is the one that the service, which reports a single mistake, most likely shows.
    package var isLikelyFirst: Bool

    /// Makes an answer.
    package init(text: String, isLikelyFirst: Bool = false) {
      self.text = text.shortenedAsMessage()
      self.isLikelyFirst = isLikelyFirst
    }
  }

  /// Makes a finding; what its texts quote of a user's is shortened when it is very long.
  package init(
    _ type: FindingType, _ code: IssueCode, _ message: String, help: String? = nil,
    at location: Location, related: [Related] = [], facts: [String] = [],
    serviceAnswer: ServiceAnswer? = nil, remedy: Remedy? = nil
  ) {
    self.type = type
    self.code = code
    self.message = message.withShortQuotations()
    self.help = help?.withShortQuotations()
    self.location = location
    self.related = related
    self.facts = facts
    self.serviceAnswer = serviceAnswer
    self.remedy = remedy
  }
}

extension Finding {
  /// The same finding in another copy of its text, where the one copy starts at `start` and the other
  /// at `other`.
  package func moved(from start: Location, to other: Location) -> Finding {
    var finding = self
    finding.location = location.moved(from: start, to: other)
    for index in related.indices {
      finding.related[index].location = related[index].location.moved(from: start, to: other)
    }
    for index in edits.indices {
      finding.edits[index].location = edits[index].location.moved(from: start, to: other)
    }
    return finding
  }
}

extension Collection<Finding> {
  /// Whether the document is rejected.
  package var containsErrors: Bool { contains { $0.type == .error } }

  /// The findings by file, then place, then code: the order in which they are always shown.
  package func inReadingOrder() -> [Finding] {
    sorted { a, b in
      (a.location.file, a.location.startOffset, a.code.rawValue, a.message)
        < (b.location.file, b.location.startOffset, b.code.rawValue, b.message)
    }
  }
}
