import type { ListOffset } from './protocols/xml-writer.ts';

/**
 * Lists, per service and by the name of their shape, whose order AWS does not promise. Every answer begins
 * them at another element, as the real services do from one call to the next; a rescan that sees a change in
 * this is wrong. Lists whose order has a meaning (actions of a listener, cache behaviours, CORS rules, key
 * schemas) are not here.
 */
const unordered: Record<string, readonly string[]> = {
  ec2: [
    'TagList',
    'IpPermissionList',
    'IpRangeList',
    'Ipv6RangeList',
    'PrefixListIdList',
    'UserIdGroupPairList',
    'GroupIdentifierList',
    'InstanceBlockDeviceMappingList',
    'BlockDeviceMappingList',
    'ReservationList',
    'VolumeList',
    'SecurityGroupList',
    'SubnetList',
    'RouteList',
    'RouteTableAssociationList',
    'NetworkAclEntryList',
    'NetworkAclAssociationList',
    'CreateVolumePermissionList',
    'LaunchPermissionList',
  ],
  s3: ['TagSet', 'Grants', 'AllowedMethods', 'AllowedOrigins', 'Events'],
  iam: [
    'tagListType',
    'attachedPoliciesListType',
    'policyDetailListType',
    'GroupList',
    'PolicyNames',
    'roleDetailListType',
    'userDetailListType',
  ],
  rds: [
    'TagList',
    'VpcSecurityGroupMembershipList',
    'SubnetList',
    'AvailabilityZones',
    'EnabledCloudwatchLogsExports',
    'DBClusterMemberList',
    'AttributeValueList',
    'EventCategoriesList',
    'ParametersList',
  ],
  elasticloadbalancingv2: [
    'TagList',
    'AvailabilityZones',
    'SecurityGroups',
    'LoadBalancerAttributes',
    'Listeners',
  ],
  elasticloadbalancing: ['TagList', 'AvailabilityZones', 'SecurityGroups', 'Subnets', 'Instances'],
  autoscaling: ['TagDescriptionList', 'AvailabilityZones', 'Instances'],
  dynamodb: ['TagList', 'AttributeDefinitions', 'GlobalSecondaryIndexDescriptionList'],
  lambda: ['SubnetIds', 'SecurityGroupIds'],
  cloudfront: ['TagList', 'AliasList', 'MethodsList', 'SslProtocolsList'],
  cloudtrail: ['TagsList'],
  kms: ['TagList', 'AliasList'],
  eks: ['subnetIds', 'securityGroupIds', 'types'],
  ecr: ['TagList'],
  ecs: ['Tags', 'ClusterSettings', 'capacityProviders', 'EnvironmentVariables'],
  elasticache: ['TagList', 'SecurityGroupMembershipList', 'SubnetList', 'ClusterIdList'],
  redshift: ['TagList', 'VpcSecurityGroupMembershipList', 'ParametersList', 'LogTypeList'],
  opensearch: ['TagList'],
  codebuild: ['EnvironmentVariables', 'TagList'],
  dms: ['TagList', 'SubnetList', 'VpcSecurityGroupMembershipList'],
  sns: ['TagList'],
  secretsmanager: ['TagListType'],
  guardduty: ['DetectorFeatureConfigurationsResults'],
  wafv2: ['ResourceArns'],
};

export interface Noise {
  /** Begins the next answer. */
  next(): void;
  /** Where the lists of one service begin in this answer. */
  offsetsOf(serviceId: string): ListOffset;
}

export function createNoise(): Noise {
  let turn = 0;
  return {
    next: () => {
      turn = (turn + 1) % 1_000_003;
    },
    offsetsOf: (serviceId) => {
      const names = new Set(unordered[serviceId]);
      return (name, length) => (names.has(name) ? turn % length : 0);
    },
  };
}
