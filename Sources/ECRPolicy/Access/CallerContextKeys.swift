/// The context keys that only some callers' requests have, each by its beginning in lower case.
///
/// Source: "AWS global condition context keys",
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
package enum CallerContextKeys {
  /// Keys that every request of a principal's own has, in lower case.
  package static let alwaysPresent: Set<String> = [
    "aws:currenttime", "aws:epochtime", "aws:principalaccount", "aws:principalarn",
    "aws:principalisawsservice", "aws:principaltype", "aws:requestedregion", "aws:resourceaccount",
    "aws:securetransport", "aws:userid", "aws:viaawsservice",
  ]

  /// Keys that no call of a service has: a service is not a user, a role or a member.
  package static let absentFromServices = [
    "aws:principalaccount", "aws:principalarn", "aws:principalorg", "aws:principaltag/",
    "aws:userid", "aws:username", "aws:tokenissuetime", "aws:multifactorauth",
    "aws:federatedprovider", "aws:sourceidentity",
  ]

  /// Keys whose value is the customer that a service acts for, in lower case.
  static let sourcesOfServices: Set<String> = [
    "aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid", "aws:sourceorgpaths",
  ]

  /// Keys that name the customer that a service acts for: a principal's own call has none.
  package static let absentFromPrincipals = [
    "aws:principalservicename", "aws:sourcearn", "aws:sourceaccount", "aws:sourceorg",
  ]
}
