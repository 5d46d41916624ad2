import type { ConfigurationOf } from '../../../../plugin-kit/define-resource-type.ts';
import type { securityGroupType } from '../../../providers/aws/resources/security_group/schema.ts';
import { type AddressRange, isInternet, isNarrow, rangeOf } from './address-ranges.ts';

type SecurityGroup = ConfigurationOf<typeof securityGroupType>;
export type IngressRule = NonNullable<SecurityGroup['SecurityGroupIngress']>[number];

export type Transport = 'tcp' | 'udp';
export type Family = 4 | 6;
export type PortRange = { from: number; to: number };

/**
 * Whether the internet may come in. `unknown`: only a prefix list, whose addresses nobody has read, would decide.
 * `rule` is the place of a rule in the list that was asked about.
 */
export type Exposure =
  | { state: 'open'; rule: number; source: string }
  | { state: 'unknown'; rule: number; prefixList: string }
  | { state: 'closed' };

const numbers: Record<Transport, string> = { tcp: '6', udp: '17' };
const closed: Exposure = { state: 'closed' };
export const lastPort = 65_535;

/** Whether a rule is for the port, whoever its source is. ICMP and protocols without ports never are. */
export function covers(rule: IngressRule, transport: Transport, port: number): boolean {
  const protocol = rule.IpProtocol;
  if (protocol === '-1') return true;
  if (protocol !== transport && protocol !== numbers[transport]) return false;
  const { from, to } = portsOf(rule);
  return port >= from && port <= to;
}

/** A rule of TCP or UDP without ports, or with -1, is for all of them. */
function portsOf(rule: IngressRule): PortRange {
  const { IpProtocol, FromPort, ToPort } = rule;
  if (IpProtocol === '-1' || FromPort === undefined || FromPort < 0) return { from: 0, to: lastPort };
  return { from: FromPort, to: ToPort === undefined || ToPort < 0 ? lastPort : ToPort };
}

/**
 * Do the rules let the internet reach one port? All sources of the port count together, so two halves of the
 * address space are as open as 0.0.0.0/0. `family` asks about one of them only.
 */
export function internetExposure(
  rules: readonly IngressRule[] | undefined,
  transport: Transport,
  port: number,
  family?: Family,
): Exposure {
  if (rules === undefined) return closed;
  let wide: { range: AddressRange; rule: number; source: string }[] | undefined;
  let listed: Exposure | undefined;
  for (let index = 0; index < rules.length; index += 1) {
    const rule = rules[index] as IngressRule;
    if (!covers(rule, transport, port)) continue;
    const { CidrIp, CidrIpv6 } = rule;
    if (CidrIp === '0.0.0.0/0' && family !== 6) return { state: 'open', rule: index, source: CidrIp };
    if (CidrIpv6 === '::/0' && family !== 4) return { state: 'open', rule: index, source: CidrIpv6 };
    for (const source of [CidrIp, CidrIpv6]) {
      if (source === undefined || isNarrow(source)) continue;
      const range = rangeOf(source);
      if (range === undefined || (family !== undefined && range.family !== family)) continue;
      wide ??= [];
      wide.push({ range, rule: index, source });
    }
    if (rule.SourcePrefixListId !== undefined)
      listed ??= { state: 'unknown', rule: index, prefixList: rule.SourcePrefixListId };
  }
  if (wide !== undefined) {
    for (const one of [4, 6] as const) {
      const own = wide.filter(({ range }) => range.family === one);
      const [first] = own;
      if (first !== undefined && isInternet(own.map(({ range }) => range)))
        return { state: 'open', rule: first.rule, source: own.map(({ source }) => source).join(', ') };
    }
  }
  return listed ?? closed;
}

/** False when no rule has a source that could be the internet, or a prefix list: most groups end here. */
export function mayBeOpen(rules: readonly IngressRule[] | undefined): boolean {
  return (rules ?? []).some(
    ({ CidrIp, CidrIpv6, SourcePrefixListId }) =>
      SourcePrefixListId !== undefined ||
      (CidrIp !== undefined && !isNarrow(CidrIp)) ||
      (CidrIpv6 !== undefined && !isNarrow(CidrIpv6)),
  );
}

/** Every port that the internet reaches, in ranges that do not touch. */
export function openPorts(
  rules: readonly IngressRule[] | undefined,
  transport: Transport,
  family?: Family,
): PortRange[] {
  if (!mayBeOpen(rules)) return [];
  const starts = new Set<number>([0]);
  for (const rule of rules ?? []) {
    if (rule.IpProtocol !== '-1' && !covers(rule, transport, portsOf(rule).from)) continue;
    const { from, to } = portsOf(rule);
    starts.add(from);
    if (to < lastPort) starts.add(to + 1);
  }
  const inOrder = [...starts].sort((left, right) => left - right);
  const open: PortRange[] = [];
  for (const [index, from] of inOrder.entries()) {
    if (internetExposure(rules, transport, from, family).state !== 'open') continue;
    const to = (inOrder[index + 1] ?? lastPort + 1) - 1;
    const last = open.at(-1);
    if (last !== undefined && last.to + 1 === from) last.to = to;
    else open.push({ from, to });
  }
  return open;
}

export function portText({ from, to }: PortRange): string {
  return from === to ? String(from) : `${from}-${to}`;
}
