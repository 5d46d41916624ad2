import { describe, expect, it } from 'vitest';
import { type AclEntry, admitsAllPorts, admittingEntry } from './acl.ts';
import { containsCidr, isInternet, publicSize, rangeOf, without } from './address-ranges.ts';
import { covers, type IngressRule, internetExposure, lastPort, openPorts } from './ingress.ts';

/** A small generator with a seed: a failure shows the same case again. */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const blocks = [
  '0.0.0.0/0',
  '0.0.0.0/1',
  '128.0.0.0/1',
  '0.0.0.0/2',
  '64.0.0.0/2',
  '10.0.0.0/8',
  '11.0.0.0/8',
  '203.0.112.0/21',
  '192.168.0.0/16',
  '52.0.0.0/9',
  '52.128.0.0/9',
];
const blocks6 = ['::/0', '2000::/3', '::/1', '8000::/1', '2001:db8::/32', '2a00::/16', 'fd00::/8'];
const ports = [0, 21, 22, 23, 80, 443, 1024, 3389, 8080, lastPort];

function randomRule(pick: (below: number) => number): IngressRule {
  const from = ports[pick(ports.length)] ?? 0;
  const protocol = ['tcp', 'udp', '-1', 'icmp', '6', '17'][pick(6)] ?? 'tcp';
  const source = pick(6);
  return {
    IpProtocol: protocol,
    ...(protocol !== '-1' && { FromPort: from, ToPort: Math.min(lastPort, from + pick(2000)) }),
    ...(source < 3 && { CidrIp: blocks[pick(blocks.length)] as string }),
    ...((source === 3 || source === 4) && { CidrIpv6: blocks6[pick(blocks6.length)] as string }),
    ...(source === 5 && { SourceSecurityGroupId: 'sg-1' }),
  };
}

describe('address ranges', () => {
  it.each([
    ['0.0.0.0/0', 0, 2 ** 32 - 1],
    ['203.0.113.7/24', 3_405_803_776, 3_405_804_031],
    ['2001:db8::/32', 0x2001_0db8, 0x2001_0db8],
    ['::/0', 0, 2 ** 32 - 1],
    ['2000::/3', 0x2000_0000, 0x3fff_ffff],
  ])('%s is read as it is meant', (cidr, from, to) => {
    expect(rangeOf(cidr)).toMatchObject({ from, to });
  });

  it.each(['', '10.0.0/8', '10.0.0.0/33', '256.0.0.0/8', '2001:db8::/64', 'nonsense/8', '1.2.3.4.5/8'])(
    '"%s" is no range here',
    (cidr) => {
      expect(rangeOf(cidr)).toBeUndefined();
    },
  );

  it('counts what overlaps once', () => {
    const pick = numbersFrom(7);
    for (let round = 0; round < 300; round += 1) {
      const ranges = Array.from({ length: 1 + pick(5) }, () => {
        const from = 0x3400_0000 + pick(2000);
        return { family: 4 as const, from, to: from + pick(500) };
      });
      const all = new Set<number>();
      for (const { from, to } of ranges)
        for (let address = from; address <= to; address += 1) all.add(address);
      expect(publicSize(ranges)).toBe(all.size);
      const [hole, ...rest] = ranges;
      if (hole === undefined || rest.length === 0) continue;
      const left = [...all].filter((address) => address < hole.from || address > hole.to);
      expect(publicSize(without(rest, [hole]))).toBe(left.length);
    }
  });

  it.each([
    [['0.0.0.0/1', '128.0.0.0/1'], true],
    [['52.0.0.0/8'], true],
    [['52.0.0.0/9', '52.128.0.0/9'], true],
    [['52.0.0.0/9'], false],
    [['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'], false],
    [['224.0.0.0/4', '240.0.0.0/4'], false],
    [['2000::/3'], true],
    [['fc00::/7', 'fe80::/10'], false],
    [['2a01::/24'], false],
  ])('%j is the internet: %s', (cidrs, expected) => {
    expect(isInternet(cidrs.flatMap((cidr) => rangeOf(cidr) ?? []))).toBe(expected);
  });

  it.each([
    ['10.0.0.0/8', '10.20.0.0/16', true],
    ['10.20.0.0/16', '10.20.0.0/16', true],
    ['10.20.0.0/17', '10.20.0.0/16', false],
    ['::/0', '2600:1f18:1::/56', true],
    ['2600:1f18:1:100::/64', '2600:1f18:1::/56', false],
    ['0.0.0.0/0', '2600:1f18:1::/56', false],
    ['nonsense', '10.0.0.0/8', false],
  ])('%s holds %s: %s', (outer, inner, expected) => {
    expect(containsCidr(outer, inner)).toBe(expected);
  });
});

