import Texts

/// The names of AWS services as principals.
enum ServicePrincipalName {
  /// The known service that was most likely meant by a name; nil for a name of a known service.
  static func correction(of name: String) -> Correction? {
    let bare = withoutRegion(name)
    guard !isKnown(bare) else { return nil }
    return Spelling.nearest(to: bare, among: all).map { .nearest($0) } ?? .unknown
  }

  /// The meaning of a name.
  enum Correction: Hashable {
    /// A slip of the pen for another name.
    case nearest(String)
    /// A service that is not known here.
    case unknown
  }

  private static func isKnown(_ name: String) -> Bool {
    for suffix in suffixes where name.hasSuffix(suffix) {
      return known.contains(String(name.dropLast(suffix.utf8.count)))
    }
    return others.contains(name)
  }

  /// Services name themselves by region in calls into other regions: `logs.eu-central-1.…`.
  static func withoutRegion(_ name: String) -> String {
    let labels = name.split(separator: ".", omittingEmptySubsequences: false)
    return labels.filter {
      $0.isEmpty || $0.contains(where: \.isWildcard) || !RegionName.isPossible($0)
    }
    .joined(separator: ".")
  }

  static let suffixes = [".amazonaws.com", ".amazonaws.com.cn"]

  private static let others: Set<String> = [
    "alexa-appkit.amazon.com", "alexa-connectedhome.amazon.com", "aws.internal",
  ]

  private static let all = known.sorted().map { $0 + ".amazonaws.com" }

