import ECRModel
package import ECRStore
import Texts

/// Lists the content of a snapshot, and what is missing for an answer.
package enum ShowSnapshot {
  /// The answer.
  package struct Outcome: Sendable {
    /// What is there, counted.
    package var contents: SnapshotContents
    /// What is missing, registry by registry.
    package var gaps: [Gap]
  }

  /// Something that is missing, and without which some answers are not certain.
  package struct Gap: Sendable, Hashable {
    /// What is missing.
    package var kind: Kind
    /// The account, as far as one is meant.
    package var account: String?
    /// The region, as far as one is meant.
    package var region: String?
    /// How many repositories or images it is missing of; 1 where it is missing of the whole.
    package var count: Int
    /// The first failed call of several of one command, where that is why it is missing.
    package var call: FailedCall?

    /// What may be missing.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
      /// The account of repositories.
      case account
      /// The region of repositories.
      case region
      /// describe-images of repositories.
      case images
      /// The last pages of describe-images of repositories.
      case pagesOfImages
      /// batch-get-image of image indexes.
      case manifests
      /// list-tags-for-resource of repositories.
      case tags
      /// get-account-authorization-details of the account.
      case authorizationDetails
      /// The last pages of get-account-authorization-details.
      case pagesOfAuthorizationDetails
      /// The organization, its SCPs and RCPs.
      case organization
      /// organizations describe-policy of policies that are attached to something.
      case organizationPolicies
      /// organizations list-targets-for-policy of policies.
      case policyTargets
      /// organizations list-parents of the account.
      case organizationParents
      /// The output of calls that failed when documents were collected.
      case failedCalls
    }
  }

  /// Looks into a snapshot.
  ///
  /// - Throws: `SnapshotError` when it cannot be read.
  package static func run(_ path: String) throws -> Outcome {
    let store = try SnapshotStore(path)
    let contents = try store.contents()
    return Outcome(
      contents: contents, gaps: gaps(contents) + gaps(try store.failedCalls()))
  }

  private static func gaps(_ contents: SnapshotContents) -> [Gap] {
    var gaps: [Gap] = []
    WorkMeter.add(contents.registries.count + contents.accounts.count)
    let known = Set(contents.accounts.map(\.account))
    var accounts: Set<String> = []
    for counted in contents.registries {
      let (account, region) = (counted.registry.account, counted.registry.region)
      func add(_ kind: Gap.Kind, _ count: Int) {
        guard count > 0 else { return }
        gaps.append(Gap(kind: kind, account: account, region: region, count: count))
      }
      add(.account, account == nil ? counted.repositoryCount : 0)
      // A policy or a configuration of a registry with an unknown region counts as well.
      add(.region, region == nil ? max(counted.repositoryCount, 1) : 0)
      add(.images, counted.repositoriesWithoutImages)
      add(.pagesOfImages, counted.repositoriesLackingPages)
      add(.manifests, counted.indexesWithoutManifest)
      add(.tags, counted.repositoriesWithoutTags)
      guard let account, accounts.insert(account).inserted, !known.contains(account) else {
        continue
      }
      gaps.append(Gap(kind: .authorizationDetails, account: account, region: nil, count: 1))
    }
    for counted in contents.accounts where counted.lacksPages {
      gaps.append(
        Gap(
          kind: .pagesOfAuthorizationDetails,
          account: counted.account.isEmpty ? nil : counted.account, region: nil, count: 1))
    }
    if contents.organizationCount == 0 {
      gaps.append(Gap(kind: .organization, account: nil, region: nil, count: 1))
    }
    return gaps + organizationGaps(contents)
  }

  /// What failed calls leave out: a gap for each command of an account and a region.
  ///
  /// The calls of one command follow each other.
  package static func gaps(_ calls: [FailedCall]) -> [Gap] {
    var gaps: [Gap] = []
    for call in calls {
      if let last = gaps.last?.call, last.account == call.account, last.region == call.region,
        last.command == call.command
      {
        gaps[gaps.count - 1].count += 1
      } else {
        gaps.append(
          Gap(
            kind: .failedCalls, account: call.account.isEmpty ? nil : call.account,
            region: call.region.isEmpty ? nil : call.region, count: 1, call: call))
      }
    }
    return gaps
  }

  private static func organizationGaps(_ contents: SnapshotContents) -> [Gap] {
    let isKnown = contents.organizationCount + contents.organizationPolicyCount > 0
    var gaps: [Gap] = []
    for (kind, count) in [
      (Gap.Kind.organizationPolicies, contents.organizationPoliciesWithoutText),
      (.policyTargets, contents.organizationPoliciesWithoutTargets),
    ] where count > 0 {
      gaps.append(Gap(kind: kind, account: nil, region: nil, count: count))
    }
    if isKnown, contents.organizationPolicyCount == 0 {
      gaps.append(Gap(kind: .organizationPolicies, account: nil, region: nil, count: 1))
    }
    guard isKnown else { return gaps }
    return gaps
      + contents.accountsWithoutParent.map {
        Gap(kind: .organizationParents, account: $0, region: nil, count: 1)
      }
  }
}
