import Texts

/// The policies inside a document that is not of a kind of its own: what a `--query` has picked, an
/// output of Terraform, events of CloudTrail.
struct PolicySearch {
  /// The first policies: one of several is never taken, and a few are enough to name one.
  private(set) var policies: [Found] = []
  private static let most = 50

  /// A policy, with the facts in its document.
  struct Found {
    /// The policy, or what AWS prints around one.
    var fragment: JSONFragment
    /// Where it is, as `jq` writes it.
    var path: String
    /// Whether the file only has the policy.
    var isBare: Bool
    /// The account and the region of the event that set it.
    var account: String?
    var region: String?

    /// Whether it is a lifecycle policy.
    var isLifecyclePolicy: Bool {
      [.lifecyclePolicy, .getLifecyclePolicy].contains(DocumentKind(fragment.node))
    }
  }

  /// How many texts may stand inside each other, each as a string.
  private static let deepestTexts = 4

  init(_ fragment: JSONFragment) {
    walk(fragment, path: "", textDepth: 0, event: nil)
  }

  /// The policies of a whole text.
  init(of source: SourceText) {
    guard let root = JSONReader.read(source).documents.first else { return }
    walk(JSONFragment(source: source, node: root), path: "", textDepth: 0, event: nil)
  }

  private mutating func walk(
    _ fragment: JSONFragment, path: String, textDepth: Int, event: JSONNode?, inText: String = ""
  ) {
    guard policies.count < Self.most else { return }
    let node = fragment.node
    func inner(_ node: JSONNode, _ step: String) -> (JSONFragment, String) {
      let outer = path + inText
      let start = (outer.isEmpty || outer.hasSuffix(" ")) && step.hasPrefix("[") ? "." : ""
      return (JSONFragment(source: fragment.source, node: node), outer + start + step)
    }
    if let elements = node.elements {
      for (index, element) in elements.enumerated() {
        let (next, place) = inner(element, "[\(index)]")
        walk(next, path: place, textDepth: textDepth, event: event)
      }
    } else if node.string != nil {
      guard textDepth < Self.deepestTexts, let text = Self.text(in: fragment) else { return }
      walk(
        text, path: path, textDepth: textDepth + 1, event: event,
        inText: (path.isEmpty ? "." : "") + " | fromjson | ")
    } else if let members = node.members {
      if let name = node["eventName"]?.string, node["requestParameters"] != nil {
        return self.event(name, fragment, path: path + inText)
      }
      if let isBare = Self.isPolicy(node) {
        policies.append(
          Found(
            fragment: fragment, path: path.isEmpty ? "." : path, isBare: isBare,
            account: event?["recipientAccountId"]?.string, region: event?["awsRegion"]?.string))
        return
      }
      for member in members {
        let (next, place) = inner(member.value, Self.step(to: member.name))
        walk(next, path: place, textDepth: textDepth, event: event)
      }
    }
  }

  /// The operations of ECR whose requests have a policy.
  private static let operations: Set<String> = [
    "PutLifecyclePolicy", "SetRepositoryPolicy", "PutRegistryPolicy",
  ]

  /// Goes into an event of CloudTrail: what was asked for, unless it was denied.
  ///
  /// Answers repeat the policy.
  private mutating func event(_ name: String, _ fragment: JSONFragment, path: String) {
    let event = fragment.node
    guard Self.operations.contains(name), event.present("errorCode") == nil,
      var request = event["requestParameters"], var members = request.members
    else { return }
    if request.present("registryId") == nil, let account = event.present("recipientAccountId") {
      members.append(JSONMember(name: "registryId", nameSpan: account.span, value: account))
      request.value = .object(members.filter { $0.value.value != .null })
    }
    walk(
      JSONFragment(source: fragment.source, node: request), path: path + ".requestParameters",
      textDepth: 0, event: event)
  }

  /// The object that a string holds.
  private static func text(in fragment: JSONFragment) -> JSONFragment? {
    guard let string = fragment.node.string,
      let first = string.utf8.first(where: { $0 > 0x20 }), "{%".utf8.contains(first)
    else { return nil }
    let inner = fragment.unwrapped()
    guard let text = inner.fragment, text.node.members != nil, inner.findings.isEmpty else {
      return nil
    }
    return text
  }

  /// Whether an object is a policy; without anything around it, or with; nil where it is none.
  private static func isPolicy(_ node: JSONNode) -> Bool? {
    switch DocumentKind(node) {
    case .lifecyclePolicy:
      node["rules"]?.elements?.first?["rulePriority"] == nil ? nil : true
    case .accessPolicy: node["Statement"] == nil ? nil : true
    case .getLifecyclePolicy, .getRepositoryPolicy, .getRegistryPolicy, .getPolicyVersion,
      .getInlinePolicy:
      false
    default: nil
    }
  }

  private static func step(to name: String) -> String {
    let isPlain =
      name.utf8.first.map { $0 == UInt8(ascii: "_") || ($0 | 0x20) &- 0x61 < 26 } == true
      && name.utf8.allSatisfy {
        $0 == UInt8(ascii: "_") || ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10
      }
    return isPlain ? ".\(name)" : ".[\"\(name)\"]"
  }
}
