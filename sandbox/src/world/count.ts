import type { Region, World } from './world.ts';

/** The tables of a region whose records are resources, by the short name of the type. */
const regional = {
  ec2_instance: 'instances',
  ebs_volume: 'volumes',
  ebs_snapshot: 'snapshots',
  ami: 'images',
  security_group: 'securityGroups',
  vpc: 'vpcs',
  subnet: 'subnets',
  route_table: 'routeTables',
  network_acl: 'networkAcls',
  internet_gateway: 'internetGateways',
  nat_gateway: 'natGateways',
  elastic_ip: 'addresses',
  auto_scaling_group: 'autoScalingGroups',
  network_interface: 'networkInterfaces',
  launch_template: 'launchTemplates',
  launch_configuration: 'launchConfigurations',
  vpc_endpoint: 'vpcEndpoints',
  vpc_endpoint_service: 'endpointServices',
  vpc_peering_connection: 'peeringConnections',
  ssm_managed_instance: 'managedNodes',
  transit_gateway: 'transitGateways',
  client_vpn_endpoint: 'clientVpnEndpoints',
  vpn_connection: 'vpnConnections',
  rds_instance: 'dbInstances',
  rds_cluster: 'dbClusters',
  dynamodb_table: 'dynamoTables',
  lambda_function: 'functions',
  kms_key: 'keys',
  cloudtrail_trail: 'trails',
  config_recorder: 'recorders',
  eks_cluster: 'eksClusters',
  ecr_repository: 'repositories',
  ecs_cluster: 'ecsClusters',
  sns_topic: 'topics',
  sqs_queue: 'queues',
  secrets_manager_secret: 'secrets',
  efs_file_system: 'fileSystems',
  backup_vault: 'backupVaults',
  backup_plan: 'backupPlans',
  backup_report_plan: 'reportPlans',
  acm_certificate: 'certificates',
  kinesis_stream: 'streams',
  ssm_parameter: 'parameters',
  ssm_document: 'documents',
  s3_access_point: 'accessPoints',
  cloudwatch_log_group: 'logGroups',
  cloudwatch_alarm: 'alarms',
  cloudwatch_log_resource_policy: 'logResourcePolicies',
  guardduty_detector: 'detectors',
  wafv2_web_acl: 'webAcls',
  apigateway_rest_api: 'restApis',
  apigateway_domain_name: 'apiDomainNames',
  apigatewayv2_api: 'httpApis',
  step_functions_state_machine: 'stateMachines',
  rds_event_subscription: 'eventSubscriptions',
  elasticache_cluster: 'cacheClusters',
  elasticache_replication_group: 'replicationGroups',
  redshift_cluster: 'warehouses',
  opensearch_domain: 'searchDomains',
  ecs_service: 'ecsServices',
  ecs_task_definition: 'taskDefinitions',
  athena_workgroup: 'workGroups',
  codebuild_project: 'buildProjects',
  dms_replication_instance: 'replicationInstances',
  dms_endpoint: 'migrationEndpoints',
  dms_replication_task: 'migrationTasks',
  msk_cluster: 'kafkaClusters',
} as const satisfies Record<string, keyof Region>;

export type ResourceType =
  | keyof typeof regional
  | 'load_balancer'
  | 'rds_snapshot'
  | 'rds_parameter_group'
  | 's3_bucket'
  | 's3_account_settings'
  | 'cloudfront_distribution'
  | 'route53_hosted_zone'
  | 'securityhub_hub'
  | 'inspector_settings'
  | 'macie_session'
  | 'iam_user'
  | 'iam_role'
  | 'iam_group'
  | 'iam_policy'
  | 'iam_account'
  | 'iam_server_certificate'
  | 'iam_saml_provider'
  | 'iam_oidc_provider'
  | 'access_analyzer'
  | 'account_contacts'
  | 'ec2_region_settings';

/** How many resources of each type the account has, all regions together. */
export function countResources(world: World): Record<ResourceType, number> {
  const regions = [...world.regions.values()];
  const sum = (size: (region: Region) => number) =>
    regions.reduce((total, region) => total + size(region), 0);
  const counts = Object.fromEntries(
    Object.entries(regional).map(([type, table]) => [type, sum((region) => region[table].size())]),
  ) as Record<keyof typeof regional, number>;
  return {
    ...counts,
    load_balancer: sum((region) => region.loadBalancers.size() + region.classicLoadBalancers.size()),
    rds_snapshot: sum((region) => region.dbSnapshots.size() + region.dbClusterSnapshots.size()),
    rds_parameter_group: sum(
      (region) => region.dbParameterGroups.size() + region.dbClusterParameterGroups.size(),
    ),
    s3_bucket: world.buckets.size(),
    s3_account_settings: 1,
    cloudfront_distribution: world.distributions.size(),
    route53_hosted_zone: world.hostedZones.size(),
    securityhub_hub: regions.length,
    inspector_settings: regions.length,
    macie_session: regions.length,
    iam_user: world.iam.users.size(),
    iam_role: world.iam.roles.size(),
    iam_group: world.iam.groups.size(),
    iam_policy: world.iam.policies.size(),
    iam_account: 1,
    iam_server_certificate: world.iam.serverCertificates.size(),
    iam_saml_provider: world.iam.samlProviders.size(),
    iam_oidc_provider: world.iam.oidcProviders.size(),
    access_analyzer: world.iam.analyzers.size(),
    account_contacts: 1,
    ec2_region_settings: regions.length,
  };
}