describe('ingress rules', () => {
  const open = (rules: IngressRule[], port = 22) => internetExposure(rules, 'tcp', port).state;

  it('are open to 0.0.0.0/0, to ::/0, to halves and to all protocols', () => {
    const ssh = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22 };
    expect(open([{ ...ssh, CidrIp: '0.0.0.0/0' }])).toBe('open');
    expect(open([{ ...ssh, CidrIpv6: '::/0' }])).toBe('open');
    expect(open([{ IpProtocol: '-1', CidrIp: '0.0.0.0/0' }])).toBe('open');
    expect(
      open([
        { ...ssh, CidrIp: '0.0.0.0/1' },
        { IpProtocol: '6', FromPort: 0, ToPort: 100, CidrIp: '128.0.0.0/1' },
      ]),
    ).toBe('open');
  });

  it('are closed where the port, the protocol or the source is another', () => {
    expect(open([{ IpProtocol: 'tcp', FromPort: 80, ToPort: 443, CidrIp: '0.0.0.0/0' }])).toBe('closed');
    expect(open([{ IpProtocol: 'udp', FromPort: 22, ToPort: 22, CidrIp: '0.0.0.0/0' }])).toBe('closed');
    expect(open([{ IpProtocol: 'icmp', FromPort: -1, ToPort: -1, CidrIp: '0.0.0.0/0' }])).toBe('closed');
    expect(open([{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: '203.0.113.0/24' }])).toBe('closed');
    expect(open([{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, SourceSecurityGroupId: 'sg-1' }])).toBe(
      'closed',
    );
    expect(internetExposure(undefined, 'tcp', 22).state).toBe('closed');
  });

  it('are unknown by a prefix list only as long as no other rule opens the port', () => {
    const listed = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, SourcePrefixListId: 'pl-1' };
    expect(internetExposure([listed], 'tcp', 22)).toEqual({ state: 'unknown', rule: 0, prefixList: 'pl-1' });
    expect(open([listed], 23)).toBe('closed');
    expect(open([listed, { IpProtocol: '-1', CidrIpv6: '::/0' }])).toBe('open');
  });

  it('are asked about one family when that is the question', () => {
    const rules = [{ IpProtocol: '-1', CidrIpv6: '::/0' }];
    expect(internetExposure(rules, 'tcp', 22, 4).state).toBe('closed');
    expect(internetExposure(rules, 'tcp', 22, 6).state).toBe('open');
  });

  it('answer in any order the same, never close by another rule, and say each port as the list of ports does', () => {
    const pick = numbersFrom(11);
    for (let round = 0; round < 400; round += 1) {
      const rules = Array.from({ length: pick(6) }, () => randomRule(pick));
      const transport = pick(2) === 0 ? ('tcp' as const) : ('udp' as const);
      const ranges = openPorts(rules, transport);
      for (const port of ports) {
        const { state } = internetExposure(rules, transport, port);
        const where = JSON.stringify({ rules, transport, port });
        expect(internetExposure(rules.toReversed(), transport, port).state, where).toBe(state);
        expect(
          ranges.some(({ from, to }) => port >= from && port <= to),
          where,
        ).toBe(state === 'open');
        if (state === 'open')
          expect(internetExposure([...rules, randomRule(pick)], transport, port).state, where).toBe('open');
        const byFamily = ([4, 6] as const).some(
          (family) => internetExposure(rules, transport, port, family).state === 'open',
        );
        expect(byFamily, where).toBe(state === 'open');
        const without22 = rules.filter((rule) => !covers(rule, transport, port));
        expect(internetExposure(without22, transport, port).state, where).toBe('closed');
      }
    }
  });
});

