/// The examples of the AWS user guide and of public threads, told as values.

/// Every worked example: outcomes AWS documents, policies it shows, and reports of others.
let workedExamples = documentedOutcomes + documentedPolicies + observedOutcomes

private let guide = "Amazon ECR user guide, Examples of lifecycle policies"

private let prodAndBeta = [
  image("A", ["beta-1", "prod-1"], pushed: daysAgo(10)),
  image("B", ["beta-2", "prod-2"], pushed: daysAgo(9)),
  image("C", ["beta-3"], pushed: daysAgo(8)),
]

/// Examples whose outcome the user guide states.
private let documentedOutcomes: [WorkedExample] = [
  example(
    "multi-rule-A", "\(guide): Filtering on multiple rules, example A",
    rules: [.count(1, ["prod*"], 1), .count(2, ["beta*"], 1)],
    images: prodAndBeta,
    // B is wanted by rule 2, but rule 1 sees it and leaves it alone (E-20).
    expected: ["A": (.expire, 1), "B": (.keep, nil), "C": (.keep, nil)]),
  example(
    "multi-rule-B", "\(guide): Filtering on multiple rules, example B",
    rules: [.count(1, ["beta*"], 1), .count(2, ["prod*"], 1)],
    images: prodAndBeta,
    expected: ["A": (.expire, 1), "B": (.expire, 1), "C": (.keep, nil)]),
  example(
    "multi-tag-A", "\(guide): Filtering on multiple tags in a single rule, example A",
    rules: [.pushed(1, .tagged, ["alpha*", "beta*"], days: 5)],
    images: [
      image("A", ["alpha-1"], pushed: daysAgo(12)),
      image("B", ["beta-1"], pushed: daysAgo(11)),
      image("C", ["alpha-2", "beta-2"], pushed: daysAgo(10)),
      image("D", ["alpha-3"], pushed: daysAgo(4)),
      image("E", ["beta-3"], pushed: daysAgo(3)),
      image("F", ["alpha-4", "beta-4"], pushed: daysAgo(2)),
    ],
    // The patterns of one rule are ANDed (E-08).
    expected: [
      "A": (.keep, nil), "B": (.keep, nil), "C": (.expire, 1), "D": (.keep, nil),
      "E": (.keep, nil), "F": (.keep, nil),
    ]),
  example(
    "multi-tag-B", "\(guide): Filtering on multiple tags in a single rule, example B",
    rules: [.count(1, ["alpha*", "beta*"], 1)],
    images: [
      image("A", ["alpha-1", "beta-1", "gamma-1"], pushed: daysAgo(10)),
      image("B", ["alpha-2", "beta-2"], pushed: daysAgo(9)),
      image("C", ["alpha-3", "beta-3", "gamma-2"], pushed: daysAgo(8)),
    ],
    expected: ["A": (.expire, 1), "B": (.expire, 1), "C": (.keep, nil)]),
  example(
    "all-images-A", "\(guide): Filtering on all images, example A",
    rules: [OracleRule(priority: 1)],
    images: [
      image("A", ["alpha-1"], pushed: daysAgo(4)),
      image("B", ["beta-1"], pushed: daysAgo(3)),
      image("C", [], pushed: daysAgo(2)),
      image("D", ["alpha-2"], pushed: daysAgo(1)),
    ],
    expected: ["A": (.expire, 1), "B": (.expire, 1), "C": (.expire, 1), "D": (.keep, nil)]),
  example(
    "all-images-B", "\(guide): Filtering on all images, example B",
    rules: [
      .count(1, ["alpha*"], 1), .pushed(2, .untagged, days: 1), OracleRule(priority: 3),
    ],
    // The page calls the tag of D "git hash", and both D and E a day old; E is the younger.
    images: [
      image("A", ["alpha-1", "beta-1"], pushed: daysAgo(4)),
      image("B", [], pushed: daysAgo(3)),
      image("C", ["alpha-2"], pushed: daysAgo(2)),
      image("D", ["git-hash"], pushed: daysAgo(1)),
      image("E", [], pushed: daysAgo(1, plus: -60)),
    ],
    expected: [
      "A": (.expire, 1), "B": (.expire, 2), "C": (.keep, nil), "D": (.expire, 3),
      "E": (.keep, nil),
    ]),
]

