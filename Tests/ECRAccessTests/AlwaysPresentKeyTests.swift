import ECRAccess
import ECRModel
import ECRPolicy
import Testing

/// The lints and the engine share the list of keys that every request has.
struct AlwaysPresentKeyTests {
  @Test(arguments: CallerContextKeys.alwaysPresent.sorted())
  func `A-49: the engine has every key that the lints take for always present`(key: String) {
    let text = policy(allow(), deny(if: #"{"Null": {"\#(key)": "false"}}"#))
    #expect(
      Ask(at: Timestamp(typed: "2026-10-01T00:00:00Z"), identity: [text]).decision == .explicitDeny)
  }
}
