import ECRAccess
import ECRModel
import Testing
import Texts

@testable import ECRScenarios

/// Lifecycle policies that run, and policies that change.
struct PolicyEventTests {
  private func names(_ tale: Tale) throws -> [String] {
    try tale.worldAtEnd()[repository: "web/shop"].images.map(\.name)
  }

  private func asking(_ events: String, _ change: (inout Tale) -> Void = { _ in }) -> Tale {
    var tale = Tale(
      story: events + "\n- {question: Fine?, validate: {\"rules\": []}, answer: {valid: false}}")
    change(&tale)
    return tale
  }

  @Test func `what the policy expires is gone`() throws {
    #expect(try names(asking("- {apply: web/shop}")) == ["B"])
  }

  @Test func `the policy sees the time that has passed`() throws {
    // A is ten days old and B two; after six days more both are older than seven.
    #expect(try names(asking("- {apply: web/shop}") { $0.useWeek() }) == ["B"])
    #expect(try names(asking("- {wait: 6 days}\n- {apply: web/shop}") { $0.useWeek() }) == [])
  }

  @Test func `what the policy archives is in the archive since then`() throws {
    let tale = asking("- {wait: 1 hour}\n- {apply: web/shop}") {
      $0.files["one.json"] = Policies.archive(7)
    }
    let images = try tale.worldAtEnd()[repository: "web/shop"].images
    #expect(images.map(\.detail.imageStatus) == [.archived, .active])
    #expect(
      images.map { $0.detail.lastArchivedAt.map { "\($0)" } } == ["2026-01-31T13:00:00Z", nil])
  }

  @Test func `M-01, M-09: parts of an index go in the run after it`() throws {
    var tale = Tale(
      images: """
        - {image: amd64, pushed: 9 days ago}
        - {image: multi, pushed: 9 days ago, index: [amd64]}
        """)
    tale.files["one.json"] = Policies.days(7)
    let fine = "\n- {question: Fine?, validate: {\"rules\": []}, answer: {valid: false}}"
    tale.tell("- {apply: web/shop}" + fine)
    #expect(try names(tale) == ["amd64"])
    tale.tell("- {apply: web/shop}\n- {apply: web/shop}" + fine)
    #expect(try names(tale) == [])
  }

  @Test func `no policy, or one with mistakes, cannot run`() throws {
    let none = asking("- {put: {lifecyclePolicy: none}}\n- «{apply: web/shop}")
    #expect(
      try none.run().findings.map(\.told) == [
        "IMPOSSIBLE \(none.unmarked.places[0]): web/shop has no lifecycle policy to run; "
          + "add `lifecyclePolicy` to the repository"
      ])
    let bad = asking("- «{apply: web/shop}") { $0.files["one.json"] = Policies.keep(0) }
    let findings = try bad.run().findings
    #expect(findings.map(\.location.file) == ["one.json", "scenario.yaml"])
    #expect(
      findings.last?.told
        == "IMPOSSIBLE \(bad.unmarked.places[0]): the lifecycle policy of web/shop is invalid: "
        + "ECR would reject it")
  }

  // MARK: Policies change

  @Test func `a policy that is put replaces the other, and none takes it away`() throws {
    let put = "- {put: {lifecyclePolicy: week.json, repositoryPolicy: one.json, tags: {team: web}}}"
    let after = try asking(put).worldAtEnd()[repository: "web/shop"]
    #expect(after.lifecyclePolicy?.name == "week.json")
    #expect(after.repositoryPolicy?.name == "one.json")
    #expect(after.tags == ["team": "web"])
    let gone = try asking(put + "\n- {put: {repositoryPolicy: none, tags: none}}").worldAtEnd()
    #expect(gone[repository: "web/shop"].lifecyclePolicy?.name == "week.json")
    #expect(gone[repository: "web/shop"].repositoryPolicy == nil)
    #expect(gone[repository: "web/shop"].tags == [:])
  }

  static let people =
    "\n" + """
      principals:
        ci:
          arn: arn:aws:iam::111122223333:role/ci
          identityPolicies: [pull.json]
          permissionsBoundary: all.json
          tags: {team: web}
      accounts:
        "111122223333": {registryPolicyScope: V1, serviceControlPolicies: [all.json]}
      """

  private func withPeople(_ events: String) -> Tale {
    asking(events) {
      $0.situation += Self.people
      $0.files["pull.json"] = Policies.access("ecr:BatchGetImage", sid: "Pull")
      $0.files["all.json"] = Policies.access("*", sid: "All")
    }
  }

  @Test func `what is put for a principal replaces what it names, and nothing else`() throws {
    let put = "- {put: {principal: ci, identityPolicies: [pull.json, all.json]}}"
    let after = try #require(withPeople(put).worldAtEnd().principals.first)
    #expect(after.identityPolicies.map(\.name) == ["pull.json", "all.json"])
    #expect(after.permissionsBoundary?.name == "all.json")
    #expect(after.tags == ["team": "web"])
    let none =
      "- {put: {principal: ci, identityPolicies: none, permissionsBoundary: none, "
      + "sessionPolicies: pull.json, tags: {team: data}}}"
    let without = try #require(withPeople(none).worldAtEnd().principals.first)
    #expect(without.identityPolicies.isEmpty)
    #expect(without.permissionsBoundary == nil)
    #expect(without.sessionPolicies.map(\.name) == ["pull.json"])
    #expect(without.tags == ["team": "data"])
  }

  @Test func `what is put for an account replaces what it names, and nothing else`() throws {
    let put =
      "- {put: {account: \"111122223333\", registryPolicy: all.json, "
      + "resourceControlPolicies: [all.json, [pull.json, all.json]]}}"
    let after = try #require(withPeople(put).worldAtEnd().accounts["111122223333"])
    #expect(after.registryPolicy?.name == "all.json")
    #expect(after.registryPolicyScope == .v1)
    #expect(after.serviceControlPolicies.map { $0.map(\.name) } == [["all.json"]])
    #expect(
      after.resourceControlPolicies.map { $0.map(\.name) }
        == [["all.json"], ["pull.json", "all.json"]])
    let more =
      "\n- {put: {account: \"111122223333\", registryPolicy: none, registryPolicyScope: V2, "
      + "serviceControlPolicies: none}}"
    let without = try #require(withPeople(put + more).worldAtEnd().accounts["111122223333"])
    #expect(without.registryPolicy == nil)
    #expect(without.registryPolicyScope == .v2)
    #expect(without.serviceControlPolicies.isEmpty)
    #expect(without.resourceControlPolicies.count == 2)
    let other = "- {put: {account: \"444455556666\", registryPolicy: all.json}}"
    #expect(
      try withPeople(other).worldAtEnd().accounts["444455556666"]?.registryPolicy?.name
        == "all.json")
  }

  @Test func `a put that says nothing is a mistake`() {
    for (entry, what) in [
      ("«{repository: web/shop}", "`lifecyclePolicy`, `repositoryPolicy`, `tags`"),
      (
        "«{principal: ci}",
        "`identityPolicies`, `permissionsBoundary`, `sessionPolicies`, `tags`"
      ),
      (
        "«{account: \"111122223333\"}",
        "`registryPolicy`, `registryPolicyScope`, `serviceControlPolicies`, "
          + "`resourceControlPolicies`"
      ),
    ] {
      Mistake(
        withPeople("- {put: \(entry)}"),
        "MISSING_KEY: `put` is empty; add one of \(what)"
      ).expect()
    }
  }

  @Test func `what a question is asked of is what has been put`() throws {
    var tale = withPeople("")
    tale.tell(
      """
      - question: May it?
        access: {principal: ci, action: "ecr:PutImage", repository: web/shop}
        answer: {decision: implicitDeny, decidedBy: [identityPolicy]}
      - {put: {principal: ci, identityPolicies: all.json}}
      - question: And now?
        access: {principal: ci, action: "ecr:PutImage", repository: web/shop}
        answer: {decision: allowed, decidedBy: [identityPolicy]}
      """)
    #expect(try tale.failures() == [])
  }
}

extension Tale {
  /// Gives the repository the policy that expires what is older than seven days.
  mutating func useWeek() { files["one.json"] = files["week.json"] }
}