/// Examples whose policy the user guide shows; images and outcomes follow from the rules.
private let documentedPolicies: [WorkedExample] = [
  example(
    "age-basic", "\(guide): Filtering on image age",
    rules: [.pushed(1, .tagged, ["prod*"], days: 14)],
    images: [
      image("A", ["prod"], pushed: daysAgo(15)),
      image("B", ["production-team1"], pushed: daysAgo(14, plus: -1)),
      image("C", ["repo-production"], pushed: daysAgo(90)),
      image("D", [], pushed: daysAgo(90)),
    ],
    expected: ["A": (.expire, 1), "B": (.keep, nil), "C": (.keep, nil), "D": (.keep, nil)]),
  example(
    "pulled-basic", "\(guide): Filtering on last pulled time",
    rules: [.pulled(1, days: 90)],
    images: [
      image("A", ["v1"], pushed: daysAgo(400), pulled: daysAgo(91)),
      image("B", ["v2"], pushed: daysAgo(400), pulled: daysAgo(10)),
      image("C", ["v3"], pushed: daysAgo(91)),
      image("D", ["v4"], pushed: daysAgo(30)),
      // Restored and not pulled since: the restoration is the clock (E-16).
      image(
        "E", ["v5"], pushed: daysAgo(400), pulled: daysAgo(200), activated: daysAgo(20),
        archived: daysAgo(100)),
      image(
        "F", ["v6"], pushed: daysAgo(400), pulled: daysAgo(200), activated: daysAgo(95),
        archived: daysAgo(120)),
    ],
    expected: [
      "A": (.transition, 1), "B": (.keep, nil), "C": (.transition, 1), "D": (.keep, nil),
      "E": (.keep, nil), "F": (.transition, 1),
    ]),
  example(
    "transitioned-basic", "\(guide): Filtering on archive transition time",
    rules: [.transitioned(1, days: 365)],
    images: [
      image("A", ["v1"], pushed: daysAgo(500), archived: daysAgo(366), status: .archived),
      image("B", ["v2"], pushed: daysAgo(900), archived: daysAgo(364), status: .archived),
      image("C", ["v3"], pushed: daysAgo(900)),
    ],
    expected: ["A": (.expire, 1), "B": (.keep, nil), "C": (.keep, nil)]),
  example(
    "count-basic", "\(guide): Filtering on image count",
    rules: [OracleRule(priority: 1, tagStatus: .untagged)],
    images: [
      image("A", [], pushed: daysAgo(5)),
      image("B", [], pushed: daysAgo(3)),
      image("C", ["latest"], pushed: daysAgo(9)),
    ],
    expected: ["A": (.expire, 1), "B": (.keep, nil), "C": (.keep, nil)]),
  example(
    "archive-age", "\(guide): Archiving images older than a specified number of days",
    rules: [.pushed(1, .tagged, ["prod*"], days: 30, .transition)],
    images: [
      image("A", ["prod1"], pushed: daysAgo(31)),
      image("B", ["prod2"], pushed: daysAgo(29)),
    ],
    expected: ["A": (.transition, 1), "B": (.keep, nil)]),
  // The same policy as pulled-basic, shown a second time and without images.
  example(
    "archive-pulled", "\(guide): Archiving images not pulled in a specified number of days",
    rules: [.pulled(1, days: 90)], images: [], expected: [:]),
  example(
    "archive-then-expire", "\(guide): Combining archive and expire rules",
    rules: [.pushed(1, .any, days: 30, .transition), .transitioned(2, days: 365)],
    images: [
      image("A", ["v1"], pushed: daysAgo(31)),
      image("B", ["v2"], pushed: daysAgo(10)),
      image("C", ["v0"], pushed: daysAgo(800), archived: daysAgo(400), status: .archived),
      image("D", ["v0b"], pushed: daysAgo(800), archived: daysAgo(100), status: .archived),
    ],
    expected: [
      "A": (.transition, 1), "B": (.keep, nil), "C": (.expire, 2), "D": (.keep, nil),
    ]),
]
