import type { ViewOf } from '../../../plugin-kit/define-control.ts';
import type { routeTables, securityGroups } from './keyed-types.ts';
import { tablesOf } from './network-exposure/route-tables.ts';

type SecurityGroups = ViewOf<typeof securityGroups>;
type RouteTables = ViewOf<typeof routeTables>;

/**
 * The first of these groups that lets every address in to the port, with the address range; else undefined.
 * A group that is seen open decides, although another could not be seen.
 */
export function groupOpenToAll(
  ids: readonly string[],
  port: number,
  groups: SecurityGroups,
): { group: string; range: string } | undefined {
  return firstSeen(ids, (id) => {
    for (const { configuration } of groups.by('GroupId', id)) {
      for (const rule of configuration.SecurityGroupIngress ?? []) {
        const range =
          rule.CidrIp === '0.0.0.0/0' ? rule.CidrIp : rule.CidrIpv6 === '::/0' ? '::/0' : undefined;
        if (range !== undefined && coversPort(rule, port)) return { group: id, range };
      }
    }
    return undefined;
  });
}

/** The first answer; what could not be seen is thrown only when nothing that was seen gives one. */
function firstSeen<T>(ids: readonly string[], look: (id: string) => T | undefined): T | undefined {
  let unseen: unknown;
  for (const id of ids) {
    try {
      const found = look(id);
      if (found !== undefined) return found;
    } catch (error) {
      unseen ??= error;
    }
  }
  if (unseen !== undefined) throw unseen;
  return undefined;
}

/** Ids of these groups that the account has not: of another account, in a shared network. */
export function foreignGroup(ids: readonly string[], groups: SecurityGroups): string | undefined {
  return ids.find((id) => groups.by('GroupId', id).length === 0);
}

function coversPort(
  rule: { IpProtocol?: string | undefined; FromPort?: number | undefined; ToPort?: number | undefined },
  port: number,
): boolean {
  if (rule.IpProtocol === '-1') return true;
  if (rule.IpProtocol !== 'tcp' && rule.IpProtocol !== '6') return false;
  return (rule.FromPort ?? 0) <= port && port <= (rule.ToPort ?? 65_535);
}

/** What the routes of a list of subnets say; `unrouted`: no route table of this account belongs to the subnet. */
export type SubnetRoutes =
  | { kind: 'public'; subnet: string; table: string }
  | { kind: 'private' }
  | { kind: 'unrouted'; subnet: string };

/** Whether one of the subnets has a route to an internet gateway: its own table decides, else the main table of its VPC. */
export function routesOf(
  subnets: readonly string[],
  vpc: string | undefined,
  tables: RouteTables,
): SubnetRoutes {
  let unrouted: string | undefined;
  const found = firstSeen(subnets, (subnet): SubnetRoutes | undefined => {
    const deciding = tablesOf(subnet, vpc, tables);
    if (deciding.length === 0) unrouted ??= subnet;
    const leading = deciding.find(({ configuration }) => (configuration.Routes ?? []).some(leadsToInternet));
    if (leading === undefined) return undefined;
    return { kind: 'public', subnet, table: leading.configuration.RouteTableId ?? leading.externalId };
  });
  if (found !== undefined) return found;
  return unrouted === undefined ? { kind: 'private' } : { kind: 'unrouted', subnet: unrouted };
}

function leadsToInternet(route: {
  GatewayId?: string | undefined;
  DestinationCidrBlock?: string | undefined;
  DestinationIpv6CidrBlock?: string | undefined;
}): boolean {
  if (route.GatewayId?.startsWith('igw-') !== true) return false;
  return route.DestinationCidrBlock === '0.0.0.0/0' || route.DestinationIpv6CidrBlock === '::/0';
}
