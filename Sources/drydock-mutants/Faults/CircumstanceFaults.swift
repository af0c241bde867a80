/// Faults of what is known about a request, and of what clients ask for.
enum CircumstanceFaults {
  static let files = [context, request, keys, tagKeys, asking, world, recipes]

  private static let context = FaultyFile(
    path: "Sources/ECRAccess/Request/RequestContext.swift",
    faults: [
      .value(
        "given-keys-come-second", "What a question gives does not override what follows from it.",
        "given.values(of: key) ?? following(key)",
        becomes: "following(key) ?? given.values(of: key)"),
      .value(
        "session-has-its-own-arn", "`aws:PrincipalArn` of a session is the session's ARN.",
        "roleARN?.description", becomes: "text"),
      .statement(
        "services-are-not-marked", "`aws:PrincipalIsAWSService` is not filled in for services.",
        "context.set(\"aws:PrincipalIsAWSService\", \"true\")", becomes: ""),
      .statement(
        "account-of-the-caller-unknown", "`aws:PrincipalAccount` is not filled in.",
        "context.set(\"aws:PrincipalAccount\", account)", becomes: ""),
    ])

  private static let request = FaultyFile(
    path: "Sources/ECRAccess/Request/AccessRequest.swift",
    faults: [
      .statement(
        "ecr-resource-tags-unknown", "`ecr:ResourceTag` is not filled in.",
        "stack.resource.setTags(resourceTags, \"ecr:ResourceTag/\")", becomes: ""),
      .statement(
        "tag-keys-unknown", "`aws:TagKeys` is not filled in.",
        "stack.request.set(\"aws:TagKeys\", requestTags.keys.sorted())", becomes: ""),
      .statement(
        "tls-unknown", "`aws:SecureTransport` is not filled in.",
        "context.set(\"aws:SecureTransport\", \"true\")", becomes: ""),
    ])

  private static let keys = FaultyFile(
    path: "Sources/ECRAccess/Request/ContextKey.swift",
    faults: [
      .value(
        "keys-with-case", "The case of context keys matters.",
        "name.lowercased()", becomes: "name")
    ])

  private static let tagKeys = FaultyFile(
    path: "Sources/ECRAccess/Request/TagKeys.swift",
    faults: [
      .value(
        "new-repository-has-tags",
        "A repository that is being made has the tags of the one that is there.",
        "mask & ActionMasks.carryingResourceTags != 0", becomes: "true"),
      .value(
        "tag-keys-only-when-tagging",
        "Taking tags away has no `aws:TagKeys`.",
        "mask & ActionMasks.carryingTagKeys != 0",
        becomes: "mask & ActionMasks.carryingRequestTags != 0"),
    ])

  private static let asking = FaultyFile(
    path: "Sources/ECRSimulator/Access/AskAccess.swift",
    faults: [
      .value(
        "login-under-the-owners-policies",
        "A login is asked under the policies of the registry that is pulled from.",
        "isLogin ? person.caller.account : home", becomes: "home"),
      .value(
        "conditional-steps-decide",
        "A step that takes place only sometimes decides about the whole.",
        "$0.condition == nil && $0.result.decision != .allowed",
        becomes: "$0.result.decision != .allowed"),
    ])

  private static let world = FaultyFile(
    path: "Sources/ECRSimulator/Access/AccessWorld.swift",
    faults: [
      .value(
        "rcp-level-forbids-all",
        "A level of RCPs without an Allow forbids everything.",
        "!levels[$0].contains(where: \\.hasAllow)", becomes: "false")
    ])

  private static let recipes = FaultyFile(
    path: "Sources/ECRAccess/Recipes/AccessRecipe.swift",
    faults: [
      .value(
        "push-without-login", "A push needs no login.",
        "[Self.login] + Self.write(\"image\")", becomes: "Self.write(\"image\")"),
      .value(
        "signing-only-writes", "Signing reads nothing.",
        "[Self.login] + Self.read(\"image\") + Self.write(\"signature\")",
        becomes: "[Self.login] + Self.write(\"signature\")"),
    ])
}
