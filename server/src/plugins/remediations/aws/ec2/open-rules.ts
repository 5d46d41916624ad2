import type { GroupRule } from './group-rules.ts';

export type Transport = 'tcp' | 'udp';
/** Ports of one transport that are closed to the internet. */
export type Ports = Record<Transport, readonly number[]>;

const numbers: Record<string, Transport> = { '6': 'tcp', '17': 'udp' };
const lastPort = 65_535;

/** Networks of organisations: as wide as the internet, and not of it. */
const privateRanges = new Set(['10.0.0.0/8', '127.0.0.0/8', '0.0.0.0/8']);

/**
 * From an IPv4 /8 or an IPv6 /16 on a source is the internet: no registry gives one organisation of today so much.
 * Narrower sources are left alone, however many of them there are.
 */
export function isFromInternet({ CidrIp, CidrIpv6 }: GroupRule): boolean {
  if (CidrIp !== null) return !privateRanges.has(CidrIp) && Number(CidrIp.split('/')[1]) <= 8;
  return CidrIpv6 !== null && Number(CidrIpv6.split('/')[1]) <= 16;
}

/** The ports of a rule of TCP or UDP; undefined for protocols without ports. */
function portsOf(rule: GroupRule): { transports: Transport[]; from: number; to: number } | undefined {
  if (rule.IpProtocol === '-1') return { transports: ['tcp', 'udp'], from: 0, to: lastPort };
  const transport = numbers[rule.IpProtocol] ?? rule.IpProtocol;
  if (transport !== 'tcp' && transport !== 'udp') return undefined;
  if (rule.FromPort === null || rule.FromPort < 0) return { transports: [transport], from: 0, to: lastPort };
  const to = rule.ToPort === null || rule.ToPort < 0 ? lastPort : rule.ToPort;
  return { transports: [transport], from: rule.FromPort, to };
}

/** Whether a rule is for at least one of the ports. */
export function coversAny(rule: GroupRule, ports: Ports): boolean {
  const range = portsOf(rule);
  if (range === undefined) return false;
  return range.transports.some((transport) =>
    ports[transport].some((port) => port >= range.from && port <= range.to),
  );
}

/** Whether a rule opens something else than the web: TCP 80, TCP 443 and UDP 443, each by itself. */
export function isMoreThanWeb(rule: GroupRule): boolean {
  const range = portsOf(rule);
  if (range === undefined) return false;
  const { transports, from, to } = range;
  if (from !== to || transports.length > 1) return true;
  return from !== 443 && !(from === 80 && transports[0] === 'tcp');
}

/** SSH, and RDP over both transports. */
export const administrationPorts: Ports = { tcp: [22, 3389], udp: [3389] };

/** Databases, file sharing, mail, queues, consoles: by the registry of IANA and the products' documentation. */
export const servicePorts: Ports = {
  tcp: [
    ...[20, 21, 23, 25, 88, 110, 111, 135, 139, 143, 389, 445, 464, 636, 749, 750],
    ...[1433, 1434, 1521, 2049, 2375, 2376, 2379, 2380, 2483, 2484, 3000, 3306, 4333],
    ...[5000, 5432, 5500, 5601, 5671, 5672, 5800, 5900, 5901, 5985, 5986, 6379, 6443],
    ...[7000, 7001, 7199, 8080, 8088, 8888, 9042, 9092, 9160, 9200, 9300],
    ...[10250, 11211, 15672, 27017, 27018],
  ],
  udp: [88, 111, 464, 749, 750, 1433, 1434, 2049, 11211],
};

export const riskyPorts: Ports = {
  tcp: [...administrationPorts.tcp, ...servicePorts.tcp],
  udp: [...administrationPorts.udp, ...servicePorts.udp],
};
