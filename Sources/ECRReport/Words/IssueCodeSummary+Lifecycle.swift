import Texts

extension IssueCodeSummary {
  /// The codes of lifecycle policies.
  static let lifecycle: [IssueCode: String] = [
    "AGE_RULE_KEEPS_NO_MINIMUM":
      "A rule limits only the age of images, so it can expire all of them",
    "ANY_RULE_NOT_LAST":
      "A rule with the tag status `any` is not the last rule of its storage class",
    "ARCHIVED_CANNOT_TRANSITION": "A rule archives images that are archived already",
    "CATCH_ALL_SKIPS_SHIELDED":
      "A rule for all images never acts on images that an earlier rule selects",
    "COUNT_BELOW_ARCHIVE_MINIMUM":
      "A rule expires archived images before the 90 days that they stay at least",
    "COUNT_INCLUDES_PARTS":
      "The platform images and signatures of an image count toward the limit of a rule",
    "COUNT_INCLUDES_SHIELDED":
      "Images that an earlier rule protects count toward the limit of a rule",
    "COUNT_UNIT_MISSING": "A rule that limits the age of images has no unit",
    "COUNT_UNIT_NOT_ALLOWED": "A rule that limits the number of images has a unit",
    "DESCRIPTION_CONTRADICTS_RULE":
      "The description of a rule says something else than the rule does",
    "DESCRIPTION_SAYS_KEEP":
      "The description of a rule says that it keeps images, but the rule removes them",
    "DUPLICATE_RULE_PRIORITY": "Two rules have the same priority",
    "DUPLICATE_TAG_ENTRY": "A list of tags has an entry twice",
    "DUPLICATE_TAG_LIST": "Two rules have the same list of tags",
    "ENTRY_CANNOT_MATCH": "An entry of a list of tags cannot match any tag",
    "GUARD_COMES_TOO_LATE":
      "A rule that is meant to protect images comes after the rule that removes them",
    "GUARD_HAS_A_LIMIT": "A rule protects images only as long as its limit is not reached",
    "LIMIT_IS_SHARED": "A rule counts all images that it selects together, not each tag by itself",
    "NOTHING_IS_ARCHIVED": "A rule acts on archived images, but no rule archives any",
    "NOT_IN_ENUM": "A value is not one of the values that are allowed here",
    "NO_RULES": "The lifecycle policy has no rules",
    "NUMBER_TOO_LARGE": "A number is larger than ECR can store",
    "NUMBER_TOO_SMALL": "A number is smaller than the smallest that ECR accepts",
    "POLICY_IN_FORCE": "The policy is in force although it is invalid",
    "POLICY_TOO_LONG": "The lifecycle policy has more characters than ECR allows",
    "POLICY_TOO_SHORT": "The lifecycle policy has fewer characters than ECR requires",
    "PREFIX_OF_ANOTHER":
      "A prefix of one rule begins a prefix of another, so that both select the same images",
    "PULLED_CANNOT_EXPIRE":
      "A rule expires images by their last pull, by which they can only be archived",
    "PULL_TIME_IS_COARSE":
      "A rule depends on the last pull of images, which ECR records about once a day",
    "REDUNDANT_TAG_ENTRY": "An entry of a list of tags is implied by another one",
    "RELEASE_TAG_IN_REACH": "An entry of a list of tags also matches release tags",
    "ROOT_NOT_OBJECT": "The lifecycle policy is not a JSON object",
    "RULES_NOT_IN_ORDER": "The rules are not in the order of their priorities",
    "SEVERAL_UNTAGGED_RULES": "Two rules select the untagged images of a storage class",
    "SHARED_TAG_ENTRY":
      "Two rules have the same entry in their lists of tags, and only the first one acts",
    "STORAGE_CLASS_IS_DEFAULT": "A rule names the storage class that is the default",
    "STORAGE_CLASS_MISSING": "A rule for archived images does not name their storage class",
    "STORAGE_CLASS_NOT_ALLOWED":
      "The storage class of a rule does not go with what the rule counts",
    "TAG_ENTRY_EMPTY": "A list of tags has an empty entry",
    "TAG_LISTS_BOTH": "A rule has a list of patterns and a list of prefixes",
    "TAG_LIST_EMPTY": "A list of tags is empty",
    "TAG_LIST_MEANS_AND": "A rule selects only images that match every entry of its list of tags",
    "TAG_LIST_MISSING": "A rule for tagged images has no list of tags",
    "TAG_LIST_NOT_ALLOWED": "A rule that does not select by tags has a list of tags",
    "TARGET_STORAGE_CLASS_MISSING": "A rule that archives images does not name the storage class",
    "TARGET_STORAGE_CLASS_NOT_ALLOWED":
      "A rule that expires images names a storage class to move them to",
    "TOO_MANY_RULES": "The lifecycle policy has more rules than ECR allows",
    "TOO_MANY_WILDCARDS": "A pattern has more wildcards than ECR allows",
    "UNREACHABLE_RULE": "A rule can never act, because earlier rules select all its images",
    "UNTAGGED_IS_NOT_GARBAGE": "A rule for untagged images selects parts of tagged images, too",
    "WILDCARD_IN_PREFIX": "A prefix contains a wildcard, which is a plain character there",
  ]
}
