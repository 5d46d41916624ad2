import { type ControlExamples, defineExamples } from '../../../../plugin-kit/define-control.ts';
import type { Family } from './ingress.ts';
import type { NetworkService } from './services.ts';

/** The cases that every control about the ports of a service has to tell apart. */
export function portExamples(service: NetworkService, family?: Family): ControlExamples {
  const [transport, port] = service.ports[0] ?? ['tcp', 0];
  const [lastTransport, lastPort] = service.ports.at(-1) ?? ['tcp', 0];
  const everybody = family === 6 ? { CidrIpv6: '::/0' } : { CidrIp: '0.0.0.0/0' };
  const halves =
    family === 6
      ? [{ CidrIpv6: '2000::/4' }, { CidrIpv6: '3000::/4' }]
      : [{ CidrIp: '0.0.0.0/1' }, { CidrIp: '128.0.0.0/1' }];
  const rule = (source: object, from = port, to = port) => ({
    IpProtocol: transport,
    FromPort: from,
    ToPort: to,
    ...source,
  });
  const group = (...SecurityGroupIngress: object[]) => ({ SecurityGroupIngress }) as never;
  return defineExamples({
    pass: [
      { title: 'without inbound rules', configuration: {} },
      { title: 'that opens the port to one network', configuration: group(rule({ CidrIp: '10.0.0.0/8' })) },
      {
        title: 'that opens the port to another group',
        configuration: group(rule({ SourceSecurityGroupId: 'sg-0a1b2c3d4e5f60718' })),
      },
      {
        title: 'that opens another port to everybody',
        configuration: group(rule(everybody, 65_000, 65_001)),
      },
      {
        title: 'that lets everybody ping',
        configuration: group({ IpProtocol: 'icmp', FromPort: -1, ToPort: -1, ...everybody }),
      },
    ],
    fail: [
      {
        title: 'that opens the port to everybody',
        configuration: group(rule(everybody)),
        says: String(port),
      },
      {
        title: 'that opens the last of the ports to everybody, in a range',
        configuration: group({
          IpProtocol: lastTransport,
          FromPort: lastPort - 1,
          ToPort: lastPort + 1,
          ...everybody,
        }),
        says: String(lastPort),
      },
      {
        title: 'that opens all protocols to everybody',
        configuration: group({ IpProtocol: '-1', ...everybody }),
      },
      {
        title: 'that opens it to the internet in halves',
        configuration: group(...halves.map((half) => rule(half))),
      },
      ...(family === undefined
        ? [{ title: 'that opens it over IPv6 only', configuration: group(rule({ CidrIpv6: '::/0' })) }]
        : []),
    ],
    unknown: [
      {
        title: 'that opens the port to a prefix list',
        configuration: group(rule({ SourcePrefixListId: 'pl-0123456789abcdef0' })),
        says: 'pl-0123456789abcdef0',
      },
      {
        title: 'whose rules could not be read',
        configuration: {},
        unreadable: [
          { path: 'SecurityGroupIngress', reason: 'denied', permission: 'ec2:DescribeSecurityGroups' },
        ],
        says: 'ec2:DescribeSecurityGroups',
      },
    ],
  });
}
