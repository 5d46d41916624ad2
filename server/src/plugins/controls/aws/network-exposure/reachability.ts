import type { Surroundings } from '../../../../plugin-kit/define-control.ts';
import type { ConfigurationOf } from '../../../../plugin-kit/define-resource-type.ts';
import type { ec2InstanceType } from '../../../providers/aws/resources/ec2_instance/schema.ts';
import { networkAcls, routeTables, securityGroups, subnets } from '../keyed-types.ts';
import { admittingEntry } from './acl.ts';
import { type Family, type IngressRule, internetExposure, mayBeOpen, type Transport } from './ingress.ts';
import { tablesOf } from './route-tables.ts';

type Instance = ConfigurationOf<typeof ec2InstanceType>;

/** What lies between the internet and an instance. */
export const networkReads = {
  groups: securityGroups,
  acls: networkAcls,
  routes: routeTables,
  subnets: subnets,
};
export type NetworkSurroundings = Surroundings<typeof networkReads>;

/** One network card, with the families by which it has an address that the internet can use. */
export type Card = { subnetId: string | undefined; groupIds: readonly string[]; families: readonly Family[] };

/** Which of the ports that were asked about the internet reaches, and why nobody can say it of all of them. */
export type Reach = {
  open: readonly number[];
  /** By which sources and groups the first of them is reached. */
  source?: string;
  groupIds?: readonly string[];
  /** What could open more. */
  doubt?: string;
};

/** The cards of an instance; the instance's own properties stand for the first one where none is listed. */
export function cardsOf(instance: Instance): Card[] {
  const cards = (instance.NetworkInterfaces ?? []).map((card): Card => {
    const six = card.Ipv6Addresses as readonly unknown[] | undefined;
    const families: Family[] = [];
    if (card.AssociatePublicIpAddress === true) families.push(4);
    if (six !== undefined && six.length > 0) families.push(6);
    return { subnetId: card.SubnetId ?? instance.SubnetId, groupIds: card.GroupSet ?? [], families };
  });
  if (cards.length > 0) return cards;
  return [
    {
      subnetId: instance.SubnetId,
      groupIds: instance.SecurityGroupIds ?? [],
      families: instance.PublicIp === undefined ? [] : [4],
    },
  ];
}

export function isPublic(instance: Instance): boolean {
  return cardsOf(instance).some(({ families }) => families.length > 0);
}

/**
 * Can the internet reach ports of the instance? It takes a public address, a security group that opens the port,
 * a network ACL that does not stop it and a route to an internet gateway. What the account does not show (the ACL
 * of a subnet that another account shares) protects nobody.
 */
export function reachOf(
  instance: Instance,
  around: NetworkSurroundings,
  ports: readonly (readonly [Transport, number])[],
): Reach {
  const open: number[] = [];
  let first: { source: string; groupIds: readonly string[] } | undefined;
  let doubt: string | undefined;
  for (const card of cardsOf(instance)) {
    if (card.families.length === 0) continue;
    const rules = rulesOf(card, around);
    if (rules === undefined) {
      doubt ??= 'a security group of it was not found in the account';
      continue;
    }
    if (!mayBeOpen(rules)) continue;
    for (const family of card.families) {
      for (const [transport, port] of ports) {
        const exposure = internetExposure(rules, transport, port, family);
        if (exposure.state === 'unknown') doubt ??= `the prefix list ${exposure.prefixList} is not read`;
        if (exposure.state !== 'open' || isStopped(card, around, transport, port, family)) continue;
        open.push(port);
        first ??= { source: exposure.source, groupIds: card.groupIds };
      }
    }
  }
  return { open, ...first, ...(doubt !== undefined && { doubt }) };
}

/** The rules of all groups of a card, which count together; undefined when a group is not known. */
export function rulesOf(
  card: Card,
  { groups }: Pick<NetworkSurroundings, 'groups'>,
): IngressRule[] | undefined {
  const rules: IngressRule[] = [];
  for (const id of card.groupIds) {
    const [group] = groups.by('GroupId', id);
    if (group === undefined) return undefined;
    rules.push(...(group.configuration.SecurityGroupIngress ?? []));
  }
  return rules;
}

/** Whether the subnet of the card keeps the internet out. */
function isStopped(
  { subnetId }: Card,
  { acls, subnets, ...around }: NetworkSurroundings,
  transport: Transport,
  port: number,
  family: Family,
): boolean {
  if (subnetId === undefined) return false;
  const [acl] = acls.by('SubnetId', subnetId);
  if (acl !== undefined && admittingEntry(acl.configuration.Entries, transport, port, family) === undefined)
    return true;
  const [subnet] = subnets.by('SubnetId', subnetId);
  const blocked = subnet?.configuration.BlockPublicAccessStates?.InternetGatewayBlockMode;
  if (blocked === 'block-ingress' || blocked === 'block-bidirectional') return true;
  return leadsToInternet(subnetId, subnet?.configuration.VpcId, around, family) === false;
}

/**
 * Whether the route table of a subnet has a way to an internet gateway for a family; undefined when no table of it
 * is known. A subnet without a table of its own uses the main one of its VPC.
 */
export function leadsToInternet(
  subnetId: string,
  vpcId: string | undefined,
  { routes }: Pick<NetworkSurroundings, 'routes'>,
  family?: Family,
): boolean | undefined {
  const [table] = tablesOf(subnetId, vpcId, routes);
  if (table === undefined) return undefined;
  return (table.configuration.Routes ?? []).some(
    (route) =>
      route.GatewayId?.startsWith('igw-') === true &&
      route.State !== 'blackhole' &&
      (family === undefined ||
        (family === 4 ? route.DestinationCidrBlock : route.DestinationIpv6CidrBlock) !== undefined),
  );
}
