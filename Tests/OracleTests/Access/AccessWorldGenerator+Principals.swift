import TestSupport

/// Random `Principal` elements, most of which name the caller in one way or another.

extension AccessWorldGenerator {
  mutating func principals(_ aim: Int) -> WorldPrincipals {
    var element = WorldPrincipals(isNegated: random.chance(18), names: [])
    if element.isNegated, random.chance(45) {
      // who is to be exempt has to be named in all its forms.
      element.names = formsOfCaller()
      if random.chance(30) { element.names.remove(at: random.below(element.names.count)) }
      if !element.names.isEmpty { return element }
    }
    for _ in 0..<random.within(1...3) {
      element.names.append(
        random.chance(aim) ? random.pick(formsOfCaller()) : random.pick(AccessVocabulary.principals)
      )
    }
    return element
  }

  /// The names that a policy may have for the caller.
  private mutating func formsOfCaller() -> [WorldPrincipal] {
    let caller = question.principal
    let fields = parts(caller, 6)
    guard fields.count == 6 else {
      return caller == "anonymous"
        ? [WorldPrincipal(value: "*")] : [WorldPrincipal(type: "Service", value: caller)]
    }
    let account = fields[4]
    let path = fields[5].split(separator: "/").map(String.init)
    var values = [random.pick([account, "arn:aws:iam::\(account):root"])]
    switch path[0] {
    case "assumed-role":
      let name = random.chance(30) ? "app/" + path[1] : path[1]
      values += ["arn:aws:iam::\(account):role/" + name, caller]
      if random.chance(15) { values.append("AROADBQP57FF2AEXAMPLE") }
    case "federated-user":
      values += [caller, "arn:aws:iam::\(account):user/" + path[1]]
    case "root": break
    default:
      values.append(caller)
      if random.chance(15) {
        values.append(path[0] == "user" ? "AIDACKCEVSQ6C2EXAMPLE" : "AROADBQP57FF2AEXAMPLE")
      }
    }
    if random.chance(12) { values.append("*") }
    return values.map { WorldPrincipal(value: $0) }
  }
}
