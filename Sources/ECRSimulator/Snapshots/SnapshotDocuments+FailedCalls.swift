import ECRStore
import Texts

extension SnapshotDocuments {
  /// The failed calls, as the collecting script lists them; nil where there are none.
  func failedCalls() throws -> SourceText? {
    let calls = try store.failedCalls()
    guard !calls.isEmpty else { return nil }
    return document("failed-calls.json", SnapshotNote()) { json in
      json.open("{")
      json.member("failedCalls", indent: 2)
      json.array(calls, indent: 4) { json, call in
        json.open("{")
        let members: [(StaticString, String)] = [
          ("account", call.account), ("region", call.region),
          (Self.member(call.resource), call.resource), ("command", call.command),
          ("error", call.error),
        ]
        for (name, value) in members where !value.isEmpty {
          json.member(name)
          json.string(value)
        }
        json.close("}")
      }
      json.newLine(0)
      json.close("}")
    }
  }

  private static func member(_ resource: String) -> StaticString {
    resource.hasPrefix("arn:") ? "resourceArn" : resource.hasPrefix("p-") ? "policyId" : "childId"
  }
}

extension FailedCall {
  /// Whether repositories may be missing altogether for it.
  var hidesRepositories: Bool {
    !command.hasPrefix("aws ") || command == "aws ecr describe-repositories"
      || command == "aws ec2 describe-regions"
  }

  /// That repositories may be missing for it.
  func finding(in snapshot: String) -> Finding {
    let place = [account, region].filter { !$0.isEmpty }.joined(separator: " ")
    return Finding(
      .warning, "CALL_FAILED",
      "repositories\(place.isEmpty ? "" : " of \(place)") may be missing: `\(command)` failed when the "
        + "documents were collected",
      help: "collect again, and import the folder; `drydock snapshot show` lists what is missing",
      at: SourceText(name: "\(snapshot)/failed-calls.json", bytes: []).location(of: Span(0, 0)))
  }
}

extension [FailedCall] {
  /// The ARNs of the repositories whose lifecycle policies could not be read.
  var withoutLifecyclePolicy: Set<String> {
    Set(filter { $0.command == "aws ecr get-lifecycle-policy" }.map(\.resource))
  }
}
