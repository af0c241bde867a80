import ECRDocuments
import Foundation
import TestSupport
import Texts

/// The inputs that mutation starts from: the fixtures and the scenarios, small and sorted by reader.
public struct SeedCorpus: Sendable {
  /// The inputs, in the same order on every machine.
  public let inputs: [[UInt8]]

  private static let largest = 7000
  private static let most = 250

  /// Gathers the seeds of a target.
  public init(_ target: FuzzTarget) {
    let all =
      switch target {
      case .json: Self.documents { _ in true } + Self.lines
      case .images: Self.documents { [.describeImages, .batchGetImage].contains($0) }
      case .inUse: Self.inUse
      case .lifecyclePolicy:
        Self.documents { [.lifecyclePolicy, .getLifecyclePolicy].contains($0) }
      case .accessPolicy: Self.documents(Self.isAccess)
      case .batch: Self.lines + Self.madeLines
      case .accountDetails: Self.documents { $0 == .authorizationDetails }
      case .scenario: Self.files("Scenarios", "yaml").map(SmallWorld.bytes)
      case .documents: Self.imported
      case .snapshot: Self.damages
      }
    let sorted = all.filter { $0.count <= Self.largest }
    // Evenly over all chapters where there are too many.
    let step = max(1, (sorted.count + Self.most - 1) / Self.most)
    inputs = stride(from: 0, to: sorted.count, by: step).map { sorted[$0] }
  }

  // MARK: Documents

  private static func isAccess(_ kind: DocumentKind) -> Bool {
    switch kind {
    case .accessPolicy, .getRepositoryPolicy, .getRegistryPolicy, .getPolicyVersion,
      .getInlinePolicy, .getRole, .describeOrganizationPolicy:
      true
    default: false
    }
  }

  private static func documents(_ isMeant: (DocumentKind) -> Bool) -> [[UInt8]] {
    documents.filter { isMeant($0.kind) }.map(\.bytes)
  }

  /// Every document in JSON of the project, read once.
  private static let documents: [(kind: DocumentKind, bytes: [UInt8])] =
    (files("Fixtures", "json") + files("Scenarios", "json")).map { path in
      let bytes = shortened(SmallWorld.bytes(path))
      return (DocumentKind(of: SourceText(name: path, bytes: bytes)), bytes)
    }

  /// A document whose longest list is cut where it would be too large.
  private static func shortened(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.count > largest else { return bytes }
    let root = JSONReader.read(SourceText(name: "", bytes: bytes)).documents.first
    var parts: [String] = []
    for member in root?.members ?? [] {
      let value = member.value
      let elements = (value.elements ?? []).prefix { $0.span.end - value.span.start < largest }
      let text =
        value.elements == nil
        ? String(decoding: bytes[value.span.start..<value.span.end], as: UTF8.self)
        : "["
          + elements.map { String(decoding: bytes[$0.span.start..<$0.span.end], as: UTF8.self) }
          .joined(separator: ",") + "]"
      parts.append("\"\(member.name)\": \(text)")
    }
    return Array("{\(parts.joined(separator: ","))}".utf8)
  }

  private static func files(_ folder: String, _ type: String) -> [String] {
    let names = FileManager.default.enumerator(
      atPath: SmallWorld.root.appending(path: folder).path)
    return (names?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix("." + type) }
      .map { folder + "/" + $0 }.sorted()
  }

  private static var inUse: [[UInt8]] {
    let folder = "Fixtures/repositories/web-service/"
    let function = """
      {"Configuration": {"FunctionName": "f", "PackageType": "Image", "CodeSha256": "\(digits)"},
       "Code": {"RepositoryType": "ECR", "ImageUri": "123456789012.dkr.ecr.eu-west-2.amazonaws.com/team/app:v1",
       "ResolvedImageUri": "123456789012.dkr.ecr.eu-west-2.amazonaws.com/team/app@sha256:\(digits)"}}
      """
    let functions = """
      {"Functions": [{"FunctionName": "f", "PackageType": "Image", "CodeSha256": "\(digits)"}],
       "NextMarker": "more"}
      """
    return ["running-images.txt", "pods.json", "describe-tasks.json"]
      .map { SmallWorld.bytes(folder + $0) } + [function, functions].map { Array($0.utf8) }
  }

  private static let digits = String(repeating: "0123456789abcdef", count: 4)

  /// Documents with the notes that say whose they are, alone and several in a file.
  private static var imported: [[UInt8]] {
    let all = files("Fixtures/company", "json").map { shortened(SmallWorld.bytes($0)) }
    let note = Array(
      "{\"drydock\": {\"account\": \"111122223333\", \"region\": \"eu-central-1\"}}\n".utf8)
    return all + all.indices.map { note + all[$0] + note + all[($0 + 7) % all.count] }
  }

  // MARK: Lines

  private static var lines: [[UInt8]] {
    let all = SmallWorld.bytes("Fixtures/access/questions.jsonl")
    return [all] + all.split(separator: UInt8(ascii: "\n")).map(Array.init)
  }

  /// A question for each policy, which it is asked under in two places.
  private static var madeLines: [[UInt8]] {
    let places = [
      "identityPolicies", "permissionsBoundary", "sessionPolicies", "serviceControlPolicies",
      "resourceControlPolicies", "resourcePolicy", "registryPolicy", "vpcEndpointPolicies",
    ]
    let policies = documents { $0 == .accessPolicy }.filter { $0.first == UInt8(ascii: "{") }
    return policies.enumerated().map { number, policy in
      let text = String(decoding: policy, as: UTF8.self).replacing("\n", with: " ")
      let members = [number, number + 3].map { number in
        let place = places[number % places.count]
        let value =
          switch place {
          case "identityPolicies", "sessionPolicies", "vpcEndpointPolicies":
            "[{\"name\": \"p\", \"policy\": \(text)}]"
          case "serviceControlPolicies", "resourceControlPolicies":
            "[[{\"name\": \"p\", \"policy\": \(text)}]]"
          case "permissionsBoundary": "{\"name\": \"p\", \"policy\": \(text)}"
          default: text
          }
        return "\"\(place)\": \(value)"
      }
      return Array(
        """
        {"id": \(number), "request": {"principal": "\(SmallWorld.principal)", "action": \
        "ecr:PutImage", "resource": "arn:aws:ecr:eu-central-1:111122223333:repository/payments/api", \
        "context": {"aws:SourceVpce": ["vpce-1"]}, "resourceTags": {"team": "payments"}}, \
        \(members.joined(separator: ", "))}
        """.utf8)
    }
  }

  // MARK: Damage

  /// One value of each type for the first columns of each table, and some bytes of pages.
  private static var damages: [[UInt8]] {
    var all: [[UInt8]] = []
    for table in UInt8(0)..<20 {
      for column in UInt8(0)..<12 {
        let value: [UInt8] = [column % 7, 0x7F, 0xFF, 0, 65, 66, 67, 68]
        all.append([table & 1, 0, table, column, 0] + value)
      }
    }
    for page in UInt8(0)..<40 { all.append([0, 3, 0, page &* 16, page, 2, 0xFF, 0, 1]) }
    return all
  }
}
