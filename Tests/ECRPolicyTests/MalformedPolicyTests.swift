import ECRPolicy
import Testing
import Texts

/// Policies that ECR refuses, each with all that is said of it.
///
/// The expected words follow from the facts named with each; AWS's own answers are checked in ServiceAnswerTests.
struct MalformedPolicyTests {
  static let pushed = #""countType": "sinceImagePushed", "countUnit": "days""#
  static let pulled = #""countType": "sinceImagePulled", "countUnit": "days""#
  static let transitioned = #""countType": "sinceImageTransitioned", "countUnit": "days""#
  static let tagged = #""tagStatus": "tagged""#
  static let archive = #", "storageClass": "archive""#

  // J-01 to J-08: the envelope and the rules.
  static let envelopes: [(String, [String])] = [
    (
      "«{»«\"Rules\"»: [\"a policy needs its rules under the name that ECR knows, in lower case, or it has none at all\"]}",
      [
        "MISSING_PROPERTY: the policy has no `rules`",
        "UNKNOWN_PROPERTY: the policy cannot have `Rules`",
      ]
    ),
    (
      "«{»" + rule().dropFirst(),
      ["MISSING_PROPERTY: this is a rule without the policy around it"]
    ),
    (
      "«[»" + rule() + "]",
      [
        "ROOT_NOT_OBJECT: this is a list of rules without the policy around it"
      ]
    ),
    (
      #"{"rules": «{"rulePriority": 1, "selection": {}, "action": {}, "description": "one rule without brackets around"}»}"#,
      [
        "WRONG_TYPE: `rules` is an array of rules; this is of type object"
      ]
    ),
    (
      policy(rule()).replacing("}\n]}", with: "}\n], «\"version\"»: 1}"),
      [
        "UNKNOWN_PROPERTY: the policy cannot have `version`"
      ]
    ),
    (policy("«5»", rule()), ["WRONG_TYPE: a rule is of type integer; expected an object"]),
    (policy("«{»" + rule().dropFirst(20)), ["MISSING_PROPERTY: this rule has no `rulePriority`"]),
    (
      policy(
        "«{»\"rulePriority\": 1, \"description\": \"neither a selection nor an action, and so no rule at all\"}"
      ),
      [
        "MISSING_PROPERTY: rule 1 has no `action`, `selection`"
      ]
    ),
    (
      policy(rule(#""rulePriority": «0»"#)),
      [
        "NUMBER_TOO_SMALL: `rulePriority` is 0; the smallest allowed is 1"
      ]
    ),
    (
      policy(rule(#""rulePriority": «"1"»"#)),
      [
        "WRONG_TYPE: `rulePriority` is of type string; expected an integer"
      ]
    ),
    (
      policy(rule(#""rulePriority": «1.0»"#)),
      [
        "WRONG_TYPE: `rulePriority` is of type number; expected an integer"
      ]
    ),
    (
      policy(rule(#""rulePriority": «2147483648»"#)),
      [
        "NUMBER_TOO_LARGE: `rulePriority` is 2147483648, more than 2147483647"
      ]
    ),
    (
      policy(rule(extra: ", «\"enabled\"»: true")),
      [
        "UNKNOWN_PROPERTY: rule 1 cannot have `enabled`"
      ]
    ),
    (
      policy(rule().replacing("\"a rule of a test\"", with: "«null»")),
      [
        "WRONG_TYPE: `description` is of type null; expected a string"
      ]
    ),
  ]

  // J-09 to J-20: selections.
  static let selections: [(String, [String])] = [
    ("«[]»", ["WRONG_TYPE: `selection` is of type array; expected an object"]),
    ("«{»}", ["MISSING_PROPERTY: `selection` has no `countNumber`, `countType`, `tagStatus`"]),
    (
      selection(status: #""tagStatus": «"TAGGED"»"#),
      [
        "NOT_IN_ENUM: `TAGGED` is not a value of `tagStatus`"
      ]
    ),
    (
      selection(status: #""tagStatus": «true»"#),
      [
        "WRONG_TYPE: `tagStatus` is of type boolean; expected a string"
      ]
    ),
    (
      selection(count: #""countType": «"sinceImageDeleted"»"#),
      [
        "NOT_IN_ENUM: `sinceImageDeleted` is not a value of `countType`"
      ]
    ),
    (
      selection(number: #""countNumber": «0»"#),
      [
        "NUMBER_TOO_SMALL: `countNumber` is 0; the smallest allowed is 1"
      ]
    ),
    (
      selection(number: #""countNumber": «-3»"#),
      [
        "NUMBER_TOO_SMALL: `countNumber` is -3; the smallest allowed is 1"
      ]
    ),
    (
      selection(number: #""countNumber": «"7"»"#),
      [
        "WRONG_TYPE: `countNumber` is of type string; expected an integer"
      ]
    ),
    (
      selection(more: #", "countUnit": «"days"»"#),
      [
        "COUNT_UNIT_NOT_ALLOWED: `countUnit` is not allowed with `imageCountMoreThan`"
      ]
    ),
    (
      selection(count: #""countType": «"sinceImagePushed"»"#),
      [
        "COUNT_UNIT_MISSING: `sinceImagePushed` needs a `countUnit`"
      ]
    ),
    (
      selection(count: #""countType": "sinceImagePushed", "countUnit": «"hours"»"#),
      [
        "NOT_IN_ENUM: `hours` is not a value of `countUnit`"
      ]
    ),
    (
      selection(count: #""countType": "sinceImagePushed", "countUnit": «null»"#),
      [
        "WRONG_TYPE: `countUnit` is of type null; expected a string"
      ]
    ),
    (
      selection(status: #""tagStatus": «"tagged"»"#),
      [
        "TAG_LIST_MISSING: `tagged` needs a `tagPatternList` or a `tagPrefixList`"
      ]
    ),
    (
      selection(status: tagged, more: #", "tagPatternList": ["a*"], "tagPrefixList": «["a"]»"#),
      [
        "TAG_LISTS_BOTH: a rule has either a `tagPatternList` or a `tagPrefixList`, not both"
      ]
    ),
    (
      selection(more: #", "tagPrefixList": «["a"]»"#),
      [
        "TAG_LIST_NOT_ALLOWED: `tagPrefixList` is not allowed with `untagged`"
      ]
    ),
    (
      selection(status: #""tagStatus": "any""#, more: #", "tagPatternList": «["*"]»"#),
      [
        "TAG_LIST_NOT_ALLOWED: `tagPatternList` is not allowed with `any`"
      ]
    ),
    (
      selection(status: tagged, more: #", "tagPatternList": «[]»"#),
      [
        "TAG_LIST_EMPTY: `tagPatternList` is empty"
      ]
    ),
    (
      selection(status: tagged, more: #", "tagPatternList": [«""»]"#),
      [
        "TAG_ENTRY_EMPTY: an entry of `tagPatternList` is empty"
      ]
    ),
    (
      selection(status: tagged, more: #", "tagPatternList": «"v*"»"#),
      [
        "WRONG_TYPE: `tagPatternList` is of type string; expected an array"
      ]
    ),
    (
      selection(status: tagged, more: #", "tagPrefixList": [«7»]"#),
      [
        "WRONG_TYPE: `an entry of tagPrefixList` is of type integer; expected a string"
      ]
    ),
    (
      selection(status: tagged, more: #", "tagPatternList": [«"test*1*2*3*4*5*6"»]"#),
      [
        "TOO_MANY_WILDCARDS: `test*1*2*3*4*5*6` has 6 wildcards; ECR accepts no more than four in "
          + "one pattern"
      ]
    ),
    (
      selection(more: #", "storageClass": «"glacier"»"#),
      [
        "NOT_IN_ENUM: `glacier` is not a value of `storageClass`"
      ]
    ),
    (
      selection(more: #", "storageClass": «"archive"»"#),
      [
        "STORAGE_CLASS_NOT_ALLOWED: `imageCountMoreThan` cannot select archived images"
      ]
    ),
    (
      selection(
        count: #""countType": «"sinceImageTransitioned"», "countUnit": "days""#,
        number: #""countNumber": 90"#),
      [
        "STORAGE_CLASS_MISSING: `sinceImageTransitioned` needs `storageClass`"
      ]
    ),
    (
      selection(
        count: transitioned, number: #""countNumber": 90"#, more: #", "storageClass": «"standard"»"#
      ),
      [
        "STORAGE_CLASS_NOT_ALLOWED: `sinceImageTransitioned` selects archived images only"
      ]
    ),
    (
      selection(count: transitioned, number: #""countNumber": «89»"#, more: archive),
      [
        "COUNT_BELOW_ARCHIVE_MINIMUM: `countNumber` is 89; archived images stay for at least 90 days"
      ]
    ),
    (
      selection(more: ", «\"tagPatterList\"»: [\"a\"]"),
      [
        "UNKNOWN_PROPERTY: `selection` cannot have `tagPatterList`"
      ]
    ),
  ]

  // J-21, J-22, V-01: actions.
  static let actions: [(String, String, [String])] = [
    (
      selection(), "«\"expire\"»",
      ["WRONG_TYPE: `action` is of type string; expected an object"]
    ),
    (selection(), "«{»}", ["MISSING_PROPERTY: `action` has no `type`"]),
    (selection(), #"{"type": «"archive"»}"#, ["NOT_IN_ENUM: `archive` is not a value of `type`"]),
    (selection(), #"{"type": «"keep"»}"#, ["NOT_IN_ENUM: `keep` is not a value of `type`"]),
    (
      selection(), #"{"type": «"transition"»}"#,
      [
        "TARGET_STORAGE_CLASS_MISSING: `transition` needs a `targetStorageClass`"
      ]
    ),
    (
      selection(), #"{"type": "transition", "targetStorageClass": «"standard"»}"#,
      [
        "NOT_IN_ENUM: `standard` is not a value of `targetStorageClass`"
      ]
    ),
    (
      selection(), #"{"type": "expire", "targetStorageClass": «"archive"»}"#,
      [
        "TARGET_STORAGE_CLASS_NOT_ALLOWED: `expire` has no `targetStorageClass`"
      ]
    ),
    (
      selection(), #"{"type": "expire", «"after"»: 5}"#,
      [
        "UNKNOWN_PROPERTY: `action` cannot have `after`"
      ]
    ),
    (
      selection(count: pulled), #"{"type": «"expire"»}"#,
      [
        "PULLED_CANNOT_EXPIRE: `sinceImagePulled` can archive images, not expire them"
      ]
    ),
    (
      selection(count: transitioned, number: #""countNumber": 90"#, more: archive),
      #"{"type": «"transition"», "targetStorageClass": "archive"}"#,
      [
        "ARCHIVED_CANNOT_TRANSITION: archived images can only expire"
      ]
    ),
  ]

  // V-02 to V-07: the whole policy.
  static let any = #""tagStatus": "any""#
  static func list(_ entries: String) -> String {
    selection(status: tagged, more: #", "tagPrefixList": \#(entries)"#)
  }
  static let policies: [(String, [String])] = [
    (
      policy(rule(), rule(#""rulePriority": «1»"#, selection: list(#"["a-"]"#))),
      [
        "DUPLICATE_RULE_PRIORITY: two rules have the rulePriority 1"
      ]
    ),
    (
      policy(
        rule(),
        rule(
          #""rulePriority": 2"#,
          selection: selection(status: #""tagStatus": «"untagged"»"#, count: pushed))),
      [
        "SEVERAL_UNTAGGED_RULES: a second rule selects untagged images in standard storage"
      ]
    ),
    (
      policy(
        rule(selection: selection(status: #""tagStatus": «"any"»"#)), rule(#""rulePriority": 2"#)),
      [
        #"ANY_RULE_NOT_LAST: rule 1 has `"tagStatus": "any"` but is not the last rule for standard storage"#
      ]
    ),
    (
      policy(
        rule(#""rulePriority": 2"#, selection: selection(status: any)),
        rule(
          #""rulePriority": 1"#,
          selection: selection(status: #""tagStatus": «"any"»"#, count: pushed))),
      [
        #"ANY_RULE_NOT_LAST: rule 1 has `"tagStatus": "any"` but is not the last rule for standard storage"#
      ]
    ),
    (
      policy(
        rule(selection: list(#"["a-", "b-"]"#)),
        rule(#""rulePriority": 2"#, selection: list(#"«["b-", "a-"]»"#))),
      [
        "DUPLICATE_TAG_LIST: two rules for standard storage have the same tagPrefixList"
      ]
    ),
  ]

  @Test(arguments: envelopes + policies)
  func `a policy that ECR refuses is told all of its mistakes`(text: String, expected: [String]) {
    MarkedPolicy(text).expect(expected)
  }

  @Test(arguments: [
    (
      "[]",
      [
        "POLICY_TOO_SHORT: the policy has 2 characters; ECR requires at least 100",
        "ROOT_NOT_OBJECT: a lifecycle policy is an object; this is of type array",
      ]
    ),
    (
      #"{"rules": []}"#,
      [
        "POLICY_TOO_SHORT: the policy has 13 characters; ECR requires at least 100",
        "NO_RULES: the policy has no rules",
      ]
    ),
    // V-08: a text that is both too short and no JSON has both mistakes.
    (
      "",
      [
        "JSON_EMPTY: the text is empty; expected a JSON value",
        "POLICY_TOO_SHORT: the policy has 0 characters; ECR requires at least 100",
      ]
    ),
    (
      "file://policy.json",
      [
        "NOT_JSON: this is the argument with which the AWS CLI reads a file, not JSON: "
          + "`file://policy.json`",
        "POLICY_TOO_SHORT: the policy has 18 characters; ECR requires at least 100",
      ]
    ),
  ])
  func `J-01, J-03 what is no policy at all is refused`(text: String, expected: [String]) {
    #expect(MarkedPolicy(text).read().map(\.what) == expected)
  }

  @Test(arguments: selections)
  func `a selection that ECR refuses is told all of its mistakes`(
    text: String, expected: [String]
  ) {
    MarkedPolicy(policy(rule(selection: text))).expect(expected)
  }

  @Test(arguments: actions)
  func `an action that ECR refuses is told all of its mistakes`(
    selection: String, action: String, expected: [String]
  ) {
    MarkedPolicy(policy(rule(selection: selection, action: action))).expect(expected)
  }

  @Test func `J-02, V-07 more than 50 rules are refused at the 51st`() {
    let rules = (1...51).map { number in
      (number == 51 ? "«" : "")
        + rule(#""rulePriority": \#(number)"#, selection: Self.list(#"["p\#(number)-"]"#))
        + (number == 51 ? "»" : "")
    }
    let text = "{\"rules\": [\(rules.joined(separator: ","))]}"
    MarkedPolicy(text).expect([
      "TOO_MANY_RULES: the policy has 51 rules; ECR accepts no more than 50"
    ]
    )
  }

  @Test func `J-01 a policy of more than 30720 characters is refused`() {
    let long = policy(rule()) + String(repeating: " ", count: 30_720)
    #expect(MarkedPolicy(long).read().map(\.finding.code.rawValue) == ["POLICY_TOO_LONG"])
  }

  @Test func `V-08 all mistakes of a policy are told in one go, and the likely answer is marked`() {
    let text = MarkedPolicy(
      policy(
        rule(selection: selection(status: #""tagStatus": «"tagged"»"#)),
        rule(#""rulePriority": «1»"#, action: #"{"type": «"delete"»}"#)))
    text.expect([
      "TAG_LIST_MISSING: `tagged` needs a `tagPatternList` or a `tagPrefixList`",
      "DUPLICATE_RULE_PRIORITY: two rules have the rulePriority 1",
      "NOT_IN_ENUM: `delete` is not a value of `type`",
    ])
    // The schema is checked before the meaning: of the three, ECR would tell the last.
    let likely = text.read().filter { $0.finding.serviceAnswer?.isLikelyFirst == true }
    #expect(likely.map(\.finding.code.rawValue) == ["NOT_IN_ENUM"])
  }
}
