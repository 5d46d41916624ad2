import { type ControlExamples, defineExamples } from '../../../../plugin-kit/define-control.ts';
import type { NetworkService } from './services.ts';

const all = { RuleNumber: 100, Egress: false, Protocol: -1, RuleAction: 'allow', CidrBlock: '0.0.0.0/0' };
const last = { ...all, RuleNumber: 32_767, RuleAction: 'deny' };

/** The cases that every control about the ports of a service in a network ACL has to tell apart. */
export function aclExamples(service: NetworkService): ControlExamples {
  const [, port = 0] = service.ports[0] ?? [];
  const PortRange = { From: port, To: port };
  const deny = { ...all, RuleNumber: 90, Protocol: 6, RuleAction: 'deny', PortRange };
  const deniesAll = service.ports.map(([transport, number], index) => ({
    ...deny,
    RuleNumber: 80 + index,
    Protocol: transport === 'tcp' ? 6 : 17,
    PortRange: { From: number, To: number },
  }));
  const acl = (...Entries: object[]) => ({ Entries }) as never;
  return defineExamples({
    pass: [
      { title: 'that denies everything', configuration: acl(last) },
      {
        title: 'that denies the port before it allows the rest',
        configuration: acl(all, ...deniesAll, last),
      },
      {
        title: 'that allows the port to one network',
        configuration: acl({ ...deny, RuleAction: 'allow', CidrBlock: '203.0.113.0/24' }, last),
      },
      { title: 'that lets everything out', configuration: acl({ ...all, Egress: true }, last) },
    ],
    fail: [
      { title: 'that allows everything', configuration: acl(all, last), says: 'Rule 100' },
      {
        title: 'that denies the port behind the rule that allows it',
        configuration: acl(all, { ...deny, RuleNumber: 110 }, last),
        says: String(port),
      },
      {
        title: 'that allows it over IPv6',
        configuration: acl(...deniesAll, {
          RuleNumber: 101,
          Egress: false,
          Protocol: -1,
          RuleAction: 'allow',
          Ipv6CidrBlock: '::/0',
        }),
        says: '::/0',
      },
    ],
    unknown: [
      {
        title: 'whose entries could not be read',
        configuration: {},
        unreadable: [{ path: 'Entries', reason: 'denied', permission: 'ec2:DescribeNetworkAcls' }],
      },
    ],
  });
}
