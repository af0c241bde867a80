/// Faults of who is meant by a principal, and of who the caller is.
enum PrincipalFaults {
  static let files = [matcher, caller, names]

  private static let matcher = FaultyFile(
    path: "Sources/ECRAccess/Policies/PrincipalMatcher.swift",
    faults: [
      .value(
        "root-arn-is-no-account", "The ARN of an account's root does not mean the account.",
        "ARN(text)?.account ?? text", becomes: "text"),
      .value(
        "not-principal-read-as-principal", "`NotPrincipal` is for those whom it names.",
        "exempts(caller) ? .none : .direct", becomes: "exempts(caller) ? .direct : .none"),
      .value(
        "role-exempts-its-sessions",
        "`NotPrincipal` exempts a session whose account and role are named.",
        "namesAccount(caller) && namesRole(caller) && sessions.contains(caller.text)",
        becomes: "namesAccount(caller) && namesRole(caller)"),
      .value(
        "session-alone-is-exempt",
        "`NotPrincipal` exempts a session that is named without its role.",
        "namesAccount(caller) && namesRole(caller) && sessions.contains(caller.text)",
        becomes: "sessions.contains(caller.text)"),
      .value(
        "user-alone-is-exempt", "`NotPrincipal` exempts a user that is named without its account.",
        "namesAccount(caller) && namesUser(caller)", becomes: "namesUser(caller)"),
      .value(
        "role-names-the-session-itself",
        "Naming a role is as good as naming its session.",
        ".role",
        becomes: ".direct",
        within: """
          if sessions.contains(caller.text) { return .direct }
                if namesRole(caller) { return .role }
          """),
      .statement(
        "session-is-not-named", "A session that is named by its own ARN is not known.",
        "if sessions.contains(caller.text) { return .direct }", becomes: ""),
      .value(
        "role-of-any-account", "A session is taken for that of another account's role of its name.",
        "role.account == caller.account && role.name == caller.name",
        becomes: "role.name == caller.name"),
      .value(
        "user-by-name-alone", "A user is known by its name, whatever path stands before it.",
        "user.arn == caller.text",
        becomes: "user.account == caller.account && user.name == caller.name"),
      .value(
        "federated-user-of-any-account",
        "The user behind a federated one is looked for in every account.",
        "user.account == caller.account && user.name == caller.name",
        becomes: "user.name == caller.name"),
      .value(
        "any-service-will-do", "Naming one service names them all.",
        "services.contains(caller.text) ? .direct : .none",
        becomes: "services.isEmpty ? .none : .direct"),
      .value(
        "unique-ids-unread", "A principal that has become a unique id is nobody.",
        "uniqueIDs.contains(id)", becomes: "false"),
    ])

  private static let caller = FaultyFile(
    path: "Sources/ECRAccess/Request/Caller.swift",
    faults: [
      .value(
        "service-linked-by-name",
        "A role is taken for service-linked by its name, whatever its path.",
        "roleARN?.resource.hasPrefix(\"role/aws-service-role/\") == true",
        becomes: "name.hasPrefix(\"AWSServiceRoleFor\")")
    ])

  private static let names = FaultyFile(
    path: "Sources/ECRPolicy/Access/PrincipalName.swift",
    faults: [
      .value(
        "star-in-a-principal", "A star inside a principal's ARN is accepted.",
        "!arn.resource.contains(\"*\")", becomes: "true")
    ])
}
