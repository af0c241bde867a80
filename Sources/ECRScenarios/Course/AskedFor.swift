import ECRModel
import Texts

/// What a question asks for, by its words: what a learner is prompted for, and what a guess is held
/// against.
enum AskedFor: Sendable, Hashable {
  /// Which images, or how many: those that expire, are archived or are kept.
  case images(Fate, isCount: Bool)
  /// Whether all of some images expire, are archived or are kept.
  case these(Fate, names: [String])
  /// Whether any image does.
  case any(Fate)
  /// Whether the request is allowed; `yes` is what that word answers, allowed or not, if it answers.
  case decision(yes: Bool?)
  /// The first action that is denied.
  case firstDenied
  /// The statements that match.
  case statements
  /// Whether AWS accepts the policy; `yes` is what that word answers, valid or not, if it answers.
  case validity(yes: Bool?)
  /// Whether Drydock warns.
  case warnings

  /// What becomes of an image.
  enum Fate: String, Sendable, CaseIterable {
    case expire, archive, keep

    /// The words of a question that is about it.
    var words: Set<String> {
      switch self {
      case .expire: ["expire", "expires", "expired", "delete", "deletes", "deleted"]
      case .archive: ["archive", "archives", "archived"]
      case .keep:
        [
          "stay", "stays", "keep", "keeps", "kept", "remain", "remains", "survive", "survives",
          "left", "exist", "exists",
        ]
      }
    }

    /// `expire`, `are archived`, `are kept`.
    var verb: String {
      switch self {
      case .expire: "expire"
      case .archive: "are archived"
      case .keep: "are kept"
      }
    }
  }

  /// The word or list that is asked for.
  var prompt: String {
    switch self {
    case .images(let fate, isCount: false): "Images that \(fate.verb) (names, or none): "
    case .images(let fate, isCount: true): "Images that \(fate.verb) (a number, or names): "
    case .these, .any, .warnings: "Yes (y) or no (n): "
    case .decision: "Allowed (a) or denied (d): "
    case .firstDenied: "First action that is denied: "
    case .statements: "Statements that match (names, or nothing): "
    case .validity: "Valid (v) or invalid (i): "
    }
  }

  /// What a question asks for; `images` are those of the repository that it is about.
  init(_ question: Question, images: [StoryImage]) {
    let words = QuestionWords(question.text)
    switch question.content {
    case .access(let asked, _):
      if words.has(["statement", "statements"]), words.asksWhich {
        self = .statements
      } else if asked.operation.actionNames.count > 1, words.has(["fail", "fails"]),
        !words.isYesNo
      {
        self = .firstDenied
      } else {
        let isDenial = words.has(["denied", "denies", "deny", "refused", "rejected"])
        self = .decision(yes: words.isYesNo ? !isDenial : nil)
      }
    case .validate:
      if words.has(["warn", "warns"]) {
        self = .warnings
      } else {
        let isRejection = words.has(["invalid", "reject", "rejects", "rejected"])
        self = .validity(yes: words.isYesNo ? !isRejection : nil)
      }
    case .preview: self = Self.preview(question, words, images)
    }
  }

  private static func preview(
    _ question: Question, _ words: QuestionWords, _ images: [StoryImage]
  ) -> AskedFor {
    // Its words say so, else what most people expect.
    let fate = words.fates.first ?? question.believedFate ?? .expire
    guard words.isYesNo else { return .images(fate, isCount: words.asksHowMany) }
    let names = words.names(of: images)
    if !names.isEmpty { return .these(fate, names: names) }
    return words.has(["any", "anything"]) ? .any(fate) : .images(fate, isCount: false)
  }
}

extension Question {
  /// What becomes of the images that the belief is about.
  fileprivate var believedFate: AskedFor.Fate? {
    guard case .preview(_, let belief)? = belief?.content else { return nil }
    if belief.expire != nil { return .expire }
    if belief.archive != nil { return .archive }
    return belief.keep != nil ? .keep : nil
  }
}

/// The words of the sentence that ends in the question mark.
struct QuestionWords: Sendable {
  /// As they are written, without punctuation around them.
  private var written: [String] = []
  private var lower: [String] { written.map { $0.lowercased() } }

  private static let questionWords: Set<String> = [
    "which", "what", "where", "when", "who", "how", "why",
  ]
  private static let auxiliaries: Set<String> = [
    "can", "may", "could", "will", "would", "must", "does", "do", "did", "is", "are", "was", "has",
    "have",
  ]

  init(_ text: String) {
    var sentence: [Substring] = []
    for word in text.split(whereSeparator: \.isWhitespace) {
      sentence.append(word)
      guard let end = word.last(where: { !"”\"')".contains($0) }), ".?!:;".contains(end) else {
        continue
      }
      if end == "?" || written.isEmpty { written = sentence.map(Self.bare) }
      sentence = []
    }
    if written.isEmpty || !text.contains("?") { written = sentence.map(Self.bare) + written }
  }

  private static func bare(_ word: Substring) -> String {
    var word = word
    let marks = ".,?!:;`'\"“”()"
    while let first = word.first, marks.contains(first) { word.removeFirst() }
    while let last = word.last, marks.contains(last) { word.removeLast() }
    return String(word.hasSuffix("'s") ? word.dropLast(2) : word)
  }

  /// Whether one of some words is among them.
  func has(_ words: Set<String>) -> Bool { lower.contains(where: words.contains) }

  /// What it is about, the clearest first.
  var fates: [AskedFor.Fate] { AskedFor.Fate.allCases.filter { has($0.words) } }

  /// Whether yes or no answers it: it begins with a verb, but for a clause before that.
  var isYesNo: Bool {
    let first = lower.first { Self.questionWords.contains($0) || Self.auxiliaries.contains($0) }
    return first.map(Self.auxiliaries.contains) ?? false
  }

  /// Whether it asks for a number.
  var asksHowMany: Bool { zip(lower, lower.dropFirst()).contains { $0 == ("how", "many") } }

  /// Whether it asks which.
  var asksWhich: Bool { !isYesNo && has(["which"]) }

  /// Whether it asks for all images of a kind: “Which images”, “How many images”.
  var asksForImages: Bool {
    let words = lower
    return words.indices.dropFirst().contains { place in
      ["image", "images"].contains(words[place])
        && (words[place - 1] == "which" || words[..<place].suffix(2) == ["how", "many"])
    }
  }

  /// The names of the images that it names, by those or by their tags.
  func names(of images: [StoryImage]) -> [String] {
    images.filter { image in
      written.contains { $0 == image.name || image.detail.imageTags.contains($0) }
    }.map(\.name)
  }
}
