import ECRLifecycle
import ECRModel
import ECRPolicy
import ECRSimulator
import Texts

/// One image of a preview as JSON.
extension ByteBuffer {
  mutating func image(
    _ result: ImageResult, _ repository: PreviewLifecyclePolicy.RepositoryOutcome
  ) {
    let preview = repository.preview
    let images = preview.repository.images
    let index = result.index
    open("{")
    member("imageDigest")
    string(images.digests.bytes[images.digests.range(of: index)])
    member("imageTags")
    open("[")
    for tag in images.tagStarts[index]..<images.tagStarts[index + 1] {
      element()
      string(images.tags.bytes[images.tags.range(of: tag)])
    }
    close("]")
    member("imagePushedAt")
    time(Timestamp(microseconds: images.pushedAt[index]))
    member("imageSizeInBytes")
    images.sizes[index] == ImageTable.absent ? null() : number(Int(images.sizes[index]))
    member("imageStatus")
    string(images.statuses[index].rawValue)
    member("storageClass")
    string(images.statuses[index].storageClass?.rawValue)
    member("outcome")
    string(result.outcome.rawValue)
    member("action")
    switch result.outcome {
    case .expire: action(.expire)
    case .transition: action(.transition)
    case .keep: null()
    }
    member("appliedRulePriority")
    result.appliedRulePriority.map { number($0) } ?? null()
    member("explanation")
    explanation(result, repository)
    close("}")
  }

  private mutating func explanation(
    _ result: ImageResult, _ repository: PreviewLifecyclePolicy.RepositoryOutcome
  ) {
    open("{")
    member("reason")
    string(result.reason.name)
    member("sentence")
    open("\"")
    sentence(result, repository.preview)
    close("\"")
    member("decidingRulePriority")
    result.decidingRule.map { number($0.rulePriority) } ?? null()
    member("rules")
    array(result.ruleOutcomes) { $0.ruleOutcome($1) }
    member("eligibleAt")
    time(result.eligibleAt)
    member("protectedBy")
    array(result.protections) { $0.protection($1) }
    member("followsSubject")
    string(result.followsSubject)
    member("uncertainties")
    array(result.uncertainties.codes) { json, code in
      json.open("{")
      json.member("code")
      json.string(code)
      json.member("message")
      json.string(DoubtWords.sentence(code))
      json.close("}")
    }
    member("mayGo")
    bool(result.mayGo)
    member("alerts")
    array(repository.alerts(for: result.index)) { json, alert in
      json.open("{")
      json.member("kind")
      json.string(alert.name)
      json.member("message")
      json.string(AlertWords.sentence(alert))
      json.close("}")
    }
    close("}")
  }

  private mutating func ruleOutcome(_ outcome: RuleOutcome) {
    open("{")
    member("rulePriority")
    number(outcome.rulePriority)
    member("action")
    string(outcome.action.rawValue)
    member("relation")
    switch outcome.relation {
    case .decides: string("decides")
    case .shielded(let priority):
      string("shielded")
      member("shieldedByRulePriority")
      number(priority)
    case .otherStorageClass: string("otherStorageClass")
    }
    member("wouldAct")
    bool(outcome.wouldAct)
    switch outcome.measure {
    case nil: break
    case .rank(let rank, let count, let limit):
      member("rank")
      rank.map { number($0) } ?? null()
      member("countedImageTotalCount")
      number(count)
      member("countNumber")
      number(limit)
    case .age(let clock, let since, let age, let days):
      member("clock")
      string(clock.rawValue)
      member("since")
      time(since)
      member("ageInSeconds")
      since == nil ? null() : number(Int(age / Timestamp.second))
      member("countNumber")
      number(days)
      member("countUnit")
      string("days")
    }
    close("}")
  }

  private mutating func protection(_ protection: Protection) {
    open("{")
    member("kind")
    switch protection {
    case .rule(let priority, let others):
      string("rule")
      member("rulePriority")
      number(priority)
      member("fromRulePriorities")
      array(others) { $0.number($1) }
    case .manifestLists(let digests):
      string("manifestList")
      member("imageDigests")
      array(digests) { $0.string($1) }
    case .storageClass(let storageClass, let others):
      string("storageClass")
      member("storageClass")
      string(storageClass?.rawValue)
      member("fromRulePriorities")
      array(others) { $0.number($1) }
    }
    close("}")
  }
}
