import ECRModel
package import ECRSimulator
import ECRStore
import Texts

/// What is in a snapshot as JSON, `drydock.snapshot.v1`.
package enum SnapshotJSON {
  /// The name and the version of the format.
  package static let schema = "drydock.snapshot.v1"

  /// The whole document.
  package static func json(_ outcome: ShowSnapshot.Outcome) -> [UInt8] {
    var json = ByteBuffer()
    json.open("{")
    json.member("schema", indent: 2)
    json.string(schema)
    json.member("registries", indent: 2)
    json.array(outcome.contents.registries, indent: 4) { $0.registry($1) }
    json.member("accounts", indent: 2)
    json.array(outcome.contents.accounts, indent: 4) { $0.account($1) }
    json.member("organizationCount", indent: 2)
    json.number(outcome.contents.organizationCount)
    json.member("organizationPolicyCount", indent: 2)
    json.number(outcome.contents.organizationPolicyCount)
    json.member("missing", indent: 2)
    json.array(outcome.gaps, indent: 4) { $0.gap($1) }
    json.newLine(0)
    json.close("}")
    json.newLine(0)
    return json.bytes
  }
}

extension ByteBuffer {
  fileprivate mutating func counts(_ counts: [(StaticString, Int)]) {
    for (name, count) in counts {
      member(name)
      number(count)
    }
  }

  fileprivate mutating func registry(_ counted: SnapshotContents.Registry) {
    open("{")
    member("registryId")
    string(counted.registry.account)
    member("region")
    string(counted.registry.region)
    counts([
      ("repositoryCount", counted.repositoryCount), ("imageCount", counted.imageCount),
      ("imageSizeInBytes", Int(counted.sizeInBytes)),
      ("lifecyclePolicyCount", counted.lifecyclePolicyCount),
      ("repositoryPolicyCount", counted.repositoryPolicyCount),
    ])
    member("hasRegistryPolicy")
    bool(counted.hasPolicy)
    member("oldestImagePushedAt")
    time(counted.oldestPush)
    member("newestImagePushedAt")
    time(counted.newestPush)
    close("}")
  }

  fileprivate mutating func account(_ counted: SnapshotContents.Account) {
    open("{")
    member("account")
    string(counted.account.isEmpty ? nil : counted.account)
    counts([
      ("userCount", counted.userCount), ("groupCount", counted.groupCount),
      ("roleCount", counted.roleCount), ("managedPolicyCount", counted.policyCount),
    ])
    close("}")
  }

  fileprivate mutating func gap(_ gap: ShowSnapshot.Gap) {
    open("{")
    member("what")
    string(gap.kind.rawValue)
    member("registryId")
    string(gap.account)
    member("region")
    string(gap.region)
    member("count")
    number(gap.count)
    member("message")
    string(GapWords.sentence(gap))
    close("}")
  }
}
