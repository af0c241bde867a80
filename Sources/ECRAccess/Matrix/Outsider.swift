import ECRModel
import ECRPolicy

/// A representative of all principals that are in no inventory and that policies treat alike.
struct Outsider: Sendable {
  /// Who it is to the elements that name principals.
  let caller: Caller
  /// Whether only its account matters: it represents the whole account.
  let representsAccount: Bool

  /// A principal without a closer name: of an account that nobody has.
  static let anybody = Outsider.account("000000000000")

  /// All of an account.
  static func account(_ account: String) -> Outsider? {
    Caller("arn:aws:iam::\(account):root").map { Outsider(caller: $0, representsAccount: true) }
  }

  private init(caller: Caller, representsAccount: Bool) {
    self.caller = caller
    self.representsAccount = representsAccount
  }

  /// All principals that a name means, except everybody.
  init?(_ name: PrincipalName) {
    switch name {
    case .account(let text):
      guard let all = Outsider.account(ARN(text)?.account ?? text) else { return nil }
      self = all
    case .user(let arn), .role(let arn), .roleSession(let arn), .federatedUser(let arn):
      guard let caller = Caller(arn.description) else { return nil }
      self.init(caller: caller, representsAccount: false)
    case .service(let name):
      guard let caller = Caller(name) else { return nil }
      self.init(caller: caller, representsAccount: false)
    case .everybody, .uniqueID, .federated, .canonicalUser, .nobody: return nil
    }
  }

  /// Whether it is one of those that another one represents.
  func isMember(of other: Outsider) -> Bool {
    if other.caller.text == Outsider.anybody?.caller.text { return true }
    if other.representsAccount { return caller.account == other.caller.account }
    return other.caller.kind == .role && caller.kind == .roleSession
      && caller.account == other.caller.account && caller.name == other.caller.name
  }

  /// What is known about the caller; `knowsAccount` is whether its account is.
  ///
  /// The properties of the representative itself do not hold for those that it represents.
  func context(_ context: RequestContext, knowsAccount: Bool) -> RequestContext {
    guard representsAccount else { return context }
    var own = RequestContext()
    if knowsAccount { own.setPresent(.principalAccount, caller.account) }
    return own
  }
}