  /// The names without `.amazonaws.com`.
  ///
  /// AWS does not publish a list. These are the services of botocore's models and the principals
  /// that AWS's guides and managed policies name, as of October 2026.
  private static let known = Set(
    """
    a4b access-analyzer access-grants.s3 account account-access acm acm-pca aco-automation
    agent-registry agent.wellarchitected agentless.inspector2 aiops airflow airflow-env
    airflow-serverless ami.inspector2 amplify apidestinations.events apigateway
    app-integrations appconfig appfabric appflow application-autoscaling
    application-insights application-signals.cloudwatch application-transformation appmesh
    apprunner appstream appstream.application-autoscaling appsync aps artifact
    assets.marketplace athena auditmanager automation autoscaling autoscaling-plans
    aws-artifact-account-sync backup batch bedrock bedrock-agentcore bedrock-mantle billing
    braket budgets bugbust build.apprunner cassandra cassandra-streams
    cassandra.application-autoscaling channels.lex channels.lexv2 chatbot chime cleanrooms
    cleanrooms-ml cloud9 clouddirectory cloudformation cloudfront cloudhsm cloudsearch
    cloudtrail cloudwatch cloudwatch-crossaccount codeartifact codebuild codecatalyst
    codecatalyst-runner codecommit codeconnections codedeploy codeguru-profiler
    codeguru-reviewer codeguru-security codepipeline codestar codestar-connections
    codestar-notifications cognito-identity cognito-idp cognito-sync comprehend
    comprehend.application-autoscaling compute-optimizer config config-conforms
    config-multiaccountsetup connect connect-campaigns context.cloudtrail
    continuousexport.discovery contract.iq contributorinsights.dynamodb controltower
    cost-optimization-hub.bcm costalerts credentials.iot
    custom-resource.application-autoscaling custom.rds custom.rds-preview databrew
    dataexchange datapipeline datasync datazone datazonecontrol dax deadline deeplens
    delivery.logs detective devops-guru diode directconnect directquery.opensearchservice
    discovery dlm dms dmsintegration.migrationhub dnssec-route53 docdb-elastic drs
    drt.shield ds dsql dynamodb dynamodb.application-autoscaling ec ec2 ec2-images
    ec2-instance-connect ec2.application-autoscaling ec2.capacitymanager ec2fastlaunch
    ec2fleet ec2scheduled ec2sqlha ecr ecr-public ecs ecs-compute ecs-tasks
    ecs.application-autoscaling edgelambda eks eks-connector eks-fargate eks-fargate-pods
    eks-nodegroup elasticache elasticache.application-autoscaling elasticbeanstalk
    elasticfilesystem elasticloadbalancing elasticmapreduce elastictranscoder
    email.cognito-idp emr-containers emr-serverless entityresolution es
    event-processor.health events events.managedservices events.workmail evidently evs
    finspace firehose fis fms forecast frauddetector freertos fsx gamelift geo glacier
    globalaccelerator glue grafana greengrass groundstation guardduty health healthlake
    honeycode iam identitystore imagebuilder importexport inspector inspector2
    internetmonitor iot iotanalytics iotdeviceadvisor iotevents iotfleetwise
    iotmanagedintegrations iotroborunner iotsitewise iotthingsgraph iottwinmaker ivs
    job.sagemaker justintimeaccess.ssm kafka kafka.application-autoscaling kafkaconnect
    kendra kinesis kinesisanalytics kinesisreplication.dynamodb kinesisvideo kms
    lakeformation lambda lambda.application-autoscaling launchwizard lex lexv2
    license-management.marketplace license-manager license-manager-user-subscriptions
    license-manager.member-account lightsail logger.cloudfront logs lookoutequipment
    lookoutmetrics lookoutvision m2 machinelearning macie macie2
    maintenance.elasticbeanstalk maintenance.s3tables malware-protection-plan.guardduty
    malware-protection.guardduty managedblockchain managedservices
    managedupdates.elasticbeanstalk marketplace mediaconnect mediaconvert medialive
    mediapackage mediapackagev2 mediastore mediatailor medical-imaging meetings.chime
    member.org.stacksets.cloudformation memorydb metadata.s3 metering-marketplace
    metrics.wellarchitected mgn migrationhub migrationhub-orchestrator migrationhub-strategy
    mobileanalytics mobilehub monitoring monitoring.rds monitoring.thinclient monitron mpa
    mq neptune-graph neptune.application-autoscaling network-connectors.lambda
    network-firewall network-security-director network-security-manager
    network.bedrock-agentcore networkmanager notifications notifications.ssm
    observability.aoss observabilityadmin odb omics opensearch opensearchservice
    ops.apigateway ops.emr-serverless opsworks opsworks-cm organizations
    orgsdatasync.servicecatalog osis outposts panorama partnercentral-account-management
    payment-cryptography pcs permission.iq personalize pinpoint pipes pods.eks polly
    practice-run.arc-zonal-shift private-marketplace.marketplace profile proton
    pullthroughcache.ecr purchaseorders q qapps qbusiness qldb quicksight ram rds
    rds-preview rds.application-autoscaling rdsdata redshift redshift-data
    redshift-serverless refactor-spaces rekognition remediation.config replication.cassandra
    replication.dynamodb replication.ecr replication.lexv2 replication.s3tables
    replicator.lambda reporting.trustedadvisor repository.sync.codeconnections repostspace
    resale-authorization.marketplace researchstudio resiliencehub resource-explorer-2
    resource-groups resource-snapshot-job.partnercentral-selling resources.cloudformation
    restore-testing.backup robomaker rolesanywhere route53 route53-recovery-control-config
    route53domains route53resolver rtbfabric rum runtime-identity.bedrock-agentcore
    runtime-instances.bedrock-agentcore s3 s3-object-lambda s3-outposts
    s3.data-source.lustre.fsx sagemaker sagemaker-geospatial
    sagemaker.application-autoscaling savingsplans scaler.lambda scheduler
    scheduler.redshift schema-conversion.dms schemas scraper.aps secretsmanager security-ir
    securityagent securityhub securityhubv2 securitylake self-managed-vpce.osis
    serverlessrepo servicecatalog servicecatalog-appregistry servicediscovery servicequotas
    ses shield signer signin sms sms-voice smsintegration.migrationhub sns social-messaging
    spot spotfleet sqlworkbench sqs ssm ssm-guiconnect ssm-incidents ssm-quicksetup ssm-sap
    ssm.integrations sso stacksets.cloudformation states storagegateway
    streams.metrics.cloudwatch sts support supportplans swf sync.proton synthetics
    tagpolicies.tag tasks.apprunner telemetry-enablement.observabilityadmin
    telemetry-pipelines.observabilityadmin templates.ecr textract thirdparty.config
    thirdparty.inspector2 timestream timestream-influxdb transcribe transfer
    transform-custom transitgateway translate triage.security-ir trustedadvisor tts
    verified-access vmie voiceid vpc-flow-logs vpc-lattice vpcorigin.cloudfront waf
    waf-regional wafv2 wam wellarchitected wisdom workdocs worklink workmail workspaces
    workspaces-instances workspaces-web workspaces.application-autoscaling xray
    """.split { $0 == " " || $0.isNewline }.map(String.init))
}
