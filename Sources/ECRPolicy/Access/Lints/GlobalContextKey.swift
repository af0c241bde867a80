/// The context keys that IAM itself knows.
///
/// Source: "AWS global condition context keys",
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
package enum GlobalContextKey {
  /// All of them, in AWS's spelling; those that end with `/` are followed by a tag's key.
  package static let all = [
    "aws:AssumedRoot", "aws:CalledVia", "aws:CalledViaAWSMCP", "aws:CalledViaFirst",
    "aws:CalledViaLast",
    "aws:ChatbotSourceArn", "aws:CurrentTime", "aws:Ec2InstanceSourcePrivateIPv4",
    "aws:Ec2InstanceSourceVpc", "aws:EpochTime", "aws:FederatedProvider", "aws:IsMcpServiceAction",
    "aws:MultiFactorAuthAge", "aws:MultiFactorAuthPresent", "aws:PrincipalAccount",
    "aws:PrincipalArn", "aws:PrincipalIsAWSService", "aws:PrincipalOrgID",
    "aws:PrincipalOrgMasterAccountId",
    "aws:PrincipalOrgPaths",
    "aws:PrincipalServiceName", "aws:PrincipalServiceNamesList", "aws:PrincipalTag/",
    "aws:PrincipalType", "aws:referer", "aws:RequestTag/", "aws:RequestedRegion",
    "aws:ResourceAccount", "aws:ResourceOrgID", "aws:ResourceOrgPaths", "aws:ResourceTag/",
    "aws:SecureTransport", "aws:SignInSessionArn", "aws:SourceAccount", "aws:SourceArn",
    "aws:SourceIdentity",
    "aws:SourceIp", "aws:SourceOrgID", "aws:SourceOrgPaths", "aws:SourceVpc", "aws:SourceVpcArn",
    "aws:SourceVpce", "aws:TagKeys", "aws:TokenIssueTime", "aws:UserAgent", "aws:userid",
    "aws:username", "aws:ViaAWSMCPService", "aws:ViaCustomerDomain", "aws:ViaAWSService",
    "aws:VpceAccount",
    "aws:VpceOrgID", "aws:VpceOrgPaths", "aws:VpcSourceIp",
  ]

  /// The keys with several values.
  static let multivalued: Set<String> = [
    "aws:calledvia", "aws:principalorgpaths", "aws:principalservicenameslist",
    "aws:resourceorgpaths", "aws:sourceorgpaths", "aws:tagkeys", "aws:vpceorgpaths",
  ]

  /// Whether only calls of AWS services for themselves have a key, which is given in lower case.
  static func isOnlyInServiceCalls(_ key: String) -> Bool {
    CallerContextKeys.absentFromPrincipals.contains { key.hasPrefix($0) }
  }

  /// Whether calls of AWS services for themselves never have a key, which is given in lower case.
  static func isNeverInServiceCalls(_ key: String) -> Bool {
    CallerContextKeys.absentFromServices.contains { key.hasPrefix($0) }
  }

  /// The keys whose values AWS gives out and in which a wildcard has no valid use; AWS calls them
  /// sensitive.
  static let sensitive: Set<String> = [
    "aws:principalaccount", "aws:principalorgid", "aws:resourceaccount", "aws:resourceorgid",
    "aws:sourceaccount", "aws:sourceorgid", "aws:sourcevpc", "aws:sourcevpce", "aws:vpceaccount",
    "aws:vpceorgid",
  ]

  /// Whether IAM knows a key, whatever its case.
  static func contains(_ key: String) -> Bool {
    let lower = key.lowercased()
    return all.contains { known in
      let known = known.lowercased()
      return known.hasSuffix("/") ? lower.hasPrefix(known) : lower == known
    }
  }

  /// Whether a key is written as one of IAM's and is none, whatever its case.
  package static func isUnknown(_ key: String) -> Bool {
    key.lowercased().hasPrefix("aws:") && !contains(key)
  }

  /// The services whose keys requests to other services carry too: AWS calls them cross-service keys.
  ///
  /// Whole services are listed, not keys, because services add keys.
  private static let crossService: Set<Substring> = [
    "codebuild", "ec2", "ecs", "eks", "glue", "identitystore", "lambda", "ssm",
  ]

  /// What federated sessions carry: SAML's keys, and those of STS.
  private static let federation: Set<Substring> = ["saml", "sts"]

  /// Whether requests to ECR cannot have a key, by the part before its colon.
  ///
  /// Keys of OpenID Connect providers begin with the provider's host.
  static func isOfAnotherService(_ key: String) -> Bool {
    let service = key.lowercased().prefix { $0 != ":" }
    return service != "aws" && service != "ecr" && !crossService.contains(service)
      && !federation.contains(service) && !service.contains(".")
  }
}
