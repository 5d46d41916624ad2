import { isJsonObject, type Json, type JsonObject } from '../../../core/json.ts';

/** A way in (or out) that a firewall rule of any vendor opens. Ports are inclusive; all ports are 0 to 65535. */
export type Opening = {
  direction: 'in' | 'out';
  /** `tcp`, `udp`, `icmp` … or `all`. */
  protocol: string;
  from: number;
  to: number;
  /** The address range, as written. */
  source: string;
  world: boolean;
};

/** Every address, or so large a part of all addresses that it makes no difference. */
export function isWorld(cidr: string): boolean {
  const text = cidr.trim().toLowerCase();
  if (text === '*' || text === 'internet' || text === 'any') return true;
  const match = /^([0-9a-f.:]+)\/(\d{1,3})$/.exec(text);
  if (match === null) return false;
  const length = Number(match[2]);
  return (match[1] as string).includes(':') ? length <= 3 : length <= 1;
}

/** All openings in a value: a rule, a list of rules, or a whole model that holds rules somewhere. */
export function openingsIn(value: Json | undefined, direction: 'in' | 'out' = 'in'): Opening[] {
  const found: Opening[] = [];
  collect(value, direction, found);
  return found;
}

function collect(value: Json | undefined, direction: 'in' | 'out', found: Opening[]): void {
  if (Array.isArray(value)) {
    for (const member of value) collect(member, direction, found);
    return;
  }
  if (!isJsonObject(value)) return;
  const rule = awsRule(value, direction) ?? gcpRule(value) ?? azureRule(value);
  if (rule !== undefined) {
    found.push(...rule);
    return;
  }
  for (const [key, member] of Object.entries(value)) {
    if (typeof member === 'object') collect(member, /egress|outbound/i.test(key) ? 'out' : direction, found);
  }
}

/** Security group rules and network ACL entries. */
function awsRule(rule: JsonObject, direction: 'in' | 'out'): Opening[] | undefined {
  const sources = [rule.CidrIp, rule.CidrIpv6, rule.CidrBlock, rule.Ipv6CidrBlock].filter(
    (cidr) => typeof cidr === 'string',
  );
  const group =
    rule.SourceSecurityGroupId ??
    rule.DestinationSecurityGroupId ??
    rule.SourcePrefixListId ??
    rule.DestinationPrefixListId;
  if (typeof group === 'string') sources.push(group);
  const protocol = rule.IpProtocol ?? rule.Protocol;
  if (sources.length === 0 || protocol === undefined) return undefined;
  if (typeof rule.RuleAction === 'string' && rule.RuleAction.toLowerCase() !== 'allow') return [];
  const way = rule.Egress === true ? 'out' : rule.Egress === false ? 'in' : direction;
  const range = isJsonObject(rule.PortRange) ? rule.PortRange : rule;
  const name = protocolName(protocol);
  const ports = name === 'all' ? everyPort : portsOf(range.FromPort ?? range.From, range.ToPort ?? range.To);
  return sources.map((source) => ({
    direction: way,
    protocol: name,
    ...ports,
    source: source as string,
    world: isWorld(source as string),
  }));
}

/** `compute.googleapis.com/Firewall`. */
function gcpRule(rule: JsonObject): Opening[] | undefined {
  if (!Array.isArray(rule.allowed)) return undefined;
  if (rule.disabled === true) return [];
  const way = rule.direction === 'EGRESS' ? 'out' : 'in';
  const sources = (way === 'in' ? rule.sourceRanges : rule.destinationRanges) ?? [];
  if (!Array.isArray(sources)) return [];
  return rule.allowed.filter(isJsonObject).flatMap((allowed) => {
    const ports = Array.isArray(allowed.ports) && allowed.ports.length > 0 ? allowed.ports : ['0-65535'];
    return ports.flatMap((port) =>
      sources.map((source) => ({
        direction: way as 'in' | 'out',
        protocol: protocolName(allowed.IPProtocol ?? 'all'),
        ...portRange(String(port)),
        source: String(source),
        world: isWorld(String(source)),
      })),
    );
  });
}

/** A security rule of an Azure network security group. */
function azureRule(rule: JsonObject): Opening[] | undefined {
  const properties = isJsonObject(rule.properties) ? rule.properties : rule;
  if (typeof properties.access !== 'string' || typeof properties.direction !== 'string') return undefined;
  if (properties.access.toLowerCase() !== 'allow') return [];
  const way = properties.direction.toLowerCase() === 'outbound' ? 'out' : 'in';
  const sources = several(
    way === 'in' ? properties.sourceAddressPrefix : properties.destinationAddressPrefix,
    way === 'in' ? properties.sourceAddressPrefixes : properties.destinationAddressPrefixes,
  );
  const ports = several(properties.destinationPortRange, properties.destinationPortRanges);
  return sources.flatMap((source) =>
    ports.map((port) => ({
      direction: way as 'in' | 'out',
      protocol: protocolName(properties.protocol ?? '*'),
      ...portRange(port),
      source,
      world: isWorld(source),
    })),
  );
}

function several(one: Json | undefined, many: Json | undefined): string[] {
  const texts = Array.isArray(many) ? many.map(String) : [];
  return typeof one === 'string' ? [one, ...texts] : texts;
}

const everyPort = { from: 0, to: 65535 };

function portsOf(from: Json | undefined, to: Json | undefined): { from: number; to: number } {
  const first = Number(from ?? Number.NaN);
  const last = Number(to ?? from ?? Number.NaN);
  if (Number.isNaN(first) || first === -1) return everyPort;
  return { from: first, to: Number.isNaN(last) ? first : last };
}

function portRange(text: string): { from: number; to: number } {
  if (text === '*' || text === '') return everyPort;
  const [from, to] = text.split('-');
  return portsOf(from ?? null, to ?? from ?? null);
}

function protocolName(protocol: Json): string {
  const text = String(protocol).toLowerCase();
  const known: Record<string, string> = {
    '-1': 'all',
    '*': 'all',
    '6': 'tcp',
    '17': 'udp',
    '1': 'icmp',
    '58': 'icmpv6',
  };
  return known[text] ?? text;
}

/** Does `wide` already let through all that `narrow` does? Address ranges are compared by text, or world. */
function includes(wide: Opening, narrow: Opening): boolean {
  return (
    wide.direction === narrow.direction &&
    (wide.protocol === 'all' || wide.protocol === narrow.protocol) &&
    wide.from <= narrow.from &&
    wide.to >= narrow.to &&
    (wide.source === narrow.source ||
      (wide.world && (!narrow.world || wide.source.includes(':') === narrow.source.includes(':'))))
  );
}

/** What `after` opens and `before` did not. */
export function newOpenings(before: Opening[], after: Opening[]): Opening[] {
  return after.filter((opening) => !before.some((known) => includes(known, opening)));
}

/** `tcp 22 from 0.0.0.0/0`. */
export function describeOpening({ direction, protocol, from, to, source }: Opening): string {
  const ports = from === 0 && to === 65535 ? 'all ports' : from === to ? String(from) : `${from}-${to}`;
  const what =
    protocol === 'all' ? 'all traffic' : protocol.startsWith('icmp') ? protocol : `${protocol} ${ports}`;
  return `${what} ${direction === 'in' ? 'from' : 'to'} ${source}`;
}
