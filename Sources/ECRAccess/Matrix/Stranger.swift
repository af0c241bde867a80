import ECRModel
import ECRPolicy

/// Somebody who stands for all of whom no inventory tells and whom policies do not tell apart.
struct Stranger: Sendable {
  /// Who it is to the elements that name principals.
  let caller: Caller
  /// Whether only the account counts of what the caller is: it stands for all of the account.
  let standsForAccount: Bool

  /// Whoever is not named any closer: an account that nobody has.
  static let anybody = Stranger.account("000000000000")

  /// All of an account.
  static func account(_ account: String) -> Stranger? {
    Caller("arn:aws:iam::\(account):root").map { Stranger(caller: $0, standsForAccount: true) }
  }

  private init(caller: Caller, standsForAccount: Bool) {
    self.caller = caller
    self.standsForAccount = standsForAccount
  }

  /// All whom a name means, everybody excepted.
  init?(_ name: PrincipalName) {
    switch name {
    case .account(let text):
      guard let all = Stranger.account(ARN(text)?.account ?? text) else { return nil }
      self = all
    case .user(let arn), .role(let arn), .roleSession(let arn), .federatedUser(let arn):
      guard let caller = Caller(arn.description) else { return nil }
      self.init(caller: caller, standsForAccount: false)
    case .service(let name):
      guard let caller = Caller(name) else { return nil }
      self.init(caller: caller, standsForAccount: false)
    case .everybody, .uniqueID, .federated, .canonicalUser, .nobody: return nil
    }
  }

  /// Whether it is one of those for whom another one stands.
  func isMember(of other: Stranger) -> Bool {
    if other.caller.text == Stranger.anybody?.caller.text { return true }
    if other.standsForAccount { return caller.account == other.caller.account }
    return other.caller.kind == .role && caller.kind == .roleSession
      && caller.account == other.caller.account && caller.name == other.caller.name
  }

  /// What is known of the caller; `knowsAccount` tells whether its account is.
  ///
  /// What the stand-in happens to be says nothing of those for whom it stands.
  func context(_ context: RequestContext, knowsAccount: Bool) -> RequestContext {
    guard standsForAccount else { return context }
    var own = RequestContext()
    if knowsAccount { own.setPresent(.principalAccount, caller.account) }
    return own
  }
}
