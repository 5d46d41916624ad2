/**
 * Lists whose order AWS does not promise. Every answer begins them at another element, as the real services
 * do from one call to the next; a rescan that sees a change in this is wrong.
 */
const unordered = new Set([
  'TagList',
  'TagSet',
  'Tags',
  'tagListType',
  'IpPermissionList',
  'IpRangeList',
  'Ipv6RangeList',
  'UserIdGroupPairList',
  'PrefixListIdList',
  'GroupIdentifierList',
  'GroupIdentifierSet',
  'InstanceBlockDeviceMappingList',
  'RouteList',
  'NetworkAclEntryList',
  'NetworkAclAssociationList',
  'RouteTableAssociationList',
  'SecurityGroups',
  'SecurityGroupIds',
  'AvailabilityZones',
  'VpcSecurityGroupMembershipList',
  'DBParameterGroupStatusList',
  'SubnetList',
  'LogTypeList',
  'attachedPoliciesListType',
  'policyDetailListType',
  'groupNameListType',
  'SubnetIds',
  'StringList',
  'Grants',
  'GlobalSecondaryIndexDescriptionList',
  'AttributeDefinitions',
  'ClusterSettings',
]);

export function createNoise() {
  let turn = 0;
  return {
    next: () => {
      turn = (turn + 1) % 1_000_003;
    },
    listOffset: (name: string, length: number) => (unordered.has(name) ? turn % length : 0),
  };
}
