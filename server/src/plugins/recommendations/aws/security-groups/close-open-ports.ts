import { cli, counted, forEach, inRegion, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { securityGroupType } from '../../../providers/aws/resources/security_group/schema.ts';

const closed = (what: string) => `aws-ec2-security-group-${what}-closed`;

/** A rule of a group as its command names it. */
const permission = (rule: {
  IpProtocol?: string | undefined;
  FromPort?: number | undefined;
  ToPort?: number | undefined;
  CidrIp?: string | undefined;
  CidrIpv6?: string | undefined;
}) =>
  JSON.stringify([
    {
      IpProtocol: rule.IpProtocol ?? '-1',
      ...(rule.FromPort === undefined || rule.IpProtocol === '-1'
        ? {}
        : { FromPort: rule.FromPort, ToPort: rule.ToPort ?? rule.FromPort }),
      ...(rule.CidrIp === undefined ? {} : { IpRanges: [{ CidrIp: rule.CidrIp }] }),
      ...(rule.CidrIpv6 === undefined ? {} : { Ipv6Ranges: [{ CidrIpv6: rule.CidrIpv6 }] }),
    },
  ]);
const web = new Set([80, 443]);

export const recommendation = defineRecommendation({
  id: 'aws-ec2-close-open-ports',
  version: 1,
  title: 'Close the ports that a security group opens to everybody',
  kind: 'security',
  resource: securityGroupType,
  per: 'resource',
  controls: [
    ...['admin-ports-closed-ipv4', 'admin-ports-closed-ipv6'].map((name) => `aws-ec2-security-group-${name}`),
    ...[
      'all-ports',
      'cassandra',
      'cifs',
      'docker',
      'elasticsearch',
      'ftp',
      'high-risk-ports',
      'kafka',
      'kerberos',
      'kubernetes',
      'ldap',
      'memcached',
      'mongodb',
      'mysql',
      'nfs',
      'oracle',
      'postgresql',
      'rabbitmq',
      'rdp',
      'redis',
      'sql-server',
      'ssh',
      'telnet',
      'vnc',
      'winrm',
    ].map(closed),
  ],
  driftAttributes: ['SecurityGroupIngress'],
  exposure: 'internet',
  effortMinutes: 20,
  references: [],
  advise({ resources: [group] }) {
    const id = group.configuration.GroupId ?? group.externalId;
    const open = (group.configuration.SecurityGroupIngress ?? []).filter(
      (rule) =>
        (rule.CidrIp === '0.0.0.0/0' || rule.CidrIpv6 === '::/0') &&
        !(rule.FromPort !== undefined && rule.FromPort === rule.ToPort && web.has(rule.FromPort)),
    );
    const words = open.map((rule) =>
      rule.IpProtocol === '-1' || rule.FromPort === undefined
        ? 'all ports'
        : rule.FromPort === rule.ToPort
          ? `port ${rule.FromPort}`
          : `ports ${rule.FromPort} to ${rule.ToPort}`,
    );
    const shell =
      group.fails.has(closed('ssh')) || group.fails.has(closed('rdp')) || words.includes('all ports');
    return {
      title: `Close ${words.length === 0 ? 'the open ports' : listed([...new Set(words)])} of the security group ${group.name}`,
      explanation:
        `${id} admits the whole internet to ${words.length === 0 ? 'ports that should be closed' : listed([...new Set(words)])}. ` +
        `${group.fails.size > 1 ? `${counted(group.fails.size, 'control')} say so, and all of them are met by the same change. ` : ''}` +
        'Open administration and database ports are found by scanners within minutes and are tried from then on.',
      steps: [
        {
          text: 'See which interfaces carry the group, so that you know what loses its way in.',
          commands: [
            cli`aws ec2 describe-network-interfaces${inRegion(group)} --filters Name=group-id,Values=${id}`,
          ],
        },
        ...(shell
          ? [
              {
                text: 'Make sure that you have another way in before you close this one: Session Manager needs no open port, or admit the range of your office or VPN.',
              },
            ]
          : []),
        {
          text: `Remove the ${open.length === 1 ? 'rule' : 'rules'} for everybody.`,
          commands: forEach(
            open,
            (rule) =>
              cli`aws ec2 revoke-security-group-ingress${inRegion(group)} --group-id ${id} --ip-permissions ${permission(rule)}`,
          ),
        },
        { text: 'Admit the ranges or security groups that need it, and nothing else.' },
      ],
      impact: 'Strangers do not reach these services at all, whatever weakness they have.',
      sideEffects: [
        'Connections from addresses that are not admitted break at once, also those of people who work from home.',
      ],
    };
  },
  examples: [
    {
      title: 'a group with SSH for everybody',
      resources: [
        {
          name: 'bastion',
          configuration: {
            GroupId: 'sg-1',
            SecurityGroupIngress: [
              { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: '0.0.0.0/0' },
              { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '0.0.0.0/0' },
            ],
          },
          fails: [closed('ssh'), 'aws-ec2-security-group-admin-ports-closed-ipv4'],
        },
      ],
      says: [
        'Close port 22 of the security group bastion',
        'revoke-security-group-ingress',
        '2 controls',
        'Session Manager',
      ],
    },
    {
      title: 'a group that a change opened',
      resources: [
        {
          name: 'db',
          configuration: { GroupId: 'sg-2', SecurityGroupIngress: [{ IpProtocol: '-1', CidrIpv6: '::/0' }] },
          drifts: [{ attribute: 'SecurityGroupIngress', summary: 'opened' }],
        },
      ],
      says: ['all ports', 'Ipv6Ranges'],
    },
  ],
});
