package import ECRModel

/// One name in a `Principal` or `NotPrincipal` element.
///
/// Source: "AWS JSON policy elements: Principal",
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
package enum PrincipalName: Sendable, Hashable {
  /// `*`: everybody, anonymous callers included.
  case everybody
  /// An account, by its ID or its root's ARN as written: all principals that it gives the
  /// permission to.
  case account(String)
  /// A user's ARN.
  case user(ARN)
  /// A role's ARN: all its sessions.
  case role(ARN)
  /// The ARN of one session of a role.
  case roleSession(ARN)
  /// The ARN of a federated user's session.
  case federatedUser(ARN)
  /// The unique id to which AWS turns the ARN of a principal that was deleted.
  case uniqueID(String)
  /// A service, by its name.
  case service(String)
  /// An identity provider.
  case federated(String)
  /// An Amazon S3 canonical user.
  case canonicalUser(String)
  /// A name that matches nobody, such as an ARN with a wildcard.
  case nobody(String)

  /// Reads a value of the `AWS` member; nil when AWS would not take it.
  package init?(aws text: String) {
    if text == "*" {
      self = .everybody
    } else if ARN.isAccountID(text) {
      self = .account(text)
    } else if let arn = ARN(text) {
      guard let name = Self(arn: arn) else { return nil }
      self = name
    } else if Self.isUniqueID(text) {
      self = .uniqueID(text)
    } else {
      return nil
    }
  }

  private init?(arn: ARN) {
    guard ARN.isAccountID(arn.account), arn.region.isEmpty, !arn.resource.contains("*"),
      !arn.resource.contains("?"), !arn.partition.isEmpty
    else { return nil }
    let kind = arn.resource.prefix { $0 != "/" }
    let rest = arn.resource.dropFirst(kind.count + 1)
    switch (arn.service, kind) {
    case ("iam", "root") where rest.isEmpty && arn.resource == "root":
      self = .account(arn.description)
    case ("iam", "user") where !rest.isEmpty && rest.last != "/": self = .user(arn)
    case ("iam", "role") where !rest.isEmpty && rest.last != "/": self = .role(arn)
    case ("sts", "assumed-role") where rest.split(separator: "/").count == 2:
      self = .roleSession(arn)
    case ("sts", "federated-user") where !rest.isEmpty: self = .federatedUser(arn)
    default: return nil
    }
  }

  /// Whether a text looks like the unique id of a user or role, such as `AROA` and more letters.
  static func isUniqueID(_ text: String) -> Bool {
    text.utf8.count >= 16 && (text.hasPrefix("AIDA") || text.hasPrefix("AROA"))
      && text.utf8.allSatisfy { byte in
        (UInt8(ascii: "A")...UInt8(ascii: "Z")) ~= byte
          || (UInt8(ascii: "0")...UInt8(ascii: "9")) ~= byte
      }
  }

  /// The name as a policy writes it.
  package var text: String {
    switch self {
    case .everybody: "*"
    case .account(let text), .uniqueID(let text), .service(let text), .federated(let text),
      .canonicalUser(let text), .nobody(let text):
      text
    case .user(let arn), .role(let arn), .roleSession(let arn), .federatedUser(let arn):
      arn.description
    }
  }
}
