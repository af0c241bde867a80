/// What a request is about: the caller, the action's kind, the resource and its account.

struct OracleRequest {
  var caller: OracleCaller
  /// In small letters: actions are compared without case.
  var action: String
  /// What the statements' resources are compared with.
  var resource: String
  /// Who owns the resource, if anybody can be told.
  var resourceAccount: String?
  /// Whether the policies of the resource's side are those of a registry that a login is not asked of.
  var isLoginElsewhere = false
  /// Values by key in small letters; a key without values is absent.
  var context: [String: [String]] = [:]

  init(_ world: AccessWorld) {
    let question = world.question
    caller = OracleCaller(question.principal)
    action = question.action.lowercased()
    // S-50: this operation needs the permission of another action.
    if action == "ecr:listimagereferrers" { action = "ecr:batchgetimage" }
    resource = question.resource
    let named = parts(question.resource, 6)
    let owner = named.count == 6 ? named[4] : ""
    resourceAccount = question.resourceAccount ?? (owner.isEmpty ? caller.account : owner)
    // a login is asked of the caller's own registry, and for no resource that an ARN names.
    if isLogin, let home = caller.account {
      isLoginElsewhere = resourceAccount != home
      resourceAccount = home
    } else if isLogin {
      resourceAccount = question.resourceAccount
    }
    // such actions have no resource but `*`.
    if isRegistryLevel { resource = "*" }
    if let id = question.context.first(where: { $0.name.lowercased() == "aws:userid" }) {
      caller.uniqueID = id.values.first.map { parts($0, 2)[0] }
    }
    caller.learn(question.context)
    var asked = question
    asked.action = action
    context = oracleContext(asked, caller, resourceAccount: resourceAccount)
  }

  var isECR: Bool { action.hasPrefix("ecr:") }
  var isLogin: Bool { action == "ecr:getauthorizationtoken" }
  var isRegistryLevel: Bool { registryLevelActions.contains(action) }

  /// Whether caller and resource are of different accounts.
  var isCrossAccount: Bool {
    guard let account = caller.account, let resourceAccount else { return false }
    return account != resourceAccount
  }

  /// The values of a key that is there.
  func values(of key: String) -> [String]? {
    guard let values = context[key.lowercased()], !values.isEmpty else { return nil }
    return values
  }
}

/// resource tags are on actions that act on a repository, which CreateRepository has not made yet
/// (T-A17) and registry-level actions do not have.
///
/// Of other actions nothing is said.
func actsOnTaggedResource(_ action: String) -> Bool {
  !registryLevelActions.contains(action) && action != "ecr:createrepository"
}

/// A-76, SAR: the requests of ECR that carry `aws:RequestTag`.
///
/// Of actions that the reference does not list nothing is said.
func givesTags(_ action: String) -> Bool {
  let listed = ["ecr:createrepository", "ecr:tagresource", "ecr:listtagsforresource"]
  return listed.contains(action)
    || !repositoryActions.contains(action)
      && !registryLevelActions.contains(action)
}

/// A text split at its first colons into so many parts at most.
func parts(_ text: String, _ count: Int) -> [String] {
  text.split(separator: ":", maxSplits: count - 1, omittingEmptySubsequences: false)
    .map(String.init)
}

/// The actions without a resource type in the Service Authorization Reference.
private let registryLevelActions: Set<String> = [
  "ecr:createpullthroughcacherule", "ecr:createrepositorycreationtemplate",
  "ecr:deletepullthroughcacherule", "ecr:deleteregistrypolicy",
  "ecr:deleterepositorycreationtemplate", "ecr:deletesigningconfiguration",
  "ecr:deregisterpulltimeupdateexclusion", "ecr:describepullthroughcacherules",
  "ecr:describeregistry", "ecr:describerepositorycreationtemplates", "ecr:getaccountsetting",
  "ecr:getauthorizationtoken", "ecr:getregistrypolicy", "ecr:getregistryscanningconfiguration",
  "ecr:getsigningconfiguration", "ecr:listpulltimeupdateexclusions", "ecr:putaccountsetting",
  "ecr:putregistrypolicy", "ecr:putregistryscanningconfiguration",
  "ecr:putreplicationconfiguration", "ecr:putsigningconfiguration",
  "ecr:registerpulltimeupdateexclusion", "ecr:updatepullthroughcacherule",
  "ecr:updaterepositorycreationtemplate", "ecr:validatepullthroughcacherule",
]

/// The actions with the resource type repository in the Service Authorization Reference.
private let repositoryActions: Set<String> = [
  "ecr:batchchecklayeravailability", "ecr:batchdeleteimage", "ecr:batchgetimage",
  "ecr:batchgetrepositoryscanningconfiguration", "ecr:batchimportupstreamimage",
  "ecr:completelayerupload", "ecr:createrepository", "ecr:deletelifecyclepolicy",
  "ecr:deleterepository", "ecr:deleterepositorypolicy", "ecr:describeimagereplicationstatus",
  "ecr:describeimagescanfindings", "ecr:describeimagesigningstatus", "ecr:describeimages",
  "ecr:describerepositories", "ecr:getdownloadurlforlayer", "ecr:getimagecopystatus",
  "ecr:getlifecyclepolicy", "ecr:getlifecyclepolicypreview", "ecr:getrepositorypolicy",
  "ecr:initiatelayerupload", "ecr:listimages",
  "ecr:listtagsforresource", "ecr:putimage", "ecr:putimagescanningconfiguration",
  "ecr:putimagetagmutability", "ecr:putlifecyclepolicy", "ecr:replicateimage",
  "ecr:setrepositorypolicy", "ecr:startimagescan", "ecr:startlifecyclepolicypreview",
  "ecr:tagresource", "ecr:untagresource", "ecr:updateimagestorageclass", "ecr:uploadlayerpart",
]
