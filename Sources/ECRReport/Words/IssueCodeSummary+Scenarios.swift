import Texts

extension IssueCodeSummary {
  /// The codes of scenarios.
  static let scenarios: [IssueCode: String] = [
    "CONTRADICTION": "Two parts of a scenario contradict each other",
    "EMPTY_VALUE": "A value of a scenario is empty",
    "IMPOSSIBLE": "A scenario does something that ECR would not allow",
    "IMPOSSIBLE_IMAGE": "An image of a scenario cannot exist",
    "IMPOSSIBLE_TIME": "A time of a scenario is out of order",
    "INVALID_DIGEST": "A digest of a scenario is not a digest",
    "INVALID_SIZE": "A size of a scenario is not a size",
    "INVALID_TAG": "A tag of a scenario is not valid",
    "INVALID_TIME": "A time of a scenario is not a time",
    "MISSING_KEY": "A scenario lacks a key",
    "NOT_ONE_EVENT": "An entry of a story is not exactly one event or question",
    "NOT_ONE_QUESTION": "A question of a scenario does not ask exactly one thing",
    "NO_CLOCK": "A scenario needs a clock",
    "NO_QUESTION": "A story has no question",
    "UNKNOWN_FILE": "A scenario names a file that it does not have",
    "UNKNOWN_IMAGE": "A scenario names an image that it does not have",
    "UNKNOWN_KEY": "A key of a scenario is unknown",
    "UNKNOWN_PRINCIPAL": "A scenario names a principal that it does not have",
    "UNKNOWN_REPOSITORY": "A scenario names a repository that it does not have",
    "UNKNOWN_WORD": "A word of a scenario is not one of those that are allowed here",
    "UNREADABLE_FILE": "A file cannot be read",
  ]
}
