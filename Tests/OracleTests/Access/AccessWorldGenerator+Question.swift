import TestSupport

/// Random questions: who, what, on which resource, and what else is known of the request.

extension AccessWorldGenerator {
  mutating func randomQuestion() -> WorldQuestion {
    let action = random.pick(AccessVocabulary.actions)
    var question = WorldQuestion(
      principal: randomPrincipal(),
      action: random.chance(10) ? oddCase(action) : action,
      resource: randomResource(of: action))
    if random.chance(30) {
      // An ARN that names its account leaves nothing to choose.
      let owner = parts(question.resource, 6).dropFirst(4).first ?? ""
      question.resourceAccount = owner.isEmpty ? random.pick(AccessVocabulary.accounts) : owner
    }
    for (name, values) in AccessVocabulary.contextValues where random.chance(18) {
      var given = randomValues(values)
      // A caller has one id.
      if name == "aws:userid" { given = Array(given.prefix(1)) }
      question.context.append(
        WorldKey(name: random.chance(25) ? oddCase(name) : name, values: given))
    }
    if random.chance(40) { question.resourceTags = randomTags() }
    if random.chance(30) { question.requestTags = randomTags() }
    if random.chance(40) { question.principalTags = randomTags() }
    return question
  }

  mutating func variation(of question: WorldQuestion) -> WorldQuestion {
    var varied = question
    for _ in 0..<random.within(1...2) {
      let other = randomQuestion()
      switch random.below(4) {
      case 0: varied.principal = other.principal
      case 1:
        (varied.action, varied.resource) = (other.action, other.resource)
        varied.resourceAccount = other.resourceAccount
      case 2: varied.context = other.context
      default:
        varied.resourceTags = other.resourceTags
        varied.requestTags = other.requestTags
        varied.principalTags = other.principalTags
      }
    }
    return varied
  }

  /// Users and sessions of the resources' account are asked about most.
  private mutating func randomPrincipal() -> String {
    let own = AccessVocabulary.accounts[0]
    let account = random.chance(65) ? own : random.pick(AccessVocabulary.accounts)
    let kind = random.below(100)
    switch kind {
    case ..<25: return "arn:aws:iam::\(account):user/" + random.pick(["team/ann", "bob", "fay"])
    case ..<40:
      return "arn:aws:iam::\(account):role/" + random.pick(["app/Puller", "Puller", "Pusher"])
    case ..<65:
      return "arn:aws:sts::\(account):assumed-role/"
        + random.pick(["Puller/one", "Puller/two", "Pusher/one"])
    case ..<77: return "arn:aws:sts::\(account):federated-user/" + random.pick(["fay", "bob"])
    case ..<83: return "arn:aws:iam::\(account):root"
    case ..<89: return random.pick(AccessVocabulary.services)
    case ..<92:
      return "arn:aws:sts::\(account):assumed-role/AWSServiceRoleForECRReplication/replication"
    case ..<95:
      return "arn:aws:iam::\(account):role/aws-service-role/replication.ecr.amazonaws.com/"
        + "AWSServiceRoleForECRReplication"
    default: return "anonymous"
    }
  }

  private mutating func randomResource(of action: String) -> String {
    if AccessVocabulary.registryLevelActions.contains(action), random.chance(60) { return "*" }
    return random.pick(
      action.hasPrefix("ecr:") ? AccessVocabulary.repositories : AccessVocabulary.otherResources)
  }

  /// None, one or several.
  private mutating func randomValues(_ values: [String]) -> [String] {
    let count = random.pick([0, 1, 1, 1, 1, 1, 1, 2, 2, 3])
    return Array(random.shuffled(values).prefix(count))
  }

  private mutating func randomTags() -> [WorldTag] {
    var tags: [WorldTag] = []
    for key in ["team", "Stage"] where random.chance(70) {
      tags.append(WorldTag(key: key, value: random.pick(AccessVocabulary.tagValues)))
    }
    return tags
  }

  /// The same letters, some of them in the other case.
  mutating func oddCase(_ text: String) -> String {
    var result = ""
    for character in text {
      result +=
        random.chance(50)
        ? String(character)
        : random.chance(50)
          ? character.uppercased() : character.lowercased()
    }
    return result
  }
}
