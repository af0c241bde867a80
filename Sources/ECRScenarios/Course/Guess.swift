/// A learner's guess at the answer of a question.
enum Guess: Sendable, Hashable {
  /// The images that expire, are archived or are kept, whichever is asked for; by their names.
  case images(Set<String>)
  /// How many images these are.
  case count(Int)
  /// The request is allowed, with all its actions.
  case allowed
  /// It is denied, whatever the action.
  case denied
  /// It is denied, at this action first.
  case firstDenied(String)
  /// The statements that match, by their names.
  case statements(Set<String>)
  /// Yes or no.
  case yes(Bool)
  /// AWS accepts the policy, or rejects it.
  case valid(Bool)
}

/// What became of a guess.
enum GuessResult: Sendable, Hashable {
  case right
  /// It may be so: AWS does not document it.
  case open(String)
  /// It is what most people expect.
  case belief
  /// It is something else, and this is so instead.
  case wrong(String)
}

/// Why a guess cannot be read.
struct UnclearGuess: Error, Hashable {
  var message: String
}
