import ECRModel
import ECRStore
import Texts

extension SnapshotDocuments {
  // MARK: IAM and the organization

  func authorizationDetails(of account: String, lacksPages: Bool) throws -> SourceText {
    let lists: [(StaticString, [String])] = [
      ("UserDetailList", try store.entities(.user, account: account)),
      ("GroupDetailList", try store.entities(.group, account: account)),
      ("RoleDetailList", try store.entities(.role, account: account)),
      ("Policies", try store.entities(.policy, account: account)),
    ]
    return document(
      "iam/\(Self.safe(account.isEmpty ? "unknown" : account))/get-account-authorization-details.json",
      SnapshotNote(account: account.isEmpty ? nil : account)
    ) { json in
      json.open("{")
      for (name, elements) in lists {
        json.member(name, indent: 2)
        json.array(elements, indent: 4) { $0.text($1) }
      }
      json.member("IsTruncated", indent: 2)
      json.bool(lacksPages)
      json.newLine(0)
      json.close("}")
    }
  }

  func documents(ofOrganization policies: [OrganizationPolicy]) throws -> [SourceText] {
    var documents: [SourceText] = []
    let organizations = try store.organizations()
    for organization in organizations {
      let folder = organizations.count == 1 ? "" : Self.safe(organization.id) + "/"
      documents.append(
        document("organizations/\(folder)describe-organization.json", SnapshotNote()) {
          $0.text(organization.description)
        })
    }
    for parent in try store.organizationParents() {
      documents.append(
        document(
          "organizations/parents/\(Self.safe(parent.childID)).json",
          SnapshotNote(childID: parent.childID)
        ) { $0.list("Parents", [parent.description]) })
    }
    for policy in policies {
      let folder = "organizations/policies/\(Self.safe(policy.id))"
      if let description = policy.description {
        documents.append(
          document("\(folder)/describe-policy.json", SnapshotNote()) { $0.text(description) })
      }
      guard !policy.targets.isEmpty else { continue }
      documents.append(
        document(
          "\(folder)/list-targets-for-policy.json", SnapshotNote(policyID: policy.id)
        ) { $0.list("Targets", policy.targets.map(\.description)) })
    }
    return documents
  }
}
