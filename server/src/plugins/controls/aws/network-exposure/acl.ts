import type { ConfigurationOf } from '../../../../plugin-kit/define-resource-type.ts';
import type { networkAclType } from '../../../providers/aws/resources/network_acl/schema.ts';
import { type AddressRange, isInternet, rangeOf, without } from './address-ranges.ts';
import { type Family, lastPort, type PortRange, type Transport } from './ingress.ts';

type NetworkAcl = ConfigurationOf<typeof networkAclType>;
export type AclEntry = NonNullable<NetworkAcl['Entries']>[number];

const numbers: Record<Transport, number> = { tcp: 6, udp: 17 };
const allProtocols = -1;

function portsOf({ Protocol, PortRange: ports }: AclEntry): PortRange {
  if (Protocol === allProtocols || ports?.From === undefined || ports.From < 0)
    return { from: 0, to: lastPort };
  return { from: ports.From, to: ports.To ?? ports.From };
}

function covers(entry: AclEntry, transport: Transport, port: number): boolean {
  if (entry.Protocol !== allProtocols && entry.Protocol !== numbers[transport]) return false;
  const { from, to } = portsOf(entry);
  return port >= from && port <= to;
}

/**
 * The entry by which the internet comes in to a port, or undefined. Entries are tried by their number and the first
 * that matches an address decides about it, so a deny protects only from what stands behind it.
 */
export function admittingEntry(
  entries: readonly AclEntry[] | undefined,
  transport: Transport,
  port: number,
  family: Family,
): AclEntry | undefined {
  const inOrder = (entries ?? [])
    .filter((entry) => entry.Egress !== true && covers(entry, transport, port))
    .sort((left, right) => (left.RuleNumber ?? 0) - (right.RuleNumber ?? 0));
  const denied: AddressRange[] = [];
  const allowed: AddressRange[] = [];
  for (const entry of inOrder) {
    const cidr = family === 4 ? entry.CidrBlock : entry.Ipv6CidrBlock;
    const range = cidr === undefined ? undefined : rangeOf(cidr);
    if (range === undefined || range.family !== family) continue;
    if (entry.RuleAction === 'allow') {
      allowed.push(...without([range], denied));
      if (isInternet(allowed)) return entry;
    } else denied.push(range);
  }
  return undefined;
}

/** Whether the internet reaches every port: what an ACL that filters nothing does. */
export function admitsAllPorts(
  entries: readonly AclEntry[] | undefined,
  transport: Transport,
  family: Family,
): AclEntry | undefined {
  const starts = new Set<number>([0]);
  for (const entry of entries ?? []) {
    const { from, to } = portsOf(entry);
    starts.add(from);
    if (to < lastPort) starts.add(to + 1);
  }
  let found: AclEntry | undefined;
  for (const port of starts) {
    found = admittingEntry(entries, transport, port, family);
    if (found === undefined) return undefined;
  }
  return found;
}