describe('entries of a network ACL', () => {
  const allowAll: AclEntry = {
    RuleNumber: 100,
    Egress: false,
    Protocol: -1,
    RuleAction: 'allow',
    CidrBlock: '0.0.0.0/0',
  };
  const denySsh: AclEntry = {
    RuleNumber: 90,
    Egress: false,
    Protocol: 6,
    RuleAction: 'deny',
    CidrBlock: '0.0.0.0/0',
    PortRange: { From: 22, To: 22 },
  };
  const admitted = (entries: AclEntry[], port = 22, family: 4 | 6 = 4) =>
    admittingEntry(entries, 'tcp', port, family)?.RuleNumber;

  it('are tried by number: a deny in front protects, one behind does not', () => {
    expect(admitted([allowAll])).toBe(100);
    expect(admitted([allowAll, denySsh])).toBeUndefined();
    expect(admitted([allowAll, { ...denySsh, RuleNumber: 110 }])).toBe(100);
    expect(admitted([allowAll, denySsh], 80)).toBe(100);
  });

  it('leave open what a deny of some addresses does not cover', () => {
    expect(admitted([allowAll, { ...denySsh, CidrBlock: '0.0.0.0/1' }])).toBe(100);
    expect(
      admitted([
        allowAll,
        { ...denySsh, CidrBlock: '0.0.0.0/1' },
        { ...denySsh, RuleNumber: 91, CidrBlock: '128.0.0.0/1' },
      ]),
    ).toBeUndefined();
  });

  it('are apart for IPv4 and IPv6, and outgoing ones do not count', () => {
    const six: AclEntry = {
      RuleNumber: 101,
      Egress: false,
      Protocol: -1,
      RuleAction: 'allow',
      Ipv6CidrBlock: '::/0',
    };
    expect(admitted([denySsh, six], 22, 6)).toBe(101);
    expect(admitted([denySsh, six], 22, 4)).toBeUndefined();
    expect(admitted([{ ...allowAll, Egress: true }])).toBeUndefined();
  });

  it('admit every port only when no port is left out', () => {
    expect(admitsAllPorts([allowAll], 'tcp', 4)).toBeDefined();
    expect(admitsAllPorts([allowAll, denySsh], 'tcp', 4)).toBeUndefined();
  });

  it('decide about one address as walking through them does', () => {
    const pick = numbersFrom(23);
    for (let round = 0; round < 500; round += 1) {
      const entries = Array.from({ length: pick(6) }, (_unused, index): AclEntry => {
        const from = ports[pick(ports.length)] ?? 0;
        return {
          RuleNumber: 10 + index,
          Egress: pick(8) === 0,
          Protocol: [6, -1, 17][pick(3)] as number,
          RuleAction: pick(2) === 0 ? 'allow' : 'deny',
          CidrBlock: ['0.0.0.0/0', '0.0.0.0/1', '128.0.0.0/1', '64.0.0.0/2'][pick(4)] as string,
          PortRange: { From: from, To: Math.min(lastPort, from + pick(100)) },
        };
      });
      for (const port of ports) {
        // One address of each quarter stands for it: no block of this test is smaller.
        const decided = ['1.1.1.1', '65.1.1.1', '130.1.1.1', '200.1.1.1'].map((address) => {
          const first = entries.find(
            (entry) =>
              entry.Egress !== true &&
              (entry.Protocol === -1 ||
                (entry.Protocol === 6 &&
                  port >= (entry.PortRange?.From ?? 0) &&
                  port <= (entry.PortRange?.To ?? 0))) &&
              containsCidr(entry.CidrBlock ?? '', `${address}/32`),
          );
          return first?.RuleAction === 'allow';
        });
        const shuffled = pick(2) === 0 ? entries : entries.toReversed();
        expect(
          admittingEntry(shuffled, 'tcp', port, 4) !== undefined,
          JSON.stringify({ entries, port }),
        ).toBe(decided.includes(true));
      }
    }
  });
});
