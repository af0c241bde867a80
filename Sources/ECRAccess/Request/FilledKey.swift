/// A context key that Drydock fills in itself; its name is read once for all requests.
struct FilledKey: Sendable {
  let name: String
  let key: ContextKey
  /// The key, in a request that has it with an unknown value.
  let withoutValue: RequestContext.Entry

  init(_ name: String) {
    self.name = name
    key = ContextKey(name)
    withoutValue = RequestContext.Entry(
      name: name, key: key, values: [ContextValue.unknown(of: key)])
  }

  static let principalAccount = FilledKey("aws:PrincipalAccount")
  static let principalARN = FilledKey("aws:PrincipalArn")
  static let principalType = FilledKey("aws:PrincipalType")
  static let principalIsAWSService = FilledKey("aws:PrincipalIsAWSService")
  static let principalServiceName = FilledKey("aws:PrincipalServiceName")
  static let userID = FilledKey("aws:userid")
  static let username = FilledKey("aws:username")
  static let tokenIssueTime = FilledKey("aws:TokenIssueTime")
  static let mfaPresent = FilledKey("aws:MultiFactorAuthPresent")
  static let mfaAge = FilledKey("aws:MultiFactorAuthAge")
  static let resourceAccount = FilledKey("aws:ResourceAccount")
  static let requestedRegion = FilledKey("aws:RequestedRegion")
  static let secureTransport = FilledKey("aws:SecureTransport")
  static let viaAWSService = FilledKey("aws:ViaAWSService")
  static let currentTime = FilledKey("aws:CurrentTime")
  static let epochTime = FilledKey("aws:EpochTime")
  static let sourceIP = FilledKey("aws:SourceIp")
  static let sourceVPC = FilledKey("aws:SourceVpc")
  static let sourceVPCEndpoint = FilledKey("aws:SourceVpce")
  static let vpcSourceIP = FilledKey("aws:VpcSourceIp")
}
