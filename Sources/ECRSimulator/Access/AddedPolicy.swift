package import ECRAccess
import ECRPolicy
import Texts

/// A policy that AWS attaches by itself, added to a question that lacked it.
package struct AddedPolicy: Sendable, Hashable {
  /// The policy's name.
  package var name: String
  /// What it serves as.
  package var policyType: PolicyType
  /// The level of the organization that lacked it, from 1 at the root.
  package var level: Int
}

extension ResourcePolicies {
  /// Adds RCPFullAWSAccess to every level of RCPs that allows nothing, and names what was added.
  ///
  /// AWS attaches it to every level, it cannot be detached, and people only keep their own policies
  /// in files (A-51, QA-8). No SCP is added: FullAWSAccess can be detached, and often is.
  mutating func addFullAccess() -> [AddedPolicy] {
    let lacking = resourceControlPolicies.indices.filter {
      !resourceControlPolicies[$0].contains(where: \.hasAllow)
    }
    guard !lacking.isEmpty, let policy = Self.fullAccess else { return [] }
    for level in lacking { resourceControlPolicies[level].append(policy) }
    return lacking.map {
      AddedPolicy(name: policy.name, policyType: .resourceControlPolicy, level: $0 + 1)
    }
  }

  private static let fullAccess = PolicyDocument.read(
    SourceText(
      name: "RCPFullAWSAccess",
      text: """
        {
          "Version": "2012-10-17",
          "Statement": [
            { "Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*" }
          ]
        }
        """), as: .resourceControlPolicy
  ).document.map { CompiledPolicy($0, name: "RCPFullAWSAccess") }
}
