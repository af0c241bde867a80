// The account of Fixtures/access/shop: three repositories, three users, four roles.

import ECRAccess
import ECRPolicy
import ECRSimulator
import Foundation
import Testing
import Texts

enum Shop {
  static let account = "111122223333"
  static let partner = "444455556666"
  static let alice = "arn:aws:iam::\(account):user/alice"
  static let bob = "arn:aws:iam::\(account):user/developers/bob"
  static let mallory = "arn:aws:iam::\(account):user/mallory"
  static let build = "arn:aws:sts::\(account):assumed-role/payments-ci/build-1"
  static let janitor = "arn:aws:iam::\(account):role/janitor"

  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// A file of the fixture.
  static func source(_ name: String) throws -> SourceText {
    let path = "Fixtures/access/shop/\(name)"
    return SourceText(
      name: path, bytes: Array(try Data(contentsOf: root.appending(path: path))))
  }

  /// All that is known of the account.
  static func inputs() throws -> AccessInputs {
    var inputs = AccessInputs()
    inputs.documents = try [
      "authorization-details.json", "describe-repositories.json", "get-registry-policy.json",
      "get-repository-policy.payments-api.json", "get-repository-policy.web-shop.json",
    ].map { try source($0) }
    return inputs
  }

  /// Asks about one repository of the account.
  static func ask(
    _ principal: String, _ operation: AskAccess.Operation, on repository: String,
    _ change: (inout AccessInputs) throws -> Void = { _ in }
  ) throws -> AskAccess.Outcome {
    var inputs = try inputs()
    try change(&inputs)
    var request = AskAccess.Request(
      principal: principal, operation: operation, inputs: inputs)
    request.repository = QuestionText(repository, named: "repository")
    return try AskAccess.run(request)
  }
}

/// A policy in a file of its own.
func file(_ text: String, name: String = "policy.json") -> SourceText {
  SourceText(name: name, text: text)
}

/// An identity-based policy that allows some actions on everything.
func allowing(_ actions: String...) -> SourceText {
  let list = actions.map { "\"\($0)\"" }.joined(separator: ", ")
  return file(
    #"{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": [\#(list)], "Resource": "*"}}"#
  )
}
