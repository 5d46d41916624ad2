import type { IpPermission } from '@aws-sdk/client-ec2';
import { sortedBy, unlessBlank } from '../../shapes/order.ts';

type Source = Record<string, string | undefined>;

/**
 * EC2 groups sources by protocol and port range; CloudFormation lists one rule per source. Rules are put in the
 * order of port, protocol and source, so that the same group always has the same configuration. A rule for all
 * protocols has no ports.
 */
export function ingressRules(permissions: readonly IpPermission[] | undefined) {
  return ruleList(permissions, (permission) => [
    ...addresses(permission),
    ...(permission.UserIdGroupPairs ?? []).map((pair) => ({
      SourceSecurityGroupId: pair.GroupId,
      // Only a group without an id (before VPCs, or of another account) is known by its name.
      SourceSecurityGroupName: pair.GroupId === undefined ? pair.GroupName : undefined,
      SourceSecurityGroupOwnerId: pair.UserId,
      Description: pair.Description,
    })),
    ...(permission.PrefixListIds ?? []).map((list) => ({
      SourcePrefixListId: list.PrefixListId,
      Description: list.Description,
    })),
  ]);
}

export function egressRules(permissions: readonly IpPermission[] | undefined) {
  return ruleList(permissions, (permission) => [
    ...addresses(permission),
    ...(permission.UserIdGroupPairs ?? []).map((pair) => ({
      DestinationSecurityGroupId: pair.GroupId,
      Description: pair.Description,
    })),
    ...(permission.PrefixListIds ?? []).map((list) => ({
      DestinationPrefixListId: list.PrefixListId,
      Description: list.Description,
    })),
  ]);
}

function addresses(permission: IpPermission): Source[] {
  return [
    ...(permission.IpRanges ?? []).map((range) => ({ CidrIp: range.CidrIp, Description: range.Description })),
    ...(permission.Ipv6Ranges ?? []).map((range) => ({
      CidrIpv6: range.CidrIpv6,
      Description: range.Description,
    })),
  ];
}

function ruleList(
  permissions: readonly IpPermission[] | undefined,
  sourcesOf: (permission: IpPermission) => Source[],
) {
  const rules = (permissions ?? []).flatMap((permission) =>
    sourcesOf(permission).map(({ Description, ...source }) => ({
      IpProtocol: permission.IpProtocol,
      FromPort: permission.IpProtocol === '-1' ? undefined : permission.FromPort,
      ToPort: permission.IpProtocol === '-1' ? undefined : permission.ToPort,
      ...source,
      Description: unlessBlank(Description),
    })),
  );
  return sortedBy(rules, ({ FromPort, ToPort, IpProtocol, Description, ...source }) => [
    FromPort,
    ToPort,
    IpProtocol,
    ...Object.entries(source as Source)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => `${key}=${value}`),
    Description,
  ]);
}
