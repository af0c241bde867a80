import TestSupport

/// The worked examples that people outside the AWS user guide have reported.

/// Reports of what real policies did; images are partly filled in.
let observedOutcomes = [guardRule, andTrap, andTrapEscaped, sharedIndex]

private let guardRule = example(
  "so-51375318-guard", "stackoverflow.com/questions/51375318, by an author of the evaluation",
  rules: [.count(10, [], 9999, prefixes: ["16."]), .count(20, [], 2, prefixes: ["16_"])],
  images: [
    image("A", ["16_0710", "16.0710"], pushed: daysAgo(10)),
    image("B", ["16_0711"], pushed: daysAgo(9)),
    image("C", ["16_0712", "16.0712"], pushed: daysAgo(8)),
    image("D", ["16_0713"], pushed: daysAgo(7)),
  ],
  // A and C are guarded by rule 10 and still counted by rule 20 (E-14).
  expected: ["A": (.keep, nil), "B": (.expire, 20), "C": (.keep, nil), "D": (.keep, nil)])

private let andTrapSource =
  "repost.aws/questions/QUV2rouOhOTG-whm2R4KWqXw, keep images for 10 years"

private let andTrapRules: [OracleRule] = [
  .pushed(1, .tagged, ["latest", "main", "master", "cache", "20*"], days: 3650),
  .pushed(2, .untagged, days: 7),
  .pushed(3, .any, days: 60),
]

/// Rule 1 needs all five patterns, so it guards none of these (T-01).
private let andTrap = example(
  "repost-and-trap", andTrapSource, rules: andTrapRules,
  images: [
    image("A", ["latest"], pushed: daysAgo(90)),
    image("B", ["main"], pushed: daysAgo(90)),
    image("C", ["20240101"], pushed: daysAgo(90)),
    image("D", ["cache"], pushed: daysAgo(10)),
    image("E", [], pushed: daysAgo(8)),
  ],
  expected: [
    "A": (.expire, 3), "B": (.expire, 3), "C": (.expire, 3), "D": (.keep, nil),
    "E": (.expire, 2),
  ])

/// The image rule 1 does guard; told apart, as a tag names one image of a repository only.
private let andTrapEscaped = example(
  "repost-and-trap, escaped", andTrapSource, rules: andTrapRules,
  images: [
    image("F", ["latest", "main", "master", "cache", "20250101"], pushed: daysAgo(90))
  ],
  expected: ["F": (.keep, nil)])

/// A preview of 26 images with 4 to expire: the children of the index count (M-03).
private let sharedIndex: WorkedExample = {
  let hourAgo = workedExampleNow - 3_600
  var index = image("I", ["latest"], pushed: hourAgo + 2)
  index.isList = true
  index.childrenKnown = true
  index.children = [digest(named: "K1"), digest(named: "K2")]
  var images = [image("K1", [], pushed: hourAgo), image("K2", [], pushed: hourAgo + 1), index]
  var expected: [String: WorkedExample.Expectation] = [
    "K1": (.keep, nil), "K2": (.keep, nil), "I": (.expire, 2),
  ]
  for number in 1...23 {
    images.append(image("S\(number)", ["s\(number)"], pushed: hourAgo + 600 + number))
    expected["S\(number)"] = number <= 3 ? (.expire, 2) : (.keep, nil)
  }
  return example(
    "defang-preview", "github.com/DefangLabs/pulumi-defang/pull/466",
    rules: [.pushed(1, .untagged, days: 1), OracleRule(priority: 2, countNumber: 20)],
    images: images, expected: expected)
}()
