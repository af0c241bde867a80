import Texts

/// the form of a value of `Action`.
enum ActionCheck {
  static func run(
    _ pattern: Located<String>, _ kind: PolicyKind, _ findings: inout FindingCollector
  ) {
    let text = pattern.value
    guard text != "*" else { return }
    guard let colon = text.firstIndex(of: ":") else {
      findings.add(
        .error, "INVALID_ACTION", "`\(text)` has no service prefix",
        help: ECRAction.withoutColon(text).map { "write `\($0)`" }
          ?? "write the service in front, such as `ecr:\(text)`", at: pattern.span, facts: ["A-30"],
        answer: kind == .repositoryPolicy ? ServiceWords.ecr : ServiceWords.vendor)
      return
    }
    let service = text[..<colon]
    let name = text[text.index(after: colon)...]
    if service.contains("*") || service.contains("?") {
      findings.add(
        .error, "INVALID_SERVICE_IN_ACTION", "`\(text)` has a wildcard in the service's name",
        help: "name the service; only `*` alone means every action of every service",
        at: pattern.span, facts: ["A-30"],
        answer: ServiceWords.answer(kind, "Vendor \(String(service).shortened()) is not valid"))
    } else if service.isEmpty || !service.utf8.allSatisfy(isServiceCharacter) || name.isEmpty
      || !name.utf8.allSatisfy(isNameCharacter)
    {
      findings.add(
        .error, "INVALID_ACTION", "`\(text)` is not an action",
        help: "write `service:Action`, such as `ecr:BatchGetImage`", at: pattern.span,
        facts: ["A-30"],
        answer: ServiceWords.answer(kind, "Vendor \(String(service).shortened()) is not valid"))
    }
  }

  private static func isServiceCharacter(_ byte: UInt8) -> Bool {
    isLetterOrDigit(byte) || byte == UInt8(ascii: "-")
  }

  private static func isNameCharacter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: "-"), UInt8(ascii: "_"),
      UInt8(ascii: ":"), UInt8(ascii: "."), UInt8(ascii: "/"):
      true
    default: isLetterOrDigit(byte)
    }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default: false
    }
  }
}
